import pandas as pd

from lib.charts.drawing import Drawing
from lib.charts.dumbbell import DumbbellWords, dumbbell_chart
from lib.charts.theme import INKS

WORDS = DumbbellWords("Thái Nguyên", "Bà Rịa – Vũng Tàu", "Trung vị", "Thành phần", "Hạng 1", "Hạng 2", "Điểm", "PAPI")


def drawn(second: float | None = 4.27) -> Drawing:
    parts = pd.DataFrame(
        {
            "label": ["Tham gia", "Quản trị điện tử"],
            "first": [4.99, 3.13],
            "second": pd.Series([second, 2.77], dtype="float64"),
            "median": [4.74, 2.84],
            "first_rank": ["17/60", "14/60"],
            "second_rank": ["47/60", "36/60"],
            "points": ["Thái Nguyên +0,71", ""],
        }
    )
    return dumbbell_chart(parts, WORDS, decimals=2, theme="light")


def test_it_is_a_valid_chart_with_a_row_per_part_in_the_order_given() -> None:
    spec = drawn().to_dict(validate=True)
    rows = spec["datasets"]["parts"]
    assert [row["label"] for row in sorted(rows, key=lambda row: row["place"])] == ["Tham gia", "Quản trị điện tử"]


def test_the_two_units_differ_by_shape_as_well_as_by_colour() -> None:
    dots = [layer for layer in drawn().to_dict()["layer"] if layer["mark"].get("type") == "point"]
    assert {(dot["encoding"]["x"]["field"], dot["mark"]["shape"]) for dot in dots} == {
        ("first", "circle"),
        ("second", "diamond"),
    }
    fills = {dot["encoding"]["x"]["field"]: dot["mark"]["fill"] for dot in dots}
    assert fills == {"first": INKS["light"].focus, "second": INKS["light"].chosen[0]}


def test_every_value_lies_on_the_scale() -> None:
    low, high = drawn().to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low < 2.77
    assert high > 4.99


def test_a_missing_value_has_no_dot_and_no_chart_breaks_without_values() -> None:
    assert drawn(None).tables["parts"].to_pandas()["second"].isna().tolist() == [True, False]
    empty = pd.DataFrame({name: pd.Series(dtype="float64") for name in ("first", "second", "median")})
    empty = empty.assign(label="", first_rank="", second_rank="", points="")
    assert dumbbell_chart(empty, WORDS, decimals=2, theme="dark").to_dict(validate=True)["height"] > 0
