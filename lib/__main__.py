"""The command line, `python -m lib …`: the same answers as the screens, for scripts and checks."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from lib.i18n import Translator, translator
from lib.model.errors import DataError, UnknownCodeError
from lib.services.answers import RANK_FIELDS, SERIES_FIELDS, Record, catalogue_answer, rank_answer, series_answer
from lib.services.configuration import store_url, var_folder
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
        workspace = open_workspace(ROOT, store_url(ROOT), var_folder(ROOT))
        records, fields = _answer(call, workspace, t)
    except UnknownCodeError as error:
        nearest = ", ".join(error.nearest) or "–"
        print(t(f"cli.unknown_{error.kind}", code=error.code, nearest=nearest), file=sys.stderr)
        return WRONG_CALL
    except (DataError, StoreError) as error:
        print(error, file=sys.stderr)
        return BROKEN_INSTALLATION
    _print(records, fields, call.format)
    return 0


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
    return parser


def _answer(call: argparse.Namespace, workspace: Workspace, t: Translator) -> tuple[list[Record], Sequence[str]]:
    if call.command == "rank":
        question = ask(workspace, call.indicator, call.period, call.base, call.units)
        return rank_answer(workspace, question, t), RANK_FIELDS
    if call.command == "series":
        return series_answer(workspace, call.indicator, call.area, t), SERIES_FIELDS
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
