"""The command line, `python -m lib …`: the same answers as the screens, for scripts and checks."""

import argparse
import csv
import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from lib.i18n import Translator, translator
from lib.model.errors import DataError, UnknownCodeError
from lib.services.answers import RANK_FIELDS, SERIES_FIELDS, Record, catalogue_answer, rank_answer, series_answer
from lib.services.configuration import store_url, var_folder
from lib.services.hand_in_commands import (
    BATCH_FIELDS,
    AnswerError,
    FileCheck,
    answers_of,
    batch_records,
    check,
    load,
    root_setting,
)
from lib.services.questions import ask
from lib.services.workspace import Workspace, open_workspace
from lib.store import StoreError

ROOT = Path(__file__).parents[1]
WRONG_CALL, BROKEN_INSTALLATION = 2, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call; the answer goes to standard output alone, everything else to standard error."""
    call = _parser().parse_args(arguments)
    t = translator(call.lang)
    try:
        return _handed_in(call, t) if call.command in {"check", "load"} else _asked(call, t)
    except UnknownCodeError as error:
        nearest = ", ".join(error.nearest) or "–"
        print(t(f"cli.unknown_{error.kind}", code=error.code, nearest=nearest), file=sys.stderr)
        return WRONG_CALL
    except AnswerError as error:
        print(t("cli.wrong_answer", text=str(error)), file=sys.stderr)
        return WRONG_CALL
    except OSError as error:
        print(t("cli.no_file", text=str(error)), file=sys.stderr)
        return WRONG_CALL
    except (DataError, StoreError) as error:
        print(error, file=sys.stderr)
        return BROKEN_INSTALLATION


def _workspace() -> Workspace:
    return open_workspace(ROOT, store_url(ROOT), var_folder(ROOT))


def _asked(call: argparse.Namespace, t: Translator) -> int:
    records, fields = _answer(call, _workspace(), t)
    _print(records, fields, call.format)
    return 0


def _handed_in(call: argparse.Namespace, t: Translator) -> int:
    """Read one file: `check` without any store, `load` into it."""
    answers = answers_of(call.answer)
    if call.command == "check":
        done = check(call.file, answers, root_setting(ROOT), call.observations, t)
    else:
        done = load(call.file, answers, _workspace(), (call.actor, call.note), t)
    if call.format == "json":
        print(json.dumps(done.record, ensure_ascii=False, indent=1))
    else:
        _print_check(done, t)
    return done.status


def _print_check(done: FileCheck, t: Translator) -> None:
    record = done.record
    print(record["outcome"])
    for issue in record["issues"]:
        print(f"{issue['code']}: {issue['message']}")
    if record["question"]:
        print(f"--answer {record['question']['key']}=…  {record['question']['sentence']}")
        for choice in record["choices"]:
            print(f"  {choice['value']}  {choice['quote']}".rstrip())
    print(", ".join(f"{name} {count}" for name, count in record["counts"].items() if count is not None))
    if "batch" in record:
        print(t("cli.stored", batch=str(record["batch"])))


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--format", choices=("json", "csv", "table"), default="table")
    shared.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser = argparse.ArgumentParser(prog="python -m lib", description="Toàn Cảnh")
    commands = parser.add_subparsers(dest="command", required=True)
    rank = commands.add_parser("rank", parents=[shared], help="ranks of one period, against another one if asked")
    rank.add_argument("indicator")
    rank.add_argument("period")
    rank.add_argument("--base")
    rank.add_argument("--units")
    series = commands.add_parser("series", parents=[shared], help="all periods of one indicator")
    series.add_argument("indicator")
    series.add_argument("--area", action="extend", nargs="+", default=[])
    commands.add_parser("catalogue", parents=[shared], help="indicators with their coverage")
    _add_hand_in(commands, shared)
    return parser


def _add_hand_in(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> None:
    file = argparse.ArgumentParser(add_help=False)
    file.add_argument("file", type=Path)
    file.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE")
    check_command = commands.add_parser(
        "check", parents=[shared, file], help="how a file would be read; stores nothing"
    )
    check_command.add_argument("--observations", type=Path, metavar="OUT.csv")
    load_command = commands.add_parser("load", parents=[shared, file], help="read a file and store it as a batch")
    load_command.add_argument("--note", default="")
    load_command.add_argument("--actor", default=getpass.getuser())
    undo = commands.add_parser("undo", parents=[shared], help="restore what stood before a batch")
    undo.add_argument("batch", type=int)
    undo.add_argument("--actor", default=getpass.getuser())
    commands.add_parser("batches", parents=[shared], help="what was handed in, the newest first")


def _answer(call: argparse.Namespace, workspace: Workspace, t: Translator) -> tuple[list[Record], Sequence[str]]:
    if call.command == "rank":
        question = ask(workspace, call.indicator, call.period, call.base, call.units)
        return rank_answer(workspace, question, t), RANK_FIELDS
    if call.command == "series":
        return series_answer(workspace, call.indicator, call.area, t), SERIES_FIELDS
    if call.command == "undo":
        return batch_records([workspace.store.undo(call.batch, call.actor)], t), BATCH_FIELDS
    if call.command == "batches":
        return batch_records(workspace.store.batches(), t), BATCH_FIELDS
    records = catalogue_answer(workspace, t)
    return records, list(records[0])


def _print(records: list[Record], fields: Sequence[str], form: str) -> None:
    if form == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
    else:
        _print_table(records, [field for field in fields if any(record[field] is not None for record in records)])


def _print_table(records: list[Record], fields: Sequence[str]) -> None:
    cells = [["" if record[field] is None else str(record[field]) for field in fields] for record in records]
    widths = [max(len(row[place]) for row in [list(fields), *cells]) for place in range(len(fields))]
    for row in [list(fields), *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
