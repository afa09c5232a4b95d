"""The numbers, tables and quoted sentences of docs/quy-doi.md as written there."""

import re

import pytest

from tests.conftest import ROOT

DOCUMENT = (ROOT / "docs/quy-doi.md").read_text(encoding="utf-8")
NOTHING = "–"
Cells = dict[str, str]


def section(title: str) -> str:
    """The part of the document under the heading that begins so."""
    start = DOCUMENT.index(title)
    return DOCUMENT[start : DOCUMENT.find("\n##", start + 1)]


def table(title: str, place: int = 0) -> list[Cells]:
    """The rows of a table of a section, by heading."""
    found = re.findall(r"(?:^\|.*\|\n)+", section(title), flags=re.MULTILINE)[place]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in found.splitlines()]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]


def quoted(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("> ")]


def same(text: str, value: float, *, off: float = 0.0) -> None:
    """A number of the document is the value, rounded to the decimals it is written with."""
    decimals = len(text.partition(",")[2])
    written = float(text.replace(",", "."))
    assert written == pytest.approx(value, abs=0.5 * 10**-decimals + off + 1e-9), (text, value)
