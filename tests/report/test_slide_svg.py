"""Slides as drawings: large type in every preset, the map whole, units to be pointed at, texts as texts."""

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from PIL import Image

from lib.charts.palette import contrast
from lib.charts.picture_files import as_png
from lib.charts.typeface import unknown_letters
from lib.report.slide_layout import LEAST_TYPE, LOOKS
from lib.report.slide_svg import slide_svg
from lib.report.slides import DeckContent

Drawn = Callable[[str, int], str]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(decks: Mapping[str, DeckContent]) -> Drawn:
    @cache
    def draw(preset: str, number: int) -> str:
        return slide_svg(decks[preset].slides[number - 1], decks[preset], number, LOOKS[preset])

    return draw


def texts(svg: str) -> list[tuple[str, float, str]]:
    """Return every text with its size and colour as they are on the slide."""
    root = ET.fromstring(svg)
    found = [
        (one.text or "", float(one.get("font-size", 0)), one.get("fill", "")) for one in root.findall(f"{SVG}text")
    ]
    for group in root.findall(f"{SVG}g"):
        scale = float(group.get("transform", "").rsplit("scale(", 1)[1].rstrip(")"))
        found += [
            (one.text or "", scale * float(one.get("font-size", 0)), one.get("fill", ""))
            for one in group.iter(f"{SVG}text")
        ]
    return found


@pytest.mark.parametrize("preset", LOOKS)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_all_type_is_large_and_in_the_typeface_in_every_preset(preset: str, number: int, drawn: Drawn) -> None:
    for text, size, _ in texts(drawn(preset, number)):
        assert size >= LEAST_TYPE - 0.01, text
        assert not unknown_letters(text)  # another PC may have no other typeface


@pytest.mark.parametrize(
    ("number", "own"),
    [(2, "Thái Nguyên (trước 7/2025)"), (3, "Thái Nguyên"), (4, "Tiếp cận đất đai")],
)
def test_what_a_unit_shows_on_a_chart_or_in_a_table_is_marked_together(number: int, own: str, drawn: Drawn) -> None:
    root = ET.fromstring(drawn("room", number))
    found: dict[str, list[ET.Element]] = {}
    for one in root.iter():
        if one.get("data-unit"):
            found.setdefault(one.get("data-unit", ""), []).append(one)
    told = {unit: " ".join(one.text for one in pieces if one.text) for unit, pieces in found.items()}
    assert len(found) > 3 and sum(own in text for text in told.values()) == 1
    assert all({piece.tag for piece in pieces} == {f"{SVG}path", f"{SVG}text"} for pieces in found.values())
    first = [unit for unit in json.loads(root.get("data-first", "")) if unit in found]
    assert number == 4 or own in told[first[0]]


@pytest.mark.parametrize("preset", LOOKS)
def test_what_stands_beside_the_figure_is_read_on_its_ground(preset: str, drawn: Drawn) -> None:
    root = ET.fromstring(drawn(preset, 1))
    for one in root.findall(f"{SVG}text"):
        assert contrast(one.get("fill", ""), LOOKS[preset].inks.background) >= 4.5, one.text


def test_a_map_slide_has_every_unit_to_point_at_and_both_archipelagos_by_name(drawn: Drawn) -> None:
    svg = drawn("room", 1)
    root = ET.fromstring(svg)
    units = {one.get("data-unit") for one in root.iter(f"{SVG}path")} - {None}
    assert len(units) == 34
    told = {
        one.get("data-unit"): one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}path") if one.get("data-unit")
    }
    assert str(told["34-38"]).startswith("Thanh Hóa: 44,87 điểm")
    words = [text for text, _, _ in texts(svg)]
    assert "Quần đảo Hoàng Sa" in words and "Quần đảo Trường Sa" in words


def test_the_unit_in_focus_is_named_on_its_map(drawn: Drawn) -> None:
    assert "Thái Nguyên" in [text for text, _, _ in texts(drawn("room", 1))]


def test_a_slide_that_can_no_longer_be_made_says_so(drawn: Drawn) -> None:
    words = " ".join(text for text, _, _ in texts(drawn("room", 5)))
    assert "NO_SUCH" in words and "Kết thúc </script> & “hết”" in words


@pytest.mark.parametrize("preset", LOOKS)
def test_a_slide_becomes_a_picture_of_its_size_on_the_preset_s_ground(preset: str, drawn: Drawn) -> None:
    image = Image.open(io.BytesIO(as_png(drawn(preset, 3), 0.25))).convert("RGB")
    assert image.size == (480, 270)
    assert f"#{bytes(image.getpixel((2, 2))).hex()}" == LOOKS[preset].inks.background  # type: ignore[arg-type]
