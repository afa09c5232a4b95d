"""Ranks that must not be subtracted, in words: what was published, the same units ranked again, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lib.i18n import Translator
from lib.model.period import Period
from lib.report.sentences import Telling


class Place(NamedTuple):
    """A rank with its n and its kind: published, or computed from values."""

    rank: int
    peer_count: int
    published: bool

    @property
    def share_behind(self) -> float | None:
        """Which per cent of the other ranked units stand behind: 100 × (n − rank) / (n − 1)."""
        return 100 * (self.peer_count - self.rank) / (self.peer_count - 1) if self.peer_count > 1 else None


class Again(NamedTuple):
    """Places of one unit among the same restated units in both periods: `peer_count` of the `size` units of a set.

    `name` is the unit's on that set, `caveat` a key of what must be said beside its values
    (`lib.analysis.carrying.Caveat`) or empty.
    """

    name: str
    base_rank: int
    rank: int
    peer_count: int
    size: int
    caveat: str = ""


@dataclass(frozen=True)
class Across:
    """What can be said of one unit's rank where the ranks of both periods are not subtracted.

    `obstacle`: `sets` (ranked over other units), `kinds` (published against computed), `counts` (too few units in
    both periods), `stretch` (unlike stretches of a year). `base` holds the place of each unit of the base period on
    the same land. `again` is None where the
    units cannot be ranked again, with values of `valued` of `size` units in both periods; then `bounds` are the best
    and the worst place the unit can have had in the base period among the newer set, as far as published ranks tell.
    `why_not` says why the unit itself has no restated value where most others have one.
    """

    name: str
    obstacle: str
    now: Place
    base: Sequence[tuple[str, Place | None]]
    same_land: bool
    again: Again | None
    valued: int
    size: int
    bounds: tuple[int, int] | None = None
    why_not: str = ""


def across_lines(across: Across, telling: Telling) -> list[str]:
    """Return the comparable statement, a sentence per line; nothing without a base period."""
    if telling.base is None:
        return []
    t, base = telling.t, t_period(telling.base, telling.t)
    lines = [_published(across, base, t)]
    if across.obstacle == "sets":
        lines += [_again(across, telling, t) if across.again else _not_again(across, telling, t)]
        lines += _shares(across, telling, t)
    return [line for line in lines if line]


def t_period(period: Period, t: Translator) -> str:
    """Return a period at the start of a sentence, `Năm 2023`."""
    said = t.period(period)
    return said[:1].upper() + said[1:]


def _placed(place: Place, t: Translator) -> str:
    return t(f"across.{'published' if place.published else 'computed'}", rank=t.rank(place.rank, place.peer_count))


def _published(across: Across, base: str, t: Translator) -> str:
    known = [place for _, place in across.base if place is not None]
    if not known:
        return ""
    if across.same_land:
        places = t("across.own", place=_placed(known[0], t))
    else:
        places = t.listing(
            t("across.other", name=name, place=_placed(place, t)) if place else t("across.no_place", name=name)
            for name, place in across.base
        )
    why = t(f"across.{across.obstacle}", base_count=known[0].peer_count, count=across.now.peer_count)
    return t("across.was", base=base, places=places, why=why)


def _again(across: Across, telling: Telling, t: Translator) -> str:
    again = across.again
    if again is None or telling.base is None:
        return ""
    key = "across.again" if again.peer_count == again.size else "across.again_some"
    change = again.base_rank - again.rank
    way = "same" if not change else "up" if change > 0 else "down"
    return t(
        key,
        name=again.name,
        count=again.peer_count,
        size=again.size,
        base_rank=again.base_rank,
        rank=again.rank,
        base=t.period(telling.base),
        period=t.period(telling.period),
        change=t(f"across.{way}", places=t.number(abs(change))),
        caveat=f"; {t(f'restate.caveat.{again.caveat}')}" if again.caveat else "",
    )


def _not_again(across: Across, telling: Telling, t: Translator) -> str:
    if telling.base is None:
        return ""
    if across.why_not:
        lack = t("across.not_own", name=across.name, why=across.why_not)
    else:
        lack = t("across.not_again", valued=across.valued, size=across.size)
    if across.bounds is None:
        return lack
    best, worst = across.bounds
    verdict = "open" if best <= across.now.rank <= worst else "surely_up" if across.now.rank < best else "surely_down"
    said = t(
        "across.bound" if best == worst else "across.bounds",
        name=across.name,
        base=t.period(telling.base),
        size=across.size,
        best=best,
        worst=worst,
        verdict=t(f"across.{verdict}", rank=across.now.rank, period=t.period(telling.period)),
    )
    return f"{lack} {said}"


def _shares(across: Across, telling: Telling, t: Translator) -> list[str]:
    before, now = (across.base[0][1] if across.base else None), across.now
    if telling.base is None or before is None or not across.same_land:
        return []
    if before.share_behind is None or now.share_behind is None:
        return []
    return [
        t(
            "across.share",
            base=t_period(telling.base, t),
            period=t.period(telling.period),
            base_share=t.number(before.share_behind, 1),
            share=t.number(now.share_behind, 1),
            base_rank=t.rank(before.rank, before.peer_count),
            rank=t.rank(now.rank, now.peer_count),
        )
    ]
