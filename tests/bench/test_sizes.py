"""What the bench puts into a store of its own, and what it asks for."""

from itertools import pairwise
from pathlib import Path

import pytest

from bench.sizes import ROOT, Load, chunks, months, observations, prepare, second_size, third_size
from bench.views import views
from lib.services.workspace import Workspace, open_workspace
from lib.store.frames import checked


def test_the_sizes_are_as_large_as_promised(workspace: Workspace) -> None:
    assert second_size(workspace).row_count == pytest.approx(300_000, rel=0.02)
    assert third_size().row_count == 3_321 * 100 * 60
    assert third_size(0.1).row_count == 3_321 * 10 * 60


def test_months_run_over_the_turn_of_the_year() -> None:
    assert months(3, "2019-12") == ("2019-12", "2020-01", "2020-02")


def test_every_chunk_can_be_stored_and_is_the_same_each_time() -> None:
    load = Load(("A", "B", "C"), ("63-01", "63-02"), months(2), indicators_per_batch=2)
    made = [observations(load, codes, "gso") for codes in chunks(load)]
    assert [len(checked(frame)) for frame in made] == [8, 4]
    assert made[0].equals(observations(load, ("A", "B"), "gso"))


def test_a_store_made_before_is_not_filled_again(tmp_path: Path, workspace: Workspace) -> None:
    load = Load(("PCI",), ("63-01", "63-02"), months(3))
    assert prepare(tmp_path, load) == prepare(tmp_path, load) == 6
    again = open_workspace(ROOT, None, tmp_path)
    assert [batch.row_count for batch in again.store.batches() if batch.actor == "bench"] == [6]
    assert len(again.observations("PCI")) == len(workspace.observations("PCI")) + 6


def test_no_view_is_asked_for_twice_and_neighbours_differ_in_indicator_and_unit(workspace: Workspace) -> None:
    asked = views(workspace, 24)
    every = [*asked.known, *asked.unseen]
    assert len(set(every)) == 48
    assert len({view.period for view in every}) > 3
    for one, other in pairwise(every):
        assert one.indicator != other.indicator and one.areas != other.areas
