"""The areas of a still map as shapes: units, coast, frames of the archipelagos, the unit in focus. No writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lib.charts.map_geometry import Drawn, Outlines, Projection, coast, drawn_units, frame_rings
from lib.charts.map_look import Sizes, dots_of, fill_of, ground_of, hatch_of, mixed, told
from lib.charts.map_paint import AreaPaint, MapPaint
from lib.charts.palette import Ground
from lib.charts.picture import Box, Shape

_FRAME_TINT = 0.22  # of the unit's colour in the frame of its archipelago


@dataclass(frozen=True)
class Scene:
    """What is drawn: a paint, the outlines of its units, the picture's size, and outlines laid `over` the units.

    The writing of the legend is `shrunk` where it would not fit.
    """

    paint: MapPaint
    found: Outlines
    width: float
    height: float
    over: Outlines | None = None
    shrunk: float = 1.0

    @cached_property
    def areas(self) -> Mapping[str, AreaPaint]:
        """The paint of every unit."""
        return {area.ref_area: area for area in self.paint.areas}

    @cached_property
    def whole(self) -> Mapping[str, float]:
        """The area of every unit in square degrees."""
        return {area: shape.area for area, shape in zip(self.found.ref_areas, self.found.shapes, strict=True)}

    @cached_property
    def sizes(self) -> Sizes:
        """The sizes of writing."""
        return Sizes.of(self.width, self.height)

    @property
    def legend_sizes(self) -> Sizes:
        """The sizes of writing in the legend."""
        return self.sizes.times(self.shrunk)

    @property
    def ground(self) -> Ground:
        """The colours of the paint's theme."""
        return ground_of(self.paint)

    @property
    def cell(self) -> float:
        """The cells places are looked for in."""
        return 2.0 if self.height >= 600 else 1.0

    @property
    def view(self) -> Box:
        """The picture less a thin edge."""
        return Box(0, 0, self.width, self.height).grown(-2)

    def unit_sizes(self, scale: float) -> tuple[float, ...]:
        """Return the sizes of names at so many picture units per degree, the one wished for first."""
        least = self.sizes.least
        first = max(least, min(1.12 * self.sizes.unit, 0.24 * scale))
        return tuple(dict.fromkeys((first, (first + least) / 2, least)))


def country_shapes(scene: Scene, units: tuple[Drawn, ...], projection: Projection) -> tuple[Shape, ...]:
    """Return coast, frames, every unit once, and the outline of the one in focus."""
    soft = max(1.5, 0.004 * scene.height)
    shore = Shape("", coast(units), None, scene.ground.shore, soft, layer="shore")
    return (
        shore,
        *_frames(scene, projection),
        *unit_shapes(scene, units, "country"),
        *laid_over(scene, projection),
        *_symbols(scene, units),
        *focus_shapes(scene, units),
    )


def unit_shapes(scene: Scene, units: Sequence[Drawn], layer: str) -> tuple[Shape, ...]:
    """Return every unit as one shape named as the paint names it."""
    ground, thin = scene.ground, 0.8 if scene.height >= 400 else 0.4
    shapes = []
    for unit in units:
        area = scene.areas[unit.ref_area]
        # lines of the light border would be lost between those of the hatch
        hatch, border = ("", ground.border) if area.fill else (hatch_of(ground), ground.hatch)
        fill, dots = fill_of(area, ground), dots_of(area, ground)
        shapes.append(Shape(area.label, unit.rings, fill, border, thin, hatch, dots, told(area), layer, unit.ref_area))
    return tuple(shapes)


def focus_shapes(scene: Scene, units: Sequence[Drawn]) -> tuple[Shape, ...]:
    """Return the outlines of the unit in focus and those beside it, none where they are not seen."""
    outlined = (scene.paint.focus, *scene.paint.beside)
    wide = max(1.4, 0.0026 * scene.height)
    looks = ((scene.ground.casing, 2 * wide), (scene.ground.accent, wide))
    return tuple(
        Shape(scene.areas[unit.ref_area].label, unit.rings, None, stroke, width, layer="focus", ref_area=unit.ref_area)
        for stroke, width in looks  # all casings lie under all lines
        for unit in units
        if unit.ref_area in outlined
    )


def laid_over(scene: Scene, projection: Projection, cut: Box | None = None) -> tuple[Shape, ...]:
    """Return the lines of the units that are laid over the painted ones, if any."""
    units = drawn_units(scene.over, projection, cut) if scene.over else ()
    width = max(1.0, 0.0015 * scene.height)
    return tuple(
        Shape("", unit.rings, None, scene.ground.ink, width, layer="outline", ref_area=unit.ref_area) for unit in units
    )


def _frames(scene: Scene, projection: Projection) -> list[Shape]:
    ground, shapes = scene.ground, []
    for ref_area, ring in frame_rings(scene.found, projection).items():
        area, name = scene.areas[ref_area], scene.paint.frames[ref_area]
        tint = mixed(fill_of(area, ground), ground.sea, _FRAME_TINT)
        shapes.append(
            Shape(
                name, (ring,), tint, ground.muted, 1.0, "", "", f"{name}\n{told(area)}", "frame", ref_area, dashed=True
            )
        )
    return shapes


def _symbols(scene: Scene, units: Sequence[Drawn]) -> list[Shape]:
    """Outline the islands of the archipelagos: light fills are hardly seen in a light frame."""
    names, muted = scene.paint.frames, scene.ground.muted
    return [
        Shape(names[unit.ref_area], unit.symbols, None, muted, 0.7, layer="symbols", ref_area=unit.ref_area)
        for unit in units
        if unit.symbols and unit.ref_area in names
    ]
