"""Classes of maps stay apart for the three common colour-vision deficiencies, simulated in linear light."""

from itertools import pairwise

import numpy as np
import pytest

from lib.charts.map_look import mixed
from lib.charts.palette import GROUNDS, Theme, contrast, diverging, linear_rgb, quartiles, sequential
from lib.charts.tile_map import TINT
from lib.model.indicator import Direction

# Machado, Oliveira and Fernandes (2009), severity 1.0
SEEN = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 8.0  # CIELAB: well above 2.3, the least difference an eye notices


def lab(colour: str, eye: str) -> np.ndarray:
    seen = np.clip(np.array(SEEN[eye]) @ np.array(linear_rgb(colour)), 0, 1)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in np.array(TO_XYZ) @ seen / WHITE
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neighbouring_classes_stay_apart(eye: str, theme: Theme) -> None:
    ramps = [sequential(count, direction, theme) for count in (4, 5) for direction in Direction]
    ramps += [quartiles(theme), diverging((-3, -2, -1, 0, 1, 2, 3), Direction.HIGHER, theme)]
    for ramp in ramps:
        for one, other in pairwise(ramp):
            assert np.linalg.norm(lab(one, eye) - lab(other, eye)) >= APART, (ramp, one, other)


def test_red_and_green_alone_would_not_pass() -> None:
    red, green = "#d73027", "#5a8a00"
    assert np.linalg.norm(lab(red, "usual") - lab(green, "usual")) > 60
    assert np.linalg.norm(lab(red, "protan") - lab(green, "protan")) < 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_of_both_archipelagos_are_read_on_their_tiles_whatever_their_units_class(theme: Theme) -> None:
    ground = GROUNDS[theme]
    fills = [fill for direction in Direction for fill in sequential(5, direction, theme)]
    fills += [*quartiles(theme), *diverging((-3, -2, -1, 0, 1, 2, 3), Direction.HIGHER, theme), ground.blank]
    for fill in fills:
        assert contrast(ground.ink, mixed(fill, ground.sea, TINT)) >= 4.5, fill
