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
        if call.command == "picture":
            return _told(draw(call.view, call.out, workspace, t), t)
        if call.act == "export":
            asked = Export(call.deck, call.format, call.out, call.template)
            return _told(_exported(asked, workspace, t), t)
    except KeyboardInterrupt:
        sys.stderr.write(f"{t('export.stopped')}\n")
        return STOPPED
    except ExportError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    except TemplateError as error:
        sys.stderr.write(f"{t.label(error.words)}\n")
        return WRONG_CALL
    if call.act == "list":
        printing(deck_records(workspace, t), DECK_FIELDS, call.format)
    else:
        printing(slide_records(call.deck, workspace), SLIDE_FIELDS, call.format)
    return 0


def _exported(asked: Export, workspace: Workspace, t: Translator) -> Written:
    """Write a deck into a file; how far it is stands on one line of a terminal, and nowhere else."""
    if not sys.stderr.isatty():
        return export(asked, workspace, no_telling)
    try:
        return export(asked, workspace, _telling(t))
    finally:
        sys.stderr.write(f"\r{'':{_LINE}}\r")


def _telling(t: Translator) -> Telling:
    def told(progress: Progress) -> None:
        sys.stderr.write(f"\r{progress_line(progress, t):{_LINE}}")
        sys.stderr.flush()

    return told


def _told(written: Written, t: Translator) -> int:
    size = t.number(written.size)
    said = t("cli.written", path=str(written.path), size=size, hash=written.content_hash)
    sys.stdout.write(f"{said}\n")
    return 0
