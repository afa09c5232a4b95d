"""What the header says over each column: the texts of its rows, group headings spread over the columns below them."""

import re
from dataclasses import dataclass, replace

from lib.intake.grid import is_empty
from lib.intake.indicator_names import is_measure
from lib.intake.part_words import says_plan
from lib.intake.periods import PeriodText, combine, periods_in, read_part, read_period
from lib.intake.shape import Shape
from lib.model.gazetteer import folded
from lib.model.period import Frequency

_BRACKETED = re.compile(r"\(([^()]+)\)")
_MEN = re.compile(r"(nam)\s+(19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True)
class ColumnName:
    """The header over one column, top to bottom; `period` when it names one, `text` what else it says.

    `part` is a month, quarter or half whose year the header does not name: “Quý I”, “T7”.
    """

    parts: tuple[str, ...]
    period: PeriodText | None = None
    text: str = ""
    measure: str = ""
    part: str = ""
    plan: bool = False  # says plan, estimate or target without naming a period

    @property
    def label(self) -> str:
        """The whole header in one line."""
        return " – ".join(self.parts)


def column_names(shape: Shape) -> list[ColumnName]:
    """Return the name of every column of a table."""
    rows = [_spread(shape, depth) for depth in range(len(shape.header))]
    names = [_named(tuple(row[place] for row in rows)) for place in range(shape.grid.width)]
    accented = any(not part.isascii() for name in names for part in name.parts)
    return [_of_men(name) if accented else name for name in names]


def _of_men(name: ColumnName) -> ColumnName:
    """Read “Nam 2019” among words with diacritics as men in 2019, not as the year."""
    men = _MEN.match(name.label)
    return replace(name, text=men.group(1)) if men and name.period is not None and not name.text else name


def _spread(shape: Shape, depth: int) -> list[str]:
    row = shape.header[depth]
    texts = ["" if is_empty(cell) else str(cell) for cell in shape.grid.rows[row]]
    merges = [span for span in shape.grid.merged if span[0] <= row <= span[2]]
    for first, left, _last, right in merges:
        text = shape.grid.rows[first][left]
        for place in range(left, min(right + 1, len(texts))):
            texts[place] = "" if is_empty(text) else str(text)
    below = shape.header[depth + 1 :]
    if below:
        merged = {place for _first, left, _last, right in merges if right > left for place in range(left, right + 1)}
        _spread_right(shape, texts, below, merged)
    return texts


def _spread_right(shape: Shape, texts: list[str], below: tuple[int, ...], merged: set[int]) -> None:
    """Carry a group heading over the empty cells to its right, as long as both have a heading of their own below."""
    carried = ""
    for place in range(len(texts)):
        lower = any(not is_empty(shape.grid.rows[row][place]) for row in below)
        if place in merged:
            carried = ""
        elif texts[place]:
            carried = texts[place] if lower else ""
        elif lower:
            texts[place] = carried
        else:
            carried = ""


def _named(parts: tuple[str, ...]) -> ColumnName:
    said = tuple(dict.fromkeys(part for part in parts if part))
    bracketed = [text for part in said for text in _BRACKETED.findall(part)]
    measure = next((part for part in (*said, *bracketed) if is_measure(part)), "")
    texts = [part for part in said if part != measure]
    part = next((text for text in texts if read_part(text) is not None and read_period(text) is None), "")
    period, rest = _period(texts, part)
    if part and period is None:
        rest = [text for text in texts if text != part]
    worded = _with_words(period, [*rest, *([part] if part else [])]) if period is not None else None
    text = " – ".join(text for text in rest if text)
    plan = period is None and says_plan(" ".join(texts))
    return ColumnName(said, worded, text, measure, part if period is None else "", plan)


def _with_words(period: PeriodText, texts: list[str]) -> PeriodText:
    """Return a period with what the other rows of the header say of it: kế hoạch, ước, so với cùng kỳ, luỹ kế."""
    said = read_period(f"{' '.join(texts)} {period.period.year}", whole=False)
    if said is None:
        return period
    status = period.status if said.status == "A" else said.status
    plan, index = period.plan or said.plan, period.index or said.index
    return replace(period, status=status, plan=plan, index=index, cumulative=period.cumulative or said.cumulative)


def _period(texts: list[str], part: str) -> tuple[PeriodText | None, list[str]]:
    """Find the one period of a header: in one of its texts, or as a year above and a part of the year below."""
    whole = [(text, read_period(text)) for text in texts]
    years = [(text, found) for text, found in whole if found is not None and found.period.frequency is Frequency.A]
    if part and len(years) == 1:
        joined = combine(years[0][0], part)
        if joined is not None:
            return joined, [text for text in texts if text not in {years[0][0], part}]
    found = [(text, period) for text, period in whole if period is not None]
    if not found:
        found = [(text, period) for text in texts for period in _inside(text)]
    distinct = {str(period.period) for _text, period in found}
    if len(distinct) != 1 or part:
        return None, texts
    text, period = found[0]
    rest = [period.rest if other == text else other for other in texts if other == text or read_period(other) is None]
    return period, rest


def _inside(text: str) -> tuple[PeriodText, ...]:
    named = read_period(text, whole=False)
    inside = periods_in(text)
    return (named,) if named is not None and len(inside) == 1 else ()


def same_name(left: str, right: str) -> bool:
    """Whether two headers say the same, whatever the case and spacing."""
    return folded(left) == folded(right)


def doubtful_groups(shape: Shape, names: list[ColumnName]) -> bool:
    """Whether group headings may stand over other columns than they seem to: typed in the middle of their columns.

    Then the same headings begin again inside one group, or outside of any.
    """
    if len(shape.header) < 2 or any(span[0] in shape.header and span[3] > span[1] for span in shape.grid.merged):
        return False
    seen: dict[tuple[str, ...], int] = {}
    for name in names[shape.area + 1 :]:
        if name.parts:
            seen[name.parts] = seen.get(name.parts, 0) + 1
    lowest = {parts[-1] for parts in seen if len(parts) > 1}
    twice = any(count > 1 for parts, count in seen.items() if len(parts) > 1)
    return twice or any(len(parts) == 1 and parts[0] in lowest for parts in seen)
