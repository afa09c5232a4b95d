"""What changed since the meeting before, worked out by hand on figures entered one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from lib.intake.shipped import read_shipped
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.report.slides import SlideContent, TableFigure
from lib.services.decks import slide_of
from lib.services.growing_catalogue import GrowingCatalogue
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace
from lib.store import open_store

ROOT = Path(__file__).parents[2]
PCI = View(indicator="PCI", period="2016", areas=("63-19",))
NO_LINES: Mapping[str, Boundaries] = {}
BEFORE = date(2026, 11, 10)


class Clock:
    """A clock that tests set."""

    now = datetime(2026, 11, 1, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def shipped(catalogue: Catalogue, gazetteer: Gazetteer) -> pd.DataFrame:
    found = read_shipped(ROOT / "data", catalogue, gazetteer)
    return found.loc[found["indicator"] == "PCI"]


@pytest.fixture
def own(
    tmp_path: Path, clock: Clock, catalogue: Catalogue, gazetteer: Gazetteer, shipped: pd.DataFrame
) -> Iterator[Workspace]:
    store = open_store(None, tmp_path, clock=clock)
    store.add(shipped, file_name="pci.csv", content_hash="pci", actor="Văn phòng", note="")
    yield Workspace(ROOT, GrowingCatalogue(catalogue, store), gazetteer, store)
    store.close()


def hand_in(workspace: Workspace, period: str, areas: list[str], **cells: float) -> None:
    standing = workspace.observations("PCI")
    rows = standing.loc[standing["ref_area"].isin(areas) & (standing["time_period"] == period)]
    if rows.empty:
        template = standing.loc[standing["ref_area"].isin(areas) & (standing["time_period"] == "2016")]
        rows = template.assign(time_period=period, published_rank=pd.array([pd.NA] * len(template), dtype="Int64"))
    changed = rows[list(OBSERVATION_COLUMNS)].assign(**cells)
    workspace.store.add(changed, file_name="a.csv", content_hash=str(cells), actor="Sở Tài chính", note="")


def since(workspace: Workspace, **fields: object) -> SlideContent:
    slides = (slide_of("ranking", PCI), slide_of("since", PCI))
    deck = replace(Deck("Giao ban", date(2026, 11, 24), slides, meeting_before=BEFORE), **fields)  # type: ignore[arg-type]
    slide = deck_content("d", replace(deck, slides=deck.slides[1:]), workspace, NO_LINES).slides[0]
    return slide


def rows(slide: SlideContent) -> list[list[object]]:
    assert isinstance(slide.figure, TableFigure), (slide.problem, slide.sentences)
    return [list(row) for row in slide.figure.table.rows]


def test_changed_figures_new_ones_and_the_moved_rank_are_told(own: Workspace, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 10, 3, tzinfo=UTC)
    hand_in(own, "2015", ["63-01"], obs_value=50.0)  # the meeting before saw it: it is not told
    clock.now = datetime(2026, 11, 12, 3, tzinfo=UTC)
    hand_in(own, "2016", ["63-01"], obs_value=70.5)
    hand_in(own, "2016", ["63-19"], obs_value=62.25)
    hand_in(own, "2023", ["63-19"], published_rank=24)
    hand_in(own, "2024", ["63-01", "63-48"], obs_value=66.0)
    slide = since(own)
    assert slide.title == "Kể từ cuộc họp trước (10/11/2026)"
    assert rows(slide) == [
        [
            "Số đã thay đổi",
            "PCI 2023",
            "Thái Nguyên (trước 7/2025)",
            "67,48; hạng 23 (công bố)",
            "67,48; hạng 24 (công bố)",
        ],
        ["Số đã thay đổi", "PCI 2016", "Thái Nguyên (trước 7/2025)", "61,82", "62,25"],
        ["Số đã thay đổi", "PCI 2016", "Hà Nội", "60,74", "70,50"],
        ["Thứ hạng", "PCI", "Thái Nguyên (trước 7/2025)", "2023: hạng 23/63 (công bố)", "2023: hạng 24/63 (công bố)"],
        ["Số mới", "PCI 2024", "2 số", "–", "lần nộp 6, Sở Tài chính, 12/11/2026 10:00"],
    ]
    assert isinstance(slide.figure, TableFigure)
    assert slide.figure.strong == {0, 1, 3}
    assert slide.sentences == (
        "Từ hết ngày 10/11/2026: 3 số đã thay đổi, 1 chỉ tiêu đổi thứ hạng của địa phương trọng tâm và 2 số mới.",
    )
    assert "10/11/2026" in slide.small_print


def test_a_frozen_deck_tells_what_was_known_when_it_was_frozen(own: Workspace, clock: Clock) -> None:
    clock.now += timedelta(days=11)
    hand_in(own, "2016", ["63-48"], obs_value=70.5)
    frozen_at = own.store.instant()
    clock.now += timedelta(days=1)
    hand_in(own, "2016", ["63-48"], obs_value=71.5)
    assert [row[-1] for row in rows(since(own, frozen_at=frozen_at))] == ["70,50"]
    assert [row[-1] for row in rows(since(own))] == ["71,50"]


def test_breaks_that_figures_passed_and_breaks_in_force_since(
    tmp_path: Path, clock: Clock, catalogue: Catalogue, gazetteer: Gazetteer, shipped: pd.DataFrame
) -> None:
    clock.now = datetime(2022, 5, 1, tzinfo=UTC)
    store = open_store(None, tmp_path, clock=clock)
    workspace = Workspace(ROOT, GrowingCatalogue(catalogue, store), gazetteer, store)
    past = shipped["time_period"] < "2022"
    store.add(shipped.loc[past], file_name="a.csv", content_hash="a", actor="Văn phòng", note="")
    clock.now = datetime(2026, 11, 20, tzinfo=UTC)
    store.add(
        shipped.loc[shipped["time_period"] == "2022"], file_name="b.csv", content_hash="b", actor="Văn phòng", note=""
    )
    told = [row[:2] for row in rows(since(workspace, meeting_before=date(2022, 6, 1)))]
    assert told[-2:] == [["Số liệu đã qua mốc đứt gãy", "PCI 2022"], ["Đứt gãy có hiệu lực", "PCI 2023"]]
    store.close()


def test_a_meeting_before_there_were_any_figures_has_nothing_to_compare_with(own: Workspace) -> None:
    first = since(own, meeting_before=date(2026, 10, 1))
    assert first.figure is None and "chưa có số liệu nào" in first.problem


def test_without_a_change_or_a_day_the_slide_says_so(own: Workspace) -> None:
    quiet = since(own)
    assert quiet.figure is None and not quiet.problem
    assert quiet.sentences == ("Từ hết ngày 10/11/2026 đến nay không có số nào của các trang trong bộ thay đổi.",)
    assert "ngày họp trước" in since(own, meeting_before=None).problem


def test_a_frozen_deck_never_tells_figures_of_after_the_freeze_nor_time_running_backwards(
    own: Workspace, clock: Clock
) -> None:
    frozen_at = own.store.instant()
    assert frozen_at is not None
    same_day = frozen_at.date()
    before = since(own, frozen_at=frozen_at, meeting_before=same_day)
    clock.now += timedelta(hours=5)
    hand_in(own, "2016", ["63-19"], obs_value=99.9)
    after = since(own, frozen_at=frozen_at, meeting_before=same_day)
    assert (after.problem, after.small_print, after.figure) == (before.problem, before.small_print, None)
    assert "chưa hết khi số liệu được chốt (số liệu đến 01/11/2026 09:00)" in after.problem
    pressed = since(own, frozen_at=frozen_at, frozen_when=datetime(2026, 11, 20, tzinfo=UTC))
    assert (pressed.problem, pressed.figure) == ("", None)  # a meeting between the last figures and the freezing
    assert "đến lúc chốt không có số nào" in pressed.sentences[0]


def test_a_meeting_before_that_is_not_before_is_told(own: Workspace) -> None:
    assert "phải trước ngày họp" in since(own, meeting_before=date(2026, 11, 24)).problem
    assert "chưa qua" in since(own, meeting_before=date(2200, 1, 1), day=date(2200, 2, 1)).problem
