"""The clerk's own workbook, marked with what was found in it. Reads no figures and stores nothing."""

from dataclasses import dataclass

from lib.i18n import Translator
from lib.intake.containers import open_container
from lib.intake.findings import Findings, RefusedError, UndecidedError
from lib.intake.limits import Limits
from lib.intake.reading import Reading
from lib.intake.sheets import Sheet
from lib.model.handin import Answers
from lib.report.issue_lines import NO_NAMES, Names
from lib.report.marked_file import FileToMark, marked_workbook


@dataclass(frozen=True)
class Opened:
    """The bytes of a file and what decides how they are opened."""

    content: bytes
    answers: Answers
    limits: Limits


def returned_file(file: Opened, reading: Reading, t: Translator, names: Names = NO_NAMES) -> bytes:
    """Return an XLSX with the doubtful cells of a reading coloured, commented and listed; never raises for a file."""
    kind, sheets = _sheets(file, reading.file_name)
    first = reading.read_as.header_rows.partition("-")[0]
    header = int(first) if first.isdigit() else None
    return marked_workbook(FileToMark(file.content, kind, sheets, header, names), reading.issues, t)


def _sheets(file: Opened, name: str) -> tuple[str, tuple[Sheet, ...]]:
    try:
        container = open_container(file.content, name, file.limits, file.answers, Findings())
    except (RefusedError, UndecidedError):
        return "", ()
    return container.kind, container.sheets
