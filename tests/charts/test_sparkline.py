import re
import xml.etree.ElementTree as ET

from lib.charts.sparkline import HEIGHT, WIDTH, sparkline
from lib.charts.theme import INKS


def marks(svg: str) -> list[str]:
    return [element.tag.rpartition("}")[2] for element in ET.fromstring(svg)]


def test_runs_are_never_joined_and_the_last_value_is_marked() -> None:
    svg = sparkline([[(1, 5.0), (2, 7.0)], [(4, 3.0)], [(6, 4.0), (7, 9.0)]], "light")
    assert marks(svg) == ["polyline", "circle", "polyline", "circle"]
    points = re.findall(r'points="([^"]+)"', svg)
    assert [len(run.split()) for run in points] == [2, 2]
    assert f'fill="{INKS["light"].focus}"' in svg


def test_everything_lies_within_the_picture_and_up_is_more() -> None:
    svg = sparkline([[(1, -5.0), (2, 70.0), (3, 0.0)]], "dark")
    places = [tuple(map(float, point.split(","))) for point in re.findall(r'points="([^"]+)"', svg)[0].split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert places[1][1] < places[2][1] < places[0][1]


def test_one_value_and_values_that_are_all_the_same_can_be_drawn() -> None:
    assert marks(sparkline([[(1, 5.0)]], "light")) == ["circle", "circle"]
    assert f",{HEIGHT / 2}" in sparkline([[(1, 5.0), (2, 5.0)]], "light")


def test_nothing_is_drawn_of_nothing() -> None:
    assert sparkline([], "light") == ""
