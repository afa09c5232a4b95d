"""The ranking as people read and hand it out: columns with headings, the file's definitions."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lib.i18n import Translator
from lib.i18n.sorting import sort_key
from lib.model.indicator import Direction
from lib.model.period import Period
from lib.report.lines import measure, source_line, status_line
from lib.report.period_words import stretch_words
from lib.report.sentences import break_sentences, known
from lib.report.workbook import Cell, Table
from lib.services.notes import row_note
from lib.services.origin_columns import ORIGIN_NAMES, by_heirs, rule_definitions, with_origins
from lib.services.questions import Question
from lib.services.rows import Row, plain, records
from lib.services.workspace import Workspace

SPARK_PERIODS = 12
_LAST = 10**6


@dataclass(frozen=True)
class Column:
    """A column of the ranking: its name in the frame, its heading, decimals (None: text), and what it means."""

    key: str
    heading: str
    decimals: int | None
    meaning: str
    signed: bool = False


def ranking_rows(
    changed: pd.DataFrame, question: Question, workspace: Workspace, t: Translator, *, former: bool = False
) -> pd.DataFrame:
    """Return the change table with `name`, `group_name`, `status`, `sources` and `note` in words, the best unit first.

    Against a base `change_kind` says between which ranks the change of each row stands (`_kind`), in words.

    Ordered by published rank where there is one, else by computed rank; units without any come last, by name. With
    `former` by the newest unit that holds the land first. Restated figures have the columns of `with_origins`.
    """
    gazetteer, catalogue = workspace.gazetteer, workspace.catalogue
    names = {area: t.label(gazetteer.unit(area).label) for area in changed["ref_area"]}
    rows = changed.assign(
        name=changed["ref_area"].map(names),
        status=[status_line([code], t) if isinstance(code, str) else "" for code in changed["obs_status"]],
        sources=[source_line([code], catalogue, t) if isinstance(code, str) else "" for code in changed["source"]],
        note=[row_note(row, question, workspace, t) or "" for row in records(changed)],
    )
    if "group" in rows:
        rows["group_name"] = [t(f"group.{group}") if pd.notna(group) else "" for group in rows["group"]]
    if "rank_change_kind" in rows:
        rows["change_kind"] = [_kind(row, question, t) for row in records(changed)]
    places = rows["published_rank"].fillna(rows["rank"]).fillna(_LAST).astype("int64").to_list()
    by_name = [sort_key(name) for name in rows["name"]]
    order = sorted(range(len(rows)), key=lambda number: (places[number], by_name[number]))
    ordered = with_origins(rows.iloc[order].reset_index(drop=True), question, workspace, t)
    return by_heirs(ordered, workspace, t) if former else ordered


def _kind(row: Row, question: Question, t: Translator) -> str:
    """Say between which ranks a change stands: published, computed, again over common units, or that it cannot."""
    if known(row["rank_change"]):
        if row["rank_change_kind"] == "published":
            return t("change_kind.published")
        return t("change_kind.computed_restated" if question.restated else "change_kind.computed")
    if known(row["comparable_rank_change"]):
        count = int(row["comparable_count"])
        return t("change_kind.common_restated" if question.restated else "change_kind.common", count=count)
    return t("change_kind.none")


def with_sparks(
    rows: pd.DataFrame, observations: pd.DataFrame, question: Question, workspace: Workspace
) -> pd.DataFrame:
    """Add `spark`: the values of the same territory over the last periods without a gap in between."""
    now = question.now.period
    known = sorted({Period.parse(text) for text in observations["time_period"].unique()})
    periods = [str(p) for p in known if p.frequency is now.frequency and p <= now][-SPARK_PERIODS:]
    values = {
        (area, period): value
        for area, period, value in observations[["ref_area", "time_period", "obs_value"]].itertuples(index=False)
    }
    sparks = []
    for area in rows["ref_area"]:
        lineage = workspace.gazetteer.lineage(area)
        line = [next((values[a, p] for a in lineage if (a, p) in values), None) for p in periods]
        sparks.append(_last_run([plain(value) for value in line]))
    return rows.assign(spark=pd.Series(sparks, index=rows.index, dtype="object"))


def _last_run(values: list[float | None]) -> list[float]:
    run: list[float] = []
    for value in values:
        run = [] if value is None else [*run, value]
    return run if len(run) > 1 else []


def columns(rows: pd.DataFrame, question: Question, t: Translator) -> list[Column]:
    """Return the columns this question needs: published ranks before computed ones, each with its n."""
    chosen = [
        *_rank_columns(rows, t),
        Column("name", t("column.name"), None, t("meaning.name")),
        Column(
            "obs_value",
            t("column.value", unit=t.label(question.indicator.unit)),
            question.indicator.decimals,
            measure(question.indicator, t),
        ),
    ]
    if "group_name" in rows:
        chosen.insert(2, Column("group_name", t("column.group"), None, t("meaning.group")))
    if "heirs" in rows:
        chosen.insert(0, Column("heirs", t("origin.heirs"), None, t("origin.heirs_meaning")))
    if question.base is not None:
        chosen += _change_columns(rows, question, t)
    return [
        *chosen,
        *_origin_columns(rows, question, t, ("rule", "coverage", "figures")),
        Column("status", t("column.status"), None, t("meaning.status")),
        Column("sources", t("column.source"), None, t("meaning.source")),
        Column("note", t("column.note"), None, t("meaning.note")),
    ]


def _rank_columns(rows: pd.DataFrame, t: Translator) -> list[Column]:
    found = []
    if rows["published_rank"].notna().any():
        size = int(rows["published_peer_count"].iloc[0])
        found.append(Column("published_rank", t("column.published_rank", size=size), 0, t("meaning.published_rank")))
    if rows["rank"].notna().any():
        count = int(rows["peer_count"].iloc[0])
        found.append(Column("rank", t("column.rank", count=count), 0, t("meaning.rank")))
    return found


def _change_columns(rows: pd.DataFrame, question: Question, t: Translator) -> list[Column]:
    if question.base is None:
        return []
    base = stretch_words(question.indicator, question.base.period, t, short=True)
    decimals = question.indicator.decimals
    found = []
    if rows["base_value"].notna().any():
        meaning = t("meaning.value_change", base=base)
        found = [
            Column("base_value", t("column.base_value", base=base), decimals, t("meaning.base_value", base=base)),
            Column("value_change", t("column.value_change"), decimals, meaning, signed=True),
        ]
    if question.indicator.direction is Direction.NONE:
        return found
    if rows["base_published_rank"].notna().any():
        size = int(rows["base_published_peer_count"].iloc[0])
        heading = t("column.base_published_rank", base=base, size=size)
        found.append(Column("base_published_rank", heading, 0, t("meaning.base_published_rank", base=base)))
    if rows["base_rank"].notna().any():
        heading = t("column.base_rank", base=base, count=int(rows["base_peer_count"].iloc[0]))
        found.append(Column("base_rank", heading, 0, t("meaning.base_rank", base=base)))
    if rows["rank_change"].notna().any():
        found.append(Column("rank_change", t("column.rank_change"), 0, t("meaning.rank_change"), signed=True))
    count = int(rows["comparable_count"].iloc[0])
    if count and (question.now.unit_set != question.base.unit_set or count < int(rows["peer_count"].iloc[0])):
        heading = t("column.comparable_rank_change", count=count)
        meaning = t("meaning.comparable_rank_change", count=count)
        found.append(Column("comparable_rank_change", heading, 0, meaning, signed=True))
    return found


def _origin_columns(rows: pd.DataFrame, question: Question, t: Translator, names: Sequence[str]) -> list[Column]:
    """Return the columns on how figures were restated, of the period and, in files, of the base too."""
    period = stretch_words(question.indicator, question.now.period, t, short=True)
    return [
        Column(f"origin_{name}", t(f"origin.{name}", period=period), None, t(f"origin.{name}_meaning"))
        for name in names
        if f"origin_{name}" in rows
    ]


def _file_columns(rows: pd.DataFrame, shown: Sequence[Column], question: Question, t: Translator) -> list[Column]:
    """Return the columns of a file: those on screen, with codes and everything on how figures were restated."""
    screen = [column for column in shown if not column.key.startswith("origin_")]
    code = Column("ref_area", t("column.ref_area"), None, t("meaning.ref_area"))
    told = [code, *_with_kind(screen[:-1], question, t), *_origin_columns(rows, question, t, ORIGIN_NAMES)]
    if question.base is not None and "base_origin_rule" in rows:
        base = stretch_words(question.indicator, question.base.period, t, short=True)
        told += [
            Column(f"base_origin_{name}", t(f"origin.{name}", period=base), None, t(f"origin.{name}_meaning"))
            for name in ORIGIN_NAMES
        ]
    return [*told, screen[-1]]


def _with_kind(shown: Sequence[Column], question: Question, t: Translator) -> list[Column]:
    """Add, behind the changes of rank, the column that says of what kind each is."""
    if question.base is None or question.indicator.direction is Direction.NONE:
        return list(shown)
    kind = Column("change_kind", t("change_kind.heading"), None, t("change_kind.meaning"))
    place = next(number for number, column in enumerate(shown) if column.key == "status")
    return [*shown[:place], kind, *shown[place:]]


def handout(
    rows: pd.DataFrame, shown: Sequence[Column], question: Question, workspace: Workspace, t: Translator
) -> Table:
    """Return the ranking as a table to hand out, with codes, definitions, breaks and the rules of ranking."""
    indicator = question.indicator
    coded = _file_columns(rows, shown, question, t)
    cells: list[list[Cell]] = [[plain(row[column.key]) for column in coded] for row in records(rows)]
    periods = [stretch_words(indicator, side.period, t) for side in (question.now, question.base) if side is not None]
    definitions = [
        (t("file.indicator"), f"{indicator.code}: {measure(indicator, t)}"),
        (t("file.definition"), t.label(indicator.definition)),
        (t("file.direction"), t(f"direction.{indicator.direction}")),
        (t("file.period"), " / ".join(periods)),
        (t("file.unit_set"), t(f"frame.one_{'restated' if question.restated else 'set'}", size=question.now.unit_set)),
        *((column.heading, column.meaning) for column in coded),
        (t("file.sources"), source_line(rows["source"].dropna().unique(), workspace.catalogue, t, most=50)),
        (t("file.rules"), t("file.rules_text")),
        *rule_definitions(rows, indicator, t),
    ]
    if question.base is not None:
        breaks = workspace.catalogue.breaks_between(indicator.code, question.base.period, question.now.period)
        definitions += [(t("file.break"), sentence) for sentence in break_sentences(breaks, t)]
    title = f"{t.label(indicator.short)} {stretch_words(indicator, question.now.period, t, short=True)}"
    return Table(title, [c.heading for c in coded], cells, [c.decimals for c in coded], definitions)
