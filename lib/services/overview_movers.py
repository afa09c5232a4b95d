"""What rose and fell most, in words: moves of rank first, then the largest move of value of another indicator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.analysis.moves import movers
from lib.i18n import Translator
from lib.model.indicator import Direction
from lib.model.view import Basis, View
from lib.report.period_words import stretch_words
from lib.services.origins import is_estimate
from lib.services.overview import Outlook
from lib.services.overview_lines import Line
from lib.services.overview_moves import Moved, move_frame
from lib.services.questions import Question
from lib.services.rows import Row, records

LEAST_PLACES = 3
LEAST_SPREADS = 0.3
MOST_RANKS, MOST_VALUES = 2, 1
MOST_UNITS = 5


@dataclass(frozen=True)
class Mover:
    """A move in words, and the view that shows it."""

    name: str
    periods: str
    line: Line
    view: View


@dataclass(frozen=True)
class Movers:
    """The largest moves up and down, ranks before values."""

    up: tuple[Mover, ...]
    down: tuple[Mover, ...]


def largest(moves: Iterable[Moved], outlook: Outlook) -> Movers:
    """Return the two largest moves of rank and the largest move of value of another indicator, each way.

    Small ones do not count: below 3 places, or 0.3 spreads.
    """
    told = list({move.question.indicator.code: move for move in moves}.values())
    return Movers(_one_way(told, 1, outlook), _one_way(told, -1, outlook))


def _one_way(told: Sequence[Moved], way: int, outlook: Outlook) -> tuple[Mover, ...]:
    ranks = sorted((move for move in told if way * (move.places or 0) >= LEAST_PLACES), key=_by_places)[:MOST_RANKS]
    others = [move for move in told if move not in ranks and way * (move.spreads or 0) >= LEAST_SPREADS]
    values = sorted(others, key=lambda move: -abs(move.spreads or 0))[:MOST_VALUES]
    return (*(_rank_mover(move, outlook) for move in ranks), *(_value_mover(move, outlook) for move in values))


def _by_places(move: Moved) -> tuple[int, str]:
    return -abs(move.places or 0), move.question.indicator.code


def _rank_mover(move: Moved, outlook: Outlook) -> Mover:
    t, places = outlook.t, move.places or 0
    way = "up" if places > 0 else "down"
    said = f"{_about(move.row)}{_ranks(move.row, t)}"
    return _mover(move, Line("", t(f"overview.places.{way}", count=abs(places)), said, way), outlook)


def _about(row: Row) -> str:
    """Return the sign of an estimate where one of the two figures was put together here."""
    return "≈ " if is_estimate(row) or is_estimate(row, side="base_") else ""


def _ranks(row: Row, t: Translator) -> str:
    """Return from which rank to which: published, computed, or among the units common to both periods."""
    if row["again"]:
        base, rank = int(row["comparable_base_rank"]), int(row["comparable_rank"])
        return t("overview.again", base=base, rank=rank, count=int(row["comparable_count"]))
    kind = str(row["rank_change_kind"])
    names = ("published_rank", "published_peer_count") if kind == "published" else ("rank", "peer_count")
    told = [t.rank(*(int(row[f"{side}{name}"]) for name in names)) for side in ("base_", "")]
    return t(f"overview.rank_{kind}", base=told[0], rank=told[1])


def _value_mover(move: Moved, outlook: Outlook) -> Mover:
    t, row, indicator = outlook.t, move.row, move.question.indicator
    was, now = (t.number(row[name], indicator.decimals) for name in ("base_value", "obs_value"))
    unit = t.label(indicator.unit)
    beside = t("overview.from_to", base=was, value=now, measure=unit).strip()
    count = int(row["comparable_count"])
    title = t("overview.spreads", spreads=t.signed(move.spreads, 1), count=count)
    change = f"{_about(row)}{t.signed(row['value_change'], indicator.decimals)}"
    return _mover(move, Line("", change, beside, "up" if (move.spreads or 0) > 0 else "down", title), outlook)


def _mover(move: Moved, line: Line, outlook: Outlook) -> Mover:
    question, t = move.question, outlook.t
    sides = {"base": question.base or question.now, "period": question.now}
    said = {name: stretch_words(question.indicator, side.period, t, short=True) for name, side in sides.items()}
    return Mover(
        t.label(question.indicator.short),
        t("overview.periods", **said),
        line,
        replace(
            outlook.view,
            indicator=question.indicator.code,
            period=str(question.now.period),
            base=str(sides["base"].period),
            unit_set=question.now.unit_set,
            basis=str(Basis.RESTATED) if question.restated else "",
        ),
    )


def country_movers(changed: pd.DataFrame, question: Question, outlook: Outlook) -> Movers:
    """Return the units that climbed and fell most on one question; none where ranks cannot be subtracted."""
    if question.base is None or question.indicator.direction is Direction.NONE:
        return Movers((), ())
    frame = move_frame(question, changed)
    climbers, fallers = movers(frame, "places", MOST_UNITS)
    return Movers(
        tuple(_unit_mover(row, question, outlook) for row in records(climbers)),
        tuple(_unit_mover(row, question, outlook) for row in records(fallers)),
    )


def _unit_mover(row: Row, question: Question, outlook: Outlook) -> Mover:
    told = _rank_mover(Moved(question, row, int(row["places"]), None), outlook)
    name = outlook.t.label(outlook.workspace.gazetteer.unit(row["ref_area"]).label)
    return Mover(name, f"{told.name} {told.periods}", told.line, replace(told.view, areas=(row["ref_area"],)))
