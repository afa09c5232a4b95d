"""What pointing at a unit of the map tells: its value, rank, change, status and origin, or why it has no value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lib.analysis.carrying import Reason
from lib.i18n import Translator
from lib.report.lines import source_line, status_line
from lib.report.sentences import Telling, break_sentences, known, of_kind
from lib.services.notes import missing_reason, row_note
from lib.services.origins import is_estimate, origin_lines, reason_parts, with_missing
from lib.services.questions import At, Question
from lib.services.rows import Row, records
from lib.services.workspace import Workspace

CHANGE = "change"  # the shade of a map of differences


@dataclass(frozen=True)
class Tooltips:
    """The words for rows of the change table of one question, shaded by value or by change."""

    question: Question
    shade: str
    workspace: Workspace
    t: Translator

    @cached_property
    def telling(self) -> Telling:
        """What the words of a row need."""
        base = self.question.base.period if self.question.base else None
        return Telling(self.t, self.question.indicator, self.question.now.period, base, self.workspace.gazetteer)

    @cached_property
    def former_figures(self) -> Mapping[str, str]:
        """The published values of the period, in words, by unit: of these an estimate was made."""
        observations = self.workspace.observations(self.question.indicator.code)
        of_period = observations.loc[observations["time_period"] == str(self.question.now.period)]
        return {
            row["ref_area"]: self.telling.value(row["obs_value"])
            for row in records(of_period)
            if known(row["obs_value"])
        }

    def estimated(self, row: Row) -> bool:
        """Whether what the map shows of a row was put together here from several former units."""
        return is_estimate(row) or (self.shade == CHANGE and is_estimate(row, side="base_"))

    def shown(self, row: Row) -> str:
        """Return the value, or the change, with its unit of measure; an estimate bears its sign."""
        sign = "≈ " if self.estimated(row) else ""
        if self.shade == CHANGE:
            change = self.t.signed(row["value_change"], self.question.indicator.decimals)
            return sign + self.t("map.change", change=change)
        return sign + self.telling.value(row["obs_value"])

    def reason(self, row: Row) -> tuple[str, tuple[str, ...]]:
        """Say why a row is not coloured, and return the ids of the former units that are missing for it."""
        base = self.question.base
        if self.shade != CHANGE or base is None or not known(row["obs_value"]):
            return self._no_value(row, self.question.now)
        if base.restated and known(row["base_area"]) and not known(row["base_value"]):
            why, missing = self._no_value(row, base, side="base_")
            return self.t("reason.no_base_value", base=self.t.period(base.period), why=why), missing
        return self._note(row, base) or self.t("reason.no_value"), ()

    def _note(self, row: Row, base: At) -> str:
        """Return the note of a row but for the method breaks: these are told once, above the map."""
        note = row_note(row, self.question, self.workspace, self.t) or ""
        indicator, catalogue = self.question.indicator, self.workspace.catalogue
        breaks = catalogue.breaks_between(indicator.code, base.period, self.question.now.period)
        for sentence in reversed(break_sentences(breaks, self.t)):
            note = note.removesuffix(sentence).rstrip()
        return note

    def reason_text(self, row: Row) -> str:
        """Say why a row is not coloured, with the names of who is missing."""
        return with_missing(*self.reason(row), self.workspace.gazetteer, self.t)

    def _no_value(self, row: Row, at: At, side: str = "") -> tuple[str, tuple[str, ...]]:
        said, missing = reason_parts(row, self.t, side=side)
        former = str(row[f"{side}predecessors"]).split() if said else [row["base_area" if side else "ref_area"]]
        if said and row[f"{side}restate_reason"] != Reason.NO_FIGURE:
            return said, missing
        # where nothing is there to restate, the catalogue may know why, of one unit or of all alike
        indicator = self.question.indicator
        known_why = {missing_reason(indicator, at.period, area, self.workspace, self.t) for area in former}
        return (known_why.pop() if len(known_why) == 1 else said), ()

    def facts(self, row: Row) -> str:
        """Return value and ranks of a former unit in one line."""
        value = self.telling.value(row["obs_value"]) if known(row["obs_value"]) else self.t("reason.no_value")
        return "; ".join([value, *self._ranks(row)])

    def lines(self, row: Row) -> tuple[str, ...]:
        """Return rank k/n, group, the change on the base, status and source, and how the figure came to be."""
        t = self.t
        lines = self._ranks(row)
        if "group" in row and known(row["group"]):
            lines.append(t("map.group", group=t(f"group.{int(row['group'])}")))
        lines += self._change(row)
        if known(row["obs_status"]):
            source = source_line([row["source"]], self.workspace.catalogue, t)
            lines.append(f"{status_line([row['obs_status']], t)} · {source}")
        return (*lines, *self._origins(row))

    def _ranks(self, row: Row) -> list[str]:
        t = self.t
        ranks = []
        if known(row["published_rank"]):
            rank = t.rank(int(row["published_rank"]), int(row["published_peer_count"]))
            ranks.append(t("map.published_rank", rank=rank))
        if known(row["rank"]):
            ranks.append(t("map.rank", rank=t.rank(int(row["rank"]), int(row["peer_count"]))))
        return ranks

    def _change(self, row: Row) -> list[str]:
        t, base = self.t, self.question.base
        if base is None or not known(row.get("value_change")):
            return []
        change = t.signed(row["value_change"], self.question.indicator.decimals)
        lines = [t("map.against", base=t.period(base.period), change=change)]
        if known(row.get("rank_change")):
            lines.append(of_kind(t("map.rank_change", places=t.signed(int(row["rank_change"]))), row, t))
        return lines

    def _origins(self, row: Row) -> list[str]:
        """Return the origin of the value; of the base's value where only that one is an estimate."""
        if not known(row.get("carry_rule")):
            return []
        gazetteer, t = self.workspace.gazetteer, self.t
        lines = origin_lines(row, gazetteer, t, figures=self.former_figures)
        told = lines if known(row["obs_value"]) else lines[1:]  # the reason stands where the value would
        base = self.question.base
        if base is None or is_estimate(row) or not known(row["value_change"]) or not is_estimate(row, side="base_"):
            return told
        return [*told, f"{t.short_period(base.period)}: {'; '.join(origin_lines(row, gazetteer, t, side='base_'))}"]
