"""Figures an office handed in, of shipped and of its own indicators, are on every page in both languages."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.intake.reading import CELL_COLUMNS, Reading
from lib.model.indicator import Direction
from lib.model.issue import Outcome
from lib.model.period import Frequency
from lib.services.hand_in import confirm
from lib.services.own_indicators import add_indicator
from lib.services.workspace import open_workspace
from lib.ui.routes import PATHS

ROOT = Path(__file__).parents[2]
CODE = "OWN_TY_LE_HO_SO_DUNG_HAN"


@pytest.fixture(scope="module")
def handed_in(own_app: Path) -> None:
    office = open_workspace(ROOT, None, own_app)
    said = {"unit": "%", "direction": Direction.HIGHER, "frequency": Frequency.A, "decimals": 1}
    add_indicator(office, "Tỷ lệ hồ sơ đúng hạn", owner="Sở Nội vụ", actor="a", **said)
    cells = [
        (unit.ref_area, unit.label.vi, year, code, 60.0 + place, "A", "Biểu 1", place + 5, "C")
        for place, unit in enumerate(office.gazetteer.members("34"))
        for year in ("2024", "2025")
        for code in (CODE, "GRDP_GROWTH")
    ]
    frame = pd.DataFrame(cells, columns=list(CELL_COLUMNS)).assign(
        published_rank=pd.array([None] * len(cells), "Int64")
    )
    read = Reading(Outcome.ACCEPT, "a.csv", hashlib.sha256(b"a").hexdigest(), cells=frame)
    confirm(read, b"a", office, actor="<b>Sở</b>", note="# tháng 5 [a](b) $x$")
    office.store.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", list(PATHS))
@pytest.mark.parametrize("code", [CODE, "GRDP_GROWTH"])
@pytest.mark.usefixtures("handed_in")
def test_every_page_shows_what_was_handed_in(page: str, language: str, code: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update({"lang": language, "ind": code, "t": "2025", "base": "2024", "area": "34-19"})
    app._page_hash = calc_hash(PATHS[page])
    app.run()
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert app.sidebar.selectbox(key=f"choose_indicator_{language}").value == code
    assert app.sidebar.selectbox(key=f"choose_period_{language}").value == "2025"
