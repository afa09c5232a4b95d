"""The slope chart of the ranking page."""

from lib.ui.screen import Screen


def slope(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw."""
