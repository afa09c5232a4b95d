"""What is said where ranks are not subtracted: the facts of the comparable statement, unit by unit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.analysis.harmonise import PUBLISHED
from lib.analysis.like_with_like import unlike_reason
from lib.analysis.rank_bounds import rank_bounds
from lib.i18n import Translator
from lib.model.indicator import CarryRule, Direction
from lib.report.comparable_lines import Across, Again, Place, across_lines
from lib.report.sentences import MOST_NAMES, Telling, comparable_sentence, dated_name, known, telling_count
from lib.services.choosing import placed
from lib.services.origins import no_value_reason
from lib.services.questions import At, Question, restated_on
from lib.services.rows import Row, records
from lib.services.tables import rank_table
from lib.services.workspace import Workspace

_MEANS = {CarryRule.SIMPLE_MEAN, CarryRule.WEIGHTED_MEAN, CarryRule.RECOMPUTE}
Tables = Callable[[Question], pd.DataFrame]


@dataclass(frozen=True)
class Comparing:
    """One question with everything its comparable statements need; `tables` answers a question with its change table.

    `observations` are those the question is answered from (`lib.services.restating.figures_of`).
    """

    question: Question
    workspace: Workspace
    observations: pd.DataFrame
    tables: Tables

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The rows of the change table by unit."""
        return {row["ref_area"]: row for row in records(self.tables(self.question))}

    def lines(self, area: str, telling: Telling) -> list[str]:
        """Return what must be said beside a unit's published ranks: the comparable statement, a sentence each."""
        across = self.across(area, telling.t)
        lines = across_lines(across, telling) if across else []
        if across is None or across.again is None:
            lines.append(comparable_sentence(self.rows[area], telling, self.unranked(telling.t)))
        return [line for line in lines if line]

    def across(self, area: str, t: Translator) -> Across | None:
        """Return the facts of a unit whose ranks are not subtracted; None where they are, or where one is unknown."""
        row, base = self.rows[area], self.question.base
        if base is None or self.question.indicator.direction is Direction.NONE or known(row["rank_change"]):
            return None
        if base.restated and row["carry_rule"] == PUBLISHED and row["base_carry_rule"] != PUBLISHED:
            return self._as_published.across(area, t)
        now = _place(row, "published_peer_count")
        if now is None:
            return None
        crossed = base.unit_set != self.question.now.unit_set
        restated = self._restated(area)
        past = self._past(area, t)
        return Across(
            name=self._name(area, t),
            obstacle="sets" if crossed else self._obstacle(now, base, [place for _, place in past]),
            now=now,
            base=past,
            same_land=known(row["base_area"]),
            again=self._again(restated, t),
            valued=int(restated["comparable_count"]) if restated else 0,
            size=len(self.workspace.gazetteer.members(self._newer)),
            bounds=self._bounds(area, now) if crossed else None,
            why_not=self._why_not(restated, t),
        )

    @cached_property
    def _as_published(self) -> "Comparing":
        """Return the same comparison with both periods on the units they were published on."""
        question = self.question
        code, base = question.indicator.code, question.base
        sets = self.workspace.coverage().unit_sets(code, base.period) if base else ()
        if base is None or not sets:
            return self
        base_set = question.now.unit_set if question.now.unit_set in sets else sets[0]
        published = Question(
            question.indicator, At(question.now.period, question.now.unit_set), At(base.period, base_set)
        )
        return Comparing(published, self.workspace, self.workspace.observations(code), self.tables)

    def unranked(self, t: Translator) -> list[str]:
        """Return the names of the units that lack a value in one of the periods, where they are few; else nothing."""
        missing = [area for area, row in self.rows.items() if not known(row.get("comparable_rank"))]
        named = [t.label(self.workspace.gazetteer.unit(area).label) for area in missing]
        return t.sorted(named) if len(named) <= MOST_NAMES else []

    @property
    def _newer(self) -> str:
        sides = {self.question.now.unit_set, self.question.base.unit_set if self.question.base else ""}
        return next(code for code in self.workspace.gazetteer.newest_first if code in sides)

    def _obstacle(self, now: Place, base: At, past: list[Place | None]) -> str:
        if unlike_reason(self.question.indicator, self.question.now.period, base.period):
            return "stretch"
        kinds = {place.published for place in past if place is not None}
        return "kinds" if kinds and kinds != {now.published} else "counts"

    @cached_property
    def _restated_rows(self) -> dict[str, Row]:
        if self.question.base is None or self.question.now.unit_set == self.question.base.unit_set:
            return {}
        return {row["ref_area"]: row for row in records(self.tables(restated_on(self._newer, self.question)))}

    def _restated(self, area: str) -> Row | None:
        """Return the row of the unit's land on the newer set, both periods restated."""
        heirs = placed(area, self._newer, self.workspace.gazetteer)
        return self._restated_rows.get(heirs[0]) if len(heirs) == 1 else None

    def _again(self, restated: Row | None, t: Translator) -> Again | None:
        gazetteer = self.workspace.gazetteer
        size = len(gazetteer.members(self._newer))
        if restated is None or not known(restated["comparable_rank"]):
            return None
        count = int(restated["comparable_count"])
        if not telling_count(count, size):
            return None
        places = int(restated["comparable_base_rank"]), int(restated["comparable_rank"])
        caveats = [restated[name] for name in ("base_caveat", "caveat") if known(restated[name])]
        name = t.label(gazetteer.unit(restated["ref_area"]).label)
        return Again(name, *places, count, size, next((caveat for caveat in caveats if caveat), ""))

    @cached_property
    def _base_rows(self) -> dict[str, Row]:
        if self.question.base is None:
            return {}
        gazetteer, indicator, base = self.workspace.gazetteer, self.question.indicator, self.question.base
        count = self.workspace.catalogue.published_peer_count(
            indicator.code, base.period, base.unit_set, gazetteer.unit_sets[base.unit_set].size
        )
        table = rank_table(self.observations, indicator, base, gazetteer).assign(base_count=count)
        return {row["ref_area"]: row for row in records(table)}

    def _why_not(self, restated: Row | None, t: Translator) -> str:
        """Say why a unit has no restated value in one of the periods, where enough of the others have both."""
        gazetteer = self.workspace.gazetteer
        if restated is None or known(restated["comparable_rank"]):
            return ""
        if not telling_count(int(restated["comparable_count"]), len(gazetteer.members(self._newer))):
            return ""
        reasons = [no_value_reason(restated, gazetteer, t, side=side) for side in ("base_", "")]
        return next((reason[:1].lower() + reason[1:] for reason in reasons if reason), "")

    def _name(self, area: str, t: Translator) -> str:
        """Return a unit's name, dated where a later unit of another land bears it too."""
        return dated_name(self.workspace.gazetteer.unit(area), self.workspace.gazetteer, t)

    def _past(self, area: str, t: Translator) -> list[tuple[str, Place | None]]:
        """Return each unit of the base period on the same land, with its place if it has one."""
        if self.question.base is None:
            return []
        gazetteer = self.workspace.gazetteer
        own = self.rows[area]["base_area"]
        olds = [own] if known(own) else placed(area, self.question.base.unit_set, gazetteer)
        return [
            (self._past_name(old, t, own_land=known(own)), _place(self._base_rows[old], "base_count")) for old in olds
        ]

    def _past_name(self, ref_area: str, t: Translator, *, own_land: bool) -> str:
        """Return the name of a unit of the base period, with its date where it holds other land than the one shown."""
        unit_set = self.workspace.gazetteer.unit_sets[self.workspace.gazetteer.units[ref_area].unit_set]
        if own_land or unit_set.code == self.question.now.unit_set or unit_set.code != self._newer:
            return self._name(ref_area, t)
        label, since = t.label(self.workspace.gazetteer.unit(ref_area).label), unit_set.valid_from
        return t("unit.since", name=label, month=since.month, year=since.year)

    def _bounds(self, area: str, now: Place) -> tuple[int, int] | None:
        """Return the best and worst place the unit can have had in the base period among the newer set."""
        if self.question.now.unit_set != self._newer or self.question.indicator.carry_rule not in _MEANS:
            return None
        if not now.published or now.peer_count != len(self.workspace.gazetteer.members(self._newer)):
            return None
        return self._all_bounds.get(area)

    @cached_property
    def _all_bounds(self) -> dict[str, tuple[int, int]]:
        base = self.question.base
        if base is None:
            return {}
        gazetteer = self.workspace.gazetteer
        members = {
            unit.ref_area: gazetteer.forebears(unit.ref_area, base.unit_set) for unit in gazetteer.members(self._newer)
        }
        olds = [old for past in members.values() for old in past]
        ranks = {
            area: int(row["published_rank"]) for area, row in self._base_rows.items() if known(row["published_rank"])
        }
        count = next((int(row["base_count"]) for row in self._base_rows.values()), 0)
        return rank_bounds(ranks, members, count) if ranks and len(olds) == len(set(olds)) else {}


def _place(row: Row, count: str) -> Place | None:
    """Return the published place of a row, else the computed one."""
    if known(row["published_rank"]):
        return Place(int(row["published_rank"]), int(row[count]), published=True)
    if known(row["rank"]):
        return Place(int(row["rank"]), int(row["peer_count"]), published=False)
    return None
