"""The first screen as a slide: its sentence and its headline indicators as a table. Tiles are made by the overview."""

from collections.abc import Sequence

import pandas as pd

from lib.analysis.series import LEAST_UNITS
from lib.model.unit import Unit
from lib.report.country_lines import country_sentence
from lib.report.lines import chart_line, source_line, status_line
from lib.report.sentences import break_sentences, dated_name
from lib.report.slides import TableFigure
from lib.report.workbook import Cell, Table
from lib.services.overview import Lack, Outlook, Tile, headlines, overview_unit, summing_up
from lib.services.overview_country import country_tiles
from lib.services.overview_lines import Line
from lib.services.overview_movers import country_movers
from lib.services.overview_tiles import tiles
from lib.services.rows import records
from lib.services.shown import Shown
from lib.services.slide_made import Made

_SIGNS = {"up": "+", "down": "−"}
_MOST_MOVERS = 3


def overview_slide(shown: Shown, listed: Sequence[str]) -> Made:
    """Return the headline indicators of the unit in focus, of the country without one, as its first screen has them.

    `listed` are the codes of the headline indicators: the office's, of a frozen deck those of then.
    """
    workspace, t = shown.workspace, shown.t
    unit, restated = overview_unit(shown.choice, workspace)
    indicators = headlines(listed, workspace.catalogue).indicators
    codes = tuple(indicator.code for indicator in indicators)
    outlook = Outlook(
        unit,
        restated,
        workspace,
        workspace.coverage_of(codes),
        t,
        shown.choice.view,
        workspace.series(codes),
        lambda code: workspace.restated([code], unit.unit_set if unit else ""),
        shown.table_of,
    )
    name = dated_name(unit, workspace.gazetteer, t, always=True) if unit else t("frame.country")
    title = t("overview.title", name=name)
    if unit is None:
        found, lacks = country_tiles(indicators, outlook)
        said = t("overview.country", have=len(found), size=len(found) + len(lacks))
        sentences: tuple[str, ...] = (said, country_sentence(records(shown.changes), shown.telling))
        moved = _moved_most(shown, outlook)
        sentences += moved
    else:
        found, lacks = tiles(indicators, unit, outlook)
        sentences = (summing_up(found, lacks, unit, outlook),)
    if not found:
        return Made(None, title, problem=t("overview.nothing", name=name))
    figure = TableFigure(_country_table(found, title, outlook) if unit is None else _unit_table(found, title, outlook))
    breaks = tuple(_breaks(shown)) if unit is None and moved else ()
    return Made(figure, title, sentences, _small_print(found, lacks, outlook), breaks, codes=codes)


def _moved_most(shown: Shown, outlook: Outlook) -> tuple[str, ...]:
    """Return which units climbed and fell most on the indicator of the view, a sentence each way; of few units none."""
    t, said = shown.t, []
    movers = country_movers(shown.changes, shown.question, outlook)
    moves = shown.changes.reindex(columns=["rank_change", "comparable_rank_change"]).notna().any(axis=1)
    if moves.sum() < LEAST_UNITS * len(moves):
        return ()
    for way, found in (("up", movers.up), ("down", movers.down)):
        told = [f"{mover.name} {mover.line.change} ({mover.line.after})" for mover in found[:_MOST_MOVERS]]
        if told:
            said.append(t(f"overview.told_{way}", of=found[0].periods, names="; ".join(told)))
    return tuple(said)


def _breaks(shown: Shown) -> list[str]:
    """Say which breaks of method lie between the two periods that the sentences compare."""
    question = shown.question
    if question.base is None:
        return []
    catalogue = shown.workspace.catalogue
    found = catalogue.breaks_between(question.indicator.code, question.base.period, question.now.period)
    return break_sentences(found, shown.t)


def _unit_table(found: Sequence[Tile], title: str, outlook: Outlook) -> Table:
    t = outlook.t
    headings = [t(f"slide.{name}") for name in ("indicator", "period", "value", "rank", "rank_change", "value_change")]
    cells: list[list[Cell]] = []
    for tile in found:
        rank, *changes = tile.lines
        place = rank.before.removesuffix(" ·")
        value = f"{tile.value}{'' if tile.measure == '%' else ' '}{tile.measure}" if place else "–"
        told = "; ".join(f"{line.change} {line.after}".strip() for line in changes)
        cells.append(
            [tile.name, tile.period, value, place or f"{tile.value} ({tile.measure})", _moved(rank), told or "–"]
        )
    return Table(title, headings, cells, [None] * len(headings), ())


def _moved(rank: Line) -> str:
    """Return a change of rank with its sign; two ranks side by side need none."""
    sign = "" if "→" in rank.change else _SIGNS.get(rank.way, "")
    return f"{sign}{rank.change} {rank.after}".strip() or "–"


def _country_table(found: Sequence[Tile], title: str, outlook: Outlook) -> Table:
    t = outlook.t
    headings = [t(f"slide.{name}") for name in ("indicator", "period", "value", "units")]
    cells: list[list[Cell]] = [
        [tile.name, tile.period, f"{tile.value} {tile.measure}", "; ".join(line.before for line in tile.lines)]
        for tile in found
    ]
    return Table(title, headings, cells, [None] * len(headings), ())


def _small_print(found: Sequence[Tile], lacks: Sequence[Lack], outlook: Outlook) -> str:
    """Return status and sources of the figures shown, and which indicators have none, and why."""
    t, catalogue = outlook.t, outlook.workspace.catalogue
    own = pd.concat([_behind(tile, outlook.unit, outlook) for tile in found], ignore_index=True)
    status = status_line(own["obs_status"].dropna().unique(), t)
    sources = source_line(own["source"].dropna().unique(), catalogue, t)
    reasons: dict[str, list[str]] = {}
    for lack in lacks:
        reasons.setdefault(lack.reason, []).append(lack.name)
    lacking = "; ".join(f"{', '.join(names)} – {reason}" for reason, names in reasons.items())
    line = chart_line([status, t("line.source", sources=sources) if sources else ""])
    line = f"{line[:1].upper()}{line[1:]}"
    return f"{line}. {t('overview.lacks')} {lacking}" if lacking else line


def _behind(tile: Tile, unit: Unit | None, outlook: Outlook) -> pd.DataFrame:
    """Return source and status of the figures a tile was made of."""
    figures = outlook.figures(tile.code)
    at = (figures["time_period"] == tile.view.period) & (
        figures["obs_value"].notna() | figures["published_rank"].notna()
    )
    if unit is not None:
        at &= figures["ref_area"].isin(outlook.workspace.gazetteer.lineage(unit.ref_area))
    return figures.loc[at, ["source", "obs_status"]]
