"""A page with nothing but the map, on shipped figures; its query string chooses what it shows."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from lib.charts.classes import Classes, class_breaks, diverging_breaks  # noqa: E402
from lib.charts.map_paint import AreaPaint, LegendClass, LegendMark, MapLegend, MapPaint, MapWords, NoValue  # noqa: E402
from lib.charts.palette import Theme, diverging, sequential  # noqa: E402
from lib.i18n.translator import translator  # noqa: E402
from lib.intake.boundaries import SHIPPED, load_boundaries  # noqa: E402
from lib.intake.gazetteer import load_gazetteer  # noqa: E402
from lib.intake.tile_grids import TILE_GRIDS, load_tile_grid  # noqa: E402
from lib.model.boundaries import Boundaries  # noqa: E402
from lib.model.indicator import Direction  # noqa: E402
from lib.model.tile_grid import TileGrid  # noqa: E402
from lib.model.words import Language  # noqa: E402
from lib.ui.map_frame import show_map  # noqa: E402

WORDS = {
    "vi": MapWords(
        sea="Biển Đông",
        north_inset="Đồng bằng sông Hồng",
        south_inset="Đông Nam Bộ và ĐBSCL",
        zoom_in="Phóng to",
        zoom_out="Thu nhỏ",
        whole_country="Cả nước",
        credit="Ranh giới: geoBoundaries (CC BY 4.0), Natural Earth",
    ),
    "en": MapWords(
        sea="East Sea",
        north_inset="Red River Delta",
        south_inset="Southeast and Mekong Delta",
        zoom_in="Zoom in",
        zoom_out="Zoom out",
        whole_country="Whole country",
        credit="Boundaries: geoBoundaries (CC BY 4.0), Natural Earth",
    ),
}
FRAMES = {
    "vi": ("Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)"),
    "en": ("Hoang Sa Archipelago (Da Nang City)", "Truong Sa Archipelago (Khanh Hoa Province)"),
}
TITLES = {
    "papi": "Chỉ số PAPI",
    "change": "Thay đổi của chỉ số PAPI",
    "area": "Diện tích tự nhiên",
    "growth": "Tốc độ tăng GRDP",
}
MEASURES = {"papi": "điểm (thang 10–80)", "change": "điểm", "area": "km²", "growth": "%"}
DECIMALS = {"papi": 2, "change": 2, "area": 0, "growth": 2}


@st.cache_resource
def boundaries(unit_set: str) -> Boundaries:
    return load_boundaries(SHIPPED, unit_set)


@st.cache_resource
def tile_grid(unit_set: str) -> TileGrid:
    return load_tile_grid(TILE_GRIDS, unit_set, load_gazetteer(ROOT / "geo"))


@st.cache_data
def units(unit_set: str) -> list[dict[str, str]]:
    with (ROOT / "geo" / "units.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["unit_set"] == unit_set]


@st.cache_data
def published(file_name: str, indicator: str, period: str) -> dict[str, float]:
    with (ROOT / "data" / "observations" / file_name).open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["indicator"], row["time_period"]) == (indicator, period)]
    return {row["ref_area"]: float(row["obs_value"]) for row in rows if row["obs_value"]}


def figures(shown: str, unit_set: str, period: str) -> dict[str, float]:
    if shown == "area":
        return {row["ref_area"]: float(row["area_km2"]) for row in units(unit_set)}
    if shown == "growth":
        return published("econ_grdp.csv", "GRDP_GROWTH", "2025")
    now = published("papi.csv", "PAPI_TOTAL_D1_D8", period)
    if shown == "papi":
        return now
    base = published("papi.csv", "PAPI_TOTAL_D1_D8", str(int(period) - 1))
    return {area: value - base[area] for area, value in now.items() if area in base}


def scale(shown: str, values: list[float], theme: Theme) -> tuple[Classes, tuple[str, ...]]:
    if shown == "change":
        classes = diverging_breaks(values, decimals=2)
        return classes, diverging(classes.steps, Direction.HIGHER, theme)
    classes = class_breaks(values, decimals=DECIMALS[shown])
    direction = Direction.NONE if shown == "area" else Direction.HIGHER
    return classes, sequential(len(classes.limits), direction, theme)


@dataclass(frozen=True)
class Choice:
    shown: str
    unit_set: str
    period: str
    language: Language
    theme: Theme
    focus: str
    evil: str = ""  # put into names and lines, to see that it stays text
    long: int = 0  # so many more lines in the legend
    estimates: str = ""  # units marked as estimates, joined by commas
    outlines: str = ""  # the unit set whose lines lie over the map
    look: str = ""  # `tiles` for the map of equal tiles


def paint_of(chosen: Choice) -> MapPaint:
    values = figures(chosen.shown, chosen.unit_set, chosen.period)
    classes, fills = scale(chosen.shown, list(values.values()), chosen.theme)
    ranks = {area: 1 + sum(other > value for other in values.values()) for area, value in values.items()}
    areas = []
    for row in units(chosen.unit_set):
        area, label = row["ref_area"], row[f"name_{chosen.language}"] + chosen.evil
        value = values.get(area)
        if value is None:
            lines = ("Cơ quan công bố không đưa ra số liệu",)
            areas.append(AreaPaint(area, label, None, "không có số liệu", lines))
            continue
        lines = (
            f"Hạng {ranks[area]}/{len(values)}, ứng dụng tính",
            f"Năm {chosen.period}, chính thức",
            f"Nguồn: CECODES, UNDP{chosen.evil}",
        )
        printed = translator(chosen.language).number(value, DECIMALS[chosen.shown])
        estimated = area in chosen.estimates.split(",")
        fill, css = fills[classes.index_of(value)], "estimated" if estimated else ""
        areas.append(AreaPaint(area, label, fill, f"≈ {printed}" if estimated else printed, lines, css))
    names = dict(zip((f"{chosen.unit_set}-48", f"{chosen.unit_set}-56"), FRAMES[chosen.language], strict=True))
    return MapPaint(
        unit_set=chosen.unit_set,
        language=chosen.language,
        theme=chosen.theme,
        areas=tuple(areas),
        legend=legend_of(chosen, classes, fills, values, len(areas)),
        frames=names,
        words=WORDS[chosen.language],
        focus=chosen.focus,
        tiles=tile_grid(chosen.unit_set) if chosen.look == "tiles" else None,
    )


def legend_of(
    chosen: Choice, classes: Classes, fills: tuple[str, ...], values: dict[str, float], size: int
) -> MapLegend:
    t = translator(chosen.language)
    number = t.signed if chosen.shown == "change" else t.number
    rows = []
    counts = classes.counts(list(values.values()))
    for fill, limits, count in zip(fills, classes.limits, counts, strict=True):
        printed = dict.fromkeys(number(limit, DECIMALS[chosen.shown]) for limit in limits)
        rows.append(LegendClass(fill, " – ".join(printed), count))
    missing = size - len(values)
    return MapLegend(
        title=f"{TITLES[chosen.shown]} năm {chosen.period}{chosen.evil}",
        measure=MEASURES[chosen.shown],
        classes=tuple(reversed(rows)),
        no_values=(NoValue("Không công bố", missing),) if missing else (),
        footers=(
            f"{len(values)}/{size} đơn vị có số liệu",
            *("Số liệu chính thức · CECODES, UNDP",) * (1 + chosen.long),
        ),
        marks=marks_of(chosen),
    )


def marks_of(chosen: Choice) -> tuple[LegendMark, ...]:
    estimates = [area for area in chosen.estimates.split(",") if area]
    dotted = (LegendMark("estimated", "≈ ước tính quy đổi", len(estimates)),) if estimates else ()
    return (*dotted, LegendMark("outline", "đường viền của 34 đơn vị")) if chosen.outlines else dotted


st.set_page_config(layout="wide", page_title="Bản đồ")
st.html("<style>.block-container{padding:2.6rem 1rem 1rem}</style>")
query = st.query_params
unit_set = query.get("units", "63")
choice = st.columns([3, 2, 2, 2, 3])
period = choice[0].radio("Kỳ", ["2024", "2023", "2022"], horizontal=True)
theme: Theme = choice[1].radio("Nền", ["light", "dark"], index=int(query.get("theme") == "dark"), horizontal=True)
unit_set = choice[2].radio("Danh mục", ["63", "34"], index=int(unit_set == "34"), horizontal=True)
language: Language = choice[3].radio("Ngôn ngữ", ["vi", "en"], index=int(query.get("lang") == "en"), horizontal=True)
shown = query.get("show", "papi" if unit_set == "63" else "area")
shown = shown if unit_set == "63" or shown in {"area", "growth"} else "area"
chosen = Choice(
    shown=shown,
    unit_set=unit_set,
    period=period,
    language=language,
    theme=theme,
    focus=query.get("focus", ""),
    evil=query.get("evil", ""),
    long=int(query.get("long", "0")),
    estimates=query.get("estimates", ""),
    outlines=query.get("outlines", ""),
    look=query.get("look", ""),
)
over = boundaries(chosen.outlines) if chosen.outlines else None
height = int(query.get("height", "640"))
clicked = show_map(paint_of(chosen), boundaries(unit_set), key="map", height=height, outlines=over)
st.session_state.runs = st.session_state.get("runs", 0) + 1
choice[4].markdown(f"lượt {st.session_state.runs} · chọn {clicked.ref_area if clicked else None}")
