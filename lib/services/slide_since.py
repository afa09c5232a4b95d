"""What changed since the meeting before as a slide: a table made from two instants, and a sentence that counts."""

from collections.abc import Sequence
from datetime import datetime

from lib.i18n import Translator
from lib.report.lines import chart_line
from lib.report.slides import TableFigure
from lib.report.workbook import Cell, Table
from lib.services.decks import HOME
from lib.services.held_workspace import HeldWorkspace
from lib.services.since_lines import (
    Meetings,
    Since,
    breaks_lines,
    changed_lines,
    moved_lines,
    name_in,
    new_lines,
)
from lib.services.slide_made import Made

MOST_ROWS = 14


def since_slide(meetings: Meetings, workspace: HeldWorkspace, t: Translator) -> Made:
    """Return what changed between two meetings as a table: changed figures, moved ranks, new figures, breaks.

    Takes the installation of the later instant.
    """
    since = Since(meetings, workspace, t)
    title = t("since.title", day=t.date(meetings.before))
    if not since.knew_anything:
        return Made(None, title, problem=t("since.no_past", day=t.date(meetings.before)))
    changed, moved = changed_lines(since), moved_lines(since)
    new, breaks = new_lines(since), breaks_lines(since)
    lines = [*changed, *moved, *new, *breaks]
    small = chart_line(
        [
            t("since.between", before=t.date(meetings.before), now=_until(since)),
            t("since.rests_on", count=len(meetings.codes)),
            t("since.rank_rule") if moved else "",
        ]
    )
    if not lines:
        nothing = "since.nothing_frozen" if meetings.later else "since.nothing"
        return Made(None, title, (t(nothing, day=t.date(meetings.before)),), small)
    counts = {
        "changed": len(changed),
        "moved": len(moved),
        "new": int(since.changes["state"].eq("new").sum()),
        "breaks": len(breaks),
    }
    told = t.listing(t(f"since.count_{name}", count=t.number(count)) for name, count in counts.items() if count)
    headings = [t(f"since.{name}") for name in ("what", "indicator", "unit", "then", "now")]
    table = Table(title, headings, lines[:MOST_ROWS], [None] * len(headings), ())
    figure = TableFigure(table, _strong(lines[:MOST_ROWS], since), max(0, len(lines) - MOST_ROWS))
    return Made(figure, title, (t("since.summary", day=t.date(meetings.before), told=told),), small)


def _until(since: Since) -> str:
    t, later = since.t, since.meetings.later
    return t.moment(later) if later else t("since.today", day=t.date(datetime.now(HOME).date()))


def _strong(lines: Sequence[Sequence[Cell]], since: Since) -> frozenset[int]:
    unit = since.meetings.unit
    name = name_in(unit.ref_area, since) if unit else ""
    return frozenset(number for number, cells in enumerate(lines) if name and cells[2] == name)
