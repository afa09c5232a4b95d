"""Which indicator each column of figures is. Taken unasked only where the file itself writes the indicator's name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.intake.findings import TEXT_LIMIT
from lib.intake.indicator_names import NamedColumn, named_column, scale_between
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.errors import UnknownCodeError
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.indicator import Indicator
from lib.model.issue import IssueCode

HEADER, SKIP = "header", "skip"
_SCALED = re.compile(r"(.+?)\s*[*×]\s*([\d.]+(?:e-?\d+)?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """An indicator's code (or the name given to one that is not in the catalogue) and what values are multiplied by."""

    code: str
    factor: float = 1.0
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Doubt:
    """One name that stands for an indicator: over the column `letter`, or within a column of indicator names."""

    said: NamedColumn
    letter: str
    label: str  # the whole header
    titles: tuple[NamedColumn, ...] = ()
    cumulative: bool = False


def column_indicators(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, Named]:
    """Return the indicator of each column of figures; columns set aside are left out, and said so.

    Raises a question when no column is known by its header or by the title of the table.
    """
    doubts = {place: _doubt(columns, place, places, context) for place in places}
    found = {place: named for place, doubt in doubts.items() if (named := _settled(doubt, context)) is not None}
    open_places = [place for place in places if place not in found]
    if open_places and (not found or len({doubts[p].said for p in open_places}) == 1 < len(places) - len(found)):
        raise _ask(doubts[open_places[0]], context, alone=len({doubts[p].said for p in open_places}) == 1)
    for place in open_places:
        label = columns.names[place].label
        context.findings.add(IssueCode.EXTRA_LABEL, column=columns.letter(place), text=label, label=label)
    return {place: named for place, named in found.items() if named.code != SKIP}


def row_indicators(pairs: Iterable[tuple[str, str]], context: TableContext) -> dict[tuple[str, str], Named]:
    """Return the indicator of each name in a column of names, with the unit of measure beside it ("" where none).

    Raises a question for the first name that is not known.
    """
    found: dict[tuple[str, str], Named] = {}
    for text, measure in dict.fromkeys(pairs):
        said = named_column(text)
        doubt = Doubt(NamedColumn(said.name, measure or said.measure or context.measure), text, text)
        named = _settled(doubt, context)
        if named is None:
            raise _ask(doubt, context, alone=False)
        found[text, measure] = named
    return {pair: named for pair, named in found.items() if named.code != SKIP}


def _doubt(columns: Columns, place: int, places: Sequence[int], context: TableContext) -> Doubt:
    name = columns.names[place]
    said = named_column(name.text) if name.text else NamedColumn("")
    said = NamedColumn(said.name, said.measure or name.measure or context.measure)
    alone = len({columns.names[other].text for other in places}) == 1
    titles = context.title_names() if not said.name or (alone and _is_plain(said.name)) else ()
    own = name.period.cumulative if name.period is not None else False
    cumulative = own or any(period.cumulative for period in context.title_periods())
    return Doubt(said, columns.letter(place), name.label or columns.letter(place), titles, cumulative)


def _is_plain(text: str) -> bool:
    """Whether a header only says that there is a value."""
    return text.casefold() in {
        "giá trị",
        "value",
        "values",
        "gia tri",
        "số liệu",
        "so lieu",
        "tổng số",
        "kết quả",
        "obs_value",
    }


def _settled(doubt: Doubt, context: TableContext) -> Named | None:
    answer = context.answers.of(QuestionName.INDICATOR, doubt.letter, doubt.said.name)
    if answer is not None:
        return _answered(answer, doubt, context)
    for said in (doubt.said, *doubt.titles):
        code = context.setting.indicators.exact(said.name) if said.name else None
        if code is not None:
            indicator = context.setting.catalogue.indicators[code]
            same = scale_between(said.measure, indicator.unit.vi) == 1.0 or said.measure == indicator.unit.en
            return Named(code, 1.0, indicator) if same and not doubt.cumulative else None
    return None


def _answered(answer: str, doubt: Doubt, context: TableContext) -> Named:
    scaled = _SCALED.match(answer.strip())
    text, factor = (scaled.group(1), float(scaled.group(2))) if scaled else (answer.strip(), 1.0)
    if text == HEADER:
        return Named(_own_name(doubt), factor)
    if text == SKIP:
        return Named(SKIP)
    try:
        indicator = context.setting.catalogue.indicator(text)
    except UnknownCodeError:
        code = context.setting.indicators.exact(text)
        indicator_named = context.setting.catalogue.indicators[code] if code else None
        return Named(code or text, factor, indicator_named)
    return Named(indicator.code, factor, indicator)


def _own_name(doubt: Doubt) -> str:
    return doubt.said.name or doubt.label


def _ask(doubt: Doubt, context: TableContext, *, alone: bool) -> Exception:
    names = [name for name in (doubt.said, *doubt.titles, NamedColumn(context.file_stem)) if name.name]
    codes = dict.fromkeys(code for name in names[:3] for code in context.setting.indicators.near(name.name))
    measure = next((name.measure for name in names if name.measure), "")
    choices = [_choice(code, measure, context) for code in codes][:8]
    quote = " | ".join(name.name for name in names)[:TEXT_LIMIT]
    question = OpenQuestion(
        QuestionName.INDICATOR,
        (*choices, Choice(HEADER, _own_name(doubt)), Choice(SKIP, "")),
        subject="" if alone else doubt.letter,
        quote=quote,
        open_ended=True,
    )
    label = doubt.said.name or quote
    return context.findings.ask(question, IssueCode.EXTRA_LABEL, column=doubt.letter, text=label, label=label)


def _choice(code: str, measure: str, context: TableContext) -> Choice:
    """Propose an indicator; where the file states another unit of measure, with the factor between the two."""
    factor = scale_between(measure, context.setting.catalogue.indicators[code].unit.vi)
    return Choice(code if factor in {None, 1.0} else f"{code}*{factor:g}", measure)


def rank_partners(columns: Columns, places: Sequence[int]) -> dict[int, int]:
    """Return for each column of figures the column of published ranks that stands next on its right."""
    ranks = [place for place in columns.places(Role.RANK) if place not in places]
    partners: dict[int, int] = {}
    for rank in ranks:
        left = [place for place in places if place < rank]
        own = [place for place in (left[-1:] or places[:1]) if place not in partners]
        if own:
            partners[own[0]] = rank
    return partners
