"""Which columns of a table are taken as figures. Asks where headers are missing, double, plans or comparisons."""

import re
from collections.abc import Mapping, Sequence

from lib.intake.column_names import ColumnName, same_name
from lib.intake.periods import compares
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.gazetteer import folded
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

ALL = "*"
_REMARK = re.compile(r"ghi chú|nhóm|xếp loại|phân loại|mức|nguồn|đơn vị|note|class|group|rating|source")
_OTHER_TIME = re.compile(
    r"\b(năm|kỳ|tháng|quý) trước\b|\bcùng kỳ\b|\bđầu (năm|kỳ)$|\b(last|previous) (year|month|period)\b"
)


def value_places(columns: Columns, context: TableContext) -> list[int]:
    """Return the columns of figures, as answered or as found; raises a question where headers are missing or double."""
    found = columns.places(Role.VALUE) or columns.places(Role.RANK)
    if not found and (columns.places(Role.PERIOD) or columns.places(Role.INDICATOR)):
        raise context.findings.refuse(IssueCode.MISSING_LABEL, label="Giá trị")
    if not found:
        raise context.findings.refuse(IssueCode.NO_NUMERIC_COLUMN)
    answer = context.answers.of(QuestionName.VALUE_COLUMNS)
    if answer is not None:
        chosen = _chosen(answer, columns)
        if chosen is not None:
            return chosen
    _ask_separated(columns, found, context)
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


def ask_columns(code: IssueCode, table: Columns, places: Sequence[int], context: TableContext, /, **parts: str) -> None:
    """Ask which columns are to be taken; `places` are those in doubt."""
    offered = table.places(Role.VALUE)
    rest = [place for place in offered if place not in places]
    choices = [Choice(",".join(map(table.letter, rest)), _labels(table, rest))] if rest else []
    choices += [Choice(table.letter(place), table.names[place].label) for place in offered]
    question = OpenQuestion(QuestionName.VALUE_COLUMNS, tuple(choices), open_ended=True)
    column = table.letter(places[0]) if len(places) == 1 else ""
    raise context.findings.ask(question, code, column=column, **parts)


def _labels(columns: Columns, places: Sequence[int]) -> str:
    return " | ".join(columns.names[place].label for place in places)[:160]


def _ask_separated(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    """Ask when words stand between figures: a column of names may begin another table beside this one."""
    for role in (Role.TEXT, Role.GROUP):
        for place in columns.places(role):
            left = [value for value in places if value < place]
            right = [value for value in places if value > place]
            if left and right and not _REMARK.search(folded(columns.names[place].label)):
                label = columns.names[place].label
                ask_columns(IssueCode.EXTRA_LABEL, columns, right, context, label=label)


def _ask_kinds(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    """Ask when some columns are plans or comparisons and others are the figures themselves."""
    odd = [place for place in places if _is_odd(columns.names[place], context)]
    compared = [place for place in odd if _is_other(columns.names[place].label)]
    if odd and (compared or len(odd) < len(places)):
        ask_columns(IssueCode.PERIOD_KIND_MIXED, columns, odd, context, columns=", ".join(map(columns.letter, odd)))


def _is_odd(name: ColumnName, context: TableContext) -> bool:
    """Whether a column is a plan or a comparison, unless that very indicator is in the catalogue."""
    said = name.period
    odd = name.plan or (said is not None and (said.plan or said.index))
    return (odd or _is_other(name.label)) and context.setting.indicators.exact(name.text) is None


def _is_other(label: str) -> bool:
    """Whether a header says that a column compares, or is of another time than the table."""
    return compares(label) or _OTHER_TIME.search(folded(label)) is not None


def _ask_names(columns: Columns, places: Sequence[int], context: TableContext) -> None:
    if columns.places(Role.INDICATOR) and len(places) == 1:
        return
    seen: dict[str, list[int]] = {}
    for place in places:
        name = columns.names[place]
        if not name.parts and len(places) > 1:
            ask_columns(IssueCode.BLANK_LABEL, columns, [place], context)
        seen.setdefault(name.label, []).append(place)
    for label, same in seen.items():
        if len(same) > 1:
            letters = ", ".join(map(columns.letter, same))
            ask_columns(IssueCode.DUPLICATE_LABEL, columns, same, context, label=label, columns=letters)


def ask_doubles(columns: Columns, keys: Mapping[int, tuple[str, str]], context: TableContext) -> None:
    """Ask when two columns would give the same figure: the same indicator and period."""
    seen: dict[tuple[str, str], list[int]] = {}
    for place, key in keys.items():
        seen.setdefault(key, []).append(place)
    for (code, period), same in seen.items():
        if len(same) > 1:
            letters = ", ".join(map(columns.letter, same))
            ask_columns(IssueCode.DUPLICATE_LABEL, columns, same, context, label=f"{code} {period}", columns=letters)
