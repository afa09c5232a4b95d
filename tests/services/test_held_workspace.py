"""A workspace that reads once answers as the plain one does, and goes on answering so while figures come in."""

import pandas as pd

from lib.model.observation import OBSERVATION_COLUMNS
from lib.services.held_workspace import held
from lib.services.questions import ask, ask_restated
from lib.services.restating import figures_of, restated_figures
from lib.services.tables import change_table
from lib.services.workspace import Workspace

CODES = ["SIPAS", "PCI", "POP_DENSITY"]


def test_it_answers_as_the_plain_workspace(workspace: Workspace) -> None:
    kept = held(workspace)
    assert kept.observations("PCI").equals(workspace.observations("PCI"))
    pd.testing.assert_frame_equal(kept.series(CODES), workspace.series(CODES))
    assert kept.coverage_of(CODES).slots == workspace.coverage_of(CODES).slots
    for code in ("PAPI_TOTAL_D1_D8", "POP_DENSITY"):
        together = kept.restated(["POP_DENSITY", "PAPI_TOTAL_D1_D8"], "34")
        own = together.loc[together["indicator"] == code].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, restated_figures(code, "34", workspace))
    for question in (
        ask(workspace, "PCI", "2016", "2015"),
        ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34"),
    ):
        plain = change_table(figures_of(question, workspace), question, workspace)
        pd.testing.assert_frame_equal(kept.table(question), plain)


def test_what_was_read_stays_while_figures_come_in(office: Workspace) -> None:
    kept = held(office)
    before = kept.observations("PCI")
    row = before.loc[before["time_period"] == "2016", list(OBSERVATION_COLUMNS)].head(1).assign(obs_value=1.5)
    office.store.add(row, file_name="a.csv", content_hash="a", actor="Sở Tài chính", note="")
    assert kept.observations("PCI").equals(before)
    assert not held(office).observations("PCI").equals(before)
    instant = office.store.instant()
    assert instant is not None
    assert not kept.frozen(instant).observations("PCI").equals(before)
    assert held(kept) is kept
