"""Writing at sea on a still map: the archipelagos, which are always named, and the sea itself. No units."""

from collections.abc import Iterable

from lib.charts.map_geometry import Projection, frame_rings
from lib.charts.map_layers import Scene
from lib.charts.map_terrain import Terrain
from lib.charts.picture import Box, Label
from lib.charts.typeface import ASCENT, DESCENT, LINE, Weight, widest

_SEA = (111.7, 13.75)  # longitude and latitude of the middle of the sea's name


def archipelago_names(
    scene: Scene, projection: Projection, terrain: Terrain, *, short: bool = False
) -> tuple[Label, ...]:
    """Return the name of every archipelago with the unit it belongs to: under its frame or, if taken, beside it.

    `short` leaves the unit out, which a thumbnail has no room for.
    """
    rings = frame_rings(scene.found, projection)
    for ring in rings.values():
        terrain.take_ring(ring)
    labels = []
    for frame in scene.found.frames:
        anchor = projection.x(frame.label[0]), projection.y(frame.label[1])
        outline = _bounds(rings[frame.ref_area])
        name = scene.paint.frames[frame.ref_area]
        name = name.split(" (")[0] if short else name
        label = _named(scene, terrain, name, (anchor, outline))
        labels.append(Label(**{**vars(label), "ref_area": frame.ref_area}))
        terrain.take(label.box, 2)
    return tuple(labels)


def sea_name(scene: Scene, projection: Projection, terrain: Terrain) -> tuple[Label, ...]:
    """Return the name of the sea, where there is room for it."""
    size = 1.35 * scene.sizes.text
    label = Label(
        projection.x(_SEA[0]), projection.y(_SEA[1]), scene.paint.words.sea, size, italic=True, layer="sea",
        colour=scene.ground.muted,
    )  # fmt: skip
    return (label,) if scene.paint.words.sea and terrain.free(label.box.grown(4)) else ()


def _named(scene: Scene, terrain: Terrain, name: str, place: tuple[tuple[float, float], Box]) -> Label:
    size = max(scene.sizes.least, 7.5)
    whole = name.replace(" (", "\n(", 1)
    texts = (whole, whole.split("\n")[0])
    choices = [label for text in texts for label in _places(scene, text, size, place)]
    return next((label for label in choices if terrain.free(label.box)), choices[0])


def _places(scene: Scene, text: str, size: float, place: tuple[tuple[float, float], Box]) -> Iterable[Label]:
    """Return the places of a name: at its own point under the frame, then along the frame's lower and upper edge."""
    (x, y), frame = place
    lines = text.split("\n")
    weight: Weight = 600
    half = widest(lines, size, weight, italic=True) / 2 + 3
    high = (ASCENT + DESCENT + (len(lines) - 1) * LINE) * size
    middle = (frame.left + frame.right) / 2
    tops = [y - 0.4 * size, frame.bottom + 3, frame.top - high - 3]
    for top in tops:
        for centre in (x, middle, frame.left, frame.right):
            inside = min(max(centre, half), scene.width - half)
            foot = min(max(top, 2.0), scene.height - high - 2) + ASCENT * size
            yield Label(
                inside, foot, text, size, weight=weight, colour=scene.ground.ink, italic=True, layer="archipelago"
            )


def _bounds(ring: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*ring, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
