"""The error bands of a question's figures, and a change table that claims nothing inside them."""

from collections.abc import Mapping

import pandas as pd

from lib.analysis.certainty import Bands, Estimate, rank_ranges, surely_ahead, with_certainty
from lib.model.indicator import Catalogue
from lib.model.margin import Margin
from lib.report.certainty_lines import BandWords, inside_band_line
from lib.report.class_lines import class_name
from lib.report.sentences import Telling, known
from lib.services.questions import At, Question
from lib.services.rows import Row


def with_error_bands(
    table: pd.DataFrame, base: pd.DataFrame | None, question: Question, catalogue: Catalogue
) -> pd.DataFrame:
    """Return a change table with the columns of `lib.analysis.certainty.with_certainty`, and `band_level` (per cent).

    `base` is the `ranked` frame of the base period; without one only `rank_ranges` are added. Unchanged where the
    catalogue has no band of the indicator. Bands of two levels are not combined, and a restated value has none: its
    error is not its predecessors'.
    """
    code, direction = question.indicator.code, question.indicator.direction
    if all(margin.indicator != code for margin in catalogue.margins):
        return table
    now = _margins(table["ref_area"], code, question.now, catalogue)
    then = {}
    if base is not None and question.base is not None:
        then = _margins(base["ref_area"], code, question.base, catalogue)
    levels = {margin.level for margin in (*now.values(), *then.values())}
    bands = Bands(_widths(now, levels), _widths(then, levels))
    told = rank_ranges(table, bands.now, direction) if base is None else with_certainty(table, base, bands, direction)
    return told.assign(band_level=min(levels, default=None))


def _margins(areas: pd.Series, code: str, at: At, catalogue: Catalogue) -> dict[str, Margin]:
    if at.restated:
        return {}
    found = {area: catalogue.margin(code, at.period, area) for area in areas}
    return {area: margin for area, margin in found.items() if margin is not None}


def _widths(margins: Mapping[str, Margin], levels: set[float]) -> dict[str, float]:
    return {} if len(levels) > 1 else {area: margin.half_width for area, margin in margins.items()}


def pair_line(one: Row, other: Row, telling: Telling) -> str:
    """Say of two rows of a change table that neither is surely ahead, with their class if it is the same.

    Nothing where one is surely ahead, or where a value or a band is unknown: then only the figures can speak.
    """
    cells = [row.get(column) for row in (one, other) for column in ("obs_value", "half_width")]
    if not all(known(cell) for cell in cells):
        return ""
    first, second = (Estimate(float(row["obs_value"]), float(row["half_width"])) for row in (one, other))
    direction = telling.indicator.direction
    if surely_ahead(first, second, direction) or surely_ahead(second, first, direction):
        return ""
    widths = dict.fromkeys(telling.value(estimate.half_width) for estimate in (first, second))
    amount = telling.t.listing(("±" if place else "") + width for place, width in enumerate(widths))
    same_class = class_name(one, telling.t) == class_name(other, telling.t)
    return inside_band_line(BandWords(amount, one["band_level"]), one if same_class else {}, telling.t)
