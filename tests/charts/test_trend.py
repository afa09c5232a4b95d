import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.theme import configure
from lib.charts.trend import Mark, mark_captions, trend_chart
from lib.charts.trend_look import TrendWords
from lib.charts.trend_rows import trend_rows

WORDS = TrendWords("Địa bàn", "Kỳ", "Giá trị", "điểm", "Mức độ", "Nguồn", "Chưa có số liệu", "Một kỳ", "Diễn biến")


def line(name: str, kind: str, values: dict[int, float | None], status: str = "A") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "line": name,
            "label": name.upper(),
            "period": [f"{year}-12-31" for year in values],
            "period_label": [str(year) for year in values],
            "value": pd.Series(list(values.values()), dtype="float64"),
            "kind": kind,
            "obs_status": status,
            "status": "chính thức",
            "source": "VCCI",
            "note": ["" if value is not None else "không công bố" for value in values.values()],
        }
    )


def drawn(*lines: pd.DataFrame, marks: tuple[Mark, ...] = (), focus: str = "a") -> dict[str, pd.DataFrame]:
    chart = trend_chart(pd.concat(lines), marks, WORDS, focus=focus, decimals=2, theme="light")
    chart.to_dict(validate=True)
    return {name: table.to_pandas() for name, table in chart.tables.items()}


def test_a_gap_is_never_joined_and_is_hatched_with_its_reason() -> None:
    tables = drawn(line("a", "focus", {2020: 1.0, 2021: None, 2022: 3.0}))
    assert tables["points"]["line"].nunique() == 2  # before and after the gap are two lines to the renderer
    assert tables["points"]["line"].str.replace("\u200b", "").unique().tolist() == ["A"]
    assert tables["gaps"]["note"].tolist() == ["không công bố"]
    assert (tables["gaps"]["first"].iloc[0], tables["gaps"]["last"].iloc[0]) == (0.5, 1.5)


def test_a_period_nobody_has_does_not_part_a_line() -> None:
    tables = drawn(line("a", "focus", {2012: 1.0, 2014: 2.0, 2015: 3.0}))
    assert tables["points"]["line"].nunique() == 1


def test_unsettled_figures_are_rings_and_single_values_are_dots() -> None:
    tables = drawn(
        line("a", "focus", {2020: 1.0, 2021: 2.0}),
        line("b", "other", {2021: 5.0}),
        line("c", "other", {2020: 1.0, 2021: 1.0}, "P"),
    )
    rings = tables["dots"].loc[tables["dots"]["ring"] == 1]
    assert len(rings) == 2
    assert 5.0 in tables["dots"]["value"].tolist()


def test_names_at_the_line_ends_never_touch() -> None:
    many = [line(name, "chosen", {2020: 1.0, 2021: 2.0 + number / 1000}) for number, name in enumerate("bcdefg")]
    labels = drawn(line("a", "focus", {2020: 1.0, 2021: 2.0}), *many)["labels"].sort_values("pixel")
    assert len(labels) == 7
    assert labels["pixel"].diff().dropna().min() >= 17 - 1e-6


def test_a_line_that_ends_before_the_latest_period_says_when_its_figure_is_of() -> None:
    labels = drawn(
        line("a", "focus", dict.fromkeys(range(2012, 2023), 1.0)),
        line("b", "chosen", dict.fromkeys(range(2012, 2022), 2.0)),
        line("c", "median", {2012: 3.0, 2013: 3.0}),
    )["labels"].set_index("name")
    assert labels["when"].to_dict() == {"A": "", "B": " (2021)", "C": " (2013)"}
    assert labels["figure"].to_dict() == {"A": True, "B": True, "C": False}


def test_every_kind_of_line_has_its_own_ink() -> None:
    kinds = ("focus", "chosen", "median", "best", "region_median", "region_best", "other")
    rows = pd.concat([line(kind, kind, {2020: 1.0, 2021: 2.0}) for kind in kinds])
    spec = trend_chart(rows, (), WORDS, focus="focus", decimals=2, theme="light").to_dict()
    inks = next(param["value"] for param in spec["params"] if param["name"] == "inks")
    assert {row["tone"] for row in spec["datasets"]["points"]} <= set(inks)


@pytest.mark.parametrize(
    ("months", "parts"), [(range(1, 13), {1, 2, 3, 4, 6}), ((3, 6, 9, 12), {1, 2}), ((6, 12), {1})]
)
def test_thinned_labels_divide_the_year(months: Sequence[int], parts: set[int]) -> None:
    rows = pd.concat(
        [
            line("a", "focus", {year: 1.0}).assign(period=f"{year}-{month:02d}-28", period_label=f"{month}/{year}")
            for year in (2021, 2022)
            for month in months
        ]
    )
    stride = trend_chart(rows, (), WORDS, focus="a", decimals=0, theme="light").to_dict()["params"][1]["expr"]
    assert {int(part) for part in re.findall(r"<= (\d+)", stride)} == parts


def test_the_tooltip_says_unit_period_value_status_and_source() -> None:
    spec = trend_chart(
        line("a", "focus", {2020: 1.0, 2021: 2.0}), (), WORDS, focus="a", decimals=2, theme="light"
    ).to_dict()
    hover = next(layer for layer in spec["layer"] if layer.get("params"))
    assert [entry["title"] for entry in hover["encoding"]["tooltip"]] == ["Địa bàn", "Kỳ", "Giá trị", "Mức độ", "Nguồn"]
    assert hover["transform"][0]["calculate"] == "format(datum.value, ',.2f') + \" điểm\""


def test_values_are_sent_short_only_where_no_printed_digit_is_lost() -> None:
    short = drawn(line("a", "focus", {2020: 69.03, 2021: 58.2}))["points"]["value"]
    long = drawn(line("a", "focus", {2020: 123456789.01, 2021: 2.0}))["points"]["value"]
    assert (str(short.dtype), str(long.dtype)) == ("float32", "float64")
    assert long.iloc[0] == 123456789.01


def test_64_units_over_25_years_are_sent_in_25_kilobytes() -> None:
    rows = pd.concat(
        [
            line(
                f"Tỉnh {number}",
                "chosen" if number < 6 else "other",
                {year: 50 + number / 7 for year in range(2000, 2025)},
            )
            for number in range(64)
        ]
    )
    chart = configure(trend_chart(rows, (), WORDS, focus="Tỉnh 0", decimals=2, theme="light"), "vi", "light")
    sent = len(json.dumps(chart.spec))
    for table in chart.tables.values():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        sent += len(sink.getvalue())
    assert sent <= 25_000


def test_breaks_are_numbered_in_order_and_told_in_words() -> None:
    rows = line("a", "focus", {2020: 1.0, 2021: 2.0, 2022: 3.0})
    marks = (
        Mark("2022-12-31", "trọng số mới", "method"),
        Mark("2021-12-31", "sáp nhập", "merger"),
        Mark("1999-12-31", "x", "method"),
    )
    assert mark_captions(rows, marks) == ("① sáp nhập", "② trọng số mới")
    assert drawn(rows, marks=marks)["marks"]["at"].tolist() == [0.5, 1.5]


@pytest.mark.parametrize(("values", "words"), [({}, "Chưa có số liệu"), ({2020: 1.0}, "Một kỳ")])
def test_one_value_or_none_says_so(values: dict[int, float | None], words: str) -> None:
    spec = trend_chart(line("a", "focus", values), (), WORDS, focus="a", decimals=2, theme="dark").to_dict()
    assert words in str(spec["layer"])
    assert spec["encoding"]["y"]["axis"].get("labels", True) is bool(values)  # no scale where nothing is measured


def test_number_signs_are_the_languages_own() -> None:
    chart = trend_chart(line("a", "focus", {2020: 1.0}), (), WORDS, focus="a", decimals=2, theme="light")
    assert configure(chart, "vi", "light").to_dict()["config"]["locale"]["number"]["decimal"] == ","
    assert configure(chart, "en", "light").to_dict()["config"]["locale"]["number"]["decimal"] == "."


def test_strokes_to_and_from_restated_values_are_dashed_and_their_points_hollow() -> None:
    rows = line("a", "focus", {2020: 1.0, 2021: 2.0, 2022: 3.0, 2023: 4.0}).assign(restated=[True, True, False, False])
    tables = drawn(rows)
    strokes = tables["points"].groupby("line", sort=False)
    assert strokes["at"].agg(list).tolist() == [[0, 1, 2], [2, 3]]
    assert strokes["rough"].agg(set).tolist() == [{True}, {False}]
    assert tables["dots"].set_index("at")["ring"].to_dict() == {0: True, 1: True, 2: False, 3: False}


def test_dashes_and_rings_are_explained_where_they_occur() -> None:
    words = TrendWords(*WORDS.__dict__.values())
    plain = trend_chart(line("a", "focus", {2020: 1.0, 2021: 2.0}), (), words, focus="a", decimals=0, theme="light")
    told = replace(words, origin="Cách có số này", legend="≈ ước tính quy đổi")
    rows = line("a", "focus", {2020: 1.0, 2021: 2.0}).assign(restated=True)
    restated = trend_chart(rows, (), told, focus="a", decimals=0, theme="light")
    assert "≈ ước tính quy đổi" in json.dumps(restated.to_dict(validate=True), ensure_ascii=False)
    assert "≈" not in json.dumps(plain.to_dict(), ensure_ascii=False)


@given(st.lists(st.tuples(st.sampled_from([1.0, None]), st.booleans()), min_size=1, max_size=12))
def test_every_pair_of_neighbours_is_joined_once_and_dashed_where_one_is_restated(
    values: list[tuple[float | None, bool]],
) -> None:
    known = {2000 + place: value for place, (value, _) in enumerate(values)}
    rows = line("a", "focus", known).assign(restated=[made and value is not None for value, made in values])
    points = trend_rows(rows, "a")
    place, number = points.strokes.place, points.strokes.number
    at = points.turn[points.known][place]
    inside = number[1:] == number[:-1]
    joined = dict(zip(zip(at[:-1][inside], at[1:][inside], strict=True), points.strokes.rough[1:][inside], strict=True))
    pairs = range(len(values) - 1)
    expected = {
        (n, n + 1): values[n][1] or values[n + 1][1] for n in pairs if None not in (values[n][0], values[n + 1][0])
    }
    assert {(int(a), int(b)): bool(rough) for (a, b), rough in joined.items()} == expected
    assert int(inside.sum()) == len(expected)


def test_a_break_after_all_periods_stands_behind_the_last() -> None:
    tables = drawn(line("a", "focus", {2020: 1.0, 2021: 2.0}), marks=(Mark("2025-07-01", "sáp nhập", "merger"),))
    assert tables["marks"]["at"].tolist() == [1.0]
    assert tables["marks"]["behind"].tolist() == [True]
