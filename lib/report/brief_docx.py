"""The one-page brief of a deck as a Word file in the layout of Vietnamese administrative documents, ready to edit.

Source of the layout: Decree 30/2020/NĐ-CP of 5 March 2020 on clerical work, appendix I (A4, Times New Roman, margins,
head in two columns, number, place and date, title, recipients, signature, page number from the second page).
"""

import io

from docx import Document
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from lib.i18n import Translator, translator
from lib.report.brief_blocks import (
    FONT,
    SIZE,
    TEXT_WIDTH,
    TITLE_LINE,
    NumberTable,
    add_foot,
    add_head,
    add_number_table,
    add_rule,
    write,
)
from lib.report.brief_choice import SMALL, Brief, chosen
from lib.report.office_head import OfficeHead
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.settled_file import settled
from lib.report.slides import DeckContent

_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 20  # mm, within what the decree allows
_INDENT = Mm(10)
_LINES = 1.1


def as_docx(content: DeckContent, office: OfficeHead, told: Told = tell_nobody) -> bytes:
    """Return what of a deck fits on a page or two as a .docx, in words what does not; same content, same bytes."""
    t = translator(content.language)
    slides = tuple(slide for _, slide in one_by_one(content.slides, told))
    brief = chosen(slides, t)
    document = Document()
    _set_up(document)
    add_head(document, content.day, office, t)
    _add_title(document, content, t)
    _add_points(document, brief)
    if brief.table is not None:
        _add_table(document, brief.table, brief.table_title, t)
    if brief.rest:
        _body(document, brief.rest, italic=True, size=SMALL)
    add_foot(document, office, t)
    facts = document.core_properties
    facts.title, facts.comments, facts.language = content.title, content.stamp, content.language
    facts.author = facts.last_modified_by = ""
    facts.keywords = content.content_hash
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), content.day)


def _set_up(document: File) -> None:
    """Set paper, margins, typeface and the page number, centred on top from the second page on."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(name), FONT)
    style.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for inner in (
        '<w:fldChar {0} w:fldCharType="begin"/>',
        '<w:instrText {0} xml:space="preserve">PAGE</w:instrText>',
        '<w:fldChar {0} w:fldCharType="end"/>',
    ):
        number.add_run()._r.append(parse_xml(inner.format(nsdecls("w"))))


def _add_title(document: File, content: DeckContent, t: Translator) -> None:
    write(document.add_paragraph(), t("brief.kind"), bold=True, size=SIZE + 1, centred=True, before=14)
    write(document.add_paragraph(), content.title, bold=True, size=SIZE, centred=True)
    add_rule(document.add_paragraph(), TITLE_LINE, TEXT_WIDTH)
    if content.stamp:
        _body(document, f"{content.stamp}.", italic=True)


def _add_points(document: File, brief: Brief) -> None:
    """Add what the slides say as numbered points, each with indicator, coverage, status and source of its figures."""
    for number, point in enumerate(brief.points, start=1):
        paragraph = document.add_paragraph()
        write(paragraph, f"{number}. {point.title}", bold=True, before=6, after=2)
        paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.paragraph_format.keep_with_next = True
        for sentence in point.texts:
            _body(document, sentence)
        if point.source:
            _body(document, point.source, italic=True, size=SMALL)


def _body(document: File, text: str, *, italic: bool = False, size: float = SIZE) -> None:
    paragraph = document.add_paragraph()
    write(paragraph, text, italic=italic, size=size, after=3)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = _INDENT
    paragraph.paragraph_format.line_spacing = _LINES


def _add_table(document: File, table: NumberTable, title: str, t: Translator) -> None:
    """Add the one table of the brief; what a page has no room for is counted under it."""
    caption = document.add_paragraph()
    write(caption, t("brief.table", title=title), bold=True, centred=True, before=8, after=4)
    caption.paragraph_format.keep_with_next = True
    add_number_table(document, table)
    shown = table.shown
    missing = [heading for heading in table.whole.table.headings if heading not in shown.table.headings]
    told = [t("brief.left_out", count=shown.left_out)] if shown.left_out else []
    told += [t("pptx.left_columns", names=t.listing(missing))] if missing else []
    if told:
        write(document.add_paragraph(), " ".join(told), italic=True, size=SMALL, before=2)
