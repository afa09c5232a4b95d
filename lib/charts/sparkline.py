"""The last values of one figure as a small picture: lines only where values may be joined. No axis, no words."""

from collections.abc import Sequence
from itertools import chain

from lib.charts.palette import Theme
from lib.charts.theme import INKS

WIDTH, HEIGHT, MARGIN = 64, 28, 4

Run = Sequence[tuple[float, float]]


def sparkline(runs: Sequence[Run], theme: Theme) -> str:
    """Return an SVG (64 × 28): a line per run of points, the last point marked; empty without any point.

    A run is a sequence of (time, value), oldest first; a run of one point is a dot.
    """
    points = list(chain.from_iterable(runs))
    if not points:
        return ""
    inks = INKS[theme]
    times, values = [point[0] for point in points], [point[1] for point in points]
    ends = (min(times), max(times)), (min(values), max(values))
    drawn = []
    for run in runs:
        places = [_place(point, *ends) for point in run]
        if len(places) == 1:
            drawn.append(f'<circle cx="{places[0][0]}" cy="{places[0][1]}" r="1.4" fill="{inks.muted}"/>')
        else:
            joined = " ".join(f"{x},{y}" for x, y in places)
            drawn.append(f'<polyline points="{joined}" fill="none" stroke="{inks.muted}" stroke-width="1.6"/>')
    last = _place(points[-1], *ends)
    drawn.append(f'<circle cx="{last[0]}" cy="{last[1]}" r="2.8" fill="{inks.focus}"/>')
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(drawn)}</svg>'


def _place(point: tuple[float, float], times: tuple[float, float], values: tuple[float, float]) -> tuple[float, float]:
    return (
        round(MARGIN + _share(point[0], times, 1.0) * (WIDTH - 2 * MARGIN), 1),
        round(HEIGHT - MARGIN - _share(point[1], values, 0.5) * (HEIGHT - 2 * MARGIN), 1),
    )


def _share(value: float, ends: tuple[float, float], alone: float) -> float:
    low, high = ends
    return (value - low) / (high - low) if high > low else alone
