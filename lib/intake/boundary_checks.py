"""What an administrator's polygons must be: one per unit of the set, valid, in place. Reading is not done here."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import geopandas as gpd
import pandas as pd
import shapely
from shapely import MultiPolygon, Point

from lib.intake.boundary_files import OwnBoundariesError
from lib.intake.boundary_shapes import polygonal
from lib.model.gazetteer import Gazetteer
from lib.model.words import Words

_EXTENT = shapely.box(101.5, 6.0, 118.0, 24.0)  # mainland, shelf islands and both archipelagos, with a margin
_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?")
_MANY_POINTS = 200_000  # about 4 MB of text per map


def matched(
    layer: gpd.GeoDataFrame, gazetteer: Gazetteer, unit_set: str
) -> tuple[dict[str, MultiPolygon], tuple[Words, ...]]:
    """Return the shapes by `ref_area` in the order of the set, and notes on what was mended.

    `layer` has the columns `code` and `geometry`. OwnBoundariesError lists unknown, repeated and missing units, shapes
    that are empty, not polygons or outside Viet Nam, all at once.
    """
    found = [_ref_area(code, gazetteer, unit_set) for code in layer["code"]]
    faults = [*_code_faults(layer["code"], found, gazetteer, unit_set), *_shape_faults(layer)]
    if faults:
        raise OwnBoundariesError(faults)
    given = dict(zip(found, layer.geometry, strict=True))
    units = gazetteer.members(unit_set)
    shapes = {unit.ref_area: polygonal(given[unit.ref_area]) for unit in units}
    return shapes, tuple(_notes(shapes, given, gazetteer))


def check_places(shapes: Mapping[str, MultiPolygon], middles: Mapping[str, Point], gazetteer: Gazetteer) -> None:
    """Raise OwnBoundariesError where a shape does not cover the middle of the unit its code stands for."""
    astray = [gazetteer.unit(ref).label.vi for ref, middle in middles.items() if not shapes[ref].covers(middle)]
    if astray:
        names = ", ".join(astray)
        raise OwnBoundariesError(
            [
                Words(
                    f"Hình không nằm đúng chỗ của đơn vị: {names}. Kiểm tra mã đơn vị và thứ tự kinh độ, vĩ độ.",
                    f"Shapes do not lie where their units are: {names}. Check the codes and the order of coordinates.",
                )
            ]
        )


def _ref_area(code: str, gazetteer: Gazetteer, unit_set: str) -> str:
    """The unit that a cell names (`01`, `1`, `1.0`, `63-01`, a name), or nothing."""
    number = _NUMBER.fullmatch(code)
    unit = gazetteer.find(number[1].zfill(2) if number else code, unit_set)
    return unit.ref_area if unit else ""


def _code_faults(codes: "pd.Series[str]", found: list[str], gazetteer: Gazetteer, unit_set: str) -> Iterator[Words]:
    unknown = [f"“{code}”" for code, ref_area in zip(codes, found, strict=True) if not ref_area]
    if unknown:
        listed = ", ".join(unknown)
        other = next((s for s in gazetteer.newest_first if all(_ref_area(c, gazetteer, s) for c in codes)), "")
        yield Words(
            f"Không có trong danh mục {unit_set} đơn vị: {listed}."
            + (f" Các mã này khớp danh mục {other} đơn vị: chọn danh mục đó." if other else " Sửa lại cột mã."),
            f"Not in the list of {unit_set} units: {listed}."
            + (f" These codes fit the list of {other} units: choose that list." if other else " Correct the codes."),
        )
    twice = [gazetteer.unit(ref).label.vi for ref, count in Counter(found).items() if ref and count > 1]
    if twice:
        yield Words(
            f"Đơn vị có nhiều dòng: {', '.join(twice)}. Gộp thành một hình nhiều phần (multipolygon) mỗi đơn vị.",
            f"Units with several rows: {', '.join(twice)}. Join them into one multipolygon per unit.",
        )
    missing = [unit.label.vi for unit in gazetteer.members(unit_set) if unit.ref_area not in found]
    if missing:
        yield Words(
            f"Thiếu {len(missing)} đơn vị: {', '.join(missing)}. Bổ sung cho đủ danh mục {unit_set} đơn vị.",
            f"{len(missing)} units are missing: {', '.join(missing)}. Complete the list of {unit_set} units.",
        )


def _shape_faults(layer: gpd.GeoDataFrame) -> Iterator[Words]:
    kinds = layer.geometry.geom_type
    not_polygons = layer["code"][
        layer.geometry.isna() | layer.geometry.is_empty | ~kinds.isin(["Polygon", "MultiPolygon"])
    ]
    if len(not_polygons):
        yield Words(
            f"Không phải hình vùng (polygon): {_listed(not_polygons)}. Xuất lại lớp vùng thay cho lớp đường hoặc điểm.",
            f"Not polygons: {_listed(not_polygons)}. Export the layer of areas, not of lines or points.",
        )
        return
    collapsed = layer["code"][[polygonal(shape).is_empty for shape in layer.geometry]]
    if len(collapsed):
        yield Words(
            f"Hình hỏng, không sửa được: {_listed(collapsed)}. Vẽ lại hoặc dùng công cụ sửa hình của phần mềm GIS.",
            f"Broken beyond mending: {_listed(collapsed)}. Redraw them or run the repair tool of a GIS program.",
        )
    outside = layer["code"][~layer.geometry.covered_by(_EXTENT)]
    if len(outside):
        yield Words(
            f"Nằm ngoài phạm vi Việt Nam: {_listed(outside)}. Kiểm tra hệ tọa độ và thứ tự kinh độ, vĩ độ.",
            f"Outside Viet Nam: {_listed(outside)}. Check the coordinate system and the order of coordinates.",
        )


def _listed(codes: "pd.Series[str]") -> str:
    return ", ".join(f"“{code}”" for code in codes)


def _notes(
    shapes: Mapping[str, MultiPolygon], given: Mapping[str, shapely.Geometry], gazetteer: Gazetteer
) -> Iterator[Words]:
    mended = [gazetteer.unit(ref).label for ref, shape in given.items() if not shapely.is_valid(shape)]
    if mended:
        yield Words(
            f"Đã sửa hình tự cắt của: {', '.join(label.vi for label in mended)}.",
            f"Mended self-crossing shapes of: {', '.join(label.en for label in mended)}.",
        )
    points = int(shapely.get_num_coordinates(list(shapes.values())).sum())
    if points > _MANY_POINTS:
        yield Words(
            f"Tệp có {points} điểm nên bản đồ mở chậm; nên đơn giản hóa đường ranh giới trước khi nạp.",
            f"The file has {points} points and opens slowly; simplify the lines before bringing it in.",
        )
