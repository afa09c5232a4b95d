"""How one unit moved on every judged indicator it has recent figures of; which moves are told is chosen elsewhere."""

from dataclasses import dataclass

import pandas as pd

from lib.analysis.big_moves import Rough, rough_move, standardised
from lib.model.indicator import CarryRule, Direction, Indicator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.report.sentences import known
from lib.services.overview import Outlook
from lib.services.overview_pool import RECENT_YEARS, Pool
from lib.services.questions import At, Question, restated_on
from lib.services.rows import Row, row_of

LEAST_COMMON = 0.5  # of the units of a set, for a rank among those common to both periods to tell anything
LOOKED_AT = 4  # on each side: the first few may turn out not to be comparable
_TOLD = (
    *("ref_area", "obs_value", "base_value", "value_change", "comparable_count", "carry_rule", "base_carry_rule"),
    *("rank", "peer_count", "base_rank", "base_peer_count", "rank_change_kind"),
    *("comparable_rank", "comparable_base_rank"),
    *("published_rank", "published_peer_count", "base_published_rank", "base_published_peer_count"),
)


@dataclass(frozen=True)
class Moved:
    """How one unit moved on one indicator: `places` up (ranks), `spreads` for the better (values), None if not said."""

    question: Question
    row: Row
    places: int | None
    spreads: float | None


def move_questions(unit: Unit, pool: Pool, outlook: Outlook) -> list[Question]:
    """Return the question of every judged indicator the unit has recent figures of, newest period against its base.

    A break of method in between, or no base within three years, leaves an indicator out.
    """
    catalogue, lineage = outlook.workspace.catalogue, outlook.workspace.gazetteer.lineage(unit.ref_area)
    figures = pool.observations
    told = figures["obs_value"].notna() | figures["published_rank"].notna()
    own = figures.loc[told & figures["ref_area"].isin(lineage), ["indicator", "time_period", "ref_area"]]
    newest: dict[str, At] = {}
    for code, text, area in own.itertuples(index=False):
        at = At(Period.parse(text), area.partition("-")[0])
        if code not in newest or newest[code].period <= at.period:
            newest[code] = at
    last = max((at.period.year for at in newest.values()), default=0)
    questions = [
        _question(catalogue.indicators[code], at, unit, outlook)
        for code, at in newest.items()
        if at.period.year > last - RECENT_YEARS
    ]
    return [question for question in questions if question is not None]


def _question(indicator: Indicator, at: At, unit: Unit, outlook: Outlook) -> Question | None:
    base = outlook.coverage.before(indicator.code, at.period)
    if base is None or at.period.year - base.year > RECENT_YEARS:
        return None
    if outlook.workspace.catalogue.breaks_between(indicator.code, base, at.period):
        return None
    base_sets = outlook.coverage.unit_sets(indicator.code, base)
    question = Question(indicator, at, At(base, at.unit_set if at.unit_set in base_sets else base_sets[0]))
    return restated_on(unit.unit_set, question) if outlook.restated else question


def shortlist(unit: Unit, pool: Pool, outlook: Outlook) -> tuple[list[Question], list[Question]]:
    """Return the unit's questions with the largest moves of rank and those with the largest of value, each way.

    Guessed from the values alone: only these few are worth a change table, which alone decides what is told.
    """
    gazetteer = outlook.workspace.gazetteer
    guessed: list[tuple[Question, Rough]] = []
    for question in move_questions(unit, pool, outlook):
        area = gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
        if question.base is None or area not in (now := pool.at(question.indicator.code, question.now)).index:
            continue
        indicator = question.indicator
        base = pool.at(indicator.code, question.base)
        total, step = indicator.carry_rule is CarryRule.SUM, 10.0**-indicator.decimals
        guess = rough_move(now, base, area, total=total, step=step)
        sign = -1 if indicator.direction is Direction.LOWER else 1
        guessed.append((question, _signed(guess, sign, published=_ranked(now, base, area))))
    ranks = sorted((pair for pair in guessed if pair[1].places), key=lambda pair: pair[1].places or 0)
    values = sorted((pair for pair in guessed if pair[1].spreads), key=lambda pair: pair[1].spreads or 0)
    ranks, values = ([*each[:LOOKED_AT], *each[LOOKED_AT:][-LOOKED_AT:]] for each in (ranks, values))
    return [question for question, _ in ranks], [question for question, _ in values]


def _ranked(now: pd.DataFrame, base: pd.DataFrame, area: str) -> bool:
    return known(now["published_rank"].get(area)) and known(base["published_rank"].get(area))


def _signed(guess: Rough, sign: int, *, published: bool) -> Rough:
    """Return a guess in which positive is better: published ranks say so already."""
    places = guess.places if published or guess.places is None else sign * guess.places
    return Rough(places, None if guess.spreads is None else sign * guess.spreads)


def move_frame(question: Question, table: pd.DataFrame) -> pd.DataFrame:
    """Return how every unit of a change table moved: `places` (up) and `spreads` (for the better) beside what is told.

    A move inside an error band is none. Only the columns that are told stay: these frames are kept for many questions.
    """
    indicator = question.indicator
    total = indicator.carry_rule is CarryRule.SUM
    sign = -1 if indicator.direction is Direction.LOWER else 1
    spreads = standardised(table, total=total, step=10.0**-indicator.decimals) * sign
    kept = table[[name for name in _TOLD if name in table]]
    enough = table["comparable_count"] >= LEAST_COMMON * len(table)
    places = table["rank_change"].astype("Float64").where(table["rank_change_kind"].ne("computed") | enough)
    again = table["comparable_rank_change"].astype("Float64").where(enough)
    return kept.assign(
        again=places.isna() & again.notna(),
        places=places.fillna(again).where(_sure(table, "rank_change_certain")),
        spreads=spreads.where(_sure(table, "change_certain")),
    )


def moved(question: Question, frame: pd.DataFrame, area: str) -> Moved | None:
    """Return how a unit of a `move_frame` moved, or None where neither rank nor value can be said to."""
    row = row_of(frame, area)
    if row is None or not (known(row["places"]) or known(row["spreads"])):
        return None
    places = int(row["places"]) if known(row["places"]) else None
    return Moved(question, row, places, float(row["spreads"]) if known(row["spreads"]) else None)


def _sure(table: pd.DataFrame, column: str) -> pd.Series:
    return table[column].fillna(value=True).astype("bool") if column in table else table["ref_area"].notna()
