"""The command line, `python -m lib …`: the same answers as the screens, for scripts and checks."""

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from lib.commands import parser
from lib.i18n import Translator, translator
from lib.model.errors import DataError, UnknownCodeError
from lib.services.answers import RANK_FIELDS, SERIES_FIELDS, Record, catalogue_answer, rank_answer, series_answer
from lib.services.configuration import store_url, var_folder
from lib.services.explanations import EXPLAIN_FIELDS
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
from lib.services.questions import ask, ask_restated
from lib.services.side_by_side_answer import COMPARE_FIELDS, compare_answer
from lib.services.workspace import Workspace, open_workspace
from lib.store import StoreError

ROOT = Path(__file__).parents[1]
WRONG_CALL, BROKEN_INSTALLATION = 2, 1
READER_GONE = 141  # as shells say it of `… | head`


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call; the answer goes to standard output alone, everything else to standard error."""
    call = parser().parse_args(arguments)
    t = translator(call.lang)
    try:
        return _flushed(_ACTS.get(call.command, _asked)(call, t))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is written to nobody
        return READER_GONE
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


def _flushed(status: int) -> int:
    """Hand on a status when everything is printed: a reader who has gone is met here, not at the interpreter's end."""
    sys.stdout.flush()
    return status


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


def _decks(call: argparse.Namespace, t: Translator) -> int:
    """Answer calls on decks and pictures; what draws is loaded by them alone, other calls need not wait for it."""
    status: int = import_module("lib.deck_calls").answer(call, t, _workspace(), _print)
    return status


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


def _answer(call: argparse.Namespace, workspace: Workspace, t: Translator) -> tuple[list[Record], Sequence[str]]:
    if call.command == "rank":
        return _ranks(call, workspace, t)
    if call.command == "series":
        return series_answer(workspace, call.indicator, call.area, t, call.restate), SERIES_FIELDS
    if call.command == "compare":
        found = compare_answer(workspace, call.first, call.second, call.period, t, unit_set=call.restate)
        return found, COMPARE_FIELDS
    if call.command == "undo":
        return batch_records([workspace.store.undo(call.batch, call.actor)], t), BATCH_FIELDS
    if call.command == "batches":
        return batch_records(workspace.store.batches(), t), BATCH_FIELDS
    records = catalogue_answer(workspace, t)
    return records, list(records[0])


def _ranks(call: argparse.Namespace, workspace: Workspace, t: Translator) -> tuple[list[Record], Sequence[str]]:
    if call.restate:
        question = ask_restated(workspace, call.indicator, call.period, call.base, call.restate)
    else:
        question = ask(workspace, call.indicator, call.period, call.base, call.units)
    found = rank_answer(workspace, question, t, call.area, explain=call.explain)
    return found, [*RANK_FIELDS, *(EXPLAIN_FIELDS if call.explain else [])]


def _print(records: list[Record], fields: Sequence[str], form: str) -> None:
    if form == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _flat(cell) for name, cell in record.items()} for record in records)
    else:
        _print_table(records, [field for field in fields if any(record[field] is not None for record in records)])


def _flat(cell: object) -> object:
    """Return a cell of one line: of components the code and the points, `PCI_1_ENTRY=0.52 PCI_2_LAND=-0.1`."""
    if not isinstance(cell, list):
        return cell
    return " ".join(f"{part['indicator']}={part['points']}" for part in cell)


def _print_table(records: list[Record], fields: Sequence[str]) -> None:
    cells = [["" if record[field] is None else str(_flat(record[field])) for field in fields] for record in records]
    widths = [max(len(row[place]) for row in [list(fields), *cells]) for place in range(len(fields))]
    for row in [list(fields), *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


_ACTS = {"check": _handed_in, "load": _handed_in, "deck": _decks, "picture": _decks}

if __name__ == "__main__":
    sys.exit(main())
