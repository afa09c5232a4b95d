"""Which indicator each column of figures is. Taken unasked only where the file itself writes the indicator's name."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lib.intake.findings import TEXT_LIMIT
from lib.intake.indicator_names import NamedColumn, named_column, scale_between
from lib.intake.part_words import RESTRICTED
from lib.intake.periods import read_period
from lib.intake.roles import Columns
from lib.intake.table_context import TableContext
from lib.model.errors import UnknownCodeError
from lib.model.gazetteer import folded
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.indicator import Accumulation, Indicator
from lib.model.issue import IssueCode
from lib.model.period import Frequency, Period

HEADER, SKIP = "header", "skip"
_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)$")
_UNSAFE = re.compile(r"[<>{}`\\|]")
_SCALED = re.compile(r"(.+?)\s*[*×]\s*([\d.]+(?:e-?\d+)?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """An indicator's code (or the name given to one that is not in the catalogue) and what values are multiplied by."""

    code: str
    factor: float = 1.0
    indicator: Indicator | None = None
    measure: str = ""  # the unit of measure the file states
    confirmed: bool = False  # chosen with a factor, so that its scale is settled
    period: str = ""  # named together with the indicator in its row


@dataclass(frozen=True)
class Doubt:
    """One name that stands for an indicator: over the column `letter`, or within a column of indicator names."""

    said: NamedColumn
    letter: str
    titles: tuple[NamedColumn, ...] = ()
    cumulative: bool = False
    stem: str = ""  # the file's name, where nothing else names the figures
    several: bool = False  # whether the sheet has several tables
    frequency: Frequency | None = None


def column_indicators(
    columns: Columns, periods: Mapping[int, Period | None], context: TableContext
) -> dict[int, Named]:
    """Return the indicator of each column of figures; columns set aside are left out, and said so.

    Raises a question when no column is known by its header or by the title of the table.
    """
    places = sorted(periods)
    doubts = {place: _doubt(columns, place, periods, context) for place in places}
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
        own = read_period(text, whole=False)
        said = named_column(own.rest if own is not None and own.rest else text)
        doubt = Doubt(NamedColumn(said.name, measure or said.measure or context.measure), text)
        named = _settled(doubt, context)
        if named is None:
            raise _ask(doubt, context, alone=False)
        found[text, measure] = replace(named, period=str(own.period)) if own is not None else named
    return {pair: named for pair, named in found.items() if named.code != SKIP}


def _doubt(columns: Columns, place: int, periods: Mapping[int, Period | None], context: TableContext) -> Doubt:
    name, period = columns.names[place], periods[place]
    said = named_column(name.text) if name.text else NamedColumn("")
    said = NamedColumn(said.name, said.measure or name.measure or context.measure)
    alone = len({columns.names[other].text for other in periods}) == 1
    titles = context.title_names() if not said.name or (alone and _is_plain(said.name)) else ()
    own = name.period.cumulative if name.period is not None else False
    cumulative = own or any(period.cumulative for period in context.title_periods())
    return Doubt(
        said,
        columns.letter(place),
        titles,
        cumulative,
        context.file_stem,
        context.several,
        period.frequency if period is not None else None,
    )


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
    named = _named(doubt, context)
    again = context.answers.given.get(f"{QuestionName.INDICATOR}:{named.code}") if named is not None else None
    return _answered(again, doubt, context) if again is not None else named


def _named(doubt: Doubt, context: TableContext) -> Named | None:
    answer = _answer(doubt, context)
    if answer is not None:
        return _answered(answer, doubt, context)
    for said in (doubt.said, *doubt.titles):
        named = _exact(said, context)
        if named is not None and (named.indicator is None or _is_restricted(named.indicator, context)):
            return None
        if named is not None:
            yearly = named.indicator is not None and named.indicator.frequency is Frequency.A
            fits = doubt.frequency in {None, Frequency.A} or not yearly
            return named if fits and (not doubt.cumulative or _counts_to_date(named)) else None
    return None


def _counts_to_date(named: Named) -> bool:
    return named.indicator is not None and named.indicator.accumulation is Accumulation.YEAR_TO_DATE


def _is_restricted(indicator: Indicator, context: TableContext) -> bool:
    """Whether titles or a section say that the figures are of a part, such as women, and the indicator does not."""
    around = [folded(text) for text in (*context.titles, context.section)]
    said = {match.group(0) for text in around for match in RESTRICTED.finditer(text)}
    return any(word not in folded(indicator.label.vi) for word in said)


def _answer(doubt: Doubt, context: TableContext) -> str | None:
    """Return the answer for a column or name; under a section line only one given for that section, or `header`."""
    general = context.answers.of(QuestionName.INDICATOR, doubt.letter, doubt.said.name)
    if not context.section:
        return general
    own = context.answers.given.get(f"{QuestionName.INDICATOR}:{context.section}")
    return own or (general if general in {HEADER, SKIP} else None)


def _exact(said: NamedColumn, context: TableContext) -> Named | None:
    """Return the indicator whose name is written, if the unit of measure written with it is its own."""
    names = context.setting.indicators
    code = names.exact(said.name) if said.name else None
    measure = said.measure
    bracketed = _BRACKETED.match(said.name)
    if code is None and bracketed:
        code, measure = names.exact(bracketed.group(1)), bracketed.group(2)
    if code is None:
        return None
    unit = context.setting.catalogue.indicators[code].unit
    same = scale_between(measure, unit.vi) == 1.0 or folded(measure) == folded(unit.en)
    return Named(code, 1.0, context.setting.catalogue.indicators[code]) if same else Named(code, math.nan)


def _answered(answer: str, doubt: Doubt, context: TableContext) -> Named:
    scaled = _SCALED.match(answer.strip())
    text, factor = (scaled.group(1), float(scaled.group(2))) if scaled else (answer.strip(), 1.0)
    if text == HEADER:
        return Named(_safe_name(_own_name(doubt), doubt, context), factor, measure=doubt.said.measure)
    if text == SKIP:
        return Named(SKIP)
    try:
        indicator = context.setting.catalogue.indicator(text)
    except UnknownCodeError:
        code = context.setting.indicators.exact(text)
        indicator_named = context.setting.catalogue.indicators[code] if code else None
        return Named(code or text, factor, indicator_named, doubt.said.measure, scaled is not None)
    return Named(indicator.code, factor, indicator, doubt.said.measure, scaled is not None)


def _own_name(doubt: Doubt) -> str:
    if doubt.said.name and not (doubt.several and _is_plain(doubt.said.name)):
        return doubt.said.name
    return next((name.name for name in doubt.titles if name.name), doubt.stem)


def _safe_name(name: str, doubt: Doubt, context: TableContext) -> str:
    """Return a name to store by: signs of markup and formulas are left out, and said."""
    safe = " ".join(_UNSAFE.sub(" ", name).split()).lstrip("=+-@ ")
    if safe != name:
        code = IssueCode.INDICATOR_NAME_UNSAFE
        context.findings.add(code, column=doubt.letter, text=name, label=name, id=safe or doubt.letter)
    return safe or doubt.letter


def _ask(doubt: Doubt, context: TableContext, *, alone: bool) -> Exception:
    names = [name for name in (doubt.said, *doubt.titles, NamedColumn(context.file_stem)) if name.name]
    told = [name for name in names if not _is_plain(name.name)]
    codes = dict.fromkeys(code for name in told[:3] for code in context.setting.indicators.near(name.name))
    measure = next((name.measure for name in names if name.measure), "")
    choices = [_choice(code, measure, context) for code in codes][:8]
    quote = " | ".join(name.name for name in names)[:TEXT_LIMIT]
    question = OpenQuestion(
        QuestionName.INDICATOR,
        (*choices, Choice(HEADER, _own_name(doubt)), Choice(SKIP, "")),
        subject=context.section or ("" if alone else doubt.letter),
        quote=quote,
        open_ended=True,
    )
    label = doubt.said.name or quote
    return context.findings.ask(question, IssueCode.EXTRA_LABEL, column=doubt.letter, text=label, label=label)


def _choice(code: str, measure: str, context: TableContext) -> Choice:
    """Propose an indicator; where the file states another unit of measure, with the factor between the two."""
    factor = scale_between(measure, context.setting.catalogue.indicators[code].unit.vi)
    return Choice(code if factor in {None, 1.0} else f"{code}*{factor:g}", measure)
