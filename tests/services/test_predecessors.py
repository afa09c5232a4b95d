from lib.i18n import translator
from lib.services.predecessors import Former, Formers, origin_sentence
from lib.services.questions import ask_restated
from lib.services.restating import figures_of
from lib.services.rows import Row, row_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def asked(workspace: Workspace, area: str) -> tuple[Row, Formers, Formers]:
    question = ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34")
    row = row_of(change_table(figures_of(question, workspace), question, workspace), area)
    observations = workspace.observations("PAPI_TOTAL_D1_D8")
    assert row is not None
    assert question.base is not None
    return row, Formers(observations, question.now.period), Formers(observations, question.base.period, "base_")


def test_an_estimate_names_its_former_units_with_their_own_figures(workspace: Workspace) -> None:
    row, now, base = asked(workspace, "34-19")
    assert now.of(row) == [Former("63-06", 44.0962), Former("63-19", 46.3487)]
    indicator = workspace.catalogue.indicators["PAPI_TOTAL_D1_D8"]
    assert origin_sentence(row, now, indicator, workspace, translator("vi")) == (
        "Thái Nguyên, năm 2024: số ước tính do ứng dụng quy đổi, tính lại từ các thành phần của các đơn vị cũ "
        "(2/2 đơn vị cũ: Bắc Kạn 44,10; Thái Nguyên (trước 7/2025) 46,35)."
    )
    assert "năm 2023" in origin_sentence(row, base, indicator, workspace, translator("vi"))


def test_what_cannot_be_restated_says_why_with_what_is_known(workspace: Workspace) -> None:
    row, now, _ = asked(workspace, "34-82")
    indicator = workspace.catalogue.indicators["PAPI_TOTAL_D1_D8"]
    said = origin_sentence(row, now, indicator, workspace, translator("vi"))
    assert said.startswith("Đồng Tháp, năm 2024: không quy đổi được, chưa đủ số của các đơn vị cũ: thiếu Tiền Giang (")
    assert "Tiền Giang –" in said


def test_a_kept_territory_keeps_its_published_figure(workspace: Workspace) -> None:
    row, now, _ = asked(workspace, "34-46")
    indicator = workspace.catalogue.indicators["PAPI_TOTAL_D1_D8"]
    said = origin_sentence(row, now, indicator, workspace, translator("en"))
    assert said == "Hue, 2024: as published, kept, the territory is unchanged."


def test_a_published_figure_has_no_former_units(workspace: Workspace) -> None:
    row, now, _ = asked(workspace, "34-19")
    assert now.of({**row, "carry_rule": "published"}) == []
    assert now.of({"ref_area": "63-19"}) == []
