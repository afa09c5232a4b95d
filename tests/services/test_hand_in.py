"""From a reading to the store: what is stored is what was read and shown, with the file and the summary, or nothing."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.__main__ import main
from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.intake.reading import CELL_COLUMNS, Counts, ReadAs, Reading
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.period import Frequency
from lib.model.view import View
from lib.services.answers import rank_answer, series_answer
from lib.services.choosing import choose
from lib.services.hand_in import confirm, preview, summary, summary_json, to_observations
from lib.services.inventory import batch_rows, coverage_rows
from lib.services.map_content import MapRequest, map_paint
from lib.services.questions import ask
from lib.services.ranking_rows import ranking_rows
from lib.services.tables import change_table
from lib.services.trend_lines import told, trend_lines
from lib.services.workspace import Workspace
from lib.store import StoreError

CONTENT = "Tỉnh;2030\nHà Nội;70,5\n".encode()
SLIP = {"actor": "Sở Tài chính", "note": "tháng 5"}
Cell = tuple[str, str, str, float | None, str, int | None]


def reading(*cells: Cell, **changes: Any) -> Reading:  # noqa: ANN401
    rows = [
        (area, f"nhãn {area}", period, code, value, status, "Biểu 1", row, "C")
        for row, (area, period, code, value, status, _) in enumerate(cells, start=5)
    ]
    ranks = pd.array([rank for *_, rank in cells], dtype="Int64")
    frame = pd.DataFrame(rows, columns=list(CELL_COLUMNS)).assign(published_rank=ranks)
    typed = frame.astype({"obs_value": "float64", "row": "int64"} if cells else {})
    digest = hashlib.sha256(CONTENT).hexdigest()
    return replace(Reading(Outcome.ACCEPT, "Biểu 1.csv", digest, cells=typed), **changes)


def hanoi(value: float | None = 70.5, rank: int | None = None, period: str = "2030", status: str = "A") -> Cell:
    return ("63-01", period, "PCI", value, status, rank)


def test_cells_become_observations_of_the_source_handed_in(office: Workspace) -> None:
    read = reading(hanoi(rank=2), ("63-79", "2030", "PCI", None, "O", None))
    observations = to_observations(read, office)
    assert observations.columns.tolist() == list(OBSERVATION_COLUMNS)
    assert observations.iloc[0].tolist()[:6] == ["PCI", "63-01", "2030", 70.5, "A", 2]
    assert observations["rank_basis"].fillna("").tolist() == ["explicit", ""]
    assert set(observations["source"]) == {"HANDED_IN"}


def test_what_stands_twice_and_says_the_same_counts_once_and_a_contradiction_is_never_stored(office: Workspace) -> None:
    assert len(to_observations(reading(hanoi(), hanoi()), office)) == 1
    with pytest.raises(ValueError, match="the same key twice"):
        preview(reading(hanoi(70.5), hanoi(70.6)), office)
    with pytest.raises(ValueError, match="the same key twice"):
        confirm(reading(hanoi(70.5), hanoi(70.6)), CONTENT, office, **SLIP)
    assert len(office.store.batches()) == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("63-99", "2030", "PCI", 1.0, "A", None), "ref_area: 63-99"),
        (("63-01", "2030", "PCJ", 1.0, "A", None), "indicator: PCJ"),
    ],
)
def test_a_unit_or_indicator_nobody_knows_is_never_stored(office: Workspace, cell: Cell, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        confirm(reading(hanoi(), cell), CONTENT, office, **SLIP)
    assert len(office.store.batches()) == 1


def test_a_preview_says_what_confirming_then_does_and_where_each_figure_stands(office: Workspace) -> None:
    confirm(reading(hanoi(70.5), ("63-79", "2030", "PCI", 61.0, "A", None)), CONTENT, office, **SLIP)
    read = reading(("63-56", "2030", "PCI", 66.0, "A", None), hanoi(71.0), ("63-79", "2030", "PCI", 61.0, "A", None))
    seen = preview(read, office)
    assert (seen.new, seen.changed, seen.unchanged) == (1, 1, 1)
    assert seen.compared["state"].tolist() == ["new", "changed", "unchanged"]
    assert seen.compared[["ref_area", "area_label", "sheet", "row", "column"]].iloc[1].tolist() == [
        "63-01",
        "nhãn 63-01",
        "Biểu 1",
        6,
        "C",
    ]
    batch = confirm(read, CONTENT, office, seen=seen, **SLIP)
    assert (batch.row_count, batch.replaced_count, batch.unchanged_count) == (3, 1, 1)


def test_a_batch_keeps_the_file_who_and_what_it_came_to(office: Workspace) -> None:
    read = reading(hanoi())
    batch = confirm(read, CONTENT, office, actor="Sở\0 Tài\nchính", note="một\r\nhai\0 " + "x" * 3_000)
    assert office.store.document(batch.batch_id) == CONTENT
    kept = json.loads(office.store.summary(batch.batch_id))
    assert kept == summary(read, preview(reading(hanoi(period="2031")), office))
    assert (batch.actor, batch.file_name) == ("Sở Tài chính", "Biểu 1.csv")
    assert batch.note.startswith("một\nhai x")
    assert len(batch.note) == 2_000


@pytest.mark.parametrize("outcome", [Outcome.ASK, Outcome.REJECT])
def test_a_reading_that_asks_or_is_refused_is_never_stored(office: Workspace, outcome: Outcome) -> None:
    with pytest.raises(ValueError, match=str(outcome)):
        confirm(reading(hanoi(), outcome=outcome), CONTENT, office, **SLIP)
    question = OpenQuestion(QuestionName.PERIOD, ())
    with pytest.raises(ValueError, match="cannot be stored"):
        confirm(reading(hanoi(), question=question), CONTENT, office, **SLIP)
    with pytest.raises(ValueError, match="takes nothing"):
        confirm(reading(), CONTENT, office, **SLIP)
    with pytest.raises(ValueError, match="SHA-256"):
        confirm(reading(hanoi()), CONTENT + b" ", office, **SLIP)
    assert len(office.store.batches()) == 1


def test_a_store_that_fails_keeps_nothing_and_takes_it_the_next_time(office: Workspace) -> None:
    with office.store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    many = reading(*(hanoi(period=f"{year}") for year in range(2026, 2101)))
    content = b"x" * 200_000 + bytes(range(256)) * 800
    read = replace(many, content_hash=hashlib.sha256(content).hexdigest())
    before = office.store.coverage()
    with pytest.raises(StoreError, match="chưa lưu gì"):
        confirm(read, content, office, **SLIP)
    pd.testing.assert_frame_equal(office.store.coverage(), before)
    with office.store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert confirm(read, content, office, **SLIP).row_count == 75


def test_a_preview_grown_old_is_made_anew(office: Workspace) -> None:
    read = reading(hanoi())
    seen = preview(read, office)
    confirm(read, CONTENT, office, **SLIP)
    batch = confirm(read, CONTENT, office, seen=seen, **SLIP)
    assert json.loads(office.store.summary(batch.batch_id))["counts"]["unchanged"] == 1
    assert batch.unchanged_count == 1


def shown(office: Workspace, code: str, area: str, period: str) -> dict[str, Any]:
    found = office.store.series([code])
    rows = found[(found["ref_area"] == area) & (found["time_period"] == period)].to_dict("records")
    assert len(rows) == 1
    return rows[0]


def test_a_table_of_values_keeps_the_published_rank_of_an_equal_value_and_names_both_sources(
    office: Workspace,
) -> None:
    shipped = shown(office, "PCI", "63-01", "2016")
    assert shipped["published_rank"] == 14
    batch = confirm(reading(hanoi(shipped["obs_value"], period="2016")), CONTENT, office, **SLIP)
    stored = shown(office, "PCI", "63-01", "2016")
    assert stored["batch_id"] == batch.batch_id
    assert (stored["published_rank"], stored["rank_basis"]) == (14, shipped["rank_basis"])
    assert stored["source"] == f"HANDED_IN+{shipped['source']}"
    again = confirm(reading(hanoi(shipped["obs_value"], period="2016")), CONTENT, office, **SLIP)
    assert (again.unchanged_count, again.replaced_count) == (1, 0)
    confirm(reading(hanoi(shipped["obs_value"] + 1, period="2016")), CONTENT, office, **SLIP)
    changed = shown(office, "PCI", "63-01", "2016")
    assert pd.isna(changed["published_rank"])
    assert changed["source"] == "HANDED_IN"


def test_a_value_that_comes_to_a_rank_known_alone_keeps_the_rank(office: Workspace) -> None:
    series = office.store.series(["DTI"])
    bare = series[series["obs_value"].isna() & series["published_rank"].notna()].iloc[0]
    cell = (bare["ref_area"], bare["time_period"], "DTI", 0.5, "A", None)
    confirm(reading(cell), CONTENT, office, **SLIP)
    stored = shown(office, "DTI", bare["ref_area"], bare["time_period"])
    assert (stored["obs_value"], stored["published_rank"]) == (0.5, bare["published_rank"])


def test_a_rank_without_a_value_leaves_the_value_that_stands(office: Workspace) -> None:
    shipped = shown(office, "PCI", "63-01", "2016")
    read = reading(hanoi(None, rank=13, period="2016", status="O"))
    assert (preview(read, office).changed, preview(read, office).new) == (1, 0)
    confirm(read, CONTENT, office, **SLIP)
    now = shown(office, "PCI", "63-01", "2016")
    assert (now["obs_value"], now["obs_status"], now["published_rank"]) == (
        shipped["obs_value"],
        shipped["obs_status"],
        13,
    )
    assert shipped["source"] in now["source"]


def test_a_rank_written_in_the_file_is_the_one_stored(office: Workspace) -> None:
    shipped = shown(office, "PCI", "63-01", "2016")
    confirm(reading(hanoi(shipped["obs_value"], rank=13, period="2016")), CONTENT, office, **SLIP)
    stored = shown(office, "PCI", "63-01", "2016")
    assert (stored["published_rank"], stored["rank_basis"], stored["source"]) == (13, "explicit", "HANDED_IN")


def test_a_summary_is_plain_and_whole(office: Workspace) -> None:
    issue = Issue(
        IssueCode.AREA_AMBIGUOUS,
        Outcome.WARN,
        sheet="Biểu 1",
        rows=(7, 9),
        column="A",
        text="Hà\ud800\0",
        parts={"candidates": "Hà Nội, Hà Nam"},
        proposal="63-01",
    )
    question = OpenQuestion(
        QuestionName.LABELS, (Choice("63-01", "Hà Nội"),), subject="Hà", quote="A7", open_ended=True
    )
    read = reading(
        outcome=Outcome.ASK,
        issues=(issue,),
        question=question,
        read_as=ReadAs(container="csv", delimiter=";", indicators=("PCI",), periods=("2030",)),
        counts=Counts(read=5, taken=3, set_aside=1, refused=1, missing=2),
    )
    said = json.loads(summary_json(read, None))
    assert said == summary(read, None)
    assert summary_json(read, None).isascii()
    assert "\0" not in summary_json(read, None)
    assert list(said) == ["outcome", "file_name", "content_hash", "read_as", "counts", "issues", "question"]
    assert said["read_as"]["indicators"] == ["PCI"]
    assert said["counts"] == {
        "read": 5,
        "taken": 3,
        "set_aside": 1,
        "refused": 1,
        "missing": 2,
        "new": None,
        "changed": None,
        "unchanged": None,
    }
    assert said["issues"][0] == {
        "code": "area-ambiguous",
        "outcome": "WARN",
        "sheet": "Biểu 1",
        "rows": [7, 9],
        "column": "A",
        "text": "Hà\ud800\0",
        "parts": {"candidates": "Hà Nội, Hà Nam"},
        "proposal": "63-01",
    }
    assert said["question"] == {
        "name": "labels",
        "subject": "Hà",
        "key": "labels:Hà",
        "quote": "A7",
        "open_ended": True,
        "choices": [{"value": "63-01", "quote": "Hà Nội"}],
    }
    assert summary(reading(hanoi()), preview(reading(hanoi()), office))["counts"]["new"] == 1
    assert summary(reading(hanoi()), None)["question"] is None


def test_what_was_handed_in_is_told_everywhere_with_its_source(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = [unit.ref_area for unit in office.gazetteer.members("34")]
    cells = [
        (area, f"{year}", "PCI", 60.0 + place, "A", None) for year in (2029, 2030) for place, area in enumerate(areas)
    ]
    confirm(reading(*cells), CONTENT, office, **SLIP)
    publishers = ("Đơn vị nộp qua ứng dụng", "Offices, handed in through the application")
    for t, publisher in zip((translator("vi"), translator("en")), publishers, strict=True):
        question = ask(office, "PCI", "2030", "2029")
        assert len(rank_answer(office, question, t)) == 34
        assert "HANDED_IN" in {row["source"] for row in series_answer(office, "PCI", ["34-01"], t)}
        changed = change_table(office.observations("PCI"), question, office)
        ranked = ranking_rows(changed, question, office, t)
        assert set(ranked["sources"]) == {publisher}
        paint = map_paint(MapRequest(question, changed, "value", "light"), load_boundaries(SHIPPED, "34"), office, t)
        assert all(publisher in " ".join(map(str, area.lines)) for area in paint.areas)
        units = [office.gazetteer.unit("34-01")]
        lines = trend_lines(office.observations("PCI"), question.indicator, Frequency.A, units, office)
        assert publisher in set(told(lines, question.indicator, office, t)["source"])
        assert len(batch_rows(office.store.batches(), t)) == 2
        assert "PCI" in set(coverage_rows(office.coverage(), office, t)["code"])
    view = View(indicator="PCI", period="2030")
    assert str(choose(view, office.catalogue, office.gazetteer, office.coverage()).period) == "2030"
    monkeypatch.setenv("TOAN_CANH_VAR", str(tmp_path))
    assert main(["rank", "PCI", "2030", "--base", "2029", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 34
