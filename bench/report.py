"""The figures of a run as a table to read and as JSON to keep. Measures nothing."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench.aims import FLOOR, Aim, aims
from bench.figures import ColdStart, Memory, PageFigures
from bench.restating import SOURCE_SET, UNIT_SET, Restating

_HEADINGS = (
    "size",
    "page",
    "CPU ms",
    "− floor",
    "fresh",
    "choice",
    "wall ms",
    "p95",
    "KB",
    "crowd/s",
    "c. CPU",
    "c. p95",
)


@dataclass
class Run:
    """Everything one run measured, on what, and how busy the machine was meanwhile."""

    pages: list[PageFigures] = field(default_factory=list)
    memories: list[Memory] = field(default_factory=list)
    starts: list[ColdStart] = field(default_factory=list)
    restating: Restating | None = None
    generated: dict[str, int] = field(default_factory=dict)
    load_before: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def aims(self) -> list[Aim]:
        """The aims this run can be held against."""
        return aims(self.pages, self.memories, self.starts, self.restating)

    def write(self, path: Path) -> None:
        """Write the run as JSON."""
        told = asdict(self) | {
            "aims": [asdict(aim) | {"met": aim.met} for aim in self.aims],
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
            "packages": {name: version(name) for name in ("streamlit", "pandas", "SQLAlchemy", "altair")},
            "load_after": os.getloadavg()[0],
        }
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")

    def print(self) -> None:
        """Print the tables and the aims."""
        floor = next((page.cpu_ms for page in self.pages if page.size == FLOOR), 0.0)
        rows = [_HEADINGS, *(_page_row(page, floor) for page in self.pages)]
        print(_table(rows))
        print("\nKB by kind of message (largest three):")
        for page in self.pages:
            print(f"  {page.size:16} {page.page:10} {_largest(page)}")
        print("\nmemory:")
        for memory in self.memories:
            print(
                f"  {memory.label:16} {memory.base_mb:7.0f} MB, {memory.per_session_mb:5.2f} MB per session, "
                f"{memory.growth_mb:+.1f} MB over {memory.rerun_count} reruns"
            )
        print("\nfrom process to first page:")
        for start in self.starts:
            print(f"  {start.label:28} {start.wall_s:5.1f} s, {start.cpu_s:5.1f} s of CPU")
        if self.restating:
            print(f"\n{restating_line(self.restating)}")
        print(f"\nload {self.load_before:.1f} → {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; aims:")
        for aim in self.aims:
            sign = "≥" if aim.at_least else "≤"
            outcome = "met " if aim.met else "MISS"
            print(f"  {outcome} {aim.measured:8.2f} {sign} {aim.limit:.2f} {aim.unit:2}  {aim.name}")


def restating_line(restating: Restating) -> str:
    """Return what restating all figures cost, beside the plain mean of the same run."""
    return (
        f"restating {restating.row_count:,} figures {SOURCE_SET} → {UNIT_SET} in one call: "
        f"{restating.cpu_s:.2f} s of CPU, {restating.to_plain:.1f} × a plain mean of the same rows "
        f"({restating.restated_count:,} rows)"
    )


def _page_row(page: PageFigures, floor: float) -> tuple[str, ...]:
    crowd = page.crowd
    numbers = (
        page.cpu_ms,
        page.cpu_ms - floor,
        page.fresh_cpu_ms,
        page.choice_cpu_ms,
        page.wall_ms,
        page.p95_ms,
        page.kilobytes,
        crowd.per_second if crowd else None,
        crowd.cpu_ms if crowd else None,
        crowd.p95_ms if crowd else None,
    )
    return (page.size, page.page, *("–" if number is None else f"{number:.1f}" for number in numbers))


def _largest(page: PageFigures) -> str:
    return ", ".join(f"{kind} {size:.1f}" for kind, size in list(page.sizes.items())[:3])


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if place < 2 else cell.rjust(width) for place, (cell, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    )
