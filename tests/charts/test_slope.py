import pandas as pd

from lib.charts.slope import ROW, SlopeWords, slope_chart

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
    assert {"2015", "2016"} <= {layer["mark"].get("text") for layer in spec["layer"]}


def test_63_units_have_room_for_their_names() -> None:
    chart = slope_chart(pairs(*((f"u{n}", n, 64 - n) for n in range(1, 64))), WORDS, "light")
    places = chart.tables["pairs"].to_pandas()["left"].sort_values().diff().dropna()
    assert places.min() >= ROW - 1e-3
    assert chart.spec["height"] > 63 * ROW
