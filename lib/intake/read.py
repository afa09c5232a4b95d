"""One file handed in, from bytes to a `Reading`: opens it, finds its tables, decides or asks, checks. No store."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.intake.area_questions import offers
from lib.intake.axis import find_axis
from lib.intake.checks import Check, checked, too_many_refused
from lib.intake.containers import open_container
from lib.intake.findings import Findings, Progress, RefusedError, UndecidedError, no_progress
from lib.intake.grid import Grid, squared, worded
from lib.intake.reading import Counts, ReadAs, Reading
from lib.intake.setting import Setting
from lib.intake.sheet_reading import SheetCells, read_sheet
from lib.intake.sheets import Container, Sheet
from lib.intake.table_context import TableContext
from lib.intake.template_sheet import read_template
from lib.intake.text_cleaning import cleaned_grid
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.template import OWN_SHEETS, TemplateKey

EVERY_SHEET = "*"


@dataclass(frozen=True)
class HandedIn:
    """The bytes of a file and the name it came with, which is never used as a path."""

    content: bytes
    file_name: str

    @property
    def content_hash(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_file(
    handed_in: HandedIn, setting: Setting, answers: Answers | None = None, progress: Progress = no_progress
) -> Reading:
    """Read a file with the answers given so far; never raises for what is in the file.

    CancelledError comes from `progress` alone. The outcome is ASK with the one question to be answered next, REJECT
    with the reason last in `issues`, WARN when something was set aside or is worth a look, ACCEPT otherwise.
    """
    findings = Findings(progress)
    blank = Reading(Outcome.REJECT, handed_in.file_name, handed_in.content_hash)
    try:
        return _read(handed_in, setting, answers or Answers(), findings, blank)
    except RefusedError:
        return replace(blank, issues=findings.issues)
    except UndecidedError as doubt:
        return replace(blank, outcome=Outcome.ASK, issues=findings.issues, question=doubt.question)


def _read(handed_in: HandedIn, setting: Setting, answers: Answers, findings: Findings, blank: Reading) -> Reading:
    container = open_container(handed_in.content, handed_in.file_name, setting.limits, answers, findings)
    key = read_template(container.sheets)
    answers = template_answers(key, answers) if key is not None else answers
    findings.progress("layout", 0.0)
    grids = [
        (sheet, _grid(sheet, setting, findings))
        for sheet in container.sheets
        if not sheet.hidden and sheet.name not in OWN_SHEETS
    ]
    chosen = _chosen(grids, setting, answers, findings)
    around = TableContext(setting, answers, findings, handed_in.file_name, many_sheets=len(chosen) > 1)
    read = [read_sheet(grid, around) for grid in chosen]
    findings.progress("checking", 0.0)
    cells = pd.concat([sheet.cells for sheet in read], ignore_index=True)
    confirmed = frozenset(code for sheet in read for code in sheet.confirmed)
    cells = checked(cells, Check(setting, findings, _all_sets(read), answers, confirmed))
    counts = _counts(read, len(cells))
    too_many_refused(counts.refused, counts.read - counts.set_aside, findings)
    if cells.empty:
        raise findings.refuse(IssueCode.NO_ROWS)
    found = replace(blank, read_as=_read_as(container, read, cells), issues=findings.issues, counts=counts)
    cells = cells.reset_index(drop=True)
    return replace(found, outcome=_outcome(findings.issues), cells=cells, offers=offers(findings.issues))


def template_answers(key: TemplateKey, answers: Answers) -> Answers:
    """Return what a template says about itself as answers, so that nothing is asked; given answers come first."""
    told = {
        QuestionName.SHEET: key.sheet,
        QuestionName.UNIT_SET: key.unit_set,
        QuestionName.PERIOD: str(key.period),
        QuestionName.HEADER_ROW: str(key.header_row),
        QuestionName.AREA_COLUMN: key.area_name,
        QuestionName.VALUE_COLUMNS: ",".join(key.values),
    }
    indicators = {f"{QuestionName.INDICATOR}:{letter}": code for letter, code in key.values.items()}
    return Answers({**{str(name): text for name, text in told.items()}, **indicators, **answers.given})


def _grid(sheet: Sheet, setting: Setting, findings: Findings) -> Grid:
    findings.sheet = sheet.name
    rows = squared(cleaned_grid(sheet.rows, sheet.lines, setting.limits, findings))
    rows = rows if sheet.widths else worded(rows)  # a text file has no flags
    return Grid(rows, sheet.lines, sheet.name, sheet.merged, sheet.percent, widths=sheet.widths)


def _chosen(grids: Sequence[tuple[Sheet, Grid]], setting: Setting, answers: Answers, findings: Findings) -> list[Grid]:
    filled = [grid for _sheet, grid in grids if grid.rows and grid.width]
    if not filled:
        raise findings.refuse(IssueCode.FILE_EMPTY)
    if len(filled) == 1:
        return filled
    answer = answers.of(QuestionName.SHEET)
    if answer is not None:
        if answer == EVERY_SHEET:
            return _with_tables(filled, setting) or filled[:1]
        named = [grid for n, grid in enumerate(filled, 1) if answer.strip() in {grid.name, grid.name.strip(), str(n)}]
        if named:
            return named[:1]
    tables = _with_tables(filled, setting)
    if len(tables) == 1:
        return tables
    names = [grid.name for grid in tables or filled]
    choices = [Choice(name) for name in names]
    every = [Choice(EVERY_SHEET, ", ".join(names))] if len(tables) > 1 else []
    question = OpenQuestion(QuestionName.SHEET, (*choices, *every))
    raise findings.ask(question, IssueCode.SHEET_CHOICE, n=str(len(names)), names=", ".join(names))


def _with_tables(grids: Sequence[Grid], setting: Setting) -> list[Grid]:
    return [grid for grid in grids if (axis := find_axis(grid, setting)) is not None and axis.strength > 1]


def _counts(read: Sequence[SheetCells], taken: int) -> Counts:
    read_count = sum(sheet.counts.read for sheet in read)
    aside = sum(sheet.counts.set_aside for sheet in read)
    missing = sum(sheet.counts.missing for sheet in read)
    doubled = sum(sheet.counts.taken for sheet in read) - taken
    refused = sum(sheet.counts.refused for sheet in read) + doubled
    return Counts(read_count, taken, aside, refused, missing)


def _all_sets(read: Sequence[SheetCells]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit_set for sheet in read for unit_set in sheet.unit_sets))


def _read_as(container: Container, read: Sequence[SheetCells], cells: pd.DataFrame) -> ReadAs:
    first = read[0]
    return replace(
        first.read_as,
        container=container.kind,
        encoding=container.encoding,
        delimiter=container.delimiter,
        sheet=", ".join(sheet.read_as.sheet for sheet in read),
        unit_set=", ".join(_all_sets(read)),
        indicators=tuple(cells["indicator"].unique()),
        periods=tuple(sorted(cells["time_period"].unique())),
    )


def _outcome(issues: Sequence[Issue]) -> Outcome:
    """The worst that is left: a doubt that was answered, or concerns single cells only, is worth a warning."""
    return Outcome.WARN if issues else Outcome.ACCEPT
