"""The still map: every unit once and under its name, both archipelagos always, values as painted, names apart."""

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations

import pypdf
import pytest
import shapely
from PIL import Image

from lib.charts.map_paint import AreaPaint, LegendClass, LegendMark, MapLegend, MapPaint, MapWords, NoValue
from lib.charts.map_picture import Size, map_picture
from lib.charts.palette import GROUNDS, Theme, contrast, sequential
from lib.charts.picture import Box, Label, Picture
from lib.charts.picture_files import as_pdf, as_png, as_svg
from lib.charts.typeface import unknown_letters
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.boundaries import Boundaries
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Direction

SLIDE, LAPTOP, SHEET, HALF = Size(1920, 1080), Size(1366, 768), Size(595, 842), Size(595, 421)
PHONE, THUMBNAIL = Size(390, 700), Size(320, 180)
SIZES = [SLIDE, LAPTOP, SHEET, HALF, PHONE, THUMBNAIL]
NAMES_OF_UNITS = ("country", "north", "south")
WORDS = MapWords(
    "Biển Đông", "Đồng bằng sông Hồng", "Đông Nam Bộ và đồng bằng sông Cửu Long", "", "", "", "Ranh giới: mẫu"
)
Drawing = Callable[[str, Size], tuple[MapPaint, Picture]]
SHOWN = [(units, size) for units in ("63", "34") for size in SIZES]


@pytest.fixture(scope="module")
def lines() -> Mapping[str, Boundaries]:
    return {units: load_boundaries(SHIPPED, units) for units in ("63", "34")}


def paint_of(units: str, boundaries: Boundaries, gazetteer: Gazetteer, theme: Theme = "light") -> MapPaint:
    """Every kind of unit there is: with a value, without, estimated, faded."""
    fills = sequential(5, Direction.HIGHER, theme)
    areas = []
    for at, unit in enumerate(gazetteer.members(units)):
        fill = None if at % 13 == 5 else fills[at % 5]
        value = "Chưa công bố" if fill is None else f"{40 + at / 7:.2f} điểm".replace(".", ",")
        css = {4: "estimated", 9: "faded"}.get(at % 10, "")
        areas.append(AreaPaint(unit.ref_area, unit.label.vi, fill, value, ("hạng 1/63",), css))  # type: ignore[arg-type]
    legend = MapLegend(
        "PAPI 2024",
        "điểm",
        tuple(LegendClass(fill, f"{at},00 – {at + 1},00", 12) for at, fill in enumerate(fills)),
        (NoValue("Đơn vị công bố không đưa điểm PAPI năm 2024 của địa phương này.", 5),),
        ("61/63 đơn vị có số liệu", "số liệu chính thức", "Nguồn: CECODES, RTA, UNDP (papi.org.vn)"),
        marks=(LegendMark("estimated", "≈ ước tính quy đổi", 6),),
    )
    told = json.loads(boundaries.frames_geojson)["features"]
    frames = {frame["properties"]["ref_area"]: frame["properties"]["name_vi"] for frame in told}
    return MapPaint(units, "vi", theme, tuple(areas), legend, frames, WORDS, focus=f"{units}-01")


@pytest.fixture(scope="module")
def drawn(lines: Mapping[str, Boundaries], gazetteer: Gazetteer) -> Drawing:
    """Every picture is drawn once for all tests that look at it."""

    @cache
    def draw(units: str, size: Size) -> tuple[MapPaint, Picture]:
        paint = paint_of(units, lines[units], gazetteer)
        return paint, map_picture(paint, lines[units], size)

    return draw


def labels_of(picture: Picture, *layers: str) -> list[Label]:
    return [label for label in picture.labels if label.layer in layers]


def names_of(picture: Picture) -> set[str]:
    return {label.ref_area for label in labels_of(picture, *NAMES_OF_UNITS) if label.ref_area and label.weight == 600}


def values_of(picture: Picture) -> dict[str, str]:
    return {label.ref_area: label.text for label in labels_of(picture, *NAMES_OF_UNITS) if label.weight == 400}


@pytest.mark.parametrize(("units", "size"), SHOWN)
def test_every_unit_is_one_shape_of_its_name_and_nothing_stands_outside(units: str, size: Size, drawn: Drawing) -> None:
    paint, picture = drawn(units, size)
    found = Counter((shape.ref_area, shape.name) for shape in picture.shapes if shape.layer == "country")
    assert found == Counter((area.ref_area, area.label) for area in paint.areas)
    page = Box(0, 0, size.width, size.height)
    for shape in picture.shapes:
        for x, y in (point for ring in shape.rings for point in ring):
            assert page.left <= x <= page.right and page.top <= y <= page.bottom, shape.name
    assert all(page.holds(label.box) for label in picture.labels)


@pytest.mark.parametrize(("units", "size"), SHOWN)
def test_both_archipelagos_are_framed_drawn_and_named(units: str, size: Size, drawn: Drawing) -> None:
    _, picture = drawn(units, size)
    named = {label.ref_area: label.text.replace("\n", " ") for label in labels_of(picture, "archipelago")}
    assert named[f"{units}-48"].startswith("Quần đảo Hoàng Sa")
    assert named[f"{units}-56"].startswith("Quần đảo Trường Sa")
    if size is not THUMBNAIL:
        assert named[f"{units}-48"].endswith("(TP. Đà Nẵng)") and named[f"{units}-56"].endswith("(tỉnh Khánh Hòa)")
    frames = {shape.ref_area: shape for shape in picture.shapes if shape.layer == "frame"}
    owners = {shape.ref_area: shape for shape in picture.shapes if shape.layer == "country"}
    for ref_area, least in ((f"{units}-48", 9), (f"{units}-56", 20)):  # where discs touch they are one
        frame = shapely.Polygon(frames[ref_area].rings[0])
        islands = [ring for ring in owners[ref_area].rings if frame.contains(shapely.Polygon(ring).centroid)]
        assert len(islands) >= least


@pytest.mark.parametrize(("units", "size"), SHOWN)
def test_labels_never_overlap_and_every_letter_is_in_the_typeface(units: str, size: Size, drawn: Drawing) -> None:
    _, picture = drawn(units, size)
    for one, other in combinations(picture.labels, 2):
        assert not one.box.meets(other.box), (one.text, other.text)
    assert {label.text: unknown_letters(label.text) for label in picture.labels if unknown_letters(label.text)} == {}


def test_a_letter_the_typeface_lacks_is_found() -> None:
    assert unknown_letters("Đắk Nông 木 ỗặẫ") == "木"


@pytest.mark.parametrize("units", ["63", "34"])
def test_on_a_slide_every_unit_is_readable_with_its_value(units: str, drawn: Drawing) -> None:
    paint, picture = drawn(units, SLIDE)
    assert names_of(picture) == {area.ref_area for area in paint.areas}
    assert all(label.size >= 12 for label in picture.labels)
    with_value = {area.ref_area: area.value.removesuffix(" điểm") for area in paint.areas if area.fill}
    shown = values_of(picture)
    assert shown.items() <= with_value.items()
    assert units == "63" or shown == with_value


@pytest.mark.parametrize("size", SIZES)
def test_a_value_is_the_one_of_the_paint_wherever_it_stands(
    size: Size, lines: Mapping[str, Boundaries], gazetteer: Gazetteer
) -> None:
    paint = paint_of("63", lines["63"], gazetteer)
    painted = {(area.ref_area, area.value.removesuffix(" điểm")) for area in paint.areas if area.fill}
    named = {(area.ref_area, area.label) for area in paint.areas}
    for label in labels_of(map_picture(paint, lines["63"], size), *NAMES_OF_UNITS):
        if label.ref_area:
            assert (label.ref_area, label.text.replace("\n", " ")) in painted | named


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_writing_is_told_from_what_it_stands_on(
    theme: Theme, lines: Mapping[str, Boundaries], gazetteer: Gazetteer
) -> None:
    picture = map_picture(paint_of("63", lines["63"], gazetteer, theme), lines["63"], SLIDE)
    fills = {shape.ref_area: shape.fill for shape in picture.shapes if shape.layer == "country"}
    units = {
        (shape.ref_area, shape.layer): shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in shape.rings])
        for shape in picture.shapes
        if shape.layer in NAMES_OF_UNITS and shape.ref_area
    }
    for label in picture.labels:
        under = GROUNDS[theme].card if label.layer == "legend" else GROUNDS[theme].sea
        box = shapely.box(label.box.left, label.box.top, label.box.right, label.box.bottom)
        if label.layer in NAMES_OF_UNITS and label.ref_area:
            on_unit = units[label.ref_area, label.layer].intersection(box).area > 0.5 * box.area
            under = fills[label.ref_area] if on_unit else under
        assert contrast(label.colour, label.halo or under) >= 4.5, label.text


@pytest.mark.parametrize("size", [SLIDE, SHEET, THUMBNAIL])
def test_simplified_neighbours_leave_no_slivers(size: Size, drawn: Drawing) -> None:
    _, picture = drawn("63", size)
    mainland = [
        shapely.Polygon(max(shape.rings, key=lambda ring: shapely.Polygon(ring).area)).buffer(0)
        for shape in picture.shapes
        if shape.layer == "country"
    ]
    together = shapely.union_all(mainland, grid_size=0.02)
    holes = [shapely.Polygon(ring).area for part in shapely.get_parts(together) for ring in part.interiors]
    assert sum(holes) < 1
    assert sum(shape.area for shape in mainland) - together.area < 0.0005 * together.area


def test_magnifiers_have_a_frame_on_the_map_and_repeat_units_under_the_same_name(drawn: Drawing) -> None:
    paint, picture = drawn("63", SLIDE)
    frames = {shape.name for shape in picture.shapes if shape.layer == "looked at"}
    assert frames == {WORDS.north_inset, WORDS.south_inset}
    names = {area.ref_area: area.label for area in paint.areas}
    for layer, inside in (("north", "63-35"), ("south", "63-93")):
        found = Counter(shape.ref_area for shape in picture.shapes if shape.layer == layer and shape.ref_area)
        assert found[inside] == 1 and set(found.values()) == {1}
        assert all(names[s.ref_area] == s.name for s in picture.shapes if s.layer == layer and s.ref_area)


def test_a_unit_without_value_is_hatched_an_estimate_dotted_and_one_aside_faded(
    lines: Mapping[str, Boundaries], gazetteer: Gazetteer
) -> None:
    paint = paint_of("63", lines["63"], gazetteer)
    shapes = {s.ref_area: s for s in map_picture(paint, lines["63"], SLIDE).shapes if s.layer == "country"}
    for area in paint.areas:
        shape = shapes[area.ref_area]
        assert bool(shape.hatch) == (area.fill is None)
        assert bool(shape.dots) == (area.css == "estimated" and area.fill is not None)
        assert (shape.fill == area.fill) == (area.fill is not None and area.css != "faded")
        assert shape.title.startswith(f"{area.label}: {area.value}")


def test_the_legend_tells_classes_marks_reasons_footers_and_whose_the_lines_are(
    lines: Mapping[str, Boundaries], gazetteer: Gazetteer
) -> None:
    paint = paint_of("63", lines["63"], gazetteer)
    told = [label.text.replace("\n", " ") for label in labels_of(map_picture(paint, lines["63"], SLIDE), "legend")]
    legend = paint.legend
    wanted = [legend.title, legend.measure, *(entry.text for entry in legend.classes), *legend.footers]
    for text in (*wanted, legend.no_values[0].reason, legend.marks[0].text, paint.words.credit):
        assert text in told
    bare = map_picture(paint, lines["63"], SLIDE, legend=False)
    assert [label.text for label in labels_of(bare, "legend")] == [paint.words.credit]


def test_lines_of_other_units_are_laid_over(lines: Mapping[str, Boundaries], gazetteer: Gazetteer) -> None:
    picture = map_picture(paint_of("63", lines["63"], gazetteer), lines["63"], SLIDE, over=lines["34"])
    over = [shape for shape in picture.shapes if shape.layer == "outline"]
    assert {shape.ref_area for shape in over} == {unit.ref_area for unit in gazetteer.members("34")}
    assert all(shape.fill is None for shape in over)


def test_paint_and_lines_of_different_units_are_refused(lines: Mapping[str, Boundaries], gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="paint of 63 units, boundaries of 34"):
        map_picture(paint_of("63", lines["63"], gazetteer), lines["34"], SLIDE)


def test_the_unit_in_focus_is_outlined_on_map_and_magnifier(
    lines: Mapping[str, Boundaries], gazetteer: Gazetteer
) -> None:
    paint = paint_of("34", lines["34"], gazetteer)
    focus = [shape for shape in map_picture(paint, lines["34"], SLIDE).shapes if shape.layer == "focus"]
    assert {shape.ref_area for shape in focus} == {"34-01"} and len(focus) == 4
    several = map_picture(replace(paint, beside=("34-79", "34-25")), lines["34"], SLIDE)
    outlined = {shape.ref_area for shape in several.shapes if shape.layer == "focus"}
    assert outlined == {"34-01", "34-79", "34-25"}
    unfocused = map_picture(replace(paint, focus=""), lines["34"], SLIDE)
    assert not [shape for shape in unfocused.shapes if shape.layer == "focus"]


@pytest.mark.parametrize("size", [SLIDE, THUMBNAIL])
def test_the_png_has_its_size_and_shows_every_class(drawn: Drawing, size: Size) -> None:
    paint, picture = drawn("63", size)
    image = Image.open(io.BytesIO(as_png(as_svg(picture)))).convert("RGB")
    assert image.size == (size.width, size.height)
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(1 << 20) or []}
    assert {area.fill for area in paint.areas if area.fill} | {GROUNDS["light"].sea} <= colours


@pytest.mark.parametrize(("units", "size"), [("34", SLIDE), ("63", SHEET)])
def test_all_writing_of_the_pdf_can_be_read_back_with_its_signs(drawn: Drawing, units: str, size: Size) -> None:
    _, picture = drawn(units, size)
    page = pypdf.PdfReader(io.BytesIO(as_pdf(as_svg(picture)))).pages[0]
    read = "".join(page.extract_text().split())  # what stands side by side is read as one line
    for line in (line for label in picture.labels for line in label.lines):
        assert "".join(line.split()) in read
    assert len(read) == sum(len("".join(label.text.split())) for label in picture.labels)


@pytest.mark.parametrize("size", [SLIDE, SHEET, HALF, PHONE, Size(800, 800)])
def test_a_long_legend_is_written_smaller_and_stays_on_the_page(
    lines: Mapping[str, Boundaries], gazetteer: Gazetteer, size: Size
) -> None:
    paint = paint_of("63", lines["63"], gazetteer)
    reasons = tuple(
        NoValue(f"Đơn vị công bố không đưa điểm năm {year} của địa phương này", 1) for year in range(2015, 2022)
    )
    paint = replace(paint, legend=replace(paint.legend, no_values=reasons))
    picture = map_picture(paint, lines["63"], size)
    page = Box(0, 0, size.width, size.height)
    assert all(page.holds(label.box) for label in picture.labels)
    told = {label.text.replace("\n", " ") for label in labels_of(picture, "legend")}
    assert {reason.reason for reason in reasons} <= told
    assert not any(one.box.meets(other.box) for one, other in combinations(picture.labels, 2))


@pytest.mark.parametrize("size", [SLIDE, SHEET, Size(275, 220), Size(415, 337)])
def test_the_caption_of_a_magnifier_lies_on_no_unit(
    lines: Mapping[str, Boundaries], gazetteer: Gazetteer, size: Size
) -> None:
    picture = map_picture(paint_of("63", lines["63"], gazetteer), lines["63"], size, layout="wide")
    for layer in ("north", "south"):
        (caption,) = (label for label in labels_of(picture, layer) if not label.ref_area)
        land = [ring for shape in picture.shapes if shape.layer == layer and shape.ref_area for ring in shape.rings]
        written = shapely.box(*(getattr(caption.box, side) for side in ("left", "top", "right", "bottom")))
        assert not any(written.intersection(shapely.Polygon(ring).buffer(0)).area > 1 for ring in land)
