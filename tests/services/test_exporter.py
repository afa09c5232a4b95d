"""Files made beside the server: shared, followed, queued, cancelled, failed in words, kept within bounds; all real."""

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.model.deck import Deck
from lib.model.view import View
from lib.services.deck_files import Progress
from lib.services.decks import slide_of
from lib.services.export_jobs import Failed, Finished, Installation, Order, State, Underway, Waiting
from lib.services.exporter import Bounds, Exports
from lib.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
DECK = Deck("Giao ban", date(2026, 11, 24), (slide_of("ranking", PCI), slide_of("trend", PCI)))
SHORT = Order("docx", "a", 1, DECK, 1)
LONG = Order("pptx", "b", 1, replace(DECK, slides=tuple(slide_of("map", PCI) for _ in range(12))), 1)
BOUNDS = Bounds(files=3, idle_s=30)


class Clock:
    """A clock that goes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def exports(clock: Clock, workspace: Workspace) -> Iterator[Exports]:
    made = Exports(Installation(workspace.root, None, Path(os.environ["TOAN_CANH_VAR"])), BOUNDS, clock)
    yield made
    made.close()


def followed(exports: Exports, order: Order) -> list[State]:
    """Return the states of a file, each once, up to its end."""
    states: list[State] = []
    deadline = time.monotonic() + 120
    while not states or isinstance(states[-1], Waiting | Underway):
        assert time.monotonic() < deadline, states[-1:]
        state = exports.state(order.key)
        assert state is not None
        if states[-1:] != [state]:
            states.append(state)
        time.sleep(0.002)
    return states


def test_a_file_is_followed_to_its_end_and_shared_by_whoever_asks(exports: Exports) -> None:
    assert exports.state(SHORT.key) is None
    exports.ask(SHORT, "An")
    exports.ask(replace(SHORT), "Bình")
    exports.leave(SHORT.key, "Bình")  # An still waits
    *way, end = followed(exports, SHORT)
    assert isinstance(end, Finished)
    assert end.file.content.startswith(b"PK") and "Số liệu đến" in end.file.stamp
    parts = [state.progress.part for state in way if isinstance(state, Underway)]
    assert parts == sorted(parts) and parts[-1] > 0
    exports.ask(SHORT, "Chi")
    assert exports.state(SHORT.key) is end  # made once


def test_what_depends_on_other_figures_or_another_template_is_another_file() -> None:
    frozen = replace(SHORT, deck=replace(DECK, frozen_at=datetime.now(UTC)))
    assert replace(SHORT, version=2).key != SHORT.key
    assert replace(frozen, version=2).key == frozen.key
    assert len({SHORT.key, *(replace(SHORT, template=own).key for own in (b"", b"a", b"b"))}) == 4


def test_others_wait_and_are_told_and_who_cancels_lets_them_pass_at_once(exports: Exports) -> None:
    exports.ask(LONG, "An")
    other = replace(SHORT, revision=2)
    exports.ask(other, "Bình")
    assert exports.state(other.key) == Waiting(1)
    while exports.state(LONG.key) == Underway(Progress("begin", count=12)):
        time.sleep(0.01)
    assert isinstance(exports.state(LONG.key), Underway)
    left = exports._jobs[LONG.key]
    exports.leave(LONG.key, "An")
    assert exports.state(LONG.key) is None
    assert isinstance(followed(exports, other)[-1], Finished)
    assert left.progress is not None and left.progress.step != "joining"  # it was not made to its end for nobody
    exports.leave(other.key, "Bình")  # what is finished stays for whoever comes back
    assert isinstance(exports.state(other.key), Finished)


def test_a_template_that_cannot_be_used_and_a_failure_of_ours_are_told_and_nothing_is_kept(
    exports: Exports, caplog: pytest.LogCaptureFixture
) -> None:
    refused = replace(SHORT, form="pptx", template=b"no template")
    exports.ask(refused, "An")
    end = followed(exports, refused)[-1]
    assert isinstance(end, Failed) and "PowerPoint" in end.words.vi
    broken = replace(SHORT, form="no such format")
    exports.ask(broken, "An")
    with caplog.at_level(logging.ERROR):
        end = followed(exports, broken)[-1]
    assert isinstance(end, Failed)
    number = end.words.vi.split("(mã ")[1][:8]
    assert number in end.words.en and f"incident {number}" in caplog.text and "KeyError" in caplog.text
    exports.ask(SHORT, "An")  # a new process takes the place of the broken one
    assert isinstance(followed(exports, SHORT)[-1], Finished)


def test_finished_files_are_kept_for_a_while_and_not_too_many(exports: Exports, clock: Clock) -> None:
    orders = [replace(SHORT, revision=revision) for revision in (11, 12, 13, 14)]
    for order in orders:
        exports.ask(order, "An")
    followed(exports, orders[-1])
    assert [exports.state(order.key) is None for order in orders] == [True, False, False, False]
    clock.now += BOUNDS.kept_s + 1
    assert [exports.state(order.key) for order in orders] == [None] * 4


def test_a_file_that_takes_too_long_says_so(tmp_path: Path) -> None:
    exports = Exports(Installation(ROOT, None, tmp_path), Bounds(making_s=0.2))
    exports.ask(SHORT, "An")
    end = followed(exports, SHORT)[-1]
    exports.close()
    assert isinstance(end, Failed) and "chia bộ" in end.words.vi


def test_a_store_that_cannot_be_opened_is_told_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("no folder")
    exports = Exports(Installation(ROOT, None, tmp_path / "var"))
    exports.ask(SHORT, "An")
    end = followed(exports, SHORT)[-1]
    exports.close()
    assert isinstance(end, Failed) and "mã" not in end.words.vi
