"""What is asked about the labels of areas: damaged letters, rows without a label; and what may be answered besides."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lib.intake.areas import AreaKind
from lib.intake.row_labels import ACCEPT, FILL_DOWN, SKIP, AreaRows, lines_of
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, IssueCode

SKIP_BLANK = "skip-blank"
_LED_BY_MANY = 2  # labels followed by rows without one: then these rows are parts of a unit, not one odd line
_QUOTED = 8


def ask_about_damage(tables: Sequence[AreaRows], context: TableContext) -> None:
    """Ask about the labels whose letters were lost before the file came here; nothing is restored unasked."""
    damaged = [(table, n) for table in tables for n, label in enumerate(table.judged) if label.kind is AreaKind.DAMAGED]
    if not damaged:
        return
    table, number = damaged[0]
    label = table.judged[number]
    pairs = [(t.judged[n].text, t.judged[n].proposal) for t, n in damaged]
    quote = "; ".join(f"{text} → {proposal or '?'}" for text, proposal in pairs)
    guess = any(proposal for _text, proposal in pairs)
    choices = (*([Choice(ACCEPT, quote)] if guess else []), Choice(SKIP, ""))
    code = IssueCode.AREA_DAMAGED if label.proposal else IssueCode.ENCODING_DAMAGED
    raise context.findings.ask(
        OpenQuestion(QuestionName.LABELS, choices, quote=quote),
        code,
        lines_of(table, table.labels.rows(number)),
        column=table.columns.letter(table.columns.shape.area),
        text=label.text,
        guess=label.proposal,
    )


def ask_about_blanks(table: AreaRows, shown: NDArray[np.bool_]) -> None:
    """Ask whether rows of figures without a label belong to the label above them; nothing is filled in unasked."""
    blank = [number for number, label in enumerate(table.judged) if label.kind is AreaKind.EMPTY]
    empty = np.isin(table.labels.codes, blank)
    rows = np.array([row for row in np.flatnonzero(empty & shown) if not _is_repeated(table, int(row))], dtype=int)
    answer = table.context.answers.of(QuestionName.LAYOUT)
    if not len(rows) or answer in {FILL_DOWN, SKIP_BLANK}:
        return
    lines = lines_of(table, rows)
    led = {int(np.flatnonzero(~empty[:row])[-1]) for row in rows if not empty[:row].all()}
    choices = (Choice(FILL_DOWN), *([Choice(SKIP_BLANK)] if len(led) < _LED_BY_MANY else []))
    quote = ", ".join(str(line) for line in lines[:_QUOTED])
    question = OpenQuestion(QuestionName.LAYOUT, choices, quote=quote)
    letter = table.columns.letter(table.columns.shape.area)
    raise table.context.findings.ask(question, IssueCode.AREA_UNKNOWN, lines, column=letter)


def _is_repeated(table: AreaRows, row: int) -> bool:
    return table.columns.shape.first + row in table.columns.shape.repeated


def offers(issues: Sequence[Issue]) -> tuple[OpenQuestion, ...]:
    """Return what may be answered though the rest is understood: labels that nobody knows, with what they may be."""
    asked = {IssueCode.AREA_UNKNOWN, IssueCode.AREA_AMBIGUOUS}
    found: dict[str, OpenQuestion] = {}
    for issue in issues:
        if issue.code in asked and issue.text:
            names = issue.parts["candidates"].split(", ") if "candidates" in issue.parts else [issue.proposal]
            choices = (*(Choice(name) for name in names if name), Choice(SKIP))
            found[issue.text] = OpenQuestion(QuestionName.LABELS, choices, issue.text, issue.text, open_ended=True)
    return tuple(found.values())
