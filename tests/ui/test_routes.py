"""The pages every rerun starts from."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.ui import routes


def test_a_rerun_notes_what_it_may_run_on_pages_of_its_own() -> None:
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60)
    app._page_hash = calc_hash(routes.PATHS["briefing"])
    assert not app.run().exception
    shared, first = routes._made("vi")  # what all readers of the language are given copies of
    assert list(shared) == list(routes.PATHS)
    assert not any(page._can_be_called for page in (*shared.values(), first))
