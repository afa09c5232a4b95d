from hypothesis import given
from hypothesis import strategies as st

from lib.model.view import View

codes = st.text("ABC-0123_6", max_size=6)
views = st.builds(
    View,
    language=st.sampled_from(["vi", "en"]),
    indicator=codes,
    period=codes,
    base=codes,
    areas=st.lists(st.text("36-456", min_size=1, max_size=5), max_size=3, unique=True).map(tuple),
    unit_set=st.sampled_from(["", "63", "34"]),
    basis=st.sampled_from(["", "restated", "former"]),
    mode=st.sampled_from(["", "pair", "change"]),
    look=st.sampled_from(["", "tiles"]),
    tickets=st.lists(st.text("aZ09_-", min_size=12, max_size=12), max_size=3, unique=True).map(tuple),
)


@given(views)
def test_a_view_is_read_back_from_its_own_address(view: View) -> None:
    assert View.read(view.spelled()) == view


@given(
    st.dictionaries(
        st.sampled_from(["lang", "ind", "t", "base", "area", "units", "basis", "mode", "look", "phieu", "x"]), st.text()
    )
)
def test_any_query_string_makes_a_view(parameters: dict[str, str]) -> None:
    view = View.read(parameters)
    assert view.language in {"vi", "en"}
    assert View.read(view.spelled()) == view


def test_another_focus_keeps_the_units_beside_it() -> None:
    view = View(areas=("63-01", "63-79")).with_focus("63-79")
    assert view.areas == ("63-79",)
    assert View(areas=("63-01", "63-79")).with_focus("63-48").areas == ("63-48", "63-79")


def test_files_that_wait_stay_in_the_address_until_they_are_gone() -> None:
    view = View(indicator="PCI").with_ticket("aaaaaaaaaaaa").with_ticket("bbbbbbbbbbbb")
    assert view.spelled()["phieu"] == "bbbbbbbbbbbb,aaaaaaaaaaaa"
    assert view.with_ticket("aaaaaaaaaaaa").tickets == ("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    assert "phieu" not in view.without_ticket("aaaaaaaaaaaa").without_ticket("bbbbbbbbbbbb").spelled()
