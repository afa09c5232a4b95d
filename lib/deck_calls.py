"""The calls of the command line on decks and pictures: what is asked of the services, and what is printed of it."""

import argparse
import sys
from collections.abc import Callable, Sequence

from lib.i18n import Translator
from lib.report.slide_pptx import TemplateError
from lib.services.deck_commands import (
    DECK_FIELDS,
    SLIDE_FIELDS,
    Export,
    ExportError,
    Record,
    Written,
    deck_records,
    draw,
    export,
    slide_records,
)
from lib.services.deck_files import Progress, Telling, no_telling, progress_line
from lib.services.workspace import Workspace

WRONG_CALL, STOPPED = 2, 130  # 130: ended by Ctrl+C, as shells say it
_LINE = 60  # characters a line of progress has at most; blanks wipe the longer one before
Printing = Callable[[list[Record], Sequence[str], str], None]


def answer(call: argparse.Namespace, t: Translator, workspace: Workspace, printing: Printing) -> int:
    """Answer a call of `deck` or `picture` and return its exit status; `printing` writes records in a format."""
    try:
        _done(call, t, workspace, printing)
    except KeyboardInterrupt:
        sys.stderr.write(f"{t('export.stopped')}\n")
        return STOPPED
    except ExportError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    except TemplateError as error:
        sys.stderr.write(f"{t.label(error.words)}\n")
        return WRONG_CALL
    return 0


def _done(call: argparse.Namespace, t: Translator, workspace: Workspace, printing: Printing) -> None:
    """Do what is asked for and print what came of it."""
    if call.command == "picture":
        _tell(draw(call.view, call.out, workspace, t), t)
    elif call.act == "export":
        _tell(_exported(Export(call.deck, call.format, call.out, call.template), workspace, t), t)
    elif call.act == "list":
        printing(deck_records(workspace, t), DECK_FIELDS, call.format)
    else:
        printing(slide_records(call.deck, workspace, t), SLIDE_FIELDS, call.format)


def _exported(asked: Export, workspace: Workspace, t: Translator) -> Written:
    """Write a deck into a file; how far it is stands on one line of a terminal, and nowhere else."""
    if not sys.stderr.isatty():
        return export(asked, workspace, t, no_telling)
    try:
        return export(asked, workspace, t, _telling(t))
    finally:
        sys.stderr.write(f"\r{'':{_LINE}}\r")


def _telling(t: Translator) -> Telling:
    def told(progress: Progress) -> None:
        sys.stderr.write(f"\r{progress_line(progress, t):{_LINE}}")
        sys.stderr.flush()

    return told


def _tell(written: Written, t: Translator) -> None:
    size = t.number(written.size)
    said = t("cli.written", path=str(written.path), size=size, hash=written.content_hash)
    sys.stdout.write(f"{said}\n")
