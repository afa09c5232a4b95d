"""The map of a paint as a still picture: the country whole, magnifiers, names, values and legend. No browser."""

from dataclasses import dataclass, replace
from functools import partial

from lib.charts.map_arrangement import Arrangement, Layout, Sheet, arranged, layout_of
from lib.charts.map_geometry import drawn_units, outlines
from lib.charts.map_insets import magnifier
from lib.charts.map_labels import Wanted, unit_labels
from lib.charts.map_layers import Scene, country_shapes
from lib.charts.map_legend import credit_line, least_width, legend_of
from lib.charts.map_paint import MapPaint
from lib.charts.map_sea import archipelago_names, sea_name
from lib.charts.map_terrain import Terrain
from lib.charts.picture import Parts, Picture
from lib.model.boundaries import Boundaries

_SHRUNK = (1.0, 0.85, 0.72, 0.6)  # of its size: how small a long legend is written before it reaches over the edge


@dataclass(frozen=True)
class Size:
    """Width and height of a picture; one unit is a pixel of a PNG at scale 1 and a point of a PDF."""

    width: float
    height: float


def map_picture(
    paint: MapPaint,
    boundaries: Boundaries,
    size: Size,
    *,
    layout: Layout | None = None,
    legend: bool = True,
    over: Boundaries | None = None,
) -> Picture:
    """Draw the map of a paint; `layout` follows from the size unless given, `legend` False leaves it to the page.

    Every unit is one shape of the layer `country`, named as the paint names it; magnifiers repeat units in the layers
    `north` and `south`. Both archipelagos are framed and named in every layout. ValueError when paint and boundaries
    are of different unit sets. Lines of the boundaries `over` are laid over the units, as a mark of the legend tells.
    """
    if paint.unit_set != boundaries.unit_set:
        raise ValueError(f"paint of {paint.unit_set} units, boundaries of {boundaries.unit_set}")
    layout = layout or layout_of(size.width, size.height)
    scene = Scene(paint, outlines(boundaries), size.width, size.height, outlines(over) if over else None)
    scene, arrangement = _arranged(scene, layout, legend=legend and layout != "thumbnail")
    parts = _drawn(scene, arrangement)
    spoken = [paint.legend.title, paint.legend.basis, paint.legend.measure, *paint.legend.footers, paint.words.credit]
    return Picture(
        size.width,
        size.height,
        scene.ground.sea,
        parts.shapes,
        parts.labels,
        parts.lines,
        ". ".join(text for text in spoken if text),
        paint.language,
    )


def _arranged(scene: Scene, layout: Layout, *, legend: bool) -> tuple[Scene, Arrangement]:
    """Return the places of everything, and the scene with a legend that is written as small as its place asks."""
    for shrunk in _SHRUNK:
        scene = replace(scene, shrunk=shrunk)
        height = partial(_legend_height, scene) if legend else None
        wide = least_width(scene.paint, scene.legend_sizes) if legend else 0.0
        arrangement = arranged(Sheet(scene.width, scene.height, height, wide), layout)
        if arrangement.fits(scene.width, scene.height):
            break
    return scene, arrangement


def _legend_height(scene: Scene, width: float) -> float:
    return legend_of(scene.paint, max(width, 1.0), scene.legend_sizes).height


def _drawn(scene: Scene, arrangement: Arrangement) -> Parts:
    """Return shapes from the ground up; names last, each where nothing else stands."""
    country = arrangement.country
    units = drawn_units(scene.found, country)
    terrain = Terrain(scene.view, units, scene.cell)
    parts = Parts(country_shapes(scene, units, country)).with_more(_beside(scene, arrangement, terrain))
    for inset in arrangement.insets:
        terrain.take(inset.box, 4)
    parts = parts.with_more(
        Parts(labels=archipelago_names(scene, country, terrain, short=arrangement.layout == "thumbnail"))
    )
    named: frozenset[str] = frozenset()
    for inset in arrangement.insets:
        magnified = magnifier(scene, inset, country, terrain)
        parts, named = parts.with_more(magnified.parts), named | magnified.named
    if arrangement.layout == "thumbnail":
        return parts
    wanted = Wanted(units, frozenset(scene.areas) - named, scene.unit_sizes(country.scale), "country")
    parts = parts.with_more(unit_labels(scene.paint, terrain, wanted))
    return parts.with_more(Parts(labels=sea_name(scene, country, terrain)))


def _beside(scene: Scene, arrangement: Arrangement, terrain: Terrain) -> Parts:
    """Return the legend or, without one, the line that tells whose the boundaries are; a thumbnail has neither."""
    if arrangement.layout == "thumbnail":
        return Parts()
    if arrangement.legend is None:
        label = credit_line(scene.paint, scene.sizes, (scene.width - 6, scene.height - 6))
        terrain.take(label.box, 3)
        return Parts(labels=(label,))
    place = arrangement.legend
    terrain.take(place, 4)
    return legend_of(scene.paint, place.width, scene.legend_sizes).parts.moved(place.left, place.top)
