"""The components."""

from lib.ui.screen import Screen


def component_parts(here: Screen, units: tuple) -> list:
    """Draw."""
    return []
