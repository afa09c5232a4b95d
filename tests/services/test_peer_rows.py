from dataclasses import replace

import pandas as pd

from lib.i18n import translator
from lib.model.view import View
from lib.report.sentences import Telling
from lib.services.choosing import choose
from lib.services.peer_groups import PeerKind, figures_of, peer_groups
from lib.services.peer_rows import (
    Circle,
    method_sentence,
    peer_question,
    peer_table,
    profile_choices,
    standing_sentence,
)
from lib.services.place_words import place_lines
from lib.services.questions import Question
from lib.services.restating import figures_of as figures_for
from lib.services.tables import change_table
from lib.services.workspace import Workspace

T = translator("vi")


def question(workspace: Workspace, view: View) -> Question | None:
    choice = choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage())
    rows = workspace.observations(choice.indicator.code)
    return peer_question(choice.units[0], choice, rows, workspace.coverage(), workspace)


def circle(workspace: Workspace, view: View, kind: PeerKind) -> Circle:
    asked = question(workspace, view)
    assert asked is not None
    area = workspace.gazetteer.counterpart(view.focus, asked.now.unit_set)
    unit = workspace.gazetteer.unit(area or view.focus)
    groups = peer_groups(unit, workspace, figures_of(workspace), until=asked.now.period)
    table = change_table(figures_for(asked, workspace), asked, workspace)
    return Circle(unit, next(group for group in groups if group.kind is kind), asked, table)


def telling(found: Circle, workspace: Workspace) -> Telling:
    return Telling(T, found.question.indicator, found.question.now.period, None, workspace.gazetteer)


def test_the_standing_counts_only_units_of_the_group_with_a_figure(workspace: Workspace) -> None:
    view = View(indicator="PCI", period="2016", areas=("63-19",))
    found = circle(workspace, view, PeerKind.NEIGHBOURS)
    assert standing_sentence(found, telling(found, workspace)) == (
        "PCI 2016: Thái Nguyên (61,82 điểm) đứng thứ 1/7 đơn vị có số liệu của nhóm, tính cả Thái Nguyên "
        "(ứng dụng tính)."
    )


def test_of_ranks_alone_the_publishers_order_places_the_group(workspace: Workspace) -> None:
    found = circle(workspace, View(indicator="DTI", period="2024", areas=("34-46",)), PeerKind.MERGER)
    said = standing_sentence(found, telling(found, workspace))
    assert "(ứng dụng tính từ hạng công bố)" in said
    assert "DTI 2024: Huế đứng thứ 2/3 đơn vị có hạng công bố" in said
    rows, columns = peer_table(found, workspace, T)
    assert [column.key for column in columns] == ["peer_rank", "name", "published_rank"]
    assert len(rows) == 11
    assert rows["peer_rank"].dropna().tolist() == [1, 2, 3]


def test_a_merged_unit_is_seen_on_restated_figures_and_an_old_one_on_its_own(workspace: Workspace) -> None:
    new = question(workspace, View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-56",)))
    old = question(workspace, View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("63-56",)))
    kept = question(workspace, View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-04",)))
    assert new is not None and new.spelled()[1] == "2024/34r"
    assert old is not None and old.spelled()[1] == "2024/63"
    assert kept is not None and kept.spelled()[1] == "2024/63"


def test_an_unknown_indicator_of_a_gone_unit_has_no_question(workspace: Workspace) -> None:
    assert question(workspace, View(indicator="DTI", period="2024", areas=("64-28",))) is None


def test_the_method_names_the_figures_and_what_was_restated(workspace: Workspace) -> None:
    found = circle(workspace, View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",)), PeerKind.GRDP)
    said = method_sentence(found.group, found.unit, workspace, T)
    assert "GRDP 2022 gần Thái Nguyên nhất" in said
    assert "GRDP do ứng dụng tính: GRDP bình quân đầu người × dân số bình quân." in said
    assert said.endswith("Số liệu quy đổi trên 34 đơn vị (ứng dụng tính).")


def test_every_group_has_its_sentences_in_both_languages(workspace: Workspace) -> None:
    for kind in PeerKind:
        for part in ("name", "method", "nobody"):
            assert translator("vi").sentences[f"peers.{kind}.{part}"]
            assert translator("en").sentences[f"peers.{kind}.{part}"]


def test_the_table_of_nearest_profiles_tells_distance_and_common_indicators(workspace: Workspace) -> None:
    found = circle(workspace, View(indicator="PCI", period="2016", areas=("63-19",)), PeerKind.PROFILE)
    rows, columns = peer_table(found, workspace, T)
    assert [column.key for column in columns][-2:] == ["nearness", "common_count"]
    own = rows.loc[rows["ref_area"] == "63-19"].iloc[0]
    assert pd.isna(own["nearness"])
    assert rows.loc[rows["ref_area"] != "63-19", "nearness"].gt(0).all()


def test_distances_to_places_are_told_with_n_and_what_is_not_known(workspace: Workspace) -> None:
    found = circle(workspace, View(indicator="PCI", period="2021", areas=("63-38",)), PeerKind.NEIGHBOURS)
    lines = place_lines(found, telling(found, workspace))
    assert "Vị trí liền trên Thanh Hóa: Quảng Trị (hạng tính 25/28), hơn 0,12 điểm." in lines
    assert "Còn thiếu 5,39 điểm để bằng vị trí thứ 10/28 (hạng tính), hiện là Hà Nội: 68,60 điểm." in lines
    assert "Trong khoảng ±1 % quanh giá trị của Thanh Hóa (62,58–63,84) có 1 đơn vị: 1 tốt hơn." in lines
    assert lines[-1].startswith("Mới có giá trị của 28/63 đơn vị")


def test_nothing_is_far_or_near_where_no_way_is_good(workspace: Workspace) -> None:
    view = View(indicator="POPULATION_AVG_THOUSAND", period="2021", areas=("63-38",))
    found = circle(workspace, view, PeerKind.NEIGHBOURS)
    assert place_lines(found, telling(found, workspace)) == []
    assert "theo độ lớn" in standing_sentence(found, telling(found, workspace))


def test_what_a_profile_can_be_made_of_has_figures_of_whole_years(workspace: Workspace) -> None:
    view = replace(View(), areas=("63-19",))
    choice = choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage())
    known = profile_choices(choice, workspace.coverage(), workspace)
    assert {"POP_DENSITY", "POVERTY_RATE"} <= set(known)
    assert "SERVICE_766" not in known
    assert "COVID19_CASES_MONTH" not in known
