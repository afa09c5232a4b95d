"""The pages every rerun starts from."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.i18n import translator
from lib.ui import routes


def test_a_rerun_notes_what_it_may_run_on_pages_of_its_own() -> None:
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60)
    app._page_hash = calc_hash(routes.PATHS["briefing"])
    assert not app.run().exception
    mine, yours = (routes.route_table(translator("vi"))[0] for _ in range(2))  # made in the rerun, copied here
    mine["map"]._can_be_called = True
    assert not yours["map"]._can_be_called
