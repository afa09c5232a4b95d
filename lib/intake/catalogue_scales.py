"""How figures are graded – scales of classes, error bands of surveys – read line by line from the catalogue's files."""

import re
from collections.abc import Container

from lib.intake.catalogue_cells import known, number, period, said, sentences, sources
from lib.intake.gazetteer_rows import Row
from lib.model.class_scale import ClassLevel, ClassScale
from lib.model.margin import Margin

_AREA = re.compile(r"\*|\d{2}-\d{2}")


def read_class_scales(rows: list[Row]) -> dict[str, ClassScale]:
    """Return the scales by code, their classes in the order written: the best first."""
    scales: dict[str, ClassScale] = {}
    for row in rows:
        scale = scales.get(said(row, "scale"), ClassScale(row["scale"], ()))
        level = ClassLevel(said(row, "class"), row.words("name"))
        if any(scale.place(name) for name in (level.code, level.label.vi, level.label.en) if name):
            row.fault(f"class: {level.code!r} or its name stands twice in {scale.code}")
        scales[scale.code] = ClassScale(scale.code, (*scale.levels, level))
    return scales


def read_margins(rows: list[Row], indicators: Container[str], known_sources: Container[str]) -> tuple[Margin, ...]:
    """Return the error bands; whether their units exist is checked where the gazetteer is at hand."""
    return tuple(_margin(row, indicators, known_sources) for row in rows)


def _margin(row: Row, indicators: Container[str], known_sources: Container[str]) -> Margin:
    first, last = period(row, "first_period"), period(row, "last_period")
    if last < first:
        row.fault(f"last_period {last} is before first_period {first}")
    if not _AREA.fullmatch(row["ref_area"]):
        row.fault(f"ref_area must be a unit's id (63-56) or *: {row['ref_area']!r}")
    half_width, level = number(row, "half_width"), number(row, "level")
    if half_width is None or half_width < 0:
        row.fault(f"half_width must be a number from 0: {row['half_width']!r}")
    if level is None or not 0 < level < 100:
        row.fault(f"level must be per cent between 0 and 100: {row['level']!r}")
    return Margin(
        known(row, "indicator", indicators, "indicator"),
        first,
        last,
        row["ref_area"],
        half_width or 0.0,
        level or 0.0,
        sentences(row, "remark"),
        sources(row, known_sources),
    )
