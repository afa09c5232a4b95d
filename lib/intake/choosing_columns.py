"""Which columns of a table are taken as figures, and of which period each is. Asks where the file leaves it open."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.intake.column_names import ColumnName, same_name
from lib.intake.periods import PeriodText, combine, compares, read_period
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode, Outcome
from lib.model.period import Period

ALL = "*"
_MARK = re.compile(r"[*¹²³]+|\[\d+\]|\(\*+\)")


@dataclass(frozen=True)
class ColumnPeriod:
    """The period of a column or table; None where a column of the table gives it row by row."""

    period: Period | None
    status: str = "A"
    source: str = ""  # header, title, sheet, answer, column
    cumulative: bool = False


def value_places(columns: Columns, context: TableContext) -> list[int]:
    """Return the columns of figures, as answered or as found; raises a question where headers are missing or double."""
    found = columns.places(Role.VALUE) or columns.places(Role.RANK)
    if not found:
        raise context.findings.refuse(IssueCode.NO_NUMERIC_COLUMN)
    answer = context.answers.of(QuestionName.VALUE_COLUMNS)
    if answer is not None:
        chosen = _chosen(answer, columns)
        if chosen is not None:
            return chosen
    _ask_kinds(columns, found, context)
    _ask_names(columns, found, context)
    return found


def _chosen(answer: str, columns: Columns) -> list[int] | None:
    numeric = [*columns.places(Role.VALUE), *columns.places(Role.RANK)]
    if answer.strip() in {ALL, "all", "tất cả"}:
        return sorted(columns.places(Role.VALUE))
    texts = [answer, *re.split(r"\s*[,;|]\s*", answer)]
    wanted = [
        place
        for place in range(len(columns.names))
        if any(text and _is_column(text.strip(), place, columns) for text in texts)
    ]
    return wanted if wanted and (numeric or wanted) else None


def _is_column(text: str, place: int, columns: Columns) -> bool:
    name = columns.names[place]
    return text.upper() == columns.letter(place) or any(
        same_name(text, said) for said in (name.label, name.text, *name.parts[-1:])
    )


def _ask(code: IssueCode, table: Columns, places: Sequence[int], context: TableContext, /, **parts: str) -> None:
    offered = table.places(Role.VALUE)
    rest = [place for place in offered if place not in places]
    choices = [Choice(",".join(map(table.letter, rest)), _labels(table, rest))] if rest else []
    choices += [Choice(table.letter(place), table.names[place].label) for place in offered]
    question = OpenQuestion(QuestionName.VALUE_COLUMNS, tuple(choices), open_ended=True)
    column = table.letter(places[0]) if len(places) == 1 else ""
    raise context.findings.ask(question, code, column=column, **parts)


def _labels(columns: Columns, places: Sequence[int]) -> str:
    return " | ".join(columns.names[place].label for place in places)[:160]


def _ask_kinds(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    """Ask when some columns are plans or comparisons and others are the figures themselves."""
    odd = [place for place in places if _is_odd(columns.names[place], context)]
    compared = [place for place in odd if compares(columns.names[place].label)]
    if odd and (compared or len(odd) < len(places)):
        _ask(IssueCode.PERIOD_KIND_MIXED, columns, odd, context, columns=", ".join(map(columns.letter, odd)))


def _is_odd(name: ColumnName, context: TableContext) -> bool:
    """Whether a column is a plan or a comparison, unless that very indicator is in the catalogue."""
    said = name.period
    plain = said is None or not (said.plan or said.index)
    return not (plain and not compares(name.label)) and context.setting.indicators.exact(name.text) is None


def _ask_names(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    if columns.places(Role.INDICATOR) and len(places) == 1:
        return
    seen: dict[str, list[int]] = {}
    for place in places:
        name = columns.names[place]
        if not name.parts and len(places) > 1:
            _ask(IssueCode.BLANK_LABEL, columns, [place], context)
        seen.setdefault(name.label, []).append(place)
    for label, same in seen.items():
        if len(same) > 1:
            letters = ", ".join(map(columns.letter, same))
            _ask(IssueCode.DUPLICATE_LABEL, columns, same, context, label=label, columns=letters)


def column_periods(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, ColumnPeriod]:
    """Return the period of every column; columns that name none beside others that do are left out, and said so."""
    own = {place: period for place in places if (period := columns.names[place].period) is not None}
    parts = [place for place in places if columns.names[place].part]
    if columns.places(Role.PERIOD):
        return dict.fromkeys(places, ColumnPeriod(None, source="column"))
    if not own and not parts:
        return dict.fromkeys(places, _table_period(context))
    for place in places:
        if place not in own and place not in parts:
            _leave_out(columns, place, context)
    for place in own:
        _note_header(columns, place, context)
    found = {place: ColumnPeriod(p.period, p.status, "header", p.cumulative) for place, p in own.items()}
    return found | _of_parts(columns, parts, context)


def _note_header(columns: Columns, place: int, context: TableContext) -> None:
    """Say what was left off a header beside its period: a footnote mark; and that its figures add up over months."""
    name, letter = columns.names[place], columns.letter(place)
    mark = _MARK.search(name.label)
    if mark:
        context.findings.add(IssueCode.FOOTNOTE_STRIPPED, column=letter, text=name.label, mark=mark.group(0))
    if name.period is not None and name.period.cumulative:
        code, outcome = IssueCode.PERIOD_KIND_MIXED, Outcome.WARN
        context.findings.add(code, column=letter, text=name.label, outcome=outcome, columns=letter)


def _of_parts(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, ColumnPeriod]:
    """Return the periods of columns headed “Tháng 7” or “Quý I”, the year from the title, the sheet or an answer."""
    if not places:
        return {}
    whole = _table_period(context)
    found = {}
    for place in places:
        joined = combine(str(whole.period), columns.names[place].part)
        if joined is None:
            raise ask_period(context)
        found[place] = ColumnPeriod(joined.period, whole.status, whole.source, joined.cumulative)
    return found


def ask_doubles(columns: Columns, keys: Mapping[int, tuple[str, str]], context: TableContext) -> None:
    """Ask when two columns would give the same figure: the same indicator and period."""
    seen: dict[tuple[str, str], list[int]] = {}
    for place, key in keys.items():
        seen.setdefault(key, []).append(place)
    for (code, period), same in seen.items():
        if len(same) > 1:
            letters = ", ".join(map(columns.letter, same))
            _ask(IssueCode.DUPLICATE_LABEL, columns, same, context, label=f"{code} {period}", columns=letters)


def _leave_out(columns: Columns, place: int, context: TableContext) -> None:
    letter, label = columns.letter(place), columns.names[place].label
    context.findings.add(IssueCode.EXTRA_LABEL, column=letter, text=label, label=label)


def _table_period(context: TableContext) -> ColumnPeriod:
    answer = context.answers.of(QuestionName.PERIOD)
    if answer is not None and (answered := answered_period(answer)) is not None:
        return answered
    for source, periods in (("title", context.title_periods()), ("sheet", context.sheet_periods())):
        if len(periods) == 1:
            return _told(periods[0], source, context)
        if periods:
            break
    raise ask_period(context)


def _told(text: PeriodText, source: str, context: TableContext) -> ColumnPeriod:
    """Take the period of a title or sheet name; a plan, a comparison, a mended year is said."""
    written = " | ".join(context.titles) if source == "title" else context.sheet
    if text.index or text.plan:
        context.findings.add(IssueCode.PERIOD_KIND_MIXED, text=written, columns=written, outcome=Outcome.WARN)
    if text.repaired:
        context.findings.add(IssueCode.PERIOD_REPAIRED, text=written, year=text.period)
    return ColumnPeriod(text.period, text.status, source, text.cumulative)


def answered_period(answer: str) -> ColumnPeriod | None:
    """Return the period an answer names, or None when it names none."""
    text = read_period(answer)
    return None if text is None else ColumnPeriod(text.period, text.status, "answer", text.cumulative)


def ask_period(context: TableContext) -> Exception:
    """Return the question which period a table is of, with what titles, sheet and file name propose."""
    proposals: dict[str, PeriodText] = {}
    for text in (*context.title_periods(), *context.sheet_periods(), *context.file_periods()):
        proposals.setdefault(str(text.period), text)
    quotes = " | ".join((*context.titles, context.sheet, context.file_name))[:160]
    question = OpenQuestion(
        QuestionName.PERIOD, tuple(Choice(period, quotes) for period in proposals), quote=quotes, open_ended=True
    )
    return context.findings.ask(question, IssueCode.PERIOD_MISSING, guess=", ".join(proposals))
