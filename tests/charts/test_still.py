"""A still drawing shows the same marks and answers no pointer."""

import pandas as pd

from lib.charts.bars import BarWords, component_chart
from lib.charts.still import still


def test_tooltips_selections_and_unseen_surfaces_are_gone_and_everything_seen_stays() -> None:
    parts = pd.DataFrame({"label": ["a", "b"], "value": [1.0, 2.0], "second": [None, None], "median": [1.5, 1.5]})
    parts = parts.assign(best=3.0, rank="1/2", lost="")
    words = BarWords("Huế", "", "Trung vị", "Cao nhất", "Thành phần", "Hạng", "Mất", "Các thành phần")
    live = component_chart(parts, words, decimals=2, theme="light")
    quiet = still(live)
    assert "tooltip" in str(live.spec) and "tooltip" not in str(quiet.spec)
    assert len(live.spec["layer"]) - len(quiet.spec["layer"]) == 1
    assert quiet.spec["layer"][0] == live.spec["layer"][0]
    assert quiet.to_dict(validate=True)["datasets"] == live.to_dict()["datasets"]
