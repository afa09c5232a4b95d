"""The catalogue that ships together with what offices added to it, the same in every session and process."""

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from lib.model.batch import HANDED_IN
from lib.model.indicator import Accumulation, CarryRule, Catalogue, Direction, Field, Indicator, Source, ValueType
from lib.model.period import Frequency
from lib.model.words import Words
from lib.store import Store

OWN_FIELD = Field("OWN", Words("Chỉ tiêu của đơn vị", "Offices' own indicators"))
OFFICES = Source(
    HANDED_IN,
    "Số liệu các đơn vị nộp vào kho; tệp gốc, người nộp và thời điểm ghi ở từng đợt nộp",
    Words("Đơn vị nộp qua ứng dụng", "Offices, handed in through the application"),
    "không có địa chỉ",
    "theo quy định của đơn vị nộp",
)
_AGE_S = 0.1  # how old the answer may be when asked for the hundredth time in one rerun


@dataclass(frozen=True)
class _Known:
    count: int
    catalogue: Catalogue
    asked_at: float


@dataclass
class GrowingCatalogue:
    """The shipped catalogue and the store that knows what was added; shared by all sessions of a server."""

    shipped: Catalogue
    store: Store
    _known: _Known | None = field(default=None, repr=False)

    def now(self) -> Catalogue:
        """Return the catalogue with everything that was added; another process's addition shows a moment later."""
        known = self._known
        if known is not None and time.monotonic() - known.asked_at < _AGE_S:
            return known.catalogue
        asked_at, count = time.monotonic(), self.store.indicator_count()
        if known is None or known.count != count:
            known = _Known(count, extended(self.shipped, self.store.indicators()), asked_at)
        self._known = replace(known, asked_at=asked_at)
        return self._known.catalogue

    def forget(self) -> None:
        """Ask the store again next time, however short ago it was asked."""
        self._known = None


def extended(shipped: Catalogue, bodies: Mapping[str, str]) -> Catalogue:
    """Return a catalogue with own indicators, in a field of their own, and the source of what offices hand in."""
    sources = {**shipped.sources, HANDED_IN: OFFICES}
    own = {code: indicator_of(code, body) for code, body in bodies.items() if code not in shipped.indicators}
    if not own:
        return replace(shipped, sources=sources)
    fields = {**shipped.fields, OWN_FIELD.code: OWN_FIELD}
    return replace(shipped, indicators={**shipped.indicators, **own}, fields=fields, sources=sources)


def body_of(indicator: Indicator) -> str:
    """Return an own indicator as the text the store keeps."""
    return json.dumps(asdict(indicator), ensure_ascii=False)


def indicator_of(code: str, body: str) -> Indicator:
    """Return the own indicator that a text of `body_of` says; what an older text does not say has its default."""
    said: dict[str, Any] = json.loads(body)
    return Indicator(
        code=code,
        label=_words(said, "label"),
        short=_words(said, "short"),
        field=OWN_FIELD.code,
        unit=_words(said, "unit"),
        decimals=int(said.get("decimals", 2)),
        frequency=Frequency(said.get("frequency", "A")),
        direction=Direction(said.get("direction", "none")),
        value_type=ValueType(said.get("value_type", "count")),
        minimum=said.get("minimum"),
        maximum=said.get("maximum"),
        carry_rule=CarryRule(said.get("carry_rule", "none")),
        weight_indicator="",
        classes="",
        origin=_words(said, "origin"),
        owner=_words(said, "owner"),
        parent="",
        aliases=tuple(said.get("aliases", ())),
        definition=_words(said, "definition"),
        minimum_coverage=float(said.get("minimum_coverage", 1.0)),
        accumulation=Accumulation(said.get("accumulation", "period")),
    )


def _words(said: Mapping[str, Any], name: str) -> Words:
    return Words(**said.get(name, {"vi": ""}))
