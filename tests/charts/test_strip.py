import pandas as pd

from lib.charts.strip import StripWords, rank_strip
from lib.charts.theme import INKS

WORDS = StripWords("Địa bàn", "Giá trị", "Trung vị", "PCI 2016: vị trí trong cả nước")


def values() -> pd.DataFrame:
    return pd.DataFrame(
        {"ref_area": ["63-19", "63-48", "63-04"], "label": ["a", "b", "c"], "value": [61.82, 70.0, None]}
    )


def test_every_unit_with_a_value_has_a_stroke_and_only_the_unit_in_front_is_named() -> None:
    spec = rank_strip(values(), WORDS, focus="63-19", decimals=2, theme="light").to_dict(validate=True)
    assert spec["datasets"]["values"] == [
        {"label": "a", "value": 61.82, "focus": True},
        {"label": "b", "value": 70.0, "focus": False},
    ]
    named = next(layer for layer in spec["layer"] if "datum.label" in str(layer.get("transform")))
    assert named["transform"][0] == {"filter": "datum.focus"}
    assert named["mark"]["color"] == INKS["light"].focus


def test_better_is_always_to_the_right() -> None:
    turned = [
        rank_strip(values(), WORDS, focus="", decimals=2, theme="dark", lower_is_better=lower).spec["encoding"]["x"][
            "scale"
        ]
        for lower in (False, True)
    ]
    assert [scale["reverse"] for scale in turned] == [False, True]
