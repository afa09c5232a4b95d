"""The words of the command line: commands, what each takes and says of itself. What they answer is elsewhere."""

import argparse
import getpass
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_DECK_FORMATS = ("pptx", "pdf", "report", "html", "docx")  # those of lib.services.deck_files


def parser() -> argparse.ArgumentParser:
    """Return the reader of a call."""
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", choices=("vi", "en"), default="vi")
    shared = argparse.ArgumentParser(add_help=False, parents=[language])
    shared.add_argument("--format", choices=("json", "csv", "table"), default="table")
    calls = argparse.ArgumentParser(prog="python -m lib", description="Toàn Cảnh")
    commands = calls.add_subparsers(dest="command", required=True)
    _add_figures(commands, shared)
    commands.add_parser("catalogue", parents=[shared], help="indicators with their coverage")
    _add_hand_in(commands, shared)
    _add_decks(commands, shared, language)
    return calls


def _add_figures(commands: Commands, shared: argparse.ArgumentParser) -> None:
    areas = argparse.ArgumentParser(add_help=False)
    areas.add_argument("--area", action="extend", nargs="+", default=[])
    restate = argparse.ArgumentParser(add_help=False)
    restate.add_argument("--restate", default="", metavar="UNITS", help="figures restated on the units of this set")
    figures = [shared, areas, restate]
    rank = commands.add_parser("rank", parents=figures, help="ranks of one period, against another one if asked")
    rank.add_argument("indicator")
    rank.add_argument("period")
    rank.add_argument("--base")
    rank.add_argument("--units")
    rank.add_argument("--explain", action="store_true", help="why ranks moved, and how they compare")
    series = commands.add_parser("series", parents=figures, help="all periods of one indicator")
    series.add_argument("indicator")
    compare = commands.add_parser("compare", parents=[shared, restate], help="two units beside each other")
    compare.add_argument("first")
    compare.add_argument("second")
    compare.add_argument("--period")


def _add_hand_in(commands: Commands, shared: argparse.ArgumentParser) -> None:
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


def _add_decks(commands: Commands, shared: argparse.ArgumentParser, language: argparse.ArgumentParser) -> None:
    deck = commands.add_parser("deck", help="decks of the briefing: list, show, export")
    acts = deck.add_subparsers(dest="act", required=True)
    acts.add_parser("list", parents=[shared], help="the decks, the last saved first")
    show = acts.add_parser("show", parents=[shared], help="the slides of a deck")
    show.add_argument("deck", help="id or title")
    export = acts.add_parser("export", parents=[language], help="write a deck into a file")
    export.add_argument("deck", help="id or title")
    export.add_argument("--format", choices=_DECK_FORMATS, required=True)
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--template", type=Path, metavar="TEMPLATE.pptx", help="the office's own master, for pptx")
    picture = commands.add_parser("picture", parents=[language], help="the map or chart of one view as a file")
    picture.add_argument("view", metavar="URL_OR_VIEW", help="an address of the app, or its query string: a map")
    picture.add_argument("--out", type=Path, required=True, metavar="FILE.png|svg|pdf")
