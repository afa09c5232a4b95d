import pandas as pd
import pytest

from lib.analysis.crossing import Flags, crossing
from lib.analysis.harmonise import restate
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from tests.analysis.written_figures import everywhere, figures, ids, restated

PEOPLE, INDEX = "POPULATION_AVG_THOUSAND", "PCI_2_LAND"


def marked(flags: Flags, targets: tuple[str, ...]) -> set[str]:
    return {target for target, flag in zip(targets, flags, strict=True) if flag}


def test_from_63_to_34_eleven_stay_and_nothing_is_split_or_moved(gazetteer: Gazetteer) -> None:
    way = crossing(gazetteer, "63", "34")
    kept = {"34-01", "34-04", "34-11", "34-12", "34-14", "34-20", "34-22", "34-38", "34-40", "34-42", "34-46"}
    assert marked(way.same, way.targets) == kept
    assert way.whole.all()
    assert way.settled.all()
    assert not way.adjusted.any()
    assert (way.inside.sum(axis=0) == 1).all()


def test_from_64_to_63_only_ha_noi_and_those_that_ceded_land_to_it_are_touched(gazetteer: Gazetteer) -> None:
    way = crossing(gazetteer, "64", "63")
    assert marked(~way.same, way.targets) == {"63-01", "63-17", "63-26"}
    assert marked(way.adjusted, way.targets) == {"63-17", "63-26"}
    assert marked(~way.settled, way.targets) == {"63-01", "63-17", "63-26"}
    assert way.whole.all()


def test_land_that_moved_within_one_later_unit_moved_nowhere(gazetteer: Gazetteer) -> None:
    """Vĩnh Phúc and Hòa Bình are both in Phú Thọ, Hà Nội is not: the cession of 2008 parts the two, of 34."""
    way = crossing(gazetteer, "64", "34")
    assert marked(~way.settled, way.targets) == {"34-01", "34-25"}
    earlier = crossing(gazetteer, "61", "64")
    assert marked(~earlier.settled, earlier.targets) == {"64-10", "64-12"}


def test_a_unit_that_was_divided_is_never_divided_again(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    for code in (PEOPLE, INDEX):
        told = everywhere(code, "2002", [5.0] * 61, ids(gazetteer, "61"))
        for area in ("64-11", "64-12", "64-66", "64-67", "64-92", "64-93"):
            row = restated(told, area, catalogue, gazetteer)
            assert pd.isna(row["obs_value"])
            assert row["reason"] == "split"
        for area in ("34-11", "34-12", "34-66", "34-68"):
            assert restated(told, area, catalogue, gazetteer)["reason"] == "split"


def test_can_tho_of_61_reaches_the_new_can_tho_whole(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    """Divided into Cần Thơ and Hậu Giang in 2004, both in Cần Thơ since 2025."""
    told = figures((PEOPLE, "61-92", "2002", 1800.0), (PEOPLE, "61-94", "2002", 1200.0))
    row = restated(told, "34-92", catalogue, gazetteer)
    assert (row["obs_value"], row["predecessors"], row["carry_rule"]) == (3000.0, "61-92 61-94", "sum")


@pytest.mark.parametrize(
    ("giver", "kept", "gainer"),
    [("61-10", "64-10", "64-12"), ("64-26", "63-26", "63-01"), ("64-17", "63-17", "63-01")],
    ids=["Than Uyên 2004", "Mê Linh 2008", "Lương Sơn 2008"],
)
def test_land_that_moved_parts_counts_and_is_said_of_indices(
    giver: str, kept: str, gainer: str, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    sources = ids(gazetteer, giver[:2])
    period = "2002" if giver.startswith("61") else "2007"
    people = everywhere(PEOPLE, period, [100.0] * len(sources), sources)
    for area in (kept, gainer):
        row = restated(people, area, catalogue, gazetteer)
        assert pd.isna(row["obs_value"])
        assert row["reason"] in {"border", "split"}
    index = restated(everywhere(INDEX, period, [6.0] * len(sources), sources), kept, catalogue, gazetteer)
    assert (index["obs_value"], index["carry_rule"], index["caveat"]) == (6.0, "adjusted", "border")
    assert index["obs_status"] == "A"


def test_ha_noi_of_2007_is_the_mean_of_ha_noi_and_ha_tay_with_the_border_said(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    row = restated(figures((INDEX, "64-01", "2007", 5.0), (INDEX, "64-28", "2007", 7.0)), "63-01", catalogue, gazetteer)
    assert (row["obs_value"], row["caveat"], row["obs_status"]) == (6.0, "border", "E")


def test_counts_of_untouched_units_cross_every_set(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    rows = restate(everywhere(PEOPLE, "2002", range(61), ids(gazetteer, "61")), "34", catalogue, gazetteer)
    assert set(rows.loc[rows["reason"] == "border", "ref_area"]) == {"34-01", "34-15", "34-25"}
    assert set(rows.loc[rows["reason"] == "split", "ref_area"]) == {"34-11", "34-12", "34-66", "34-68"}
    assert rows["obs_value"].notna().sum() == 27
