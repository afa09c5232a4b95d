import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from lib.intake.boundaries import CREDIT, SHIPPED, load_boundaries, load_own_boundaries
from lib.intake.boundary_files import OwnBoundariesError
from lib.intake.gazetteer import load_gazetteer
from lib.model.boundaries import Boundaries
from lib.model.errors import UnknownCodeError

GAZETTEER = load_gazetteer(SHIPPED.parent)
MAINLAND_EAST = shapely.box(100, 5, 110.5, 25)


def features(geojson: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(geojson)["features"]
    return found


def shapes_of(boundaries: Boundaries) -> dict[str, shapely.Geometry]:
    return {
        feature["properties"]["ref_area"]: shapely.geometry.shape(feature["geometry"])
        for feature in features(boundaries.units_geojson)
    }


@pytest.fixture
def own() -> gpd.GeoDataFrame:
    """The 34 as an office's GIS would hold them: a code column, WGS 84, archipelagos included."""
    units = gpd.read_file(SHIPPED, layer="units_34")
    codes = units["ref_area"].str.removeprefix("34-")
    return gpd.GeoDataFrame({"ma_tinh": codes}, geometry=units.geometry.to_numpy(), crs="EPSG:4326")


def saved(layer: gpd.GeoDataFrame | pd.DataFrame, path: Path) -> Path:
    layer.to_file(path)
    return path


def loaded(layer: gpd.GeoDataFrame, folder: Path, unit_set: str = "34") -> Boundaries:
    return load_own_boundaries(saved(layer, folder / "tinh.gpkg"), "ma_tinh", GAZETTEER, unit_set)


def faults(path: Path, unit_set: str = "34", column: str = "ma_tinh") -> str:
    """What the error says in Vietnamese; both languages must be there."""
    with pytest.raises(OwnBoundariesError) as caught:
        load_own_boundaries(path, column, GAZETTEER, unit_set)
    assert all(message.vi and message.en for message in caught.value.messages)
    return "\n".join(caught.value.faults)


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_the_shipped_text_has_every_unit_once_with_its_label_inside(unit_set: str) -> None:
    boundaries = load_boundaries(SHIPPED, unit_set)
    units = features(boundaries.units_geojson)
    assert [unit["properties"]["ref_area"] for unit in units] == [u.ref_area for u in GAZETTEER.members(unit_set)]
    for unit in units:
        assert set(unit["properties"]) == {"ref_area", "lon", "lat"}
        middle = shapely.Point(unit["properties"]["lon"], unit["properties"]["lat"])
        assert shapely.geometry.shape(unit["geometry"]).covers(middle)


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_the_shipped_text_is_rounded_valid_and_wound_clockwise(unit_set: str) -> None:
    boundaries = load_boundaries(SHIPPED, unit_set)
    shapes = list(shapes_of(boundaries).values())
    points = shapely.get_coordinates(shapes)
    assert (points.round(4) == points).all()
    assert all(shape.is_valid for shape in shapes)
    assert not any(polygon.exterior.is_ccw for shape in shapes for polygon in shape.geoms)
    assert " " not in boundaries.units_geojson


def test_the_frames_name_both_archipelagos_in_both_languages_and_lie_within_the_bounds() -> None:
    boundaries = load_boundaries(SHIPPED, "34")
    frames = [frame["properties"] for frame in features(boundaries.frames_geojson)]
    assert [(frame["ref_area"], frame["name_vi"]) for frame in frames] == [
        ("34-48", "Quần đảo Hoàng Sa (TP. Đà Nẵng)"),
        ("34-56", "Quần đảo Trường Sa (tỉnh Khánh Hòa)"),
    ]
    assert all("Archipelago" in frame["name_en"] for frame in frames)
    west, south, east, north = boundaries.bounds
    assert (west < 103, south < 7.5, east > 116, north > 23) == (True, True, True, True)


def test_the_hash_is_of_both_texts_and_the_credit_is_told() -> None:
    boundaries = load_boundaries(SHIPPED, "63")
    both = boundaries.units_geojson + boundaries.frames_geojson
    assert boundaries.content_hash == hashlib.sha256(both.encode()).hexdigest()
    assert boundaries.source == CREDIT
    assert "geoBoundaries" in CREDIT.vi
    assert boundaries.notes == ()


def test_a_set_without_polygons_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="64"):
        load_boundaries(SHIPPED, "64")


@pytest.mark.parametrize("name", ["tinh.geojson", "tinh.gpkg", "tinh.shp"])
def test_the_usual_formats_give_the_same_map(own: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    boundaries = load_own_boundaries(saved(own, tmp_path / name), "ma_tinh", GAZETTEER, "34")
    shipped = shapes_of(load_boundaries(SHIPPED, "34"))
    assert {ref: shape.symmetric_difference(shipped[ref]).area for ref, shape in shapes_of(boundaries).items()} == {
        ref: 0 for ref in shipped
    }
    assert boundaries.notes == ()
    assert name in boundaries.source.vi


@pytest.mark.parametrize("folder", ["", "Ranh giới 2025/"])
def test_a_shapefile_may_come_zipped_with_its_folder(own: gpd.GeoDataFrame, tmp_path: Path, folder: str) -> None:
    parts = saved(own, tmp_path / "tinh.shp").parent.glob("tinh.*")
    with zipfile.ZipFile(tmp_path / "nop.zip", "w") as archive:
        for part in parts:
            archive.write(part, folder + part.name)
    boundaries = load_own_boundaries(tmp_path / "nop.zip", "ma_tinh", GAZETTEER, "34")
    assert len(features(boundaries.units_geojson)) == 34


def test_other_coordinate_systems_are_brought_to_wgs_84(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    boundaries = loaded(own.to_crs("EPSG:32648"), tmp_path)
    hanoi = shapes_of(boundaries)["34-01"]
    assert hanoi.symmetric_difference(shapes_of(load_boundaries(SHIPPED, "34"))["34-01"]).area < 1e-3


@pytest.mark.parametrize("spell", [int, float, lambda code: f"{int(code)}", lambda code: f"34-{code}"])
def test_codes_may_be_numbers_or_ids(own: gpd.GeoDataFrame, tmp_path: Path, spell: Callable[[str], object]) -> None:
    own["ma_tinh"] = own["ma_tinh"].map(spell)
    assert [f["properties"]["ref_area"] for f in features(loaded(own, tmp_path).units_geojson)][:2] == [
        "34-01",
        "34-04",
    ]


def test_codes_may_be_names_in_any_order(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own["ma_tinh"] = [GAZETTEER.unit(f"34-{code}").standings[0].full_name.vi.upper() for code in own["ma_tinh"]]
    boundaries = loaded(own.iloc[::-1], tmp_path)
    assert list(shapes_of(boundaries)) == [unit.ref_area for unit in GAZETTEER.members("34")]


def test_a_file_without_the_archipelagos_gets_our_symbols_and_a_note(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.geometry = own.geometry.intersection(MAINLAND_EAST)
    boundaries = loaded(own, tmp_path)
    assert [note.vi.split(";")[0] for note in boundaries.notes] == [
        "Tệp không có Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        "Tệp không có Quần đảo Trường Sa (tỉnh Khánh Hòa)",
    ]
    frames = {
        f["properties"]["ref_area"]: shapely.geometry.shape(f["geometry"]) for f in features(boundaries.frames_geojson)
    }
    shapes = shapes_of(boundaries)
    assert {ref: sum(frame.contains(part) for part in shapes[ref].geoms) for ref, frame in frames.items()} == {
        "34-48": 9,
        "34-56": 23,
    }


def test_only_the_missing_archipelago_is_added(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    da_nang = own["ma_tinh"] == "48"
    own.loc[da_nang, "geometry"] = own.loc[da_nang].geometry.intersection(MAINLAND_EAST)
    (note,) = loaded(own, tmp_path).notes
    assert "Hoàng Sa" in note.vi
    assert "Hoang Sa" in note.en


def test_a_file_of_the_64_gets_the_archipelagos_too(tmp_path: Path) -> None:
    units = gpd.read_file(SHIPPED, layer="units_63")
    named = units["ref_area"].str.removeprefix("63-").tolist()
    shapes = [shape.intersection(MAINLAND_EAST) for shape in units.geometry]
    hanoi = named.index("01")
    west, south, east, north = shapes[hanoi].bounds
    half = shapely.box(west, south, (west + east) / 2, north)
    shapes.append(shapes[hanoi].intersection(half))  # Hà Tây, roughly
    shapes[hanoi] = shapes[hanoi].difference(half)
    layer = gpd.GeoDataFrame({"ma_tinh": [*named, "28"]}, geometry=shapes, crs="EPSG:4326")
    boundaries = loaded(layer, tmp_path, "64")
    assert len(boundaries.notes) == 2
    assert {f["properties"]["ref_area"] for f in features(boundaries.frames_geojson)} == {"64-48", "64-56"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "Không tìm thấy tệp tinh.gpkg" in faults(tmp_path / "tinh.gpkg")


@pytest.mark.parametrize(
    ("name", "content"), [("a.geojson", b"{}"), ("a.shp", b"abc"), ("a.zip", b"PK"), ("a.gpkg", b"")]
)
def test_an_unreadable_file_is_refused_with_the_formats_that_are_read(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert "Cần tệp GeoJSON, GeoPackage hoặc Shapefile" in faults(path)


def test_a_file_without_rows_is_refused(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert "không có dòng nào" in faults(saved(own.iloc[:0], tmp_path / "tinh.gpkg"))


def test_a_table_without_shapes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tinh.csv"
    path.write_text("ma_tinh,ten\n01,Hà Nội\n", encoding="utf-8")
    assert "không có hình" in faults(path)


def test_a_file_of_several_layers_is_refused_with_their_names(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "ban_do.gpkg"
    own.to_file(path, layer="tinh")
    own.to_file(path, layer="huyen")
    assert "2 lớp: tinh, huyen" in faults(path)


def test_a_missing_code_column_names_the_columns_there_are(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = saved(own.assign(ten="x"), tmp_path / "tinh.gpkg")
    assert "“MATINH”. Các cột có trong tệp: ma_tinh, ten" in faults(path, column="MATINH")


def test_a_file_without_coordinate_system_is_refused(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    saved(own, tmp_path / "tinh.shp")
    (tmp_path / "tinh.prj").unlink()
    assert "không ghi hệ tọa độ" in faults(tmp_path / "tinh.shp")


def test_lines_and_empty_shapes_are_refused(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.loc[0, "geometry"] = own.geometry[0].boundary
    own.loc[1, "geometry"] = None
    assert "Không phải hình vùng (polygon): “01”, “04”" in faults(saved(own, tmp_path / "tinh.gpkg"))


def test_unknown_repeated_and_missing_units_come_at_once(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.loc[0, "ma_tinh"] = "03"
    own.loc[1, "ma_tinh"] = None
    own.loc[2, "ma_tinh"] = "96"
    told = faults(saved(own, tmp_path / "tinh.gpkg"))
    assert "Không có trong danh mục 34 đơn vị: “03”, “”. Sửa lại cột mã." in told
    assert "Đơn vị có nhiều dòng: Cà Mau." in told
    assert "Thiếu 3 đơn vị: Hà Nội, Cao Bằng, Tuyên Quang." in told


def test_codes_of_another_set_point_to_that_set(tmp_path: Path) -> None:
    units = gpd.read_file(SHIPPED, layer="units_63")
    layer = gpd.GeoDataFrame({"ma_tinh": units["ref_area"].str[3:]}, geometry=units.geometry, crs="EPSG:4326")
    assert "khớp danh mục 63 đơn vị: chọn danh mục đó" in faults(saved(layer, tmp_path / "tinh.gpkg"))


def test_a_crossing_outline_is_mended_and_told(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    west, south, east, north = own.geometry[0].bounds
    middle = own.geometry[0].representative_point()
    spike = [(east, north), (east + 0.2, north + 0.1), (east, north + 0.1), (east + 0.2, north)]
    own.loc[0, "geometry"] = shapely.Polygon([(west, south), (west, north), *spike, (east, south)])
    assert not own.geometry[0].is_valid
    assert own.geometry[0].bounds[0] < middle.x
    boundaries = loaded(own, tmp_path)
    assert boundaries.notes[0].vi == "Đã sửa hình tự cắt của: Hà Nội."
    assert shapes_of(boundaries)["34-01"].is_valid


def test_a_shape_without_area_cannot_be_mended(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.loc[0, "geometry"] = shapely.Polygon([(105, 21), (106, 21), (105, 21)])
    assert "Hình hỏng, không sửa được: “01”" in faults(saved(own, tmp_path / "tinh.gpkg"))


def test_swapped_coordinates_are_outside_viet_nam(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.geometry = shapely.transform(own.geometry.to_numpy(), lambda points: points[:, ::-1])
    told = faults(saved(own, tmp_path / "tinh.gpkg"))
    assert "Nằm ngoài phạm vi Việt Nam: “01”" in told
    assert "Kiểm tra hệ tọa độ" in told


def test_codes_on_the_wrong_shapes_are_noticed(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.loc[[0, 1], "ma_tinh"] = ["04", "01"]
    assert "không nằm đúng chỗ của đơn vị: Hà Nội, Cao Bằng" in faults(saved(own, tmp_path / "tinh.gpkg"))


def test_very_many_points_are_told(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    own.geometry = own.geometry.segmentize(0.0005)
    (note,) = loaded(own, tmp_path).notes
    assert "bản đồ mở chậm" in note.vi


def test_nothing_is_written_beside_the_file(own: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = saved(own, tmp_path / "tinh.geojson")
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(source, folder)
    load_own_boundaries(folder / "tinh.geojson", "ma_tinh", GAZETTEER, "34")
    assert [entry.name for entry in folder.iterdir()] == ["tinh.geojson"]
