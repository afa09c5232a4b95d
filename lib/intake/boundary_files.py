"""An administrator's boundary file → one layer in WGS 84, or words on why not. Codes are not judged here."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataSourceError

from lib.model.errors import DataError
from lib.model.words import Words

_WGS84 = "EPSG:4326"


class OwnBoundariesError(DataError):
    """An administrator's boundary file cannot be used; `messages` says why and what to do, in both languages."""

    def __init__(self, messages: Iterable[Words]) -> None:
        self.messages = tuple(messages)
        super().__init__(message.vi for message in self.messages)


def read_layer(path: Path, code_column: str) -> gpd.GeoDataFrame:
    """Read the only layer of a GeoJSON, GeoPackage or Shapefile (.shp or .zip): columns `code` (text), `geometry`."""
    if not path.is_file():
        raise _refusal(
            f"Không tìm thấy tệp {path.name}. Kiểm tra lại đường dẫn.", f"There is no file {path.name}. Check the path."
        )
    layer = _opened(path)
    if layer.empty:
        raise _refusal(
            f"Tệp {path.name} không có dòng nào. Xuất lại tệp có đủ các đơn vị.",
            f"The file {path.name} has no rows. Export it again with all units.",
        )
    columns = [str(column) for column in layer.columns if column != layer.geometry.name]
    if code_column not in columns:
        raise _refusal(
            f"Không có cột mã “{code_column}”. Các cột có trong tệp: {', '.join(columns) or 'không có cột nào'}.",
            f"There is no code column “{code_column}”. Columns in the file: {', '.join(columns) or 'none'}.",
        )
    if layer.crs is None:
        raise _refusal(
            "Tệp không ghi hệ tọa độ. Kèm tệp .prj hoặc xuất lại theo WGS 84 hay VN-2000 có khai báo hệ tọa độ.",
            "The file names no coordinate system. Add the .prj file or export again with WGS 84 or VN-2000 declared.",
        )
    codes = layer[code_column].map(str, na_action="ignore").fillna("").str.strip()
    return gpd.GeoDataFrame({"code": codes}, geometry=layer.geometry.force_2d()).to_crs(_WGS84)


def _opened(path: Path) -> gpd.GeoDataFrame:
    try:
        address = _address(path)
        names = [str(name) for name, kind in pyogrio.list_layers(address) if kind]
        if len(names) > 1:
            raise _refusal(
                f"Tệp có {len(names)} lớp: {', '.join(names)}. Lưu riêng lớp ranh giới cấp tỉnh thành một tệp.",
                f"The file has {len(names)} layers: {', '.join(names)}. Save the layer of provinces as its own file.",
            )
        layer = gpd.read_file(address)
    except DataSourceError as error:
        raise _refusal(
            f"Không đọc được tệp {path.name}. Cần tệp GeoJSON, GeoPackage hoặc Shapefile (.shp kèm .dbf, .shx, .prj, "
            "hoặc nén tất cả thành .zip).",
            f"The file {path.name} cannot be read. It must be GeoJSON, GeoPackage or Shapefile (.shp with .dbf, .shx, "
            ".prj, or all of them in a .zip).",
        ) from error
    if not isinstance(layer, gpd.GeoDataFrame):
        raise _refusal(
            f"Tệp {path.name} chỉ có bảng, không có hình. Xuất lại lớp bản đồ có hình vùng (polygon).",
            f"The file {path.name} is a table without shapes. Export the map layer with its polygons.",
        )
    return layer


def _address(path: Path) -> str:
    """The path for GDAL, which by itself does not look into the folders of a zipped folder."""
    if not zipfile.is_zipfile(path):
        return str(path)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
    inner = [name for name in names if name.lower().endswith((".shp", ".gpkg", ".geojson"))]
    return f"/vsizip/{path}/{inner[0]}" if len(inner) == 1 else str(path)


def _refusal(vietnamese: str, english: str) -> OwnBoundariesError:
    return OwnBoundariesError([Words(vietnamese, english)])
