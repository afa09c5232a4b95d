"""Laws of the reading: known observations, however they are written down, come back as they are or are asked about."""

import csv
import os
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, event, given, settings

from lib.intake.read import HandedIn, read_file
from lib.intake.reading import Reading
from lib.intake.setting import Setting
from lib.model.issue import Outcome
from lib.services.hand_in_commands import answers_of, root_setting
from tests.handed_in.writing import encoded
from tests.intake.rendering import Known, Look, Truth, content_of, grid_of

ROOT = Path(__file__).parents[2]
EXAMPLES = int(os.environ.get("TABLE_EXAMPLES", "300"))
FIXED = "TABLE_EXAMPLES" not in os.environ  # the same tables on every run, unless more are asked for
PERIODS = {"61": (1997, 2003), "64": (2004, 2007), "63": (2009, 2024), "34": (2019, 2025)}
NAMES = ("Sản lượng thủy sản", "Số lớp học", "Diện tích rừng trồng mới")
MARKS = ("..", "...", "-", "")
LEGACY = ("windows-1258", "tcvn3", "vni")
_MOJIBAKE = re.compile("[ÃÄÅÆáàâ][\u00a0-\u00bf]|Æ|Ä|º|»")


@cache
def setting() -> Setting:
    return root_setting(ROOT)


@cache
def members() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    with (ROOT / "geo" / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["unit_set"], {})[row["ref_area"]] = row["name_vi"]
    return found


@cache
def spellings() -> dict[str, list[str]]:
    """Return the spellings of each of the 63 that mean it alone and are written in letters that were not lost."""
    found: dict[str, list[str]] = {}
    with (ROOT / "tests" / "intake" / "area_spellings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["variant"]
            if row["ref_area_63"] and not row["ambiguous"] and not _MOJIBAKE.search(text) and _is_written(text):
                found.setdefault(row["ref_area_63"], []).append(text)
    return found


def _is_written(text: str) -> bool:
    """Whether every encoding of the tests has the letters of a text."""
    try:
        return all(encoded(text, encoding) for encoding in LEGACY)
    except UnicodeEncodeError:
        return False


@dataclass(frozen=True)
class Handed:
    """A rendered table: what it says, how it is written, the answers given, the bytes."""

    known: Known
    look: Look
    file_name: str
    content: bytes
    answers: tuple[str, ...]

    def read(self, *more: str) -> Reading:
        return read_file(HandedIn(self.content, self.file_name), setting(), answers_of([*self.answers, *more]))


def _value(kind: str) -> Callable[[random.Random], str]:
    def three(chance: random.Random) -> str:
        return f"{chance.randint(0, 99)}.{chance.randint(1, 999):03d}"

    def mixed(chance: random.Random) -> str:
        return f"{chance.uniform(0.1, 10 ** chance.randint(0, 6)):.{chance.choice((1, 2, 4))}f}"

    return {
        "whole": lambda chance: str(chance.randint(0, 5_000)),
        "large": lambda chance: str(chance.randint(1_000, 90_000_000)),
        "one": lambda chance: f"{chance.uniform(0, 3_000):.1f}",
        "two": lambda chance: f"{chance.uniform(0, 100):.2f}",
        "three": three,
        "mixed": mixed,
        "signed": lambda chance: f"{chance.uniform(-50, 50):.1f}",
    }[kind]


def _periods(frequency: str, first: int, size: int, last: int) -> list[str]:
    if frequency == "A":
        return [str(year) for year in range(first, min(first + size, last + 1))]
    if frequency == "Q":
        return [f"{first}-Q{quarter}" for quarter in range(1, min(size, 4) + 1)]
    return [f"{first}-{month:02d}" for month in range(1, size + 1)]


@st.composite
def known_tables(
    draw: st.DrawFn, *, spelled: bool, fewest: int, gaps: Sequence[float]
) -> tuple[Known, random.Random, bool]:
    """Draw observations of at least `fewest` units; the last entry says whether all units of the set are there."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    unit_set = draw(st.sampled_from(["63", "63", "34", "64", "61"]))
    complete = draw(st.booleans())
    listed = list(members()[unit_set])
    areas = listed if complete else chance.sample(listed, draw(st.integers(fewest, 20)))
    low, high = PERIODS[unit_set]
    frequency = draw(st.sampled_from("AAQM"))
    periods = _periods(frequency, draw(st.integers(low, high)), draw(st.integers(1, 6)), high)
    indicators = NAMES[: draw(st.integers(1, 3))]
    kinds = [draw(st.sampled_from(["whole", "large", "one", "two", "three", "mixed", "signed"])) for _ in indicators]
    missing = draw(st.sampled_from(gaps))
    values = {
        (area, period, code): "" if chance.random() < missing else _value(kind)(chance)
        for code, kind in zip(indicators, kinds, strict=True)
        for period in periods
        for area in areas
    }
    values[areas[0], periods[0], indicators[0]] = "7.5"
    names = dict(members()[unit_set])
    if spelled and unit_set == "63":
        names = {area: chance.choice([name, *spellings()[area]]) for area, name in names.items()}
    return Known(unit_set, areas, periods, indicators, values, names), chance, complete


@st.composite
def looks(draw: st.DrawFn) -> Look:
    """Draw a way of writing."""
    container = draw(st.sampled_from(["csv", "csv", "csv", "xlsx"]))
    numbers = ["comma", "point", "grouped-comma", "grouped-point", *(["number"] * 2 if container == "xlsx" else [])]
    encodings = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-8-nfd", *LEGACY]
    encoding = draw(st.sampled_from(encodings))
    return Look(
        layout=draw(
            st.sampled_from(["wide", "wide", "long", "turned", "two-rows", "indicators", "stacked", "side-by-side"])
        ),
        container=container,
        encoding=encoding if container == "csv" else "utf-8",
        delimiter=draw(st.sampled_from([";", ",", "\t", "|"])),
        end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        numbers=draw(st.sampled_from(numbers)),
        periods=draw(st.sampled_from(["plain", "words", "short", "slash", "dash"])),
        missing=draw(st.sampled_from(MARKS)),
        title=draw(st.booleans()),
        lines=draw(st.booleans()),
        notes=draw(st.booleans()),
        serial=draw(st.booleans()),
        codes=draw(st.sampled_from(["", "", "padded", "bare"])),
        blank_columns=draw(st.sampled_from([False, False, True])),
    )


def handed(known: Known, look: Look, chance: random.Random) -> Handed:
    """Write a table down, with the answer that names its indicators and, where nothing else tells it, its period."""
    if look.layout in {"wide", "turned", "side-by-side"}:
        known = replace(known, indicators=known.indicators[:1])
    if look.layout == "indicators":
        known = replace(known, periods=known.periods[:1])
    values = {key: text for key, text in known.values.items() if key[1] in known.periods and key[2] in known.indicators}
    known = replace(known, values=values)
    by_name = look.layout in {"two-rows", "indicators", "stacked"} or (
        look.layout == "long" and len(known.indicators) > 1
    )
    answers = ["indicator=header" if by_name else f"indicator={known.indicators[0]}"]
    answers += [f"period={known.periods[0]}"] if look.layout == "indicators" else []
    content = content_of(grid_of(known, look, chance), look)
    return Handed(known, look, f"bang.{look.container}", content, tuple(answers))


def everything(table: Handed) -> list[str]:
    """Return the answers to all that a table of this look can leave open."""
    sign = {"comma": "comma", "point": "point", "number": "point"}[table.look.numbers.removeprefix("grouped-")]
    encoding = [f"encoding={table.look.encoding}"] if table.look.encoding in LEGACY else []
    return [f"unit-set={table.known.unit_set}", f"decimal={sign}", *encoding]


def observed(reading: Reading) -> Truth:
    cells = reading.cells
    keys = zip(cells["ref_area"], cells["time_period"], cells["indicator"], strict=True)
    found = dict(zip(keys, map(float, cells["obs_value"]), strict=True))
    assert len(found) == len(cells)
    return found


@settings(max_examples=EXAMPLES, derandomize=FIXED, suppress_health_check=list(HealthCheck))
@given(drawn=known_tables(spelled=True, fewest=1, gaps=(0.0, 0.1, 0.4)), look=looks(), settled=st.booleans())
def test_no_table_gives_an_observation_that_is_not_in_it(
    drawn: tuple[Known, random.Random, bool], look: Look, *, settled: bool
) -> None:
    known, chance, complete = drawn
    table = handed(known, look, chance)
    told = settled or (known.unit_set in {"61", "64"} and not complete)
    reading = table.read(*([f"unit-set={known.unit_set}"] if told else []))
    event(str(reading.outcome))
    came, truth = observed(reading), table.known.truth
    assert {key: value for key, value in came.items() if truth.get(key) != value} == {}
    assert (reading.outcome in {Outcome.ACCEPT, Outcome.WARN}) == bool(came)


@settings(max_examples=EXAMPLES // 2, derandomize=FIXED, suppress_health_check=list(HealthCheck))
@given(drawn=known_tables(spelled=False, fewest=6, gaps=(0.0, 0.1)), look=looks())
def test_a_table_with_nothing_left_open_comes_back_whole(drawn: tuple[Known, random.Random, bool], look: Look) -> None:
    known, chance, _complete = drawn
    table = handed(known, look, chance)
    reading = table.read(*everything(table))
    assert reading.outcome in {Outcome.ACCEPT, Outcome.WARN}, (reading.question, [str(i.code) for i in reading.issues])
    assert observed(reading) == table.known.truth
