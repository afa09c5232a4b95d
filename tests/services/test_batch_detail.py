"""A batch opened says exactly what it changed, hands its file back, and undoing does what was announced."""

import csv
import hashlib
import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from lib.i18n import translator
from lib.model.batch import Batch, BatchKind
from lib.model.issue import IssueCode, Outcome
from lib.model.observation import OBSERVATION_COLUMNS
from lib.report.workbook import as_csv, as_xlsx
from lib.services.batch_detail import (
    BatchSummary,
    UndoEffect,
    batch_changes,
    batch_counts,
    batch_summary,
    can_be_undone,
    document_name,
    figure_file,
    has_document,
    issue_file,
    root_of,
    standing_now,
    undo_batch,
    undo_effect,
    undone_by,
)
from lib.services.inventory import batch_rows, found_batches
from lib.services.workspace import Workspace
from lib.store import StoreError

vi, en = translator("vi"), translator("en")
Figure = tuple[str, str, float | None]


def told(**changes: object) -> str:
    issue = {
        "code": "area-unknown",
        "outcome": "WARN",
        "sheet": "Biểu 1",
        "rows": [7, 9],
        "column": "B",
        "text": "=1+1",
        "parts": {"text": "=1+1"},
        "proposal": "<b>Hà Nội</b>",
    }
    said = {
        "outcome": "WARN",
        "read_as": {"container": "csv", "indicators": ["PCI"], "periods": ["2030"]},
        "counts": {"read": 3, "taken": 2, "set_aside": 0, "refused": 1, "missing": 0},
        "issues": [issue],
    }
    return json.dumps({**said, **changes}, ensure_ascii=False)


def handed_in(office: Workspace, *figures: Figure, summary: str = "", file_name: str = "bang.csv") -> Batch:
    lines = [("PCI", area, period, value, "A", None, None, None, "HANDED_IN") for area, period, value in figures]
    content = repr(figures).encode()
    return office.store.add(
        pd.DataFrame(lines, columns=list(OBSERVATION_COLUMNS)),
        file_name=file_name,
        content_hash=hashlib.sha256(content).hexdigest(),
        actor="Sở Tài chính",
        note="=1+1",
        document=content,
        summary=summary,
    )


def moves(changes: pd.DataFrame) -> dict[tuple[str, str], tuple[object, object, str]]:
    plain = changes.astype(object).where(changes.notna(), None)
    return {
        (row.ref_area, row.time_period): (row.old_value, row.obs_value, row.state)
        for row in plain.itertuples(index=False)
    }


@pytest.mark.parametrize("summary", ["", told(read_as={"indicators": ["GRDP_GROWTH"]})])
def test_the_changes_of_a_batch_are_old_and_new_whatever_its_summary_says(office: Workspace, summary: str) -> None:
    handed_in(office, ("63-01", "2030", 70.5), ("63-79", "2030", 61.0))
    second = handed_in(
        office, ("63-01", "2030", 71.0), ("63-79", "2030", 61.0), ("63-56", "2030", 66.0), summary=summary
    )
    third = handed_in(office, ("63-01", "2030", 72.0))
    assert moves(batch_changes(second, office)) == {
        ("63-01", "2030"): (70.5, 71.0, "changed"),
        ("63-56", "2030"): (None, 66.0, "new"),
    }
    assert moves(batch_changes(third, office)) == {("63-01", "2030"): (71.0, 72.0, "changed")}
    assert batch_changes(handed_in(office, ("63-01", "2030", 72.0)), office).empty


def test_an_offices_figure_in_place_of_a_shipped_one_is_a_change_and_not_new(office: Workspace) -> None:
    shipped = office.store.series(["PCI"]).set_index(["ref_area", "time_period"])["obs_value"]
    old = float(shipped["63-01", "2016"])
    same = float(shipped["63-48", "2016"])
    batch = handed_in(office, ("63-01", "2016", 99.0), ("63-48", "2016", same))
    assert moves(batch_changes(batch, office)) == {
        ("63-01", "2016"): (old, 99.0, "changed"),
        ("63-48", "2016"): (same, same, "changed"),  # the same value without its published rank
    }


def test_the_same_figure_from_another_source_is_no_change_of_the_figure(office: Workspace) -> None:
    stood = office.store.series(["PCI"])[list(OBSERVATION_COLUMNS)]
    again = stood.loc[stood["time_period"] == "2016"].head(3).assign(source="HANDED_IN")
    batch = office.store.add(again, file_name="a.csv", content_hash="a", actor="A", note="")
    changes = batch_changes(batch, office)
    assert changes["state"].tolist() == ["source"] * 3
    assert undo_effect(changes) == UndoEffect(restored=3, removed=0, returned=0)


def test_what_an_undo_announces_is_what_it_does_and_it_can_be_undone(office: Workspace) -> None:
    before = office.store.series(["PCI"])
    first = handed_in(office, ("63-01", "2030", 70.5), ("63-01", "2016", 99.0), summary=told())
    with_first = office.store.series(["PCI"])
    changes = batch_changes(first, office)
    assert undo_effect(changes) == UndoEffect(restored=1, removed=1, returned=0)
    undo = undo_batch(first.batch_id, "  Nguyễn\u202e Văn\nA ", office)
    pd.testing.assert_frame_equal(office.store.series(["PCI"]), before)
    assert undo.actor == "Nguyễn Văn A"
    back = {key: (new, old) for key, (old, new, _) in moves(changes).items()}
    assert {key: (old, new) for key, (old, new, _) in moves(batch_changes(undo, office)).items()} == back
    batches = office.store.batches()
    assert undone_by(batches[1], batches) == batches[0]
    assert root_of(batches[0], batches).batch_id == first.batch_id
    again = undo_batch(undo.batch_id, "Nguyễn Văn B", office)
    pd.testing.assert_frame_equal(office.store.series(["PCI"]), with_first)
    assert undo_effect(batch_changes(undo, office)) == UndoEffect(restored=1, removed=0, returned=1)
    assert root_of(again, office.store.batches()).batch_id == first.batch_id
    first_now = next(b for b in office.store.batches() if b.batch_id == first.batch_id)
    assert undone_by(first_now, office.store.batches()) is None


def test_an_undo_needs_a_name_and_is_refused_where_later_batches_changed_the_same(office: Workspace) -> None:
    first = handed_in(office, ("63-01", "2030", 70.5))
    later = handed_in(office, ("63-01", "2030", 71.5), file_name="sau.csv")
    with pytest.raises(ValueError, match="who undoes"):
        undo_batch(first.batch_id, " \n\u200b", office)
    with pytest.raises(StoreError, match=rf"{later.batch_id} \(sau.csv\)"):
        undo_batch(first.batch_id, "A", office)
    assert len(office.store.batches()) == 3


def test_what_is_seen_now_stands_beside_what_an_undo_would_bring(office: Workspace) -> None:
    first = handed_in(office, ("63-01", "2030", 70.5), ("63-02", "2030", 60.5))
    changes = batch_changes(first, office)
    assert not standing_now(changes, office)["moved"].any()
    later = handed_in(office, ("63-01", "2030", 71.5))
    now = standing_now(changes, office).set_index("ref_area")
    assert now["obs_value"].to_dict() == {"63-01": 71.5, "63-02": 60.5}
    assert now["moved"].to_dict() == {"63-01": True, "63-02": False}
    assert now.loc["63-01", "batch_id"] == later.batch_id
    undo = office.store.undo(later.batch_id, "A")
    assert not standing_now(changes, office)["moved"].any()
    gone = batch_changes(office.store.undo(first.batch_id, "A"), office)
    assert gone["state"].tolist() == ["gone", "gone"]
    assert not standing_now(gone, office)["moved"].any()
    assert undo.undoes == later.batch_id


def test_what_ships_is_not_undone_on_the_screen_nor_is_its_undo(office: Workspace) -> None:
    (shipped,) = office.store.batches()
    assert not can_be_undone(shipped, (shipped,))
    assert not has_document(shipped, office)
    undo = office.store.undo(shipped.batch_id, "người quản trị")
    assert not can_be_undone(undo, office.store.batches())
    upload = handed_in(office, ("63-01", "2030", 70.5))
    assert can_be_undone(upload, office.store.batches())
    assert can_be_undone(office.store.undo(upload.batch_id, "A"), office.store.batches())
    assert not can_be_undone(office.store.batches()[1], office.store.batches())


def test_a_summary_comes_back_with_its_issues_and_without_one_nothing_is_invented(office: Workspace) -> None:
    counted = {"read": 3, "taken": 2, "refused": 1, "new": 0, "changed": 1, "unchanged": 1}
    unknown = {"code": "of-tomorrow", "outcome": "WARN", "rows": [1]}
    issues = [*json.loads(told())["issues"], unknown]
    batch = handed_in(office, ("63-01", "2030", 1.0), summary=told(counts=counted, issues=issues))
    summary = batch_summary(batch.batch_id, office)
    (issue,) = summary.issues
    assert (issue.code, issue.outcome, issue.rows) == (IssueCode.AREA_UNKNOWN, Outcome.WARN, (7, 9))
    assert (issue.column, issue.text, issue.proposal) == ("B", "=1+1", "<b>Hà Nội</b>")
    assert summary.read_as["indicators"] == ("PCI",)
    counts = batch_counts(batch, summary)
    assert (counts.new, counts.changed, counts.unchanged) == (0, 1, 1)
    bare = handed_in(office, ("63-01", "2030", 2.0), ("63-02", "2030", 2.0))
    counts = batch_counts(bare, batch_summary(bare.batch_id, office))
    assert (counts.new, counts.changed, counts.unchanged) == (1, 1, 0)
    assert not batch_summary(bare.batch_id, office).issues
    for place, text in enumerate(("không phải JSON", "[1]")):
        odd = handed_in(office, ("63-01", "2031", float(place)), summary=text)
        assert batch_summary(odd.batch_id, office) == BatchSummary()
    undo = office.store.undo(bare.batch_id, "A")
    assert batch_counts(undo, batch_summary(undo.batch_id, office)).new is None


@pytest.mark.parametrize("t", [vi, en], ids=["vi", "en"])
def test_no_spreadsheet_takes_a_text_of_the_files_for_a_formula(office: Workspace, t: object) -> None:
    assert t in {vi, en}
    words = vi if t is vi else en
    batch = handed_in(office, ("63-01", "2030", 70.123), summary=told(), file_name="=cmd.csv")
    issues = issue_file(batch_summary(batch.batch_id, office), batch, words)
    figures = figure_file(batch_changes(batch, office), batch, office, words)
    for table in (issues, figures):
        for sheet in load_workbook(io.BytesIO(as_xlsx(table, words))).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", cell.coordinate
                assert not str(cell.value or "").startswith(("=", "+", "@"))
        rows = [*csv.reader(io.StringIO(as_csv(table, words).decode("utf-8-sig")), delimiter=";" if t is vi else ",")]
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert [row[3] for row in issues.rows] == [7, 9]


def test_the_figures_of_a_batch_go_out_exactly(office: Workspace) -> None:
    batch = handed_in(office, ("63-01", "2030", 70.123456789), ("63-01", "2016", 99.0))
    table = figure_file(batch_changes(batch, office), batch, office, vi)
    by_period = {row[5]: row for row in table.rows}
    assert by_period["2030"][6:8] == [None, 70.123456789]
    assert by_period["2030"][:5] == [
        "PCI", "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "điểm", "63-01", "Hà Nội",
    ]  # fmt: skip
    assert by_period["2030"][-1] == "số mới"
    assert by_period["2016"][-1] == "thay số cũ"
    assert len(table.headings) == len(table.decimals) == len(table.rows[0])


def test_a_file_comes_back_byte_for_byte_under_a_name_that_is_no_path(office: Workspace) -> None:
    batch = handed_in(office, ("63-01", "2030", 1.0), file_name="../../etc/<b>x</b>.csv")
    assert has_document(batch, office)
    assert office.store.document(batch.batch_id) == repr((("63-01", "2030", 1.0),)).encode()
    assert not {"/", "\\", "<", ">"} & set(document_name(batch))


def test_the_list_of_batches_says_kind_counts_and_who_took_one_back(office: Workspace) -> None:
    first = handed_in(office, ("63-01", "2030", 1.0), ("63-02", "2030", 1.0))
    undo = office.store.undo(first.batch_id, "Lê Đình")
    rows = batch_rows(office.store.batches(), vi)
    assert rows["batch"].tolist() == [undo.batch_id, first.batch_id, 1]
    assert rows["kind"].tolist() == [f"hoàn tác đợt {first.batch_id}", "nộp lên", "đi kèm chương trình"]
    assert rows["state"].tolist() == ["đang dùng", f"đã hoàn tác ở đợt {undo.batch_id}", "đang dùng"]
    assert rows.loc[1, ["new", "changed", "unchanged"]].tolist() == [2, 0, 0]
    assert found_batches(rows, "le dinh")["batch"].tolist() == [undo.batch_id]
    assert found_batches(rows, "NỘP tai")["batch"].tolist() == [first.batch_id]
    assert found_batches(rows, "không có đâu").empty
    assert batch_rows((), vi).empty
    assert rows["kind"].notna().all()
    assert undo.kind == BatchKind.UNDO
