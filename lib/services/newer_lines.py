"""What came in since a deck was frozen, figure by figure in words. Which figures those are is found in decks."""

import pandas as pd

from lib.i18n import Translator
from lib.model.period import Period
from lib.report.sentences import dated_name
from lib.services.figure_words import indicator_name
from lib.services.rows import records
from lib.services.since_lines import figure_words
from lib.services.workspace import Workspace

MOST_NEWER = 20


def newer_lines(changes: pd.DataFrame, workspace: Workspace, t: Translator) -> list[str]:
    """Return the first changes as `PCI 2016, Đà Nẵng: 70,00 → 70,50`; takes rows of `decks.newer_figures`."""
    return [
        t(
            "briefing.newer_line",
            indicator=indicator_name(row["indicator"], workspace, t),
            period=t.short_period(Period.parse(str(row["time_period"]))),
            name=dated_name(workspace.gazetteer.unit(row["ref_area"]), workspace.gazetteer, t),
            old=figure_words(row, workspace, t, old=True),
            new=figure_words(row, workspace, t),
        )
        for row in records(changes.head(MOST_NEWER))
    ]
