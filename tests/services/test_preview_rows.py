"""What a hand-in would do, as rows, as a map and as the file returned: told as it is, largest change first."""

import io
from pathlib import Path

from openpyxl import load_workbook

from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.intake.limits import Limits
from lib.model.handin import Answers
from lib.model.issue import Issue, IssueCode, Outcome
from lib.services.desk import Desk
from lib.services.hand_in_paint import Slice, hand_in_paint, slices
from lib.services.preview_rows import exact, issue_rows, preview_rows
from lib.services.reader import Reader
from lib.services.reading_jobs import Finished
from lib.services.returned_file import Opened, returned_file
from lib.services.workspace import Workspace

VI, EN = translator("vi"), translator("en")
FIRST = {"Hà Nội": 8.0, "Hải Phòng": 5.0, "Đà Nẵng": 0.0, "Cần Thơ": 3.0}
SECOND = {"Hà Nội": 8.8, "Hải Phòng": 2.5, "Đà Nẵng": 4.0, "Cần Thơ": 3.0, "An Giang": 6.25}


def table(office: Workspace, values: dict[str, float], more: str = "") -> bytes:
    names = {unit.label.vi: values.get(unit.label.vi) for unit in office.gazetteer.members("63")}
    rows = [f"{name};{'..' if value is None else str(value).replace('.', ',')}" for name, value in names.items()]
    return "\n".join(["Tỉnh;GRDP_GROWTH 2024", *rows, *([more] if more else [])]).encode()


def second_after_first(office: Workspace, folder: Path, more: str = "") -> tuple[Finished, bytes]:
    desk = Desk(folder / "handed-in")
    reader = Reader(office, desk, Limits())
    for values, content in ((FIRST, table(office, FIRST)), (SECOND, table(office, SECOND, more))):
        ticket = desk.receive("bang.csv", content, "Phòng")
        state = reader.state(ticket, 60)
        assert isinstance(state, Finished)
        assert state.preview is not None
        if values is FIRST:
            reader.confirm(ticket.ticket_id, actor="Phòng", note="", seen=state.preview)
    return state, content


def test_changed_figures_stand_old_beside_new_with_the_largest_change_on_top(office: Workspace, tmp_path: Path) -> None:
    state, _ = second_after_first(office, tmp_path)
    assert state.preview is not None
    changed = preview_rows(state.preview.compared, "changed", office, VI)
    assert changed["area"].tolist() == ["Đà Nẵng", "Hải Phòng", "Hà Nội"]
    assert changed["old"].tolist() == [0.0, 5.0, 8.0]
    assert changed["value"].tolist() == [4.0, 2.5, 8.8]
    assert changed["percent"].round(6).fillna(-1).tolist() == [-1, -50.0, 10.0]
    assert preview_rows(state.preview.compared, "new", office, VI)["area"].tolist() == ["An Giang"]
    assert preview_rows(state.preview.compared, "unchanged", office, EN)["area"].tolist() == ["Can Tho"]
    assert "old" not in preview_rows(state.preview.compared, "new", office, VI)


def test_a_figure_is_written_with_all_its_decimals() -> None:
    assert exact(6.25, VI) == "6,25"
    assert exact(1234567.0, VI) == "1.234.567"
    assert exact(-0.125, EN) == "\u22120.125"
    assert exact(None, VI) == "–"


def test_the_map_tells_new_from_changed_and_hatches_what_the_file_does_not_hold(
    office: Workspace, tmp_path: Path
) -> None:
    state, _ = second_after_first(office, tmp_path)
    assert state.preview is not None
    parts = slices(state.preview.compared)
    assert parts == [Slice("GRDP_GROWTH", "2024", "63")]
    boundaries = load_boundaries(SHIPPED, "63")
    paint = hand_in_paint(parts[0], state.preview.compared, boundaries, office, VI, theme="light")
    areas = {area.label: area for area in paint.areas}
    assert areas["An Giang"].lines[0] == "Mới, chưa có trong kho"
    assert areas["Hải Phòng"].lines[0] == "Thay số đang lưu: 5"
    assert areas["Cần Thơ"].lines[0] == "Bằng số đang lưu"
    assert (areas["Cà Mau"].fill, areas["Cà Mau"].value) == (None, "Không có trong tệp")
    assert [(reason.reason, reason.count) for reason in paint.legend.no_values] == [("Không có trong tệp", 58)]
    assert sorted(paint.frames) == ["63-48", "63-56"]  # Hoàng Sa, Trường Sa


def test_cells_left_out_stand_before_remarks() -> None:
    remark = Issue(IssueCode.LAYOUT_TRANSPOSED, Outcome.WARN)
    left_out = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, rows=(9,), column="A", text="Hải Dơng", refuses=True)
    rows = issue_rows([remark, left_out], VI)
    assert rows["text"].tolist() == ["Hải Dơng", ""]
    assert rows["outcome"].tolist() == ["Không lấy", "Nhận được, có lưu ý"]
    assert rows["rows"].tolist() == ["dòng 9", ""]


def test_the_file_comes_back_marked_and_with_its_formulas_disarmed(office: Workspace, tmp_path: Path) -> None:
    state, content = second_after_first(office, tmp_path, more='=HYPERLINK("x");5,5')
    book = load_workbook(io.BytesIO(returned_file(Opened(content, Answers(), Limits()), state.reading, VI)))
    cell = book.worksheets[0].cell(65, 1)
    assert str(cell.value).startswith("'=")
    assert cell.comment is not None
    assert "Kết quả đọc (Toàn Cảnh)" in book.sheetnames
