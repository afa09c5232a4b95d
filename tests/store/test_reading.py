"""The questions screens ask: one indicator, some units, the latest, what is in, and all of it as of an instant."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from lib.store import Store
from tests.store.figures import figure, observations, slip, values

MIXED = observations(
    figure(1, period="2023"),
    figure(2, period="2024"),
    figure(3, period="2024", area="34-01"),
    figure(10, indicator="GRDP", period="2023"),
    figure(11, indicator="GRDP", period="2024-Q3"),
    figure(12, indicator="GRDP", period="2024-09"),
    figure(None, indicator="CPI", period="2025-11", status="O"),
    figure(20, indicator="CPI", period="2025-02", rank=4),
    figure(21, indicator="CPI", period="2025-11", area="63-79", rank=2),
)


def test_an_indicator_and_a_unit_are_read_each_with_all_their_rows_and_no_others(store: Store) -> None:
    store.add(MIXED, **slip())
    assert store.series(["PCI"])["obs_value"].tolist() == [1, 3, 2]
    assert set(store.series(["CPI", "PCI"])["indicator"]) == {"CPI", "PCI"}
    assert len(store.series(["NONE"])) == len(store.series([])) == 0
    assert store.units(["34-01", "63-79"])["obs_value"].tolist() == [21, 3]
    assert len(store.units(["63-01"])) == 7


def test_the_latest_is_the_period_that_ends_last_and_the_longer_where_two_end_together(store: Store) -> None:
    store.add(MIXED, **slip())
    latest = values(store.latest(["63-01", "63-79", "63-99"]))
    assert latest == {
        ("CPI", "63-01", "2025-11"): None,
        ("CPI", "63-79", "2025-11"): 21,
        ("GRDP", "63-01", "2024-Q3"): 11,
        ("PCI", "63-01", "2024"): 2,
    }
    pd.testing.assert_frame_equal(
        store.latest(["63-01", "63-79"]), store.latest(["63-01", "63-79"], as_of=store.instant())
    )


def test_the_latest_looks_at_both_layers(store: Store) -> None:
    store.add_once(observations(figure(1, period="2023"), figure(2, period="2024")), **slip())
    store.add(observations(figure(8, period="2023")), **slip())
    assert values(store.latest(["63-01"])) == {("PCI", "63-01", "2024"): 2}
    store.add(observations(figure(9, period="2024")), **slip())
    assert values(store.latest(["63-01"])) == {("PCI", "63-01", "2024"): 9}


def test_coverage_counts_rows_values_and_ranks_per_unit_set(store: Store) -> None:
    first = store.add(MIXED, **slip())
    coverage = store.coverage()
    assert coverage.columns.tolist() == [
        "indicator",
        "time_period",
        "unit_set",
        "row_count",
        "value_count",
        "rank_count",
        "published_at",
    ]
    counted = {tuple(row[:3]): tuple(row[3:6]) for row in coverage.itertuples(index=False)}
    assert counted[("CPI", "2025-11", "63")] == (2, 1, 1)
    assert counted[("PCI", "2024", "34")] == counted[("PCI", "2024", "63")] == (1, 1, 0)
    assert len(counted) == 8
    assert set(coverage["published_at"]) == {first.published_at}
    second = store.add(observations(figure(5, period="2024", rank=1)), **slip())
    newest = store.coverage().set_index(["indicator", "time_period", "unit_set"])["published_at"]
    assert newest["PCI", "2024", "63"] == second.published_at
    assert newest["PCI", "2024", "34"] == first.published_at


def test_coverage_counts_what_is_shown_and_drops_what_is_gone(store: Store) -> None:
    store.add_once(observations(figure(1, rank=1), figure(1, area="63-02", rank=2)), **slip())
    office = store.add(observations(figure(None, status="Q"), figure(1, period="2025")), **slip())
    counts = store.coverage()[["time_period", "row_count", "value_count", "rank_count"]]
    assert counts.to_numpy().tolist() == [["2024", 2, 1, 1], ["2025", 1, 1, 0]]
    store.undo(office.batch_id, "a")
    assert store.coverage()["time_period"].tolist() == ["2024"]


def test_the_past_is_read_as_it_was_known(store: Store) -> None:
    first = store.add(observations(figure(1)), **slip())
    second = store.add(observations(figure(2)), **slip())
    store.undo(second.batch_id, "a")
    just_before = timedelta(microseconds=1)
    for instant, known in (
        (first.published_at - just_before, []),
        (first.published_at, [1]),
        (second.published_at - just_before, [1]),
        (second.published_at, [2]),
        (store.instant(), [1]),
        (datetime.now(UTC) + timedelta(days=1), [1]),
    ):
        assert store.series(["PCI"], as_of=instant)["obs_value"].tolist() == known
        assert store.units(["63-01"], as_of=instant)["obs_value"].tolist() == known
        assert store.latest(["63-01"], as_of=instant)["obs_value"].tolist() == known


def test_the_past_knows_which_layer_was_shown(store: Store) -> None:
    shipped = store.add_once(observations(figure(1)), **slip("v1"))
    office = store.add(observations(figure(7)), **slip())
    release = store.add_once(observations(figure(2)), **slip("v2"))
    store.undo(office.batch_id, "a")
    assert shipped is not None
    assert release is not None
    seen = [shipped.published_at, office.published_at, release.published_at, store.instant()]
    assert [store.series(["PCI"], as_of=instant)["obs_value"].tolist() for instant in seen] == [[1], [7], [7], [2]]


def test_an_instant_of_any_zone_is_understood_and_one_without_is_refused(store: Store) -> None:
    batch = store.add(observations(figure(1)), **slip())
    vietnam = pd.Timestamp(batch.published_at).tz_convert("Asia/Ho_Chi_Minh").to_pydatetime()
    assert len(store.series(["PCI"], as_of=vietnam)) == 1
    assert len(store.series(["PCI"], as_of=vietnam - timedelta(seconds=1))) == 0
    with pytest.raises(ValueError, match="time zone"):
        store.series(["PCI"], as_of=datetime(2026, 5, 12))
