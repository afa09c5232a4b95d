import pytest

from lib.charts.palette import contrast
from lib.charts.theme import INKS, ThemeName


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_inks_that_write_are_readable_and_inks_that_draw_are_seen(theme: ThemeName) -> None:
    inks = INKS[theme]
    assert min(contrast(ink, inks.background) for ink in inks.writing) >= 4.5
    assert min(contrast(ink, inks.background) for ink in (inks.other, inks.reference)) >= 3


def test_six_chosen_units_have_six_inks() -> None:
    assert all(len(set(inks.chosen)) == 6 for inks in INKS.values())
