"""The brief in Word: layout of an administrative document, sentences once, figures as they are read."""

import io
import zipfile
from dataclasses import replace
from datetime import date

from docx import Document
from docx.shared import Pt

from lib.i18n import translator
from lib.report.brief_choice import chosen
from lib.report.brief_docx import as_docx
from lib.report.office_head import OfficeHead
from lib.report.slides import DeckContent, SlideContent, TableFigure
from lib.report.workbook import Table

ROWS = [[rank, f"Tỉnh {rank}", 70 - rank / 4, 21 if rank == 20 else -1] for rank in range(1, 31)]
TABLE = Table("PCI", ["Hạng công bố (/63)", "Địa bàn", "Giá trị (điểm)", "± hạng"], ROWS, [0, None, 2, 0], ())
SLIDES = (
    SlideContent("a", "PCI 2016", ("Thái Nguyên xếp thứ 7/63.", "Cả nước tăng."), None, "Nguồn: VCCI"),
    SlideContent("b", "PCI 2016: bảng", ("Thái Nguyên xếp thứ 7/63.",), TableFigure(TABLE, frozenset({19}), 33), ""),
    SlideContent("c", "Bản đồ", (), None, "", problem="Chỉ tiêu “X” không còn trong danh mục."),
)
CONTENT = DeckContent(
    "d", "Giao ban tháng 11", date(2026, 2, 4), "vi", "room", SLIDES, "Số liệu chốt lúc 08:00", "a1b2"
)
OFFICE = OfficeHead("Ủy ban nhân dân tỉnh Thái Nguyên", "Sở Nội vụ", "Thái Nguyên")


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def cells(content: bytes, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(content)).tables[number].rows]


def test_paper_margins_and_typeface_are_those_of_the_decree() -> None:
    document = Document(io.BytesIO(as_docx(CONTENT, OFFICE)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman" and Pt(13) <= normal.font.size <= Pt(14)


def test_the_head_names_the_office_the_state_and_the_day_with_its_noughts() -> None:
    (left, right), (number, dated) = cells(as_docx(CONTENT, OFFICE), 0)
    assert left.split("\n")[:2] == ["ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN", "SỞ NỘI VỤ"]
    assert right.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert number.startswith("Số:") and "/BC-" in number
    assert dated == "Thái Nguyên, ngày 04 tháng 02 năm 2026"


def test_what_the_office_has_not_set_is_left_to_be_filled_in() -> None:
    (left, _), (_, dated) = cells(as_docx(CONTENT, OfficeHead()), 0)
    assert left.split("\n")[:2] == ["………", "………"] and dated.startswith("………, ngày")


def test_sentences_are_numbered_points_and_said_once() -> None:
    told = paragraphs(as_docx(CONTENT, OFFICE))
    assert told.index("BÁO CÁO NHANH") < told.index("Giao ban tháng 11") < told.index("1. PCI 2016")
    assert told.count("Thái Nguyên xếp thứ 7/63.") == 1
    assert told[told.index("2. Bản đồ") + 1] == "Chỉ tiêu “X” không còn trong danh mục."
    assert any(CONTENT.stamp in text for text in told) and any("Nguồn: VCCI" in text for text in told)


def test_the_table_has_the_first_rows_the_focus_and_the_last_as_they_are_read() -> None:
    made = as_docx(CONTENT, OFFICE)
    assert cells(made, 1) == [
        ["Hạng công bố (/63)", "Địa bàn", "Giá trị (điểm)", "± hạng"],
        ["1", "Tỉnh 1", "69,75", "−1"],
        ["2", "Tỉnh 2", "69,50", "−1"],
        ["3", "Tỉnh 3", "69,25", "−1"],
        ["20", "Tỉnh 20", "65,00", "+21"],
        ["30", "Tỉnh 30", "62,50", "−1"],
    ]
    assert any(f"Còn {33 + 25} dòng" in text for text in paragraphs(made))


def test_the_page_number_begins_on_the_second_page() -> None:
    made = as_docx(CONTENT, OFFICE)
    section = Document(io.BytesIO(made)).sections[0]
    assert section.different_first_page_header_footer
    assert b"PAGE" in zipfile.ZipFile(io.BytesIO(made)).read("word/header1.xml")
    assert not section.first_page_header.paragraphs[0].text


def test_recipients_and_signature_close_it() -> None:
    ((left, right),) = cells(as_docx(CONTENT, OFFICE), 2)
    assert left.startswith("Nơi nhận:") and "Lưu: VT" in left
    assert "NGƯỜI KÝ" in right


def test_an_english_brief_keeps_the_arrangement() -> None:
    made = as_docx(replace(CONTENT, language="en"), OFFICE)
    assert "BRIEF REPORT" in paragraphs(made)
    assert cells(made, 0)[0][1].startswith("SOCIALIST REPUBLIC OF VIET NAM\nIndependence - Freedom - Happiness")
    assert cells(made, 1)[4][2] == "65.00"


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert as_docx(CONTENT, OFFICE) == as_docx(CONTENT, OFFICE)


def told_deck(count: int) -> DeckContent:
    sentences = tuple(f"Trang {{0}}, câu {place}: {'Thái Nguyên đạt 61,82 điểm, ' * 4}hết." for place in range(4))
    slides = []
    for number in range(1, count + 1):
        own = tuple(text.format(number) for text in sentences)
        marks = ("① Bỏ một chỉ số thành phần.",)
        slide = SlideContent(f"{number}", f"Chỉ số {number}", own, None, f"n 63/63 · Nguồn: Nơi {number}")
        slides.append(replace(slide, breaks=("Lưu ý từ năm 2022: trọng số đổi.", *marks), chart_notes=marks))
    return replace(CONTENT, slides=(*slides[:1], SLIDES[1], SLIDES[1], *slides[1:]))


def test_a_long_deck_is_told_in_its_first_sentences_and_what_is_left_out_is_named() -> None:
    short, long = (chosen(told_deck(count).slides, translator("vi")) for count in (1, 40))
    assert len(short.points[0].texts) == 5 and short.rest == (
        "Không nêu ở đây, xem báo cáo A4 của bộ trình chiếu: hình, bảng, chú thích đầy đủ của trang 3."
    )
    assert [point.texts[0][:12] for point in long.points][:2] == ["Trang 1, câu", "Thái Nguyên "]
    assert all(len(point.texts) <= 2 for point in long.points)  # the first sentence, the break once
    last = long.points[-1].number
    assert 6 < last < 20
    assert f"trang {last + 1}–42; các câu còn lại của trang 1, 4–{last};" in long.rest
    assert (long.table_number, long.table_title) == (2, "PCI 2016: bảng")
    assert long.points[0].source == "Nguồn: Nơi 1."


def test_signs_of_a_drawing_that_is_not_in_the_document_are_not_explained() -> None:
    made = as_docx(told_deck(1), OFFICE)
    assert "Lưu ý từ năm 2022: trọng số đổi." in paragraphs(made)
    assert not any("①" in text for text in paragraphs(made))
    assert len(cells(made, 1)) == 6 and len(Document(io.BytesIO(made)).tables) == 3
