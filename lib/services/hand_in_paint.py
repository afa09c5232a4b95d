"""The map of a hand-in before it is stored: the figures of the file alone, each told as new, changed or unchanged."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from lib.charts.map_paint import AreaPaint, MapPaint, NoValue
from lib.charts.palette import Theme
from lib.i18n import Translator
from lib.model.boundaries import Boundaries
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.period import Period
from lib.services.map_content import MapRequest, map_paint
from lib.services.preview_rows import exact
from lib.services.questions import At, Question
from lib.services.rows import Row, records
from lib.services.tables import change_table
from lib.services.workspace import Workspace


@dataclass(frozen=True)
class Slice:
    """One indicator in one period on one unit set, as a hand-in holds it."""

    indicator: str
    period: str
    unit_set: str

    def rows(self, compared: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a preview that belong here."""
        inside = compared["ref_area"].str.startswith(f"{self.unit_set}-")
        return compared.loc[
            inside & (compared["indicator"] == self.indicator) & (compared["time_period"] == self.period)
        ]


def slices(compared: pd.DataFrame) -> list[Slice]:
    """Return what a hand-in can be drawn of: by indicator in the order of the file, the newest period first."""
    keys = compared.assign(unit_set=compared["ref_area"].str.partition("-")[0])
    found = keys.loc[keys["obs_value"].notna(), ["indicator", "time_period", "unit_set"]].drop_duplicates()
    order = {code: place for place, code in enumerate(found["indicator"].unique())}
    parts = [Slice(*row) for row in found.itertuples(index=False)]
    newest_first = sorted(parts, key=lambda part: Period.parse(part.period), reverse=True)
    return sorted(newest_first, key=lambda part: order[part.indicator])


def hand_in_paint(
    part: Slice, compared: pd.DataFrame, boundaries: Boundaries, workspace: Workspace, t: Translator, *, theme: Theme
) -> MapPaint:
    """Return the map of the figures handed in; units the file says nothing of are hatched and say so."""
    rows = part.rows(compared)
    question = Question(workspace.catalogue.indicator(part.indicator), At(Period.parse(part.period), part.unit_set))
    table = change_table(rows[list(OBSERVATION_COLUMNS)], question, workspace)
    paint = map_paint(MapRequest(question, table, "value", theme), boundaries, workspace, t)
    told = {row["ref_area"]: row for row in records(rows)}
    gazetteer = workspace.gazetteer
    owners = {area.ref_area: gazetteer.counterpart(area.ref_area, part.unit_set, adjusted=True) for area in paint.areas}
    areas = tuple(_area(area, told.get(owners[area.ref_area] or ""), t) for area in paint.areas)
    return replace(paint, areas=areas, legend=replace(paint.legend, no_values=_no_values(areas)))


def _area(area: AreaPaint, row: Row | None, t: Translator) -> AreaPaint:
    if row is None or area.fill is None:
        return area if area.lines else replace(area, value=t("handin.not_in_file"), lines=())
    return replace(area, lines=(_line(row, t), *area.lines))


def _line(row: Mapping[str, object], t: Translator) -> str:
    old = row["old_value"]
    return t(f"handin.on_map_{row['state']}", old=exact(old if isinstance(old, float) else None, t))


def _no_values(areas: tuple[AreaPaint, ...]) -> tuple[NoValue, ...]:
    reasons = Counter(area.value for area in areas if area.fill is None)
    return tuple(NoValue(reason, count) for reason, count in reasons.most_common())
