import pandas as pd

from lib.charts.moves import MOST, MoveWords, change_bars

WORDS = MoveWords("Địa bàn", "± hạng", "Tăng, giảm nhiều nhất")


def changes(*places: int | None) -> pd.DataFrame:
    names = [f"u{number}" for number in range(len(places))]
    said = ["" if place is None else f"{place:+d}" for place in places]
    return pd.DataFrame(
        {"ref_area": names, "label": names, "rank_change": pd.array(places, dtype="Int64"), "said": said}
    )


def test_climbers_stand_on_top_and_who_did_not_move_or_cannot_be_compared_has_no_bar() -> None:
    table = change_bars(changes(-3, 0, 7, None, 2), WORDS, focus="u2", theme="light").tables["moves"].to_pandas()
    assert table["said"].tolist() == ["+7", "+2", "-3"]
    assert table["focus"].tolist() == [True, False, False]


def test_at_most_eight_on_each_side_the_largest_ones() -> None:
    table = change_bars(changes(*range(-12, 13)), WORDS, focus="", theme="light").tables["moves"].to_pandas()
    assert table["places"].tolist() == [*range(12, 12 - MOST, -1), *range(-12 + MOST - 1, -13, -1)]


def test_bars_start_at_no_change_and_both_sides_have_one_scale() -> None:
    spec = change_bars(changes(5, -9), WORDS, focus="", theme="dark").to_dict(validate=True)
    bar = spec["layer"][0]["encoding"]
    assert bar["x"]["scale"]["domain"] == [-9, 9]
    assert bar["x2"] == {"datum": 0}


def test_nobody_moved_is_an_empty_chart() -> None:
    assert (
        change_bars(changes(0, None), WORDS, focus="", theme="light").to_dict(validate=True)["datasets"]["moves"] == []
    )
