"""Arithmetic on what was measured: blocks of reruns, medians, percentiles, growth. Starts and prints nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Block:
    """Some reruns in a row: CPU time of the server per rerun, and of each rerun its wall time and bytes."""

    cpu_ms: float
    walls_ms: tuple[float, ...]
    byte_counts: tuple[int, ...]
    sizes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Crowd:
    """Many tabs at once: reruns per second, wall times in ms, CPU time of the server per rerun."""

    per_second: float
    median_ms: float
    p95_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class PageFigures:
    """One page at one size. `fresh`: views nobody has asked for before; `choice`: a unit chosen in the sidebar."""

    size: str
    page: str
    cpu_ms: float
    wall_ms: float
    p95_ms: float
    kilobytes: float
    fresh_cpu_ms: float | None = None
    choice_cpu_ms: float | None = None
    crowd: Crowd | None = None
    sizes: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Memory:
    """What open tabs cost: MB each, and MB that came on top while so many more reruns were asked."""

    label: str
    base_mb: float
    per_session_mb: float
    growth_mb: float
    rerun_count: int


@dataclass(frozen=True)
class ColdStart:
    """From starting the process to the end of the first page's first rerun: seconds by the wall and of CPU time."""

    label: str
    wall_s: float
    cpu_s: float


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of the values do not exceed; ValueError without values."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def page_figures(
    size: str, page: str, blocks: Sequence[Block], fresh: Block | None, choice: Block | None
) -> PageFigures:
    """Sum blocks of the same reruns up: CPU as the median of the blocks, wall and bytes over all reruns."""
    walls = [wall for block in blocks for wall in block.walls_ms]
    count = len(walls)
    sizes = sum((block.sizes for block in blocks), Counter[str]())
    return PageFigures(
        size=size,
        page=page,
        cpu_ms=median(block.cpu_ms for block in blocks),
        wall_ms=median(walls),
        p95_ms=percentile(walls, 0.95),
        kilobytes=sum(sum(block.byte_counts) for block in blocks) / count / 1000,
        fresh_cpu_ms=fresh.cpu_ms if fresh else None,
        choice_cpu_ms=choice.cpu_ms if choice else None,
        sizes={kind: round(total / count / 1000, 2) for kind, total in sizes.most_common(6)},
    )


def growth(samples: Sequence[float]) -> float:
    """Return how much higher the last fifth of the samples lies than the second fifth, by their medians.

    The first fifth is left out: caches fill up in it. ValueError for fewer than five samples.
    """
    fifth = len(samples) // 5
    if fifth == 0:
        raise ValueError("growth needs five samples")
    return median(samples[-fifth:]) - median(samples[fifth : 2 * fifth])


def typical_starts(starts: Sequence[ColdStart]) -> list[ColdStart]:
    """Return one start per label with the medians of its times, in the order they first came."""
    labels = dict.fromkeys(start.label for start in starts)
    groups = {label: [start for start in starts if start.label == label] for label in labels}
    return [
        ColdStart(label, median(start.wall_s for start in group), median(start.cpu_s for start in group))
        for label, group in groups.items()
    ]
