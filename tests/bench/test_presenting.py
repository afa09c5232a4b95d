import numpy as np
import pytest

from bench.aims import NEXT_SLIDE_MS, PNG_S
from bench.presenting import SMALL, Frame, Picture, Pixels, Presenting, Step, step


def ground(shade: float) -> Pixels:
    return np.full((SMALL[1], SMALL[0]), shade, dtype=np.float32)


BEFORE, NEXT, BLANK = ground(40), ground(120), ground(255)


def test_a_step_lasts_until_the_first_frame_of_the_next_slide_and_counts_frames_that_are_neither() -> None:
    frames = [
        *(Frame(1010, BEFORE), Frame(1020, BLANK), Frame(1030, NEXT + 2)),  # a recording is never the same to the bit
        *(Frame(1040, BLANK), Frame(1050, NEXT)),
    ]
    assert step(frames, 1000, (BEFORE, NEXT)) == Step(30, 1)
    assert step(frames[:1], 1000, (BEFORE, NEXT)).waited_ms == float("inf")


@pytest.mark.parametrize(("waited_ms", "strange", "png_s"), [(60, 0, 0.4), (160, 0, 0.4), (60, 1, 0.4), (60, 0, 2)])
def test_the_worst_step_blank_frames_and_each_picture_have_an_aim(waited_ms: float, strange: int, png_s: float) -> None:
    picture = Picture("map", first_s=3, warm_s=png_s, warm_cpu_s=png_s)
    run = Presenting(1, (Step(20, 0),), (Step(waited_ms, strange),), (picture,), load=0)
    slow, blank, late = (not aim.met for aim in run.aims)
    assert (slow, blank, late) == (waited_ms > NEXT_SLIDE_MS, strange > 0, png_s > PNG_S)
