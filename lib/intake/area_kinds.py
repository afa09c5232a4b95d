"""What the text of an area cell is: the kinds of labels and what each carries. No reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AreaKind(StrEnum):
    """What the text of an area cell is."""

    UNIT = "unit"
    AGGREGATE = "aggregate"  # region, country, total, group of provinces, statistics row
    FOREIGN = "foreign"  # district, commune, ward, other country, ministry
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    EMPTY = "empty"


@dataclass(frozen=True)
class AreaLabel:
    """One distinct text: `units` maps each unit set in which it names a unit exactly to that unit's id.

    `candidates` are what an ambiguous text may be (ids of the newest set that has the name). `proposal` is the name
    nearest to an unknown or damaged text, never a meaning; its id is then the one candidate. `mark` is a footnote mark
    left out. `aggregate` says what stands instead of a unit: country, region, total, statistic, rest, group, and
    lower-unit, office, place where it is FOREIGN. `age` is `old` or `new` where the text says so (`(cũ)`).
    """

    text: str
    kind: AreaKind
    units: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    proposal: str = ""
    mark: str = ""
    aggregate: str = ""
    age: str = ""


def written(label: AreaLabel, text: str, mark: str = "") -> AreaLabel:
    """Return a label with the text as written; by hand, since `replace` takes longer than the reading."""
    found = (label.units, label.candidates, label.proposal)
    return AreaLabel(text, label.kind, *found, mark=mark, aggregate=label.aggregate, age=label.age)


def ambiguous(candidates: tuple[str, ...]) -> AreaLabel:
    """Return the label of a text that may be several units."""
    return AreaLabel("", AreaKind.AMBIGUOUS, candidates=candidates)


def no_unit(kind: AreaKind, what: str) -> AreaLabel:
    """Return the label of a text that is an aggregate or a place that is no unit."""
    return AreaLabel("", kind, aggregate=what)
