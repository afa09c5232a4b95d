"""What stands on slides: the same figures as on the pages, frozen or of today; slides that can no longer be made."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck, Slide, deck_of
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.report.slide_layout import LOOKS
from lib.report.slide_svg import slide_svg
from lib.report.slides import MapFigure, TableFigure
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
RESTATED = View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",), unit_set="34", basis="restated")


def deck(*slides: Slide) -> Deck:
    return Deck("Giao ban", date(2026, 11, 24), slides)


def test_a_map_slide_shows_what_the_map_page_shows(workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    told = deck_content(
        "d", deck(slide_of("map", RESTATED), slide_of("map", replace(PCI, mode="pair"))), workspace, boundaries
    )
    first, second = (slide.figure for slide in told.slides)
    assert isinstance(first, MapFigure) and isinstance(second, MapFigure)
    assert (len(first.paints), len(second.paints)) == (1, 2)
    values = {area.ref_area: area.value for area in first.paints[0].areas}
    assert (len(values), values["34-19"]) == (34, "≈ 45,22 điểm")
    assert set(first.paints[0].frames) == {"34-48", "34-56"}
    assert "ứng dụng quy đổi" in told.slides[0].sentences[0]
    assert "32/34" in told.slides[0].small_print


def test_a_ranking_slide_keeps_the_focus_its_neighbours_and_the_last(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = replace(PCI, areas=("63-54",))
    figure = deck_content("d", deck(slide_of("ranking", view)), workspace, boundaries).slides[0].figure
    assert isinstance(figure, TableFigure)
    ranks = [row[0] for row in figure.table.rows]
    focus = next(iter(figure.strong))
    names = [row[list(figure.table.headings).index("Địa bàn")] for row in figure.table.rows]
    assert names[focus] == "Phú Yên"
    assert ranks[:5] == [1, 2, 3, 4, 5] and ranks[-1] == 63
    assert ranks == sorted(ranks, key=lambda rank: int(str(rank)))
    assert int(str(ranks[focus])) - 1 in ranks and int(str(ranks[focus])) + 1 in ranks
    assert figure.left_out == 63 - len(ranks)


def test_a_slide_that_can_no_longer_be_made_says_so_and_the_deck_goes_on(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    broken = [Slide("a", "map", "ind=NO_SUCH"), Slide("b", "nowhere", "ind=PCI"), Slide("c", "map", "ind=PCI&t=1999")]
    broken.append(Slide("d", "map", "ind=PCI&t=2016&area=99-99"))
    told = deck_content("d", deck(*broken, slide_of("map", PCI)), workspace, boundaries).slides
    assert [bool(slide.problem) for slide in told] == [True, True, True, True, False]
    assert "NO_SUCH" in told[0].problem and "1999" in told[2].problem and "99-99" in told[3].problem
    assert all(slide.figure is None for slide in told[:4])
    assert told[3].problem.startswith("Không có địa bàn “99-99” trong danh mục")  # not: no figures of it


def test_a_slide_that_shows_something_else_than_was_arranged_says_so(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = replace(PCI, basis="sideways")
    told = deck_content("d", deck(slide_of("ranking", view), slide_of("ranking", PCI)), workspace, boundaries).slides
    notice = "Không có cách đặt số liệu “sideways” cho kỳ này: đang xem như công bố."
    assert [notice in slide.small_print for slide in told] == [True, False]


def test_frozen_figures_stay_and_their_hash_with_them(office: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    loose = deck(slide_of("map", PCI), slide_of("ranking", PCI), slide_of("province", PCI))
    frozen = replace(loose, frozen_at=office.store.instant())
    before = deck_content("d", frozen, office, boundaries)
    assert deck_content("d", frozen, office, boundaries).content_hash == before.content_hash
    standing = office.observations("PCI")
    row = standing.loc[(standing["time_period"] == "2016") & (standing["ref_area"] == "63-19")]
    changed = row[list(OBSERVATION_COLUMNS)].assign(obs_value=12.5)
    office.store.add(changed, file_name="a.csv", content_hash="0", actor="Sở Tài chính", note="")
    after = deck_content("d", frozen, office, boundaries)
    assert after == before
    now = deck_content("d", loose, office, boundaries)
    assert now.content_hash != before.content_hash
    assert "12,50 điểm" in now.slides[0].sentences[0]
    assert "12,50 điểm" not in after.slides[0].sentences[0]
    assert "Đã chốt, số liệu đến" in after.stamp and before.content_hash[:8] in after.stamp


def test_own_words_come_before_those_made_from_the_figures(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = replace(slide_of("map", PCI), title="Vị trí của ta", sentence="Giữ hạng 7.", note="Nói chậm.", seconds=20)
    told = deck_content("d", deck(slide), workspace, boundaries).slides[0]
    assert (told.title, told.sentences, told.note, told.seconds) == ("Vị trí của ta", ("Giữ hạng 7.",), "Nói chậm.", 20)


def test_an_english_deck_is_english(workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    told = deck_content("d", replace(deck(slide_of("map", PCI)), language="en"), workspace, boundaries).slides[0]
    assert told.title == "PCI 2016"
    assert "điểm" not in " ".join(told.sentences) + told.small_print


def test_a_deck_kept_with_characters_no_file_can_hold_is_drawn(workspace: Workspace) -> None:
    pasted = "dòng\x0bhai\x07"
    body = json.dumps(
        {
            "title": pasted,
            "day": "2026-11-24",
            "slides": [
                {
                    "slide_id": "a",
                    "page": "map",
                    "address": "ind=X%0B%1FX",
                    "title": pasted,
                    "sentence": pasted,
                    "note": pasted,
                }
            ],
        }
    )
    told = deck_content("d", deck_of(body), workspace, {})
    (slide,) = told.slides
    assert (told.title, slide.title, slide.sentences, slide.note) == (
        "dòng hai",
        "dòng hai",
        ("dòng\nhai",),
        "dòng\nhai",
    )
    assert ElementTree.fromstring(slide_svg(slide, told, 1, LOOKS["room"])).tag.endswith("svg")


def test_the_stamp_says_when_somebody_froze_and_up_to_when_the_figures_are(workspace: Workspace) -> None:
    at = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)
    frozen = replace(deck(), frozen_at=at, frozen_when=at + timedelta(days=19))
    told = deck_content("d", frozen, workspace, {}).stamp
    assert told.startswith("Chốt lúc 22/11/2026 08:30, số liệu đến 03/11/2026 08:30 · ")
    assert deck_content("d", replace(frozen, frozen_when=None), workspace, {}).stamp.startswith("Đã chốt, số liệu đến")


def test_the_hash_covers_title_and_day(workspace: Workspace) -> None:
    own = deck()
    others = (replace(own, title="Họp báo"), replace(own, day=date(2026, 11, 25)), replace(own, preset="print"))
    title, day, looks = (deck_content("d", other, workspace, {}).content_hash for other in others)
    assert len({deck_content("d", own, workspace, {}).content_hash, title, day}) == 3
    assert looks == deck_content("d", own, workspace, {}).content_hash


def test_a_slide_keeps_the_look_of_its_map_and_tells_the_same(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = View(indicator="PCI", period="2016", base="2015")
    plain, tiled = (
        deck_content("d", deck(slide_of("map", shown)), workspace, boundaries)
        for shown in (view, replace(view, look="tiles"))
    )
    figures = [made.slides[0].figure for made in (plain, tiled)]
    assert [isinstance(figure, MapFigure) and figure.paints[0].tiles is not None for figure in figures] == [False, True]
    assert tiled.content_hash == plain.content_hash
