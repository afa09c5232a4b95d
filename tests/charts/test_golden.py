"""Whole specifications against files: a change of looks is seen in review, and none comes unasked.

After a wanted change, write them anew: `TOAN_CANH_GOLDEN=new python -m pytest tests/charts/test_golden.py`.
"""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from lib.charts.bars import BarWords, component_chart
from lib.charts.drawing import Drawing
from lib.charts.slope import SlopeWords, slope_chart
from lib.charts.theme import configure
from lib.charts.trend import Mark, trend_chart
from lib.charts.trend_look import TrendWords

GOLDEN = Path(__file__).with_name("golden")


def trend() -> Drawing:
    rows = pd.DataFrame(
        [
            ("63-19", "Thái Nguyên", "2014-12-31", "2014", 61.25, "focus", "A", ""),
            ("63-19", "Thái Nguyên", "2015-12-31", "2015", None, "focus", "O", "không công bố"),
            ("63-19", "Thái Nguyên", "2016-12-31", "2016", 61.82, "focus", "P", ""),
            ("63-48", "Đà Nẵng", "2014-12-31", "2014", 66.87, "chosen", "A", ""),
            ("63-48", "Đà Nẵng", "2016-12-31", "2016", 70.0, "chosen", "A", ""),
            ("63-04", "Cao Bằng", "2016-12-31", "2016", 52.99, "other", "A", ""),
            ("median", "Trung vị", "2014-12-31", "2014", 58.2, "median", "A", ""),
        ],
        columns=["line", "label", "period", "period_label", "value", "kind", "obs_status", "note"],
    ).assign(status="chính thức", source="VCCI")
    words = TrendWords("Địa bàn", "Kỳ", "Giá trị", "điểm", "Mức độ", "Nguồn", "Chưa có số liệu", "Một kỳ", "Diễn biến")
    marks = (Mark("2016-12-31", "Đổi phương pháp", "method"),)
    return trend_chart(rows, marks, words, focus="63-19", decimals=2, theme="light")


def slope() -> Drawing:
    rows = [("Thái Nguyên", 7, 7, "0", "focus"), ("Bình Dương", 25, 4, "+21", "up"), ("Hà Tây", 40, None, "", "other")]
    pairs = pd.DataFrame(rows, columns=["label", "base_rank", "rank", "change", "tone"])
    return slope_chart(pairs, SlopeWords("2015", "2016", "Địa bàn", "± hạng", "Thay đổi thứ hạng"), "dark")


def components() -> Drawing:
    rows = [("Gia nhập thị trường", 8.62, 8.1, 8.51, 9.29, "21/63", "mất 0,33 điểm")]
    columns = ["label", "value", "second", "median", "best", "rank", "lost"]
    words = BarWords("Thái Nguyên", "Bà Rịa – Vũng Tàu", "Trung vị", "Cao nhất", "Thành phần", "Hạng", "Mất", "PCI")
    return component_chart(pd.DataFrame(rows, columns=columns), words, decimals=2, theme="light")


@pytest.mark.parametrize("draw", [trend, slope, components], ids=lambda draw: draw.__name__)
def test_the_specification_is_the_agreed_one(draw: "type[Drawing]") -> None:
    path = GOLDEN / f"{draw.__name__}.json"
    spec = configure(draw(), "vi", "light").to_dict(validate=True)
    if os.environ.get("TOAN_CANH_GOLDEN") == "new":
        path.write_text(json.dumps(spec, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(json.dumps(spec)) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("draw", [trend, slope, components], ids=lambda draw: draw.__name__)
def test_building_changes_no_input_and_gives_the_same_twice(draw: "type[Drawing]") -> None:
    drawing = draw()
    assert drawing.to_dict() == drawing.to_dict() == draw().to_dict()
    assert configure(drawing, "en", "dark").spec["config"] != drawing.spec.get("config")
