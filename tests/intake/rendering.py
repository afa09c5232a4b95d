"""Known observations written into files in every layout, encoding and spelling; tells where nothing was written.

Knows nothing of the reader: what stands in the file is decided here, and the truth with it.
"""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook

from tests.handed_in.writing import encoded

Grid = list[list[object]]
Truth = dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class Known:
    """What a table is to say: values by unit, period and indicator (None is missing), all on one unit set."""

    unit_set: str
    areas: Sequence[str]
    periods: Sequence[str]
    indicators: Sequence[str]
    values: dict[tuple[str, str, str], str] = field(repr=False)
    names: dict[str, str] = field(repr=False)

    @property
    def truth(self) -> Truth:
        """The observations."""
        return {key: float(text) for key, text in self.values.items() if text}


@dataclass(frozen=True)
class Look:
    """How a table is written."""

    layout: str = "wide"  # wide, long, turned, two-rows, indicators, stacked, side-by-side
    container: str = "csv"  # csv, xlsx
    encoding: str = "utf-8"
    delimiter: str = ";"
    end: str = "\n"
    numbers: str = "comma"  # comma, point, grouped-comma, grouped-point; numbers in workbooks: number
    periods: str = "plain"
    missing: str = ".."
    title: bool = False
    lines: bool = False  # regions and totals between the units
    notes: bool = False
    serial: bool = False
    codes: str = ""  # "", padded, bare: a column of codes beside the names
    blank_columns: bool = False
    answers: Sequence[str] = field(default=())


_MONTHS = {
    "plain": "{y}-{n:02d}", "words": "Tháng {n} năm {y}", "short": "T{n}/{y}", "slash": "Tháng {n:02d}/{y}",
    "dash": "Tháng {n}-{y}",
}  # fmt: skip
_QUARTERS = {
    "plain": "{y}-Q{n}", "words": "Quý {r} năm {y}", "short": "Q{n}/{y}", "slash": "Quý {r}/{y}", "dash": "Quý {n}-{y}",
}  # fmt: skip
_YEARS = {"plain": "{y}", "words": "Năm {y}", "short": "{y}", "slash": "năm {y}", "dash": "Thực hiện {y}"}
_ROMAN = ("", "I", "II", "III", "IV")


def period_text(period: str, spelling: str) -> str:
    """Return a period as an office may write it."""
    year, _, part = period.partition("-")
    if not part:
        return _YEARS[spelling].format(y=year)
    number = int(part.removeprefix("Q"))
    forms = _QUARTERS if part.startswith("Q") else _MONTHS
    return forms[spelling].format(y=year, n=number, r=_ROMAN[number] if part.startswith("Q") else "")


def number_text(text: str, style: str) -> object:
    """Return a value as written: 1234.5 as 1234,5 or 1.234,5 or 1,234.5 or the number itself."""
    if not text:
        return text
    if style == "number":
        return float(text)
    negative, bare = text.startswith("-"), text.removeprefix("-")
    whole, _, rest = bare.partition(".")
    decimal, group = (",", ".") if style.endswith("comma") else (".", ",")
    if style.startswith("grouped"):
        whole = f"{int(whole):,}".replace(",", group)
    return ("-" if negative else "") + whole + (decimal + rest if rest else "")


def grid_of(known: Known, look: Look, chance: random.Random) -> Grid:
    """Return the cells of the whole sheet."""
    build = {
        "wide": _wide, "long": _long, "turned": _turned, "two-rows": _two_rows, "indicators": _indicators,
        "stacked": _stacked, "side-by-side": _side_by_side,
    }[look.layout]  # fmt: skip
    grid = build(known, look, chance)
    top: Grid = [["Bảng tổng hợp số liệu các tỉnh, thành phố"], []] if look.title else []
    notes: Grid = [[], ["Ghi chú: số liệu do các tỉnh báo cáo."]] if look.notes else []
    whole = [*top, *grid, *notes]
    return [["", *row] for row in whole] if look.blank_columns else whole


def _cell(known: Known, look: Look, area: str, period: str, indicator: str) -> object:
    text = known.values[area, period, indicator]
    return number_text(text, look.numbers) if text else look.missing


def _head(look: Look) -> list[object]:
    code: list[object] = ["Mã tỉnh"] if look.codes else []
    serial: list[object] = ["STT"] if look.serial else []
    return [*serial, *code, "Tỉnh, thành phố"]


def _label(known: Known, look: Look, area: str, number: int) -> list[object]:
    code: list[object] = [area[3:] if look.codes == "padded" else str(int(area[3:]))] if look.codes else []
    serial: list[object] = [str(number)] if look.serial else []
    return [*serial, *code, known.names[area]]


def _aside(look: Look, name: str, width: int) -> list[object]:
    """Return a line that is no unit, with figures of its own."""
    before: list[object] = [""] * (look.serial + bool(look.codes))
    return [*before, name, *[number_text("98765.4", look.numbers)] * width]


def _body(known: Known, look: Look, keys: Sequence[tuple[str, str]]) -> Grid:
    rows: Grid = [
        [*_label(known, look, area, at), *(_cell(known, look, area, period, code) for period, code in keys)]
        for at, area in enumerate(known.areas, 1)
    ]
    if look.lines:
        middle = len(rows) // 2
        rows.insert(middle, _aside(look, "Đồng bằng sông Cửu Long", len(keys)))
        rows.insert(0, _aside(look, "CẢ NƯỚC", len(keys)))
        rows.append(_aside(look, "Tổng số", len(keys)))
    return rows


def _wide(known: Known, look: Look, _chance: random.Random) -> Grid:
    indicator = known.indicators[0]
    head = [*_head(look), *(period_text(period, look.periods) for period in known.periods)]
    return [head, *_body(known, look, [(period, indicator) for period in known.periods])]


def _indicators(known: Known, look: Look, _chance: random.Random) -> Grid:
    period = known.periods[0]
    return [[*_head(look), *known.indicators], *_body(known, look, [(period, code) for code in known.indicators])]


def _two_rows(known: Known, look: Look, _chance: random.Random) -> Grid:
    keys = [(period, code) for code in known.indicators for period in known.periods]
    gap: list[object] = [""] * (len(known.periods) - 1)
    above = [*_head(look), *(cell for code in known.indicators for cell in (code, *gap))]
    below = [*[""] * len(_head(look)), *(period_text(period, look.periods) for period, _code in keys)]
    return [above, below, *_body(known, look, keys)]


def _long(known: Known, look: Look, _chance: random.Random) -> Grid:
    many = len(known.indicators) > 1
    head = [*_head(look), "Kỳ", *(["Chỉ tiêu"] if many else []), "Giá trị"]
    rows: Grid = [
        [
            *_label(known, look, area, at),
            period_text(period, look.periods),
            *([code] if many else []),
            _cell(known, look, area, period, code),
        ]
        for at, area in enumerate(known.areas, 1)
        for period in known.periods
        for code in known.indicators
    ]
    return [head, *rows]


def _turned(known: Known, look: Look, _chance: random.Random) -> Grid:
    indicator = known.indicators[0]
    head = ["Kỳ", *(known.names[area] for area in known.areas)]
    return [
        head,
        *[
            [period_text(period, look.periods), *(_cell(known, look, area, period, indicator) for area in known.areas)]
            for period in known.periods
        ],
    ]


def _stacked(known: Known, look: Look, _chance: random.Random) -> Grid:
    """One table per period, each under a title that names it."""
    return [
        row
        for period in known.periods
        for row in [
            [f"Số liệu {period_text(period, look.periods)}"],
            [*_head(look), *known.indicators],
            *_body(known, look, [(period, code) for code in known.indicators]),
            [],
        ]
    ]


def _side_by_side(known: Known, look: Look, _chance: random.Random) -> Grid:
    """The units in two halves, the second to the right of the first."""
    indicator, half = known.indicators[0], (len(known.areas) + 1) // 2
    head = ["Tỉnh", *(period_text(period, look.periods) for period in known.periods)]
    rows = [
        [known.names[area], *(_cell(known, look, area, period, indicator) for period in known.periods)]
        for area in known.areas
    ]
    right = [*rows[half:], *[[""] * len(head)] * (half - len(rows[half:]))]
    return [[*head, "", *head], *[[*one, "", *two] for one, two in zip(rows[:half], right, strict=True)]]


def content_of(grid: Grid, look: Look) -> bytes:
    """Return the cells as a file."""
    if look.container == "xlsx":
        book = Workbook()
        page = book.active
        for row in grid:
            page.append([None if cell == "" else cell for cell in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()
    text = io.StringIO()
    csv.writer(text, delimiter=look.delimiter, lineterminator=look.end).writerows(grid)
    return encoded(text.getvalue(), look.encoding)
