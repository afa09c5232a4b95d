"""The office's own PowerPoint template: read, refused where it cannot be used, emptied of its examples. No slides."""

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

from lib.model.words import Words

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
SUBTITLES = {PP_PLACEHOLDER.SUBTITLE}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_MOST_UNPACKED = 400 * 2**20  # bytes; a template with films in it is below
_PRESENTATION = b"presentationml.presentation.main+xml"
_TEMPLATE = b"presentationml.template.main+xml"
_TYPES = "[Content_Types].xml"
_LISTS = ("p:custShowLst",)  # of slides that are gone
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # the extension that sorts slides into sections
_MIDDLE_GREY = 128
_DEFAULT_TITLE = 4400  # hundredths of a point: the office program's, where a template says nothing


class TemplateError(Exception):
    """The office's template cannot be used; `words` says what is missing, in both languages."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.vi)


@dataclass(frozen=True)
class Place:
    """A rectangle of a slide in the file's unit."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Heading:
    """Where a layout has its title, and in which type size, in hundredths of a point."""

    place: Place
    size: int


@dataclass(frozen=True)
class Office:
    """A template ready for our slides: the layout for slides and the one for the first, where title and body stand."""

    deck: Deck
    layout: SlideLayout
    opening: SlideLayout
    title: Heading
    opening_title: Heading
    body: Place


def opened_template(template: bytes) -> Office:
    """Return a .pptx or .potx of the office without its example slides; TemplateError says what it lacks."""
    try:
        deck = Presentation(io.BytesIO(_as_presentation(template)))
    except (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError) as error:
        raise TemplateError(
            Words(
                "Tệp mẫu không phải là tệp PowerPoint (.pptx hoặc .potx) mở được. Hãy mở bằng PowerPoint và lưu lại.",
                "The template is no .pptx or .potx file that can be opened. Open it in PowerPoint and save it again.",
            )
        ) from error
    titled = [layout for layout in deck.slide_layouts if kinds(layout) & TITLES]
    plain = [layout for layout in titled if PP_PLACEHOLDER.TITLE in kinds(layout)] or titled
    if not plain:
        raise TemplateError(
            Words(
                "Tệp mẫu không có bố cục nào có ô tiêu đề. Hãy thêm một bố cục “Chỉ tiêu đề” (Title Only) rồi nộp lại.",
                "The template has no layout with a title. Add a “Title Only” layout, then try again.",
            )
        )
    _clear(deck)
    layout = next((layout for layout in plain if bare(layout)), plain[0])
    opening = next((layout for layout in titled if PP_PLACEHOLDER.CENTER_TITLE in kinds(layout)), layout)
    title = _heading(layout)
    return Office(deck, layout, opening, title, _heading(opening), _body(deck, layout, title.place))


def _heading(layout: SlideLayout) -> Heading:
    place = next(place for place in places_of(layout) if place.placeholder_format.type in TITLES)
    return Heading(place_of(place), _title_size(layout))


def _as_presentation(template: bytes) -> bytes:
    """Return a template (.potx) as the presentation it is a template of; refuse what unpacks without end."""
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise ValueError("larger than any template")
        if _TEMPLATE not in archive.read(_TYPES):
            return template
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename == _TYPES:
                    content = content.replace(_TEMPLATE, _PRESENTATION)
                changed.writestr(entry.filename, content)
    return stream.getvalue()


def places_of(owner: Any) -> list[Any]:  # noqa: ANN401 - layouts and masters have no common public type
    """Return the places of a layout or a master."""
    return list(owner.placeholders)


def kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    """Return the kinds of places a layout has."""
    return {place.placeholder_format.type for place in places_of(layout)}


def bare(layout: SlideLayout) -> bool:
    """Tell whether a layout has a title and else only date, footer and number."""
    found = kinds(layout)
    return PP_PLACEHOLDER.TITLE in found and not found - TITLES - FURNITURE


def _clear(deck: Deck) -> None:
    """Take the example slides out, with every list that names them: parts nobody names are not written."""
    entries = deck.slides._sldIdLst
    for entry in list(entries):
        deck.part.drop_rel(entry.get(qn("r:id")))
        entries.remove(entry)
    told = deck.part._element
    for name in _LISTS:
        for gone in told.findall(qn(name)):
            told.remove(gone)
    for extension in told.iter(qn("p:ext")):
        if extension.get("uri") == _SECTIONS:
            extension.getparent().remove(extension)
            break


def place_of(shape: Any) -> Place:  # noqa: ANN401 - places of layouts and masters have no common public type
    """Return where a shape stands."""
    return Place(int(shape.left or 0), int(shape.top or 0), int(shape.width or 0), int(shape.height or 0))


def _body(deck: Deck, layout: SlideLayout, title: Place) -> Place:
    """Return where a slide's content stands: the body of the layout or its master, else all between title and foot."""
    for owner in (layout, layout.slide_master):
        found = [place for place in places_of(owner) if place.placeholder_format.type in _BODIES]
        if found:
            return max(map(place_of, found), key=lambda place: place.width * place.height)
    top, high = title.top + title.height, int(deck.slide_height or 0)
    foot = [int(place.top) for place in places_of(layout) if place.placeholder_format.type in FURNITURE]
    bottom = min([at for at in foot if at > top] or [round(0.95 * high)])
    return Place(title.left, top, title.width, bottom - top)


def _title_size(layout: SlideLayout) -> int:
    """Return the type size that titles of a layout inherit, in hundredths of a point."""
    owners = [
        place._element
        for owner in (layout, layout.slide_master)
        for place in places_of(owner)
        if place.placeholder_format.type in TITLES
    ]
    styles = [found for owner in owners for found in owner.iter(qn("a:lvl1pPr"))]
    styles += [
        found
        for style in layout.slide_master._element.iter(qn("p:titleStyle"))
        for found in style.iter(qn("a:lvl1pPr"))
    ]
    for style in styles:
        run = style.find(qn("a:defRPr"))
        if run is not None and run.get("sz"):
            return int(run.get("sz"))
    return _DEFAULT_TITLE


def dark_ground(deck: Deck) -> bool:
    """Tell whether the ground of a template's slides is dark, by the colours of its theme; light where it says none."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode("utf-8", "replace")
    mapped = next(deck.slide_master._element.iter(qn("p:clrMap")), None)
    name = mapped.get("bg1", "lt1") if mapped is not None else "lt1"
    found = re.search(rf'<a:{name}>.*?(?:lastClr|srgbClr val)="([0-9A-Fa-f]{{6}})"', theme, re.DOTALL)
    if found is None:
        return False
    red, green, blue = bytes.fromhex(found.group(1))
    return 0.299 * red + 0.587 * green + 0.114 * blue < _MIDDLE_GREY


def furnish(page: Slide, day: str) -> None:
    """Give a slide date, footer and number as its layout has them: the office program shows only what a slide has.

    The date says `day`, not whenever the file is opened.
    """
    for place in places_of(page.slide_layout):
        if place.placeholder_format.type in FURNITURE:
            page.shapes._spTree.insert_element_before(deepcopy(place._element), "p:extLst")
    for place in page.placeholders:
        if place.placeholder_format.type == PP_PLACEHOLDER.DATE:
            place.text_frame.text = day


def without_empty_places(page: Slide) -> None:
    """Take out the places of a layout nobody wrote into: the office program would ask for a click there."""
    for place in list(page.placeholders):
        kind = place.placeholder_format.type
        if kind not in FURNITURE and not (place.has_text_frame and place.text_frame.text):
            place._element.getparent().remove(place._element)
