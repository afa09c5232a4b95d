"""The whole installation on both engines: the same figures give the same answers, and a second start loads nothing."""

from pathlib import Path

import pytest

from lib.i18n import translator
from lib.model.observation import OBSERVATION_COLUMNS
from lib.services.answers import rank_answer
from lib.services.questions import ask
from lib.services.workspace import Workspace, open_workspace
from lib.store import StoreError
from tests.postgres import running_postgres

ROOT = Path(__file__).parents[2]


def test_postgresql_answers_as_sqlite_does_and_loads_once(workspace: Workspace, tmp_path: Path) -> None:
    with running_postgres() as url:
        first = open_workspace(ROOT, url, tmp_path)
        again = open_workspace(ROOT, url, tmp_path)
        assert [batch.kind for batch in again.store.batches()] == ["shipped"]
        for call in (("PCI", "2009", "2008"), ("PAPI_TOTAL_D1_D8", "2024", "2023"), ("GRDP_GROWTH", "2025-S1", None)):
            answers = [rank_answer(place, ask(place, *call), translator("vi")) for place in (workspace, first)]
            assert answers[0] == answers[1]
        first.store.close()
        again.store.close()


def test_a_store_that_cannot_be_reached_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"\w"):
        open_workspace(ROOT, "postgresql://nobody@127.0.0.1:1/none", tmp_path)


def test_a_frozen_installation_shows_what_was_known_at_its_instant(office: Workspace) -> None:
    instant = office.store.instant()
    assert instant is not None
    before = office.observations("PCI")
    own = before.loc[before["time_period"] == "2016", list(OBSERVATION_COLUMNS)].head(1).assign(obs_value=99.0)
    office.store.add(own, file_name="pci.csv", content_hash="0" * 64, actor="Sở Tài chính", note="")
    changed = office.observations("PCI").set_index(["ref_area", "time_period"])["obs_value"]
    key = (own["ref_area"].iloc[0], "2016")
    assert changed[key] == 99.0
    frozen = office.frozen(instant).observations("PCI").set_index(["ref_area", "time_period"])["obs_value"]
    assert frozen[key] == before.set_index(["ref_area", "time_period"])["obs_value"][key] != 99.0
