import re

import pandas as pd

from lib.charts.slope import ROW, SIDE, SlopeWords, slope_chart
from lib.charts.theme import INKS

WORDS = SlopeWords("2015", "2016", "Địa bàn", "± hạng", "Thay đổi thứ hạng")


def pairs(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["label", "base_rank", "rank"])
    return frame.assign(change=(frame["base_rank"] - frame["rank"]).astype(str), tone="other")


def test_the_first_rank_is_on_top_and_ties_do_not_cover_each_other() -> None:
    chart = slope_chart(pairs(("a", 1, 2), ("b", 2, 2), ("c", 3, 1)), WORDS, "light")
    table = chart.tables["pairs"].to_pandas().set_index("label")
    assert table["left"].is_monotonic_increasing
    assert table.loc["c", "right"] < table.loc["a", "right"]
    assert abs(table.loc["a", "right"] - table.loc["b", "right"]) >= ROW - 1e-3


def test_every_unit_is_named_with_its_rank_on_both_sides() -> None:
    spec = slope_chart(pairs(("a", 1, 2), ("b", 2, 1)), WORDS, "dark").to_dict(validate=True)
    texts = str(spec["layer"])
    assert "datum.label + '  ' + datum.base_rank" in texts
    assert "datum.rank + '  ' + datum.label" in texts
    assert {"2015", "2016"} <= {layer["mark"].get("text") for layer in spec["layer"] if "mark" in layer}


def test_a_unit_that_came_or_went_is_named_on_its_side_with_a_hollow_stub() -> None:
    rows = pairs(("a", 1, 1), ("b", 2, 2)).astype({"base_rank": "Int64", "rank": "Int64"})
    rows.loc[0, "rank"], rows.loc[1, "base_rank"] = None, None
    chart = slope_chart(rows, WORDS, "light")
    table = chart.tables["pairs"].to_pandas().set_index("label")
    assert table["right"].isna().to_dict() == {"a": True, "b": False}
    assert table["left"].isna().to_dict() == {"a": False, "b": True}
    stubs = [
        layer for layer in chart.to_dict(validate=True)["layer"] if "layer" in layer and "color" in layer["encoding"]
    ]
    assert [stub["transform"][0]["filter"] for stub in stubs] == [
        "isValid(datum.left) && !isValid(datum.right)",
        "isValid(datum.right) && !isValid(datum.left)",
    ]
    assert all(stub["layer"][1]["mark"]["fill"] == INKS["light"].background for stub in stubs)


def test_few_units_of_a_long_ranking_keep_their_distance() -> None:
    table = slope_chart(pairs(("a", 1, 60), ("b", 61, 63)), WORDS, "light").tables["pairs"].to_pandas()
    assert table["left"].diff().iloc[1] == 60 * ROW


def test_nothing_is_drawn_outside_the_plot_so_that_a_phone_keeps_its_width() -> None:
    spec = slope_chart(pairs(("a", 1, 2), ("b", 2, 1)), WORDS, "light").to_dict()
    layers = [*spec["layer"], *(inner for layer in spec["layer"] for inner in layer.get("layer", ()))]
    ends = [entry["encoding"][end]["value"] for entry in layers for end in ("x", "x2") if end in entry["encoding"]]
    places = [
        end["expr"].replace(SIDE, "128").replace("width", "360") if isinstance(end, dict) else end for end in ends
    ]
    assert {"0", "width"} < {str(place) for place in places}
    for place in places:
        terms = re.findall(r"[+-]*\s*\d+", re.sub(r"([+-]) -", lambda sign: "-" if sign[1] == "+" else "+", str(place)))
        assert place == "width" or 0 <= sum(int(term.replace(" ", "")) for term in terms) <= 360, place


def test_63_units_have_room_for_their_names() -> None:
    chart = slope_chart(pairs(*((f"u{n}", n, 64 - n) for n in range(1, 64))), WORDS, "light")
    places = chart.tables["pairs"].to_pandas()["left"].sort_values().diff().dropna()
    assert places.min() >= ROW - 1e-3
    assert chart.spec["height"] > 63 * ROW
