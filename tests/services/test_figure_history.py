"""Every value ever stored of one figure, the current one marked, through replacing, undoing and covering."""

import pandas as pd

from lib.i18n import translator
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.period import Period
from lib.services.figure_history import HISTORY_COLUMNS, figure_history, history_units, set_in_force
from lib.services.figure_words import bare, value_text
from lib.services.workspace import Workspace

vi, en = translator("vi"), translator("en")
KEY = ("PCI", "63-48", "2016")


def handed_in(office: Workspace, value: float, name: str = "bang.xlsx") -> int:
    line = (*KEY, value, "P", None, None, None, "HANDED_IN")
    frame = pd.DataFrame([line], columns=list(OBSERVATION_COLUMNS))
    return office.store.add(frame, file_name=name, content_hash=name, actor="**x**", note="<b>").batch_id


def told(office: Workspace) -> list[tuple[bool, str, str]]:
    lines = figure_history(*KEY, office, vi)
    return [*lines[["current", "value", "state"]].itertuples(index=False, name=None)]


def test_a_shipped_figure_alone_is_in_use(office: Workspace) -> None:
    lines = figure_history(*KEY, office, vi)
    assert list(lines) == list(HISTORY_COLUMNS)
    assert told(office) == [(True, "70,001396", "đang dùng")]
    assert lines.loc[0, "published_rank"] == "1"
    assert lines.loc[0, "known_until"] == ""


def test_an_offices_figure_covers_the_shipped_one_and_an_undo_shows_it_again(office: Workspace) -> None:
    first = handed_in(office, 71.5)
    second = handed_in(office, 71.504)
    covered = "số đi kèm chương trình, nhường số của đơn vị"
    assert told(office) == [
        (True, "71,504", "đang dùng"),
        (False, "71,50", f"đợt {second} thay"),
        (False, "70,001396", covered),
    ]
    undo = office.store.undo(second, "A").batch_id
    assert told(office)[0] == (True, "71,50", f"đang dùng (dùng lại từ đợt {undo})")
    assert told(office)[1] == (False, "71,504", f"hoàn tác ở đợt {undo}")
    office.store.undo(undo, "A")
    office.store.undo(office.store.version(), "A")
    office.store.undo(first, "A")
    assert [line for line in told(office) if line[0]] == [(True, "70,001396", "đang dùng")]


def test_who_when_and_the_file_stand_beside_each_value(office: Workspace) -> None:
    first = handed_in(office, 71.5, "tháng 5.xlsx")
    handed_in(office, 72.5, "tháng 6.xlsx")
    lines = figure_history(*KEY, office, en)
    assert lines["file"].tolist()[:2] == ["tháng 6.xlsx", "tháng 5.xlsx"]
    assert lines.loc[1, ["batch", "actor", "note"]].tolist() == [first, "**x**", "<b>"]
    assert lines.loc[1, "known_until"] == lines.loc[0, "known_from"]
    assert lines.loc[0, "status"] == en("status.P")


def test_nothing_stored_is_an_empty_table(office: Workspace) -> None:
    assert figure_history("PCI", "63-48", "2099", office, vi).empty


def test_the_units_to_choose_from_are_those_of_the_period(office: Workspace) -> None:
    coverage = office.coverage()
    assert len(history_units("PCI", Period.parse("2016"), coverage, office)) == 63
    assert len(history_units("PCI", Period.parse("2090"), coverage, office)) == 34
    assert set_in_force(Period.parse("2025-06"), office) == "63"
    assert set_in_force(Period.parse("2025"), office) == "34"
    assert set_in_force(Period.parse("1950"), office) == "61"


def test_two_values_that_differ_never_look_alike(office: Workspace) -> None:
    assert value_text(61.2, "PCI", office, vi) == "61,20"
    assert value_text(61.2004, "PCI", office, vi) == "61,2004"
    assert value_text(0.1 + 0.2, "PCI", office, en) == "0.30"
    assert value_text(None, "PCI", office, vi) == "–"
    assert value_text(1234.5, "NOBODY_KNOWS", office, vi) == "1.234,5"
    assert bare("Đà Nẵng – ĐẮK LẮK") == "da nang – dak lak"
