"""A picture as a file: SVG, PNG and PDF, made here without a browser and without a network. Nothing is drawn anew."""

import xml.etree.ElementTree as ET

import vl_convert

from lib.charts.picture import Label, Picture, Shape
from lib.charts.picture_signs import dot_points, hatch_lines
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
    _add(root, "rect", {**_numbers(width=picture.width, height=picture.height), "fill": picture.background})
    for shape in picture.shapes:
        _shape(root, shape)
        _signs(root, shape, min(picture.width, picture.height))
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


def _signs(root: ET.Element, shape: Shape, measure: float) -> None:
    """Lay lines or dots over a shape; patterns would show seams and take four times as long to render."""
    thick, colour = max(0.8, measure / 720), shape.hatch or shape.dots
    looks = {"fill": "none", "stroke": colour, "pointer-events": "none"}
    if shape.hatch:
        pieces = hatch_lines(shape.rings, max(4.0, measure / 130))
        drawn = "".join(f"M{_number(a)} {_number(b)}L{_number(c)} {_number(d)}" for (a, b), (c, d) in pieces)
        _add(root, "path", {"d": drawn, **looks, "stroke-width": f"{thick:.2f}"})
    elif shape.dots:
        points = dot_points(shape.rings, max(3.6, measure / 140))
        drawn = "".join(f"M{_number(x)} {_number(y)}h0" for x, y in points)
        _add(root, "path", {"d": drawn, **looks, "stroke-width": f"{1.5 * thick:.2f}", "stroke-linecap": "round"})


def _shape(root: ET.Element, shape: Shape) -> None:
    corners = ("L".join(f"{_number(x)} {_number(y)}" for x, y in ring) for ring in shape.rings)
    drawn = "".join(f"M{ring}Z" for ring in corners)
    path = _add(root, "path", {"d": drawn, "fill-rule": "evenodd", "fill": shape.fill or "none"})
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
