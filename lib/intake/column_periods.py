"""Of which period each column of figures is: by its header, the title, the sheet, a column, or an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.intake.area_names import without_number
from lib.intake.choosing_columns import ask_columns
from lib.intake.column_names import ColumnName
from lib.intake.part_words import says_plan
from lib.intake.periods import PeriodText, combine, read_part, read_period
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode, Outcome
from lib.model.period import Frequency, Period

YEARS, MONTHS = "years", "months"
_PART_FORM = re.compile(r"([qt])\d+", re.IGNORECASE)
_MARK = re.compile(r"[*¹²³]+|\[\d+\]|\(\*+\)")


@dataclass(frozen=True)
class ColumnPeriod:
    """The period of a column or table; None where a column of the table gives it row by row."""

    period: Period | None
    status: str = "A"
    source: str = ""  # header, title, sheet, answer, column
    cumulative: bool = False


def column_periods(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, ColumnPeriod]:
    """Return the period of every column; columns that name none beside others that do are left out, and said so."""
    own = {place: period for place in places if (period := columns.names[place].period) is not None}
    parts = _part_places(columns, places)
    if columns.places(Role.PERIOD) and not own:
        return dict.fromkeys(places, ColumnPeriod(None, source="column"))
    if not own and not parts:
        whole = _table_period(context)
        return {place: _planned(whole, columns.names[place], context) for place in places}
    for place in places:
        if place not in own and place not in parts:
            _leave_out(columns, place, context)
    for place in own:
        _note_header(columns, place, context)
    own = _of_years(columns, own, context)
    found = {place: ColumnPeriod(p.period, p.status, "header", p.cumulative) for place, p in own.items()}
    return found | _of_parts(columns, parts, context)


def _of_years(columns: Columns, own: dict[int, PeriodText], context: TableContext) -> dict[int, PeriodText]:
    """Ask whether headings that are first or last days of years mean the years or single months."""
    _ask_about_days(columns, own, context)
    months = {period.period.number for period in own.values()}
    if not own or not all(period.dated for period in own.values()) or months not in ({1}, {12}):
        return own
    answer = context.answers.of(QuestionName.PERIOD)
    example = next(iter(own.values())).period
    if answer not in {YEARS, MONTHS}:
        choices = (Choice(YEARS, str(example.year)), Choice(MONTHS, str(example)))
        letter = columns.letter(min(own))
        question = OpenQuestion(QuestionName.PERIOD, choices, quote=str(example))
        raise context.findings.ask(question, IssueCode.PERIOD_AMBIGUOUS, column=letter, text=str(example))
    if answer == MONTHS:
        return own
    return {place: replace(text, period=Period(text.period.year)) for place, text in own.items()}


def _ask_about_days(columns: Columns, own: dict[int, PeriodText], context: TableContext) -> None:
    """Ask whether a heading that is a day in the midst of a month stands for the month."""
    days = [place for place, period in own.items() if period.dated and period.ambiguous_date]
    if days and context.answers.of(QuestionName.PERIOD) != MONTHS:
        label = columns.names[days[0]].label
        question = OpenQuestion(QuestionName.PERIOD, (Choice(MONTHS, str(own[days[0]].period)),), quote=label)
        raise context.findings.ask(question, IssueCode.PERIOD_AMBIGUOUS, column=columns.letter(days[0]), text=label)


def _planned(period: ColumnPeriod, name: ColumnName, context: TableContext) -> ColumnPeriod:
    """Return the table's period for a column, as a forecast where the column is a plan."""
    known = context.setting.indicators.exact(name.text) is not None
    planned = name.plan or says_plan(context.section)
    if planned and not known:
        said = context.section or name.label
        context.findings.add(IssueCode.PERIOD_KIND_MIXED, text=said, outcome=Outcome.WARN, columns=said)
    return replace(period, status="F") if planned and not known else period


def _note_header(columns: Columns, place: int, context: TableContext) -> None:
    """Say what was left off a header beside its period: a footnote mark; and that its figures add up over months."""
    name, letter = columns.names[place], columns.letter(place)
    mark = _MARK.search(name.label)
    if mark:
        context.findings.add(IssueCode.FOOTNOTE_STRIPPED, column=letter, text=name.label, mark=mark.group(0))
    if name.period is not None and name.period.ambiguous_date:
        context.findings.add(IssueCode.PERIOD_AMBIGUOUS, column=letter, text=name.label)
    if name.period is not None and name.period.cumulative:
        code, outcome = IssueCode.PERIOD_KIND_MIXED, Outcome.WARN
        context.findings.add(code, column=letter, text=name.label, outcome=outcome, columns=letter)


def _part_places(columns: Columns, places: Sequence[int]) -> list[int]:
    """Return the columns headed by months or quarters; not Q1 to Q6, of which some can be no quarter."""
    parts = [place for place in places if columns.names[place].part]
    others = [columns.names[place].parts for place in places if place not in parts]
    formed = {match.group(1).casefold() for said in others if said and (match := _PART_FORM.fullmatch(said[-1]))}
    return [place for place in parts if columns.names[place].part[:1].casefold() not in formed]


def _of_parts(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, ColumnPeriod]:
    """Return the periods of columns headed “Tháng 7” or “Quý I”, the year from the title, the sheet or an answer."""
    if not places:
        return {}
    whole = _table_period(context)
    _ask_crossing(columns, places, context)
    found = {}
    for place in places:
        joined = combine(str(whole.period), columns.names[place].part)
        if joined is None:
            raise ask_period(context)
        found[place] = ColumnPeriod(joined.period, whole.status, whole.source, joined.cumulative)
    return found


def _leave_out(columns: Columns, place: int, context: TableContext) -> None:
    letter, label = columns.letter(place), columns.names[place].label
    context.findings.add(IssueCode.EXTRA_LABEL, column=letter, text=label, label=label)


def _table_period(context: TableContext) -> ColumnPeriod:
    answer = context.answers.of(QuestionName.PERIOD)
    if answer is not None and (answered := answered_period(answer)) is not None:
        return answered
    joined = _of_part_and_year(context)
    if joined is not None:
        return joined
    for source, periods in (("title", context.title_periods()), ("sheet", context.sheet_periods())):
        if len(periods) == 1:
            return _told(periods[0], source, context)
        if periods:
            break
    raise ask_period(context)


def _of_part_and_year(context: TableContext) -> ColumnPeriod | None:
    """Return the period of a section or sheet called “Quý I” under the one year of the titles."""
    titled = context.title_periods()
    if len(titled) != 1 or titled[0].period.frequency is not Frequency.A:
        return None
    for source, text in (("title", without_number(context.section)), ("sheet", context.sheet)):
        joined = combine(str(titled[0].period), text) if read_part(text) is not None else None
        if joined is not None:
            return ColumnPeriod(joined.period, titled[0].status, source, joined.cumulative)
    return None


def _told(text: PeriodText, source: str, context: TableContext) -> ColumnPeriod:
    """Take the period of a title or sheet name; a plan, a comparison, a mended year is said."""
    written = " | ".join(context.titles) if source == "title" else context.sheet
    if text.dated and text.ambiguous_date:
        question = OpenQuestion(
            QuestionName.PERIOD, (Choice(str(text.period), written),), quote=written, open_ended=True
        )
        raise context.findings.ask(question, IssueCode.PERIOD_AMBIGUOUS, text=written)
    if text.index or text.plan:
        context.findings.add(IssueCode.PERIOD_KIND_MIXED, text=written, columns=written, outcome=Outcome.WARN)
    if text.repaired:
        context.findings.add(IssueCode.PERIOD_REPAIRED, text=written, year=text.period)
    return ColumnPeriod(text.period, text.status, source, text.cumulative)


def _ask_crossing(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    """Ask when months go down from left to right: then they reach from one year into the next."""
    parts = [read_part(columns.names[place].part) for place in places]
    numbers = [(part.frequency, part.number) for part in parts if part is not None and not part.cumulative]
    falls = any(one[0] == other[0] and one[1] > other[1] for one, other in pairwise(numbers))
    if falls and context.answers.of(QuestionName.VALUE_COLUMNS) is None:
        letters = ", ".join(map(columns.letter, places))
        ask_columns(IssueCode.PERIOD_KIND_MIXED, columns, list(places), context, columns=letters)


def answered_period(answer: str) -> ColumnPeriod | None:
    """Return the period an answer names, or None when it names none."""
    text = read_period(answer)
    return None if text is None else ColumnPeriod(text.period, text.status, "answer", text.cumulative)


def ask_period(context: TableContext) -> Exception:
    """Return the question which period a table is of, with what titles, sheet and file name propose."""
    proposals: dict[str, PeriodText] = {}
    for text in (*context.title_periods(), *context.sheet_periods(), *context.file_periods()):
        proposals.setdefault(str(text.period), text)
    quotes = " | ".join(text for text in (*context.titles, context.sheet, context.file_name) if text)[:160]
    question = OpenQuestion(
        QuestionName.PERIOD, tuple(Choice(period, quotes) for period in proposals), quote=quotes, open_ended=True
    )
    return context.findings.ask(question, IssueCode.PERIOD_MISSING, guess=", ".join(proposals))
