"""Handing figures in: what is stored, counted, superseded, refused."""

import hashlib
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from lib.model.batch import BatchKind
from lib.store import Store, open_store
from tests.store.conftest import Place
from tests.store.figures import figure, many, observations, slip, values


def test_an_empty_store_answers_with_empty_frames_of_the_right_types(store: Store) -> None:
    for empty in (store.series(["PCI"]), store.units(["63-01"]), store.latest(["63-01"]), store.latest([])):
        assert len(empty) == 0
        assert empty.dtypes.astype("str").to_dict() == {
            "indicator": "str",
            "ref_area": "str",
            "time_period": "str",
            "obs_value": "float64",
            "obs_status": "str",
            "published_rank": "Int64",
            "published_class": "str",
            "rank_basis": "str",
            "source": "str",
            "batch_id": "int64",
            "published_at": "datetime64[us, UTC]",
        }
    assert (store.version(), store.instant(), store.batches()) == (0, None, ())
    assert len(store.coverage()) == len(store.history("PCI", "63-01", "2024")) == 0


def test_what_goes_in_comes_out_with_batch_and_instant(store: Store) -> None:
    before = datetime.now(UTC)
    full = figure(68.5, rank=6, group="Tốt", basis="explicit")
    batch = store.add(observations(full, figure(None, area="34-56", status="O")), **slip("PCI 2024.xlsx"))
    read = store.series(["PCI"])
    assert read.iloc[1, :9].tolist() == list(full)
    assert np.isnan(read["obs_value"][0])
    assert read[["published_rank", "published_class", "rank_basis"]].iloc[0].isna().all()
    assert read["batch_id"].tolist() == [batch.batch_id] * 2
    assert read["published_at"].tolist() == [batch.published_at] * 2
    assert before <= batch.published_at <= datetime.now(UTC)
    assert store.batches() == (batch,)
    assert (batch.file_name, batch.content_hash, batch.actor, batch.note, batch.kind, batch.row_count) == (
        *slip("PCI 2024.xlsx").values(),
        BatchKind.UPLOAD,
        2,
    )
    assert (store.version(), store.instant()) == (batch.batch_id, batch.published_at)


def test_rows_come_sorted_by_indicator_period_and_unit_by_code_point(store: Store) -> None:
    keys = [
        ("b", "2024", "63-01"),
        ("B", "2024", "63-02"),
        ("B", "2023-Q4", "63-10"),
        ("B", "2023", "63-9"),
        ("Đ", "2024", "1-1"),
    ]
    store.add(observations(*(figure(indicator=i, period=p, area=a) for i, p, a in keys)), **slip())
    read = store.series(["Đ", "b", "B"])
    assert list(zip(read["indicator"], read["time_period"], read["ref_area"], strict=True)) == sorted(keys)


def test_an_equal_row_is_counted_and_keeps_its_first_batch(store: Store) -> None:
    first = store.add(observations(figure(1.5, rank=3), figure(None, area="63-02", status="L")), **slip())
    again = store.add(
        observations(figure(1.5, rank=3), figure(None, area="63-02", status="L"), figure(area="63-04")), **slip()
    )
    assert (again.row_count, again.unchanged_count, again.replaced_count) == (3, 2, 0)
    assert store.series(["PCI"])["batch_id"].tolist() == [first.batch_id, first.batch_id, again.batch_id]
    assert len(store.history("PCI", "63-01", "2024")) == 1


@pytest.mark.parametrize(
    "other",
    [
        figure(1.25, rank=3, group="Khá", basis="explicit"),
        figure(None, rank=3, group="Khá", basis="explicit"),
        figure(1.5, rank=3, group="Khá", basis="explicit", status="P"),
        figure(1.5, rank=4, group="Khá", basis="explicit"),
        figure(1.5, rank=None, group="Khá", basis="explicit"),
        figure(1.5, rank=3, group="Tốt", basis="explicit"),
        figure(1.5, rank=3, group="Khá", basis="listed"),
        figure(1.5, rank=3, group="Khá", basis="explicit", source="khác"),
    ],
)
def test_a_row_that_differs_anywhere_supersedes_the_current_one(store: Store, other: tuple[object, ...]) -> None:
    first = store.add(observations(figure(1.5, rank=3, group="Khá", basis="explicit")), **slip())
    second = store.add(observations(other), **slip())
    assert second.unchanged_count + second.replaced_count == 1  # which of the two: test_comparing
    read = store.series(["PCI"])
    assert read["batch_id"].tolist() == [second.batch_id]
    expected = observations(other).astype({"obs_value": "float64", "published_rank": "Int64"})
    pd.testing.assert_frame_equal(read.iloc[:, :9], expected, check_dtype=False)
    history = store.history("PCI", "63-01", "2024")
    assert history["batch_id"].tolist() == [first.batch_id, second.batch_id]
    assert history["superseded_by"].tolist() == [second.batch_id, pd.NA]
    assert history["superseded_at"].tolist() == [second.published_at, pd.NaT]


def broken(column: str, entry: object) -> pd.DataFrame:
    rows = observations(figure(), figure(area="63-02")).astype(object)
    rows.loc[1, column] = entry
    return rows


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [
        (observations(figure()).drop(columns="source"), "columns"),
        (observations(figure()).assign(extra=1), "columns"),
        (observations(figure(1), figure(2)), "the same key twice: PCI, 63-01, 2024"),
        (broken("indicator", None), "indicator is empty in row 1"),
        (broken("source", ""), "source is empty"),
        (broken("obs_status", "Z"), "unknown obs_status: Z"),
        (broken("time_period", "2024-13"), "no such period"),
        (broken("time_period", "2024-H1"), "2024-S1"),
        (broken("ref_area", "Hà Nội"), "unit set and code"),
        (broken("obs_value", "mười"), "mười"),
        (broken("obs_value", float("inf")), "infinite"),
        (broken("published_rank", 1.5), "not whole"),
        (broken("published_class", "a\0b"), "NUL"),
    ],
)
def test_what_is_no_observations_frame_is_refused_whole(store: Store, handed_in: pd.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        store.add(handed_in, **slip())
    assert store.version() == 0


def test_a_slip_that_no_database_keeps_or_an_undo_by_hand_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="NUL"):
        store.add(observations(figure()), **{**slip(), "note": "a\0"})
    with pytest.raises(ValueError, match=r"Store\.undo"):
        store.add(observations(figure()), **slip(), kind="undo")
    assert store.version() == 0


def test_the_frame_handed_in_is_left_as_it_was(store: Store) -> None:
    handed_in = observations(figure(area="63-02"), figure(area="63-01", group=""))
    before = handed_in.copy(deep=True)
    store.add(handed_in, **slip())
    pd.testing.assert_frame_equal(handed_in, before)
    assert store.series(["PCI"])["published_class"].isna().all()


def test_frames_read_from_csv_or_excel_are_taken_whatever_their_types(store: Store) -> None:
    typed = observations(figure(2, rank=1), figure(None, area="63-02")).astype(
        {"indicator": "category", "obs_value": "Float64", "published_rank": "float64", "source": "string"}
    )
    typed["time_period"] = 2024
    store.add(typed, **slip())
    assert values(store.series(["PCI"])) == {("PCI", "63-01", "2024"): 2.0, ("PCI", "63-02", "2024"): None}


def test_texts_of_any_script_survive(store: Store) -> None:
    source = "Báo cáo “số 12/BC-UBND”\t|; \\N \\. đề nghị,\nhai dòng ‰ 🇻🇳"
    store.add(observations(figure(source=source)), **{**slip(), "note": source, "file_name": "Số liệu tháng 5.xlsx"})
    assert store.series(["PCI"])["source"].tolist() == [source]
    assert store.batches()[0].note == source


def test_doubles_come_back_bit_for_bit(store: Store) -> None:
    exact = [0.1 + 0.2, 1e-320, 12_345_678_901_234.567, -1e300, 1 / 3]
    store.add(observations(*(figure(value, area=f"63-{n:02d}") for n, value in enumerate(exact))), **slip())
    read = store.series(["PCI"])["obs_value"].tolist()
    assert [value.hex() for value in read] == [value.hex() for value in exact]


def test_instants_grow_with_the_batches_even_when_the_clock_is_set_back(place: Place) -> None:
    ticks = iter([datetime(2026, 5, 12, 8, tzinfo=UTC), datetime(2026, 5, 12, 7, tzinfo=UTC)])
    store = open_store(*place, clock=lambda: next(ticks))
    first = store.add(observations(figure(1)), **slip())
    second = store.add(observations(figure(2)), **slip())
    assert second.published_at - first.published_at == timedelta(microseconds=1)
    assert store.series(["PCI"], as_of=first.published_at)["obs_value"].tolist() == [1.0]
    assert [batch.batch_id for batch in store.batches()] == [second.batch_id, first.batch_id]
    store.close()


def test_a_big_table_is_stored_whole(store: Store) -> None:
    batch = store.add(many(12_000), **slip())
    assert batch.row_count == store.coverage()["row_count"].sum() == 12_000
    read = store.series(["BULK_0003"])
    assert len(read) == 1200
    digest = hashlib.sha256(many(12_000).iloc[3600:4800]["obs_value"].sort_values().to_numpy().tobytes()).hexdigest()
    assert hashlib.sha256(read["obs_value"].sort_values().to_numpy().tobytes()).hexdigest() == digest
