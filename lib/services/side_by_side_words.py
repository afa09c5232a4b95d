"""What is said of two units beside each other: the sentence to quote, the cells, the sums, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.analysis.side_by_side import Lead, Side
from lib.i18n import Translator
from lib.model.period import Period
from lib.report.sentences import Telling, dated_name, of_kind
from lib.services.choosing import placed
from lib.services.error_bands import pair_line
from lib.services.notes import missing_reason, row_note
from lib.services.origins import is_estimate, no_value_reason
from lib.services.pairs import Pair, obstacle
from lib.services.profile import INDEX_FIELD
from lib.services.questions import Question
from lib.services.rows import Row, plain
from lib.services.side_by_side import IndexRow, has_figure, standing
from lib.services.side_by_side_parts import Parts
from lib.services.workspace import Workspace

FINER = 2  # decimals more than the total's: what rounding leaves over must be seen


@dataclass(frozen=True)
class Words:
    """Two units by name, for sentences in one language."""

    pair: Pair
    workspace: Workspace
    t: Translator

    def names(self, *, dated: bool = False) -> dict[Side, str]:
        """Return the names of both; `dated`: an abolished territory with the month it ended."""
        return {Side.FIRST: self._name(self.pair.first, dated), Side.SECOND: self._name(self.pair.second, dated)}

    def _name(self, unit: object, dated: bool) -> str:
        gazetteer = self.workspace.gazetteer
        own = self.pair.first if unit is self.pair.first else self.pair.second
        if self.pair.restated_on:
            heirs = placed(own.ref_area, self.pair.restated_on, gazetteer)
            own = gazetteer.unit(heirs[0]) if len(heirs) == 1 else own
        return dated_name(own, gazetteer, self.t, always=True) if dated else self.t.label(own.label)

    def telling(self, question: Question) -> Telling:
        """Return what the sentences about one index need."""
        base = question.base.period if question.base else None
        return Telling(self.t, question.indicator, question.now.period, base, self.workspace.gazetteer)

    def index(self, question: Question) -> str:
        """Return an index with its period, `PCI 2016`."""
        return f"{self.t.label(question.indicator.short)} {self.t.short_period(question.now.period)}"


def summary(rows: Iterable[IndexRow], period: Period, words: Words) -> str:
    """Return the sentence to quote: on how many composite indices of the period each stands ahead.

    Counted only from ranks of one kind over one n.
    """
    t = words.t
    counted = [row for row in _counted(rows) if row.asked]
    when = t.period(period)
    when = when[:1].upper() + when[1:]
    if not counted:
        return t("compare.no_summary", period=when)
    names = {row.question.spelled(): t.label(row.question.indicator.short) for row in counted}
    key = "compare.summary_one" if len(counted) == 1 else "compare.summary"
    return t(key, period=when, count=len(counted), told=_tallied(counted, names, words))


def elsewhere(rows: Iterable[IndexRow], words: Words) -> str:
    """Return the same of the indices that have figures of both in another period only; empty without any."""
    counted = [row for row in _counted(rows) if not row.asked]
    names = {row.question.spelled(): words.index(row.question) for row in counted}
    return words.t("compare.elsewhere", told=_tallied(counted, names, words)) if counted else ""


def _counted(rows: Iterable[IndexRow]) -> list[IndexRow]:
    return [row for row in rows if row.lead.ahead and row.question.indicator.field == INDEX_FIELD]


def _tallied(rows: Sequence[IndexRow], names: dict[tuple[str, ...], str], words: Words) -> str:
    units, t = words.names(), words.t
    told = []
    for side in sorted((Side.FIRST, Side.SECOND), key=lambda s: -sum(row.lead.ahead == s for row in rows)):
        own = [names[row.question.spelled()] for row in rows if row.lead.ahead == side]
        if own:
            every = len(own) == len(rows)
            key = "compare.ahead_all" if every and len(rows) > 1 else "compare.ahead_one" if every else "compare.ahead"
            told.append(t(key, name=units[side], count=len(own), indices=t.listing(own)))
    ties = [names[row.question.spelled()] for row in rows if row.lead.ahead is Side.TIE]
    if ties:
        told.append(t("compare.tie", count=len(ties), indices=t.listing(ties)))
    return "; ".join(told)


def counted_how(rows: Iterable[IndexRow], words: Words) -> str:
    """Say which indices were counted by published and which by computed ranks."""
    told = []
    for kind in ("published", "computed"):
        own = [words.index(row.question) for row in _counted(rows) if row.lead.kind == kind]
        if own:
            told.append(words.t(f"compare.counted_{kind}", indices=", ".join(own)))
    return words.t("compare.counted", told="; ".join(told)) if told else ""


def rank_text(row: Row, t: Translator) -> str:
    """Return `hạng 6/63 (công bố)`, the computed rank where none was published, nothing where there is neither."""
    ranks = standing(row)
    if ranks.published is not None:
        return t("compare.published", rank=t.rank(ranks.published, ranks.published_count))
    if ranks.computed is not None:
        return t("compare.computed", rank=t.rank(ranks.computed, ranks.computed_count))
    return ""


def standing_text(row: Row, telling: Telling) -> str:
    """Return `43,36 điểm · hạng 21/60 (tính)`, an estimate restated here with `≈` before it; empty without both."""
    value = plain(row["obs_value"])
    said = "" if value is None else telling.value(value)
    said = f"≈ {said}" if is_estimate(row) else said
    return " · ".join(part for part in (said, rank_text(row, telling.t)) if part)


def lead_text(stands: Lead, words: Words) -> str:
    """Return `Thái Nguyên, hơn 10 bậc`, `ngang nhau`, or a dash where nobody can be said to be ahead."""
    if not stands.ahead:
        return words.t("compare.inside_band") if stands.kind == "band" else "–"
    if stands.ahead is Side.TIE:
        return words.t("compare.level")
    return words.t("compare.leads", name=words.names()[stands.ahead], places=stands.places)


def change_text(row: Row, question: Question, t: Translator) -> str:
    """Return the change on the period before, `−3 bậc; −3,11`; a dash where it cannot be said."""
    places, value = plain(row.get("rank_change")), plain(row.get("value_change"))
    told = [
        of_kind(t("compare.places", places=t.signed(places)), row, t) if places is not None else "",
        t.signed(value, question.indicator.decimals) if value is not None else "",
    ]
    return "; ".join(part for part in told if part) or "–"


def index_note(row: IndexRow, words: Words) -> str:
    """Return that an error band leaves open who is ahead, then what is missing or not comparable, each said once."""
    inside = pair_line(row.first, row.second, words.telling(row.question)) if row.both else ""
    notes: dict[str, list[str]] = {}
    for side, own in ((Side.FIRST, row.first), (Side.SECOND, row.second)):
        note = row_note(own, row.question, words.workspace, words.t) if own else None
        if note:
            notes.setdefault(note, []).append(words.names()[side])
    said = [f"{words.t.listing(names)}: {note}" for note, names in notes.items()]
    return " ".join(text for text in (inside, *said) if text)


def missing_lines(rows: Iterable[IndexRow], words: Words) -> list[str]:
    """Say of every index that only one of the two has a figure of: which one lacks it, and why."""
    told = []
    for row in rows:
        for side, own in ((Side.FIRST, row.first), (Side.SECOND, row.second)):
            if not row.both and not has_figure(own):
                area = own.get("ref_area", "")
                question = row.question
                why = no_value_reason(own, words.workspace.gazetteer, words.t) if own else ""
                why = why or missing_reason(question.indicator, question.now.period, area, words.workspace, words.t)
                name = words.names()[side]
                told.append(words.t("compare.missing", index=words.index(question), name=name, why=why))
    return told


def sum_line(parts: Parts, words: Words) -> str:
    """Say how the points of the parts, as printed in the table, add up to the difference of the totals, or why not."""
    t, indicators = words.t, words.workspace.catalogue.indicators
    if parts.reckoning is None:
        if parts.rows["weight"].isna().all():
            return t("compare.no_weights")
        lacking = [t.label(indicators[code].short) for code in parts.rows.loc[parts.rows["points"].isna(), "indicator"]]
        return t("compare.sum_missing", names=t.listing(lacking) if lacking else t("compare.total"))
    totals = t("compare.totals_restated" if words.pair.restated_on else "compare.totals_published")
    found, decimals = parts.reckoning, parts.question.indicator.decimals
    points = sum(points or 0.0 for points in parts.printed_points(decimals + FINER))
    total = round(found.total, decimals + FINER)
    return t(
        "compare.sum_exact" if found.adds_up else "compare.sum_off",
        count=len(parts.rows),
        totals=totals,
        points=t.signed(points, decimals + FINER),
        total=t.signed(total, decimals + FINER),
        rest=t.signed(total - points, decimals + FINER),
        allowed=t.number(found.allowed, decimals),
    )


def obstacle_sentence(words: Words) -> str:
    """Say why the two units cannot be put side by side at all; empty where they can."""
    pair, gazetteer, t = words.pair, words.workspace.gazetteer, words.t
    kind = obstacle(pair, gazetteer)
    if not kind:
        return ""
    said: dict[str, object] = {}
    for side, unit in (("first", pair.first), ("second", pair.second)):
        said |= {side: dated_name(unit, gazetteer, t, always=True), f"{side}_code": unit.ref_area}
        said[f"{side}_set"] = unit.unit_set
        if pair.restated_on:
            heirs = placed(unit.ref_area, pair.restated_on, gazetteer)
            said[f"{side}_heirs"] = t.listing(t.label(gazetteer.unit(heir).label) for heir in heirs)
    return t(f"compare.{kind}", size=pair.restated_on, **said)


def basis_line(words: Words) -> str:
    """Say of restated units what they are made of, and that their figures are estimates; empty as published."""
    pair, gazetteer, t = words.pair, words.workspace.gazetteer, words.t
    if not pair.restated_on:
        return ""
    told = []
    for side, unit in ((Side.FIRST, pair.first), (Side.SECOND, pair.second)):
        (heir,) = placed(unit.ref_area, pair.restated_on, gazetteer)
        formers = placed(heir, unit.unit_set, gazetteer)
        names = t.listing(dated_name(gazetteer.unit(area), gazetteer, t, always=True) for area in formers)
        told.append(t("compare.made_of", name=words.names()[side], formers=names))
    return t("compare.restated", size=pair.restated_on, told="; ".join(told))
