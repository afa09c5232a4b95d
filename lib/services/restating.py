"""Figures for a question: as they were published, or restated on the units the question names."""

import pandas as pd

from lib.analysis.harmonise import needed, restate
from lib.services.questions import Question
from lib.services.workspace import Workspace


def figures_of(question: Question, workspace: Workspace) -> pd.DataFrame:
    """Return the observations that answer a question; of `restated_figures` where it asks for restated ones."""
    code = question.indicator.code
    if not question.restated:
        return workspace.observations(code)
    return restated_figures(code, question.now.unit_set, workspace)


def restated_figures(code: str, unit_set: str, workspace: Workspace) -> pd.DataFrame:
    """Return one indicator on the units of a set, all periods; columns of `lib.analysis.harmonise.restate`."""
    codes = needed(code, workspace.catalogue)
    restated = restate(workspace.series(codes), unit_set, workspace.catalogue, workspace.gazetteer)
    return restated.loc[restated["indicator"] == code].reset_index(drop=True)
