"""The small map of the first screen: the country with both archipelagos named, as a picture that leads to the map."""

from base64 import b64encode
from dataclasses import replace
from html import escape
from io import BytesIO

from PIL import Image

from lib.charts.map_paint import MapPaint
from lib.charts.map_picture import Size, map_picture
from lib.charts.picture_files import as_png, as_svg
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.ui import cache
from lib.ui.cache import kept
from lib.ui.overview_html import link
from lib.ui.screen import Screen

SIZE = Size(150, 193)  # smaller than its card: the names of the archipelagos are enlarged with it until they are read


def map_card(here: Screen) -> str:
    """Return the map of the view's indicator with its lowest and highest class, as a link to the page of maps."""
    t, choice = here.t, here.choice
    name = f"{t.label(choice.indicator.short)} {here.stretch(choice.period)}"
    view = replace(here.view, mode="")
    inside = f'<span class="name">{escape(name)}</span>{_map(here, here.key)}'
    return f'<section class="ov-card map">{link("map", view, inside, title=t("overview.to_map"))}</section>'


@kept
def _map(_here: Screen, key: tuple[str, ...]) -> str:
    question = _here.question
    lines = cache.boundaries()[polygon_set(question.now.unit_set)]
    focus = _here.choice.focus.ref_area if _here.choice.focus else ""
    request = MapRequest(question, _here.changes, "value", _here.theme, focus)
    paint = map_paint(request, lines, _here.workspace, _here.t)
    drawn = map_picture(paint, lines, SIZE, layout="thumbnail")
    # An image, for streamlit takes SVG out of a page; its typeface comes along only where it is drawn here.
    png = b64encode(_few_colours(as_png(as_svg(drawn), 3))).decode("ascii")
    alt = escape(". ".join([drawn.description, *paint.frames.values()]))
    return f'<img src="data:image/png;base64,{png}" alt="{alt}">{_classes(paint)}'


def _few_colours(png: bytes) -> bytes:
    """Return a picture in 96 colours: a map of a few classes loses nothing and a rerun sends a quarter of it."""
    written = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(96).save(written, "PNG", optimize=True)
    return written.getvalue()


def _classes(paint: MapPaint) -> str:
    """Return the colours from the first to the last class, each named when pointed at."""
    classes = paint.legend.classes
    if not classes:
        return ""
    cells = "".join(f'<i style="background:{each.fill}" title="{escape(each.text)}"></i>' for each in classes)
    ends = f"<span>{escape(classes[0].text)}</span><span>{escape(classes[-1].text)}</span>"
    return f'<span class="classes">{cells}</span><span class="ends">{ends}</span>'
