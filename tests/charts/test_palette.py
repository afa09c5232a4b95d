"""Fills can be told apart by every eye, and the text on them can be read."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from lib.charts.palette import (
    GROUNDS,
    Theme,
    contrast,
    diverging,
    linear_rgb,
    quartiles,
    sequential,
    text_on,
)
from lib.model.indicator import Direction

THEMES: tuple[Theme, ...] = ("light", "dark")
# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB
SIGHTS = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
STEPS = ([-3, -2, -1, 0, 1, 2, 3], [-2, -1, 1, 2], [-1, 0, 1], [1, 2], [-1, 0, 1, 2, 3])


def seen(colour: str, sight: str) -> np.ndarray:
    relative = XYZ @ np.clip(SIGHTS[sight] @ np.array(linear_rgb(colour)), 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(seen(one, sight) - seen(other, sight)))


def scales(theme: Theme) -> list[Sequence[str]]:
    ramps = [sequential(count, direction, theme) for count in (4, 5, 6, 7) for direction in Direction]
    return [
        *ramps,
        quartiles(theme),
        *(diverging(steps, direction, theme) for steps in STEPS for direction in Direction),
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_neighbouring_classes_differ_for_every_eye(theme: Theme, sight: str) -> None:
    for scale in scales(theme):
        assert min(difference(one, other, sight) for one, other in pairwise(scale)) >= 8, scale


@pytest.mark.parametrize("theme", THEMES)
def test_every_fill_stands_off_the_sea_and_carries_readable_text(theme: Theme) -> None:
    for fill in {fill for scale in scales(theme) for fill in scale}:
        assert contrast(text_on(fill), fill) >= 4.5, fill
        assert min(difference(fill, GROUNDS[theme].sea, sight) for sight in SIGHTS) >= 6, fill


@pytest.mark.parametrize("theme", THEMES)
def test_words_beside_the_map_can_be_read(theme: Theme) -> None:
    ground = GROUNDS[theme]
    for behind in (ground.sea, ground.card):
        assert contrast(ground.ink, behind) >= 7
        assert contrast(ground.muted, behind) >= 4.5
    assert contrast(ground.accent, ground.casing) >= 3
    assert contrast(ground.hatch, ground.blank) >= 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_better_end_is_the_same_colour_whichever_way_is_good(theme: Theme) -> None:
    best_high = sequential(5, Direction.HIGHER, theme)[-1]
    assert sequential(5, Direction.LOWER, theme)[0] == best_high == quartiles(theme)[0]
    assert best_high not in sequential(5, Direction.NONE, theme)
    rise, fall = diverging([-1, 0, 1], Direction.HIGHER, theme), diverging([-1, 0, 1], Direction.LOWER, theme)
    assert rise == fall[::-1] != fall


@pytest.mark.parametrize("theme", THEMES)
def test_equal_changes_are_equally_strong_even_when_one_side_is_shorter(theme: Theme) -> None:
    whole = diverging([-3, -2, -1, 1, 2, 3], Direction.HIGHER, theme)
    assert diverging([-1, 1, 2, 3], Direction.HIGHER, theme) == whole[2:]


@pytest.mark.parametrize("theme", THEMES)
def test_strong_means_far_from_the_ground_in_both_themes(theme: Theme) -> None:
    for direction in (Direction.HIGHER, Direction.NONE):
        ladder = [contrast(fill, GROUNDS[theme].sea) for fill in sequential(6, direction, theme)]
        assert ladder == sorted(ladder)


def test_as_many_fills_as_classes() -> None:
    for count in range(1, 8):
        assert len(set(sequential(count, Direction.HIGHER, "light"))) == count
    assert diverging([], Direction.HIGHER, "light") == ()
    assert len(diverging([1], Direction.HIGHER, "light")) == 1
