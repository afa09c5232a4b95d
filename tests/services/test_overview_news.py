"""What is new since a day, from a store of its own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from lib.i18n import translator
from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.model.deck import Deck, body_of
from lib.model.observation import OBSERVATION_COLUMNS
from lib.services.growing_catalogue import GrowingCatalogue
from lib.services.overview_news import USUAL_DAYS, first_day, news_since
from lib.services.workspace import Workspace
from lib.store.opening import open_store

ROOT = Path(__file__).parents[2]
VI = translator("vi")
START = datetime(2026, 9, 1, 3, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Workspace:
    store = open_store(None, tmp_path)
    store._clock = clock
    return Workspace(ROOT, GrowingCatalogue(load_catalogue(ROOT / "data"), store), load_gazetteer(ROOT / "geo"), store)


def hand_in(office: Workspace, name: str, figures: dict[str, float], status: str = "A") -> None:
    rows = [("PCI", area, "2023", value, status, None, None, None, "VCCI") for area, value in figures.items()]
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)).astype({"published_rank": "Int64"})
    office.store.add(frame, file_name=name, content_hash=name, actor="Sở <b>", note="")


def test_a_corrected_rank_is_told_with_how_many_were_ranked(office: Workspace, clock: Clock) -> None:
    for days, rank in ((0, 6), (20, 7)):
        clock.now = START + timedelta(days=days)
        row = ("PCI", "63-19", "2023", None, "O", rank, None, None, "VCCI")
        frame = pd.DataFrame([row], columns=list(OBSERVATION_COLUMNS)).astype({"published_rank": "Int64"})
        office.store.add(frame, file_name=f"{rank}", content_hash=f"{rank}", actor="Sở", note="")
    (told,) = news_since((START + timedelta(days=10)).date(), [], office, VI).corrections
    assert (told.name, told.change) == ("PCI 2023, Thái Nguyên, hạng công bố", "6/63 → 7/63")


def test_a_correction_is_told_from_old_to_new(office: Workspace, clock: Clock) -> None:
    hand_in(office, "a", {"63-19": 67.48, "63-01": 65.0})
    clock.now = START + timedelta(days=20)
    hand_in(office, "b", {"63-19": 67.5, "63-01": 65.0, "63-22": 71.0})
    day = (START + timedelta(days=10)).date()
    news = news_since(day, [], office, VI)
    assert news.counts == "1 số mới và 1 số đã thay đổi"
    assert [(one.name, one.change) for one in news.corrections] == [("PCI 2023, Thái Nguyên", "67,48 → 67,50")]
    assert news.batches == "1 đợt, gần nhất 21/09/2026 10:00 (Sở <b>)."
    assert news_since(day, ["63-22"], office, VI).counts == "1 số mới"
    assert news_since(day, ["63-48"], office, VI).counts == "Không có số nào khác trước."


def test_a_correction_has_the_decimals_of_its_indicator_unless_they_hide_it(office: Workspace, clock: Clock) -> None:
    hand_in(office, "a", {"63-19": 60.740993, "63-01": 65.0})
    clock.now = START + timedelta(days=20)
    hand_in(office, "b", {"63-19": 63.25, "63-01": 65.001})
    told = {one.name: one.change for one in news_since((START + timedelta(days=10)).date(), [], office, VI).corrections}
    assert told == {"PCI 2023, Thái Nguyên": "60,74 → 63,25", "PCI 2023, Hà Nội": "65,00 → 65,001"}


def test_the_same_figure_said_with_another_certainty_tells_the_statuses(office: Workspace, clock: Clock) -> None:
    hand_in(office, "a", {"63-19": 67.48}, "P")
    clock.now = START + timedelta(days=20)
    hand_in(office, "b", {"63-19": 67.48})
    news = news_since((START + timedelta(days=10)).date(), [], office, VI)
    assert [one.change for one in news.corrections] == ["số liệu sơ bộ → số liệu chính thức"]


def test_nothing_handed_in_since_is_no_news(office: Workspace, clock: Clock) -> None:
    hand_in(office, "a", {"63-19": 67.48})
    clock.now = START + timedelta(days=20)
    assert news_since(clock.now.date(), [], office, VI).batches == "Chưa có đợt nộp nào."


def test_what_came_with_the_program_is_no_hand_in(office: Workspace, clock: Clock) -> None:
    row = ("PCI", "63-19", "2023", 67.0, "A", None, None, None, "VCCI")
    figures = pd.DataFrame([row], columns=list(OBSERVATION_COLUMNS)).astype({"published_rank": "Int64"})
    office.store.add_once(figures, file_name="s", content_hash="s", actor="x", note="")
    clock.now = START + timedelta(days=20)
    hand_in(office, "a", {"63-01": 65.0})
    news = news_since((START - timedelta(days=10)).date(), [], office, VI)
    assert (news.batches, news.counts) == ("1 đợt, gần nhất 21/09/2026 10:00 (Sở <b>).", "1 số mới")


def test_an_undone_batch_is_told_as_what_it_took_back(office: Workspace, clock: Clock) -> None:
    hand_in(office, "a", {"63-19": 67.48})
    hand_in(office, "b", {"63-19": 60.0})
    clock.now = START + timedelta(days=20)
    office.store.undo(2, "người sửa")
    news = news_since((START + timedelta(days=10)).date(), ["63-19"], office, VI)
    assert [one.change for one in news.corrections] == ["60,00 → 67,48"]


def test_news_begin_with_the_last_meeting_unless_it_is_long_ago(office: Workspace) -> None:
    today = START.date()
    assert first_day(today, office) == today - timedelta(days=USUAL_DAYS)
    for place, before in enumerate((90, 5, 0)):
        deck = Deck("Họp", today - timedelta(days=before))
        office.store.decks.save(f"deck{place}", body_of(deck), "a", based_on=0)
    assert first_day(today, office) == today - timedelta(days=5)
