"""What explains the figures – sources, components, breaks, gaps, contradictions, peer counts – read line by line."""

import re
from collections.abc import Container, Mapping

from lib.intake.catalogue_cells import (
    known,
    last_period,
    number,
    one_of,
    period,
    said,
    sentences,
    sources,
    spelled_period,
    whole,
)
from lib.intake.gazetteer_rows import Row
from lib.model.indicator import Break, Component, Contradiction, Gap, Publication, Source

_BREAKS = ("method", "scope", "publication")
_ODDITIES = (
    *("arithmetic", "derived", "method", "negative", "partial", "publication"),
    *("rank basis", "source", "territory", "tie", "vintage", "withheld"),
)
_REASONS = ("O", "L", "M", "Q")
_AREA = re.compile(r"\*|\d{2}-\d{2}")


def read_sources(rows: Mapping[str, Row]) -> dict[str, Source]:
    """Return the sources by code; title, publisher, address and licence must all be said."""
    return {
        name: Source(name, said(row, "title"), sentences(row, "publisher"), said(row, "address"), said(row, "licence"))
        for name, row in rows.items()
    }


def read_components(rows: list[Row], indicators: Container[str], known_sources: Container[str]) -> list[Component]:
    """Return the components in the order written, which is the published one."""
    return [
        Component(
            known(row, "indicator", indicators, "indicator"),
            known(row, "component", indicators, "indicator"),
            number(row, "weight"),
            period(row, "valid_from"),
            last_period(row, "valid_to"),
            sources(row, known_sources),
        )
        for row in rows
    ]


def read_breaks(rows: list[Row], indicators: Container[str], known_sources: Container[str]) -> tuple[Break, ...]:
    """Return the breaks."""
    return tuple(
        Break(
            known(row, "indicator", indicators, "indicator"),
            period(row, "time_period"),
            one_of(row, "kind", _BREAKS),
            sentences(row, "remark"),
            sources(row, known_sources),
        )
        for row in rows
    )


def read_gaps(rows: list[Row], indicators: Container[str]) -> tuple[Gap, ...]:
    """Return the gaps; whether their units exist is checked where the gazetteer is at hand."""
    return tuple(_gap(row, indicators) for row in rows)


def _gap(row: Row, indicators: Container[str]) -> Gap:
    first, last = period(row, "first_period"), period(row, "last_period")
    if last < first:
        row.fault(f"last_period {last} is before first_period {first}")
    if not _AREA.fullmatch(row["ref_area"]):
        row.fault(f"ref_area must be a unit's id (63-56) or *: {row['ref_area']!r}")
    return Gap(
        known(row, "indicator", indicators, "indicator"),
        first,
        last,
        row["ref_area"],
        one_of(row, "obs_status", _REASONS),
        sentences(row, "reason"),
    )


def read_contradictions(rows: list[Row], indicators: Container[str]) -> tuple[Contradiction, ...]:
    """Return the contradictions; `time_period` is one period or the first and the last joined by `/`."""
    for row in rows:
        for text in row["time_period"].split("/", 1):
            spelled_period(row, "time_period", text)
    return tuple(
        Contradiction(
            known(row, "indicator", indicators, "indicator"),
            row["time_period"],
            sentences(row, "area"),
            one_of(row, "kind", _ODDITIES),
            sentences(row, "remark"),
        )
        for row in rows
    )


def read_publications(rows: list[Row], indicators: Container[str]) -> tuple[Publication, ...]:
    """Return the peer counts of publishers who did not rank the whole unit set."""
    return tuple(
        Publication(
            known(row, "indicator", indicators, "indicator"),
            period(row, "time_period"),
            row["unit_set"],
            whole(row, "peer_count", 2),
        )
        for row in rows
    )
