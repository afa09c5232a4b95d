"""What a hand-in would change is told before it is stored, and is what storing it then does."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.store import Store
from tests.store.figures import KEY, emptied, figure, many, observations, slip


def states(store: Store, *figures: tuple[object, ...]) -> list[str]:
    return store.compare(observations(*figures))["state"].tolist()


def test_rows_are_new_changed_or_unchanged_in_the_order_handed_in(store: Store) -> None:
    first = store.add(observations(figure(1.5), figure(2, area="63-02"), figure(3, period="2023")), **slip())
    handed_in = observations(figure(9, area="63-99"), figure(2.5, area="63-02"), figure(1.5))
    compared = store.compare(handed_in)
    assert compared["state"].tolist() == ["new", "changed", "unchanged"]
    assert compared["ref_area"].tolist() == ["63-99", "63-02", "63-01"]
    assert compared["obs_value"].tolist() == [9, 2.5, 1.5]
    assert compared["old_value"].fillna(-1).tolist() == [-1, 2, 1.5]
    assert compared["old_status"].tolist()[1:] == ["A", "A"]
    assert compared["old_batch"].tolist() == [pd.NA, first.batch_id, first.batch_id]
    assert len(compared) == 3


def test_an_empty_store_and_an_empty_table_compare_to_nothing(store: Store) -> None:
    assert states(store, figure(1), figure(None, area="63-02", status="O")) == ["new", "new"]
    assert states(store) == []
    store.add(observations(figure(1)), **slip())
    assert states(store) == []


@pytest.mark.parametrize(
    ("standing", "handed_in", "state"),
    [
        (figure(1.5), figure(1.5, status="P"), "changed"),
        (figure(None, status="O"), figure(None, status="O"), "unchanged"),
        (figure(None, status="O"), figure(1.5), "changed"),
        (figure(1.5), figure(None, status="O"), "changed"),
        (figure(1.5, rank=3), figure(1.5), "unchanged"),
        (figure(1.5, rank=3), figure(1.5, rank=3), "unchanged"),
        (figure(1.5, rank=3), figure(1.5, rank=4), "changed"),
        (figure(1.5), figure(1.5, rank=4), "changed"),
        (figure(None, rank=4, status="O"), figure(None, rank=4, status="O"), "unchanged"),
        (figure(0.0), figure(-0.0), "unchanged"),
        (figure(1.5, source="khác"), figure(1.5), "unchanged"),
        (figure(0.1 + 0.2), figure(0.3), "changed"),
    ],
)
def test_value_status_and_rank_make_a_change(
    store: Store, standing: tuple[object, ...], handed_in: tuple[object, ...], state: str
) -> None:
    store.add(observations(standing), **slip())
    assert states(store, handed_in) == [state]


def test_an_office_figure_is_what_stands_over_the_shipped_one(store: Store) -> None:
    store.add_once(observations(figure(1, rank=6, source="vcci"), figure(5, area="63-02")), **slip("v1"))
    office = store.add(observations(figure(2)), **slip())
    compared = store.compare(observations(figure(1), figure(2, area="63-02"), figure(2)).drop_duplicates(KEY))
    assert compared["state"].tolist() == ["changed", "changed"]
    assert compared[["old_value", "old_batch"]].values.tolist() == [[2, office.batch_id], [5, 1]]
    store.undo(office.batch_id, "a")
    back = store.compare(observations(figure(1)))
    assert back[["state", "old_rank", "old_source"]].iloc[0].tolist() == ["unchanged", 6, "vcci"]


def test_what_the_store_would_refuse_is_refused_here_too(store: Store) -> None:
    with pytest.raises(ValueError, match="the same key twice"):
        store.compare(observations(figure(1), figure(2)))


def test_many_indicators_are_compared_in_one_go(store: Store) -> None:
    store.add(many(60_000), **slip())
    other = many(60_000).assign(obs_value=lambda rows: rows["obs_value"].where(rows.index % 3 > 0, -1.0))
    compared = store.compare(other.sample(frac=1, random_state=1))
    assert compared["state"].value_counts().to_dict() == {"unchanged": 40_000, "changed": 20_000}
    assert (compared.loc[compared["state"] == "changed", "obs_value"] == -1).all()


cells = st.dictionaries(
    st.tuples(st.sampled_from(["CPI", "PCI"]), st.sampled_from(["63-01", "34-01"]), st.sampled_from(["2024", "2025"])),
    st.tuples(st.sampled_from([1.0, 2.5, None]), st.sampled_from(["A", "O"])),
)


def frame(table: dict[tuple[str, str, str], tuple[float | None, str]]) -> pd.DataFrame:
    return observations(*(figure(v, indicator=i, area=a, period=p, status=s) for (i, a, p), (v, s) in table.items()))


def test_storing_does_what_comparing_said(store: Store) -> None:
    @settings(max_examples=25)
    @given(shipped=cells, earlier=st.lists(cells, max_size=2), table=cells)
    def law(shipped: dict, earlier: list[dict], table: dict) -> None:  # type: ignore[type-arg]
        emptied(store)
        store.add_once(frame(shipped).assign(source="khác"), **slip("v1"))
        for other in earlier:
            store.add(frame(other), **slip())
        told = store.compare(frame(table))["state"].value_counts()
        batch = store.add(frame(table), **slip())
        assert batch.unchanged_count == told.get("unchanged", 0)
        assert batch.replaced_count == told.get("changed", 0)
        assert store.compare(frame(table))["state"].isin(["unchanged"]).all()

    law()
