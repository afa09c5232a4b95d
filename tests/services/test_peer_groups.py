from collections import Counter
from collections.abc import Sequence

import pytest

from lib.model.period import Period
from lib.services.peer_groups import (
    POPULATION,
    PROFILE,
    PeerGroup,
    PeerKind,
    border_peers,
    figures_of,
    grdp_peers,
    merger_peers,
    peer_groups,
    population_peers,
    profile_peers,
    region_of,
    region_peers,
)
from lib.services.workspace import Workspace

YEAR = Period(2021)


def groups(workspace: Workspace, area: str, until: Period = YEAR) -> dict[PeerKind, PeerGroup]:
    unit = workspace.gazetteer.unit(area)
    return {group.kind: group for group in peer_groups(unit, workspace, figures_of(workspace), until=until)}


def named(workspace: Workspace, areas: Sequence[str]) -> list[str]:
    return [workspace.gazetteer.unit(area).label.vi for area in areas]


@pytest.mark.parametrize(("unit_set", "scheme"), [("63", "2006"), ("63", "2025"), ("34", "2025"), ("64", "2006")])
def test_the_regions_of_a_scheme_share_out_all_units(workspace: Workspace, unit_set: str, scheme: str) -> None:
    gazetteer = workspace.gazetteer
    for unit in gazetteer.members(unit_set):
        group = region_peers(unit, gazetteer, scheme)
        assert group is not None
        whole = {unit.ref_area, *group.areas}
        for other in group.areas:
            again = region_peers(gazetteer.unit(other), gazetteer, scheme)
            assert again is not None and {other, *again.areas} == whole


def test_a_unit_merged_across_regions_of_2006_belongs_to_none_of_them(workspace: Workspace) -> None:
    gazetteer = workspace.gazetteer
    assert region_of(gazetteer.unit("34-68"), gazetteer, "2006") == ""  # Lâm Đồng: Đắk Nông, Lâm Đồng, Bình Thuận
    assert region_of(gazetteer.unit("34-19"), gazetteer, "2006") == "R1"  # Thái Nguyên: Bắc Kạn, Thái Nguyên
    assert PeerKind.REGION_2006 not in groups(workspace, "34-68")


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_a_border_is_shared_by_both_sides(workspace: Workspace, unit_set: str) -> None:
    for unit in workspace.gazetteer.members(unit_set):
        group = border_peers(unit)
        assert group is not None and group.areas
        assert unit.ref_area not in group.areas
        for other in group.areas:
            back = border_peers(workspace.gazetteer.unit(other))
            assert back is not None and unit.ref_area in back.areas


def test_the_neighbours_of_thai_nguyen_before_the_merger(workspace: Workspace) -> None:
    group = groups(workspace, "63-19")[PeerKind.NEIGHBOURS]
    assert named(workspace, group.areas) == ["Hà Nội", "Bắc Kạn", "Tuyên Quang", "Lạng Sơn", "Bắc Giang", "Vĩnh Phúc"]


def test_a_set_without_boundaries_or_sizes_has_no_such_groups(workspace: Workspace) -> None:
    found = groups(workspace, "64-28", Period(2007))
    assert set(found) == {PeerKind.REGION_2006, PeerKind.MERGER, PeerKind.PROFILE}
    assert found[PeerKind.PROFILE].key == "peers.profile.nobody"


def test_grdp_is_per_head_times_people_of_the_same_year_and_like_sizes_come_first(workspace: Workspace) -> None:
    unit, figures = workspace.gazetteer.unit("63-19"), figures_of(workspace)
    group = grdp_peers(unit, figures, YEAR)
    assert group is not None
    rows = {}
    for code in ("GRDP_PC_CURRENT", POPULATION):
        observations = figures(code, "63")
        rows[code] = observations.loc[observations["time_period"] == "2021"].set_index("ref_area")["obs_value"]
    for area, size in group.sizes.items():
        assert size == pytest.approx(rows["GRDP_PC_CURRENT"][area] * rows[POPULATION][area])
    assert named(workspace, group.areas[:2]) == ["Bắc Giang", "Vĩnh Phúc"]
    assert group.periods == (YEAR,)


def test_the_grdp_of_a_merged_unit_is_that_of_its_predecessors(workspace: Workspace) -> None:
    figures = figures_of(workspace)
    new = grdp_peers(workspace.gazetteer.unit("34-19"), figures, Period(2024))
    olds = [grdp_peers(workspace.gazetteer.unit(area), figures, Period(2022)) for area in ("63-19", "63-06")]
    assert new is not None and new.periods == (Period(2022),)
    total = sum(old.sizes[area] for old, area in zip(olds, ("63-19", "63-06"), strict=True) if old is not None)
    assert new.sizes["34-19"] == pytest.approx(total)


def test_sizes_are_of_the_year_of_the_view_and_of_2024_on_the_34(workspace: Workspace) -> None:
    gazetteer, figures = workspace.gazetteer, figures_of(workspace)
    old = population_peers(gazetteer.unit("63-19"), gazetteer, figures, Period(2017))
    new = population_peers(gazetteer.unit("34-19"), gazetteer, figures, Period(2017))
    assert old is not None and old.periods == (Period(2017),)
    assert new is not None and new.periods == (Period(2024),)
    assert new.sizes["34-19"] == gazetteer.unit("34-19").population_thousand


def test_nobody_is_of_the_size_of_ho_chi_minh_city(workspace: Workspace) -> None:
    found = groups(workspace, "63-79")
    assert found[PeerKind.GRDP].areas == ()
    assert found[PeerKind.GRDP].key == "peers.grdp.nobody"


def test_the_34_came_about_in_three_ways(workspace: Workspace) -> None:
    gazetteer = workspace.gazetteer
    kinds = Counter(
        group.merged for unit in gazetteer.members("34") if (group := merger_peers(unit, gazetteer)) is not None
    )
    assert kinds == {1: 11, 2: 17, 3: 6}
    hue = merger_peers(gazetteer.unit("34-46"), gazetteer)
    assert hue is not None and hue.key == "peers.merger.kept" and len(hue.areas) == 10
    ha_tay = merger_peers(gazetteer.unit("64-28"), gazetteer)  # into Hà Nội, 2008
    assert ha_tay is not None and ha_tay.merged == 2


def test_the_nearest_profile_of_thai_nguyen_2021_is_that_of_ninh_binh(workspace: Workspace) -> None:
    group = groups(workspace, "63-19")[PeerKind.PROFILE]
    assert named(workspace, group.areas[:2]) == ["Ninh Bình", "Khánh Hòa"]
    assert group.distances["63-37"] == pytest.approx(0.419, abs=0.0005)
    assert set(group.common_counts.values()) == {6}
    assert [str(period) for period in group.periods] == ["2021", "2021", "2021", "2016", "2016", "2016"]


def test_a_profile_of_two_indicators_names_nobody(workspace: Workspace) -> None:
    unit = workspace.gazetteer.unit("63-19")
    group = profile_peers(unit, figures_of(workspace), YEAR, PROFILE[:2])
    assert group.areas == ()
    assert group.key == "peers.profile.nobody"
