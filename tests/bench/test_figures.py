"""The bench's own arithmetic: percentiles, medians over blocks, growth, aims."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.aims import FLOOR, SECOND, SHIPPED, aims
from bench.figures import Block, ColdStart, Memory, PageFigures, growth, page_figures, percentile, typical_starts

NUMBERS = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)


def page(size: str, cpu_ms: float) -> PageFigures:
    return PageFigures(size, "map", cpu_ms, wall_ms=cpu_ms, p95_ms=cpu_ms, kilobytes=1)


@given(NUMBERS, st.sampled_from([0.5, 0.9, 0.95, 1.0]))
def test_a_percentile_is_a_value_that_enough_values_do_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_the_slowest_of_twenty_is_not_the_95th_percentile() -> None:
    assert percentile([*range(19), 1000], 0.95) == 18
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.95)


def test_one_disturbed_block_does_not_move_the_cpu_time_of_a_page() -> None:
    blocks = [Block(cpu, (10.0, 20.0), (1000, 3000), Counter(markdown=4000)) for cpu in (5.0, 6.0, 500.0)]
    found = page_figures("shipped", "map", blocks, fresh=None, choice=blocks[0])
    assert (found.cpu_ms, found.kilobytes, found.fresh_cpu_ms, found.choice_cpu_ms) == (6.0, 2.0, None, 5.0)
    assert found.sizes == {"markdown": 2.0}


@given(st.floats(0, 1000), st.integers(5, 60))
def test_memory_that_stays_has_not_grown(level: float, count: int) -> None:
    assert growth([level] * count) == 0


def test_growth_leaves_the_filling_of_caches_out_and_sees_a_leak() -> None:
    assert growth([100, 190, 200, 200, 200, 200, 200, 200, 200, 200]) == 0
    assert growth([200.0 + step for step in range(50)]) == 30
    with pytest.raises(ValueError, match="five samples"):
        growth([1, 2, 3, 4])


def test_starts_of_one_label_become_their_median() -> None:
    starts = [ColdStart("a", 3, 1), ColdStart("b", 9, 9), ColdStart("a", 5, 3), ColdStart("a", 90, 2)]
    assert typical_starts(starts) == [ColdStart("a", 5, 2), ColdStart("b", 9, 9)]


def test_an_aim_is_held_against_the_floor_of_the_same_run() -> None:
    found = {aim.name: aim for aim in aims([page(FLOOR, 4), page(SHIPPED, 29), page(SECOND, 29.1)], [], [])}
    assert found[f"{SHIPPED}: map, CPU of a rerun"].met
    assert not found[f"{SECOND}: map, CPU of a rerun"].met
    assert found[f"map: CPU at {SECOND} to CPU at {SHIPPED}"].met
    assert len(found) == 3


def test_the_floor_is_held_against_nothing_and_growth_counts_only_over_five_thousand_reruns() -> None:
    memories = [Memory(FLOOR, 200, 9, 99, 5000), Memory(SHIPPED, 200, 2.1, 99, 100), Memory(SHIPPED, 200, 1, 6, 5000)]
    missed = [aim.name for aim in aims([page(FLOOR, 4)], memories, [ColdStart(FLOOR, 60, 1)]) if not aim.met]
    assert missed == [f"{SHIPPED}: memory per session", f"{SHIPPED}: growth over 5000 reruns"]
