"""What a deck costs as PowerPoint and Word: `python -m bench.deck_files` times 15 slides on the shipped figures."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from bench.server import ROOT
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.brief_docx import as_docx
from lib.report.office_head import OfficeHead
from lib.report.slide_pptx import as_pptx
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import open_workspace

PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
NEW = View(indicator="PAPI_TOTAL_D1_D8", period="2024", base="2023", areas=("34-19",), unit_set="34", basis="restated")
OLD = View(indicator="PAPI_TOTAL_D1_D8", period="2024", base="2023", areas=("63-19",))
VIEWS = (
    *(("map", view) for view in (PCI, NEW, OLD)),
    ("map", View(indicator="PCI", period="2016", base="2015", areas=("63-19",), mode="pair")),
    ("map", View(indicator="PCI", period="2016", base="2015", areas=("63-19",), mode="change")),
    *(("ranking", view) for view in (PCI, NEW, OLD)),
    *(("province", view) for view in (PCI, OLD)),
    *(("trend", view) for view in (PCI, NEW, OLD)),
    *(("compare", replace(view, areas=("63-19", "63-27"))) for view in (PCI, OLD)),
)

_Result = TypeVar("_Result")


def main() -> None:
    """Print seconds on the clock and of CPU of making the content, the .pptx and the .docx, and the files' sizes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(ROOT, None, Path(folder))
        boundaries = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
        deck = Deck("bench", date(2026, 11, 24), tuple(slide_of(page, view) for page, view in VIEWS))
        content = _timed("content", lambda: deck_content("bench", deck, workspace, boundaries))
        print(
            *(f"  {slide.title}: {type(slide.figure).__name__} {slide.problem}" for slide in content.slides), sep="\n"
        )
        for name in ("pptx, first", "pptx, again"):
            print(f"  {len(_timed(name, lambda: as_pptx(content))):,} bytes")
        print(f"  {len(_timed('docx', lambda: as_docx(content, OfficeHead()))):,} bytes")


def _timed(name: str, work: Callable[[], _Result]) -> _Result:
    clock, cpu = perf_counter(), process_time()
    result = work()
    print(f"{name}: {perf_counter() - clock:.2f} s, CPU {process_time() - cpu:.2f} s")
    return result


if __name__ == "__main__":
    main()
