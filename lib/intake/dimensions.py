"""Columns of words that cut the areas into parts: districts, men and women, town and country, plan and actual."""

from collections.abc import Iterable

from lib.intake.choosing_indicators import Named
from lib.intake.grid import is_empty
from lib.intake.part_words import LOWER_UNITS, PARTS, SHORTER
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.gazetteer import folded
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

IGNORE = "ignore"


def ask_about_measures(columns: Columns, context: TableContext) -> None:
    """Ask when the unit of measure changes from row to row under one indicator."""
    place = next(iter(columns.places(Role.MEASURE)), None)
    if place is None or columns.places(Role.INDICATOR):
        return
    shape = columns.shape
    said = {folded(str(c)) for c in set(shape.grid.column(place, shape.first, shape.last)) if not is_empty(c)}
    letter = columns.letter(place)
    if len(said) > 1 and context.answers.of(QuestionName.LAYOUT, letter) != IGNORE:
        quote = ", ".join(sorted(said)[:6])
        question = OpenQuestion(QuestionName.LAYOUT, (Choice(IGNORE, quote),), letter, quote)
        raise context.findings.ask(question, IssueCode.UNIT_MIXED, column=letter, text=quote)


def ask_about_scales(named: Iterable[Named], context: TableContext) -> None:
    """Ask when one name stands over figures in different units of measure, and no factor was chosen between them."""
    measures: dict[tuple[str, float], set[str]] = {}
    for entry in named:
        if entry.measure or entry.indicator is None:
            measures.setdefault((entry.code, entry.factor), set()).add(folded(entry.measure))
    for (code, _factor), said in measures.items():
        if (
            len(said) > 1
            and ("" not in said or "%" in said)
            and context.answers.of(QuestionName.LAYOUT, code) != IGNORE
        ):
            quote = f"{code}: {', '.join(sorted(said))}"
            question = OpenQuestion(QuestionName.LAYOUT, (Choice(IGNORE, quote),), code, quote)
            raise context.findings.ask(question, IssueCode.UNIT_MIXED, text=quote)


def ask_about_dimensions(columns: Columns, context: TableContext) -> None:
    """Ask whether figures are of whole areas where a column of words says that they are of parts of them."""
    weekly = [place for place in columns.places(Role.VALUE) if folded(columns.names[place].label) in SHORTER]
    for place in (*columns.places(Role.TEXT), *columns.places(Role.AREA), *weekly):
        if context.answers.of(QuestionName.LAYOUT, columns.letter(place)) == IGNORE:
            continue
        header = folded(columns.names[place].label)
        shape = columns.shape
        words = {folded(str(c)) for c in set(shape.grid.column(place, shape.first, shape.last)) if not is_empty(c)}
        if (
            header in SHORTER
            or header.startswith(LOWER_UNITS)
            or (columns.roles[place] is Role.TEXT and words & PARTS and len(words) <= len(PARTS))
        ):
            quote = f"{columns.names[place].label}: {', '.join(sorted(words)[:6])}"
            question = OpenQuestion(QuestionName.LAYOUT, (Choice(IGNORE, quote),), columns.letter(place), quote)
            letter, label = columns.letter(place), columns.names[place].label
            raise context.findings.ask(question, IssueCode.EXTRA_LABEL, column=letter, text=quote, label=label)
