import pandas as pd

from lib.charts.bars import BarWords, component_chart

WORDS = BarWords("Thái Nguyên", "Bà Rịa – Vũng Tàu", "Trung vị", "Cao nhất", "Thành phần", "Hạng", "Mất", "PCI")


def components(second: float | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Gia nhập thị trường", "Tiếp cận đất đai"],
            "value": [8.62, None],
            "second": pd.Series([second, second], dtype="float64"),
            "median": [8.51, 5.8],
            "best": [9.29, 6.98],
            "rank": ["21/63", "–"],
            "lost": ["mất 0,33 điểm", ""],
        }
    )


def test_bars_start_at_zero_and_components_keep_their_published_order() -> None:
    spec = component_chart(components(), WORDS, decimals=2, theme="light").to_dict(validate=True)
    bar = spec["layer"][0]["encoding"]
    assert bar["x"]["scale"]["domain"][0] == 0
    assert bar["x"]["scale"]["domain"][1] > 9.29
    assert bar["x2"] == {"datum": 0}
    rows = spec["datasets"]["components"]
    assert [row["label"] for row in sorted(rows, key=lambda row: row["place"])] == [row["label"] for row in rows]


def test_the_own_value_is_said_beside_the_name_and_never_beside_the_best() -> None:
    layers = component_chart(components(), WORDS, decimals=2, theme="light").to_dict()["layer"]
    said = next(layer for layer in layers if layer["encoding"].get("text") == {"field": "said"})
    name = next(layer for layer in layers if layer["encoding"].get("text") == {"field": "label"})
    assert said["encoding"]["x"] == {"value": "width"}
    assert said["mark"]["yOffset"] == name["mark"]["yOffset"]


def test_a_missing_component_has_no_bar() -> None:
    table = component_chart(components(), WORDS, decimals=2, theme="light").tables["components"].to_pandas()
    assert table["value"].isna().tolist() == [False, True]


def test_a_second_unit_gets_a_bar_of_its_own_only_when_there_is_one() -> None:
    alone = component_chart(components(), WORDS, decimals=2, theme="dark").to_dict()
    beside = component_chart(components(7.9), WORDS, decimals=2, theme="dark").to_dict()
    assert len(beside["layer"]) == len(alone["layer"]) + 1
    fields = [layer["encoding"].get("x", {}).get("field") for layer in beside["layer"]]
    assert WORDS.second in str(beside["layer"][-1]["encoding"]["tooltip"])
    assert WORDS.second not in str(alone["layer"][-1]["encoding"]["tooltip"])
    assert fields[:2] == ["value", "second"]
