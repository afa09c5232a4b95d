"""The route table of a rerun."""

from lib.i18n import translator
from lib.ui.routes import PATHS, route_table


def test_a_rerun_notes_what_it_may_run_on_pages_of_its_own() -> None:
    mine, my_first = route_table(translator("vi"))
    yours, your_first = route_table(translator("vi"))
    assert list(mine) == list(PATHS)
    mine["map"]._can_be_called = my_first._can_be_called = True
    assert not yours["map"]._can_be_called
    assert not your_first._can_be_called
    assert mine["map"] == yours["map"]
    assert route_table(translator("en"))[0]["map"].title == "Map" != mine["map"].title
