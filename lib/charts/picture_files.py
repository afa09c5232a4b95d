"""A picture as a file: SVG, PNG and PDF, made here without a browser and without a network. Nothing is drawn anew."""

import xml.etree.ElementTree as ET

import vl_convert

from lib.charts.palette import Colour
from lib.charts.picture import Label, Picture, Shape
from lib.charts.typeface import FALLBACKS, FAMILY, LINE, register

_SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", _SVG)


def as_svg(picture: Picture) -> str:
    """Return the picture as a file of its own: SVG with a title per shape, texts as texts, nothing linked."""
    root = ET.Element(f"{{{_SVG}}}svg", _numbers(width=picture.width, height=picture.height))
    root.set("viewBox", f"0 0 {_number(picture.width)} {_number(picture.height)}")
    root.set("role", "img")
    root.set("lang", picture.language)
    root.set("font-family", f"'{FAMILY}', {FALLBACKS}")
    _add(root, "desc", {}).text = picture.description
    patterned = {
        (shape.fill or "none", shape.hatch, shape.dots) for shape in picture.shapes if shape.hatch or shape.dots
    }
    patterns = {looks: f"pattern-{at}" for at, looks in enumerate(sorted(patterned))}
    definitions = _add(root, "defs", {})
    for looks, name in patterns.items():
        _pattern(definitions, name, looks, min(picture.width, picture.height))
    _add(root, "rect", {**_numbers(width=picture.width, height=picture.height), "fill": picture.background})
    for shape in picture.shapes:
        looks = (shape.fill or "none", shape.hatch, shape.dots)
        _shape(root, shape, f"url(#{patterns[looks]})" if looks in patterns else looks[0])
    for line in picture.lines:
        pen = {"fill": "none", "stroke": line.stroke, "stroke-width": _number(line.width)}
        _add(root, "polyline", {"points": " ".join(f"{_number(x)},{_number(y)}" for x, y in line.points), **pen})
    for label in picture.labels:
        _label(root, label)
    return ET.tostring(root, encoding="unicode")


def as_png(svg: str, scale: float = 1.0) -> bytes:
    """Return an SVG of ours as PNG, `scale` pixels to a unit; needs no browser and no network."""
    register()
    return vl_convert.svg_to_png(svg, scale=scale)


def as_pdf(svg: str) -> bytes:
    """Return an SVG of ours as a PDF page of its size in points; texts stay texts, the typeface is embedded."""
    register()
    return vl_convert.svg_to_pdf(svg)


def _add(parent: ET.Element, tag: str, attributes: dict[str, str]) -> ET.Element:
    return ET.SubElement(parent, f"{{{_SVG}}}{tag}", attributes)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _numbers(**values: float) -> dict[str, str]:
    return {name: _number(value) for name, value in values.items()}


def _pattern(definitions: ET.Element, name: str, looks: tuple[str, Colour, Colour], measure: float) -> None:
    """Define a fill with lines (wider apart) or dots over it."""
    fill, hatch, dots = looks
    step = max(4.0, measure / 130) if hatch else max(3.6, measure / 140)
    units = {"id": name, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = _add(definitions, "pattern", {**units, **_numbers(width=step, height=step)})
    if fill != "none":
        _add(pattern, "rect", {**_numbers(width=step, height=step), "fill": fill})
    if hatch:
        _add(pattern, "rect", {**_numbers(width=max(0.9, step / 5.5), height=step), "fill": hatch})
    if dots:
        centre = f"{step / 2:.2f}"
        _add(pattern, "circle", {"cx": centre, "cy": centre, "r": f"{0.14 * step:.2f}", "fill": dots})


def _shape(root: ET.Element, shape: Shape, fill: str) -> None:
    corners = ("L".join(f"{_number(x)} {_number(y)}" for x, y in ring) for ring in shape.rings)
    path = _add(root, "path", {"d": "".join(f"M{ring}Z" for ring in corners), "fill": fill, "fill-rule": "evenodd"})
    if shape.stroke and shape.stroke_width:
        path.attrib |= {"stroke": shape.stroke, "stroke-width": f"{shape.stroke_width:.2f}", "stroke-linejoin": "round"}
    if shape.dashed:
        path.set("stroke-dasharray", f"{4 * shape.stroke_width:.1f} {3 * shape.stroke_width:.1f}")
    if shape.title or shape.name:
        _add(path, "title", {}).text = shape.title or shape.name


def _label(root: ET.Element, label: Label) -> None:
    if label.halo:
        plate = label.plate
        corner = _numbers(x=plate.left, y=plate.top, width=plate.width, height=plate.height, rx=0.25 * label.size)
        _add(root, "rect", {**corner, "fill": label.halo})
    looks = {"font-size": f"{label.size:.2f}", "font-weight": str(label.weight), "fill": label.colour}
    if label.italic:
        looks["font-style"] = "italic"
    for row, line in enumerate(label.lines):
        place = _numbers(x=label.x, y=label.y + row * LINE * label.size)
        _add(root, "text", {**place, "text-anchor": label.anchor, **looks}).text = line
