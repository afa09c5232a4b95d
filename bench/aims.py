"""The aims a run is held against, and whether it met them. Limits live here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.figures import ColdStart, Memory, PageFigures
from bench.restating import Restating

FLOOR, SIDEBAR = "floor", "floor + sidebar"
SHIPPED, SECOND, THIRD = "shipped", "300k", "communes"

CPU_ABOVE_FLOOR_MS = 25.0
SECOND_TO_FIRST = 1.2
CROWD_PER_SECOND = 40.0
SESSION_MB = 2.0
GROWTH_MB = 5.0  # an allocator's noise; a leak of 1 KB per rerun would show over 5,000
COLD_START_S = 6.0
RESTATING_S = 1.0
NEXT_SLIDE_MS = 100.0
PNG_S = 1.0


@dataclass(frozen=True)
class Aim:
    """One aim: what was measured, the limit, and on which side of it good lies."""

    name: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the run met it."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def aims(
    pages: Sequence[PageFigures],
    memories: Sequence[Memory],
    starts: Sequence[ColdStart],
    restating: Restating | None = None,
) -> list[Aim]:
    """Hold a run against the aims; what it did not measure is left out."""
    return [
        *_cpu_aims(pages),
        *_size_aims(pages),
        *(
            Aim(f"{p.size}: {p.page}, reruns per second of the crowd", p.crowd.per_second, CROWD_PER_SECOND, "/s", True)
            for p in pages
            if p.crowd is not None and p.size == SHIPPED
        ),
        *(
            Aim(f"{m.label}: memory per session", m.per_session_mb, SESSION_MB, "MB")
            for m in memories
            if _ours(m.label)
        ),
        *(
            Aim(f"{m.label}: growth over {m.rerun_count} reruns", m.growth_mb, GROWTH_MB, "MB")
            for m in memories
            if _ours(m.label) and m.rerun_count >= 5_000
        ),
        *(Aim(f"{s.label}: cold start", s.wall_s, COLD_START_S, "s") for s in starts if _ours(s.label)),
        *([Aim("restating all figures in one call, CPU", restating.cpu_s, RESTATING_S, "s")] if restating else []),
    ]


def _ours(label: str) -> bool:
    return not label.startswith(FLOOR)


def _cpu_aims(pages: Sequence[PageFigures]) -> list[Aim]:
    floor = next(page.cpu_ms for page in pages if page.size == FLOOR)
    return [
        Aim(f"{page.size}: {page.page}, CPU of a rerun", page.cpu_ms, floor + CPU_ABOVE_FLOOR_MS, "ms")
        for page in pages
        if _ours(page.size)
    ]


def _size_aims(pages: Sequence[PageFigures]) -> list[Aim]:
    first = {page.page: page.cpu_ms for page in pages if page.size == SHIPPED}
    return [
        Aim(f"{page.page}: CPU at {SECOND} to CPU at {SHIPPED}", page.cpu_ms / first[page.page], SECOND_TO_FIRST, "×")
        for page in pages
        if page.size == SECOND and page.page in first
    ]
