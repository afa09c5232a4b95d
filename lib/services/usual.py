"""Which indicator a view without one opens with, for work that knows no coverage of all figures, such as a deck."""

from dataclasses import replace

from lib.model.errors import UnknownCodeError
from lib.model.view import View
from lib.services.choosing import FIRST_INDICATOR
from lib.services.workspace import Workspace


def with_indicator(view: View, workspace: Workspace) -> View:
    """Return the view with the indicator its page opens: the usual one where none is named, the code of an alias.

    An indicator that nobody knows stays as it was written.
    """
    if not view.indicator:
        return replace(view, indicator=_usual(workspace))
    try:
        return replace(view, indicator=workspace.catalogue.indicator(view.indicator).code)
    except UnknownCodeError:
        return view


def _usual(workspace: Workspace) -> str:
    """Return the indicator `lib.services.choosing.choose` takes; of an installation without figures an empty text."""
    codes = [FIRST_INDICATOR, *workspace.catalogue.indicators]
    return next((code for code in codes if workspace.coverage_of([code]).periods(code)), "")
