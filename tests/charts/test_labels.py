from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lib.charts.labels import spread

PLACES = st.lists(st.floats(0, 400), max_size=20)


@given(PLACES)
def test_labels_keep_their_distance_their_order_and_the_plot(wanted: list[float]) -> None:
    places = spread(wanted, 17, 0, 400)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert all(places[later] - places[earlier] >= 17 - 1e-6 for earlier, later in pairwise(order))
    assert all(-1e-6 <= place <= 400 + 1e-6 for place in places)


@given(PLACES)
def test_labels_with_room_stay_where_they_belong(wanted: list[float]) -> None:
    apart = [20.0 * number for number in range(len(wanted))]
    assert spread(apart, 17, 0, 400) == apart


def test_two_that_meet_part_evenly() -> None:
    assert spread([100, 102], 17, 0, 400) == [92.5, 109.5]
