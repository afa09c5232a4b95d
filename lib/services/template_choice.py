"""Which template is asked for: indicators, the periods that are due, the unit set, and the last values to show."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.model.period import Frequency, Period
from lib.report.template import TemplateSpec
from lib.services.coverage import Coverage
from lib.services.figure_words import bare
from lib.services.rows import records
from lib.services.workspace import Workspace

MOST_INDICATORS = 24  # for 63 units still made within a second
MOST_PERIODS = 6
_LONGEST_NAME = 60


@dataclass(frozen=True)
class TemplateWish:
    """What somebody wants a template for."""

    indicators: tuple[Indicator, ...]
    unit_set: str
    period: Period


def offered_indicators(field: str, workspace: Workspace) -> tuple[Indicator, ...]:
    """Return all indicators, those of `field` first, otherwise in the order of the catalogue."""
    every = workspace.catalogue.indicators.values()
    return tuple(sorted(every, key=lambda indicator: indicator.field != field))


def offered_sets(workspace: Workspace) -> tuple[str, ...]:
    """Return the unit sets a table may be handed in for: the one in force and the one before."""
    return workspace.gazetteer.newest_first[:2]


def running_period(frequency: Frequency, today: date) -> Period:
    """Return the period of a frequency that `today` lies in."""
    return Period(today.year, frequency, (today.month - 1) * frequency.per_year // 12 + 1)


def due_periods(indicators: Sequence[Indicator], coverage: Coverage, today: date) -> tuple[Period, ...]:
    """Return the periods whose figures are due, the oldest first: from after the newest stored to the running one.

    Of the frequency of the first indicator; at most MOST_PERIODS, the latest. The running period and the one before
    where nothing is stored, the next one where everything is.
    """
    frequency = indicators[0].frequency
    running = running_period(frequency, today)
    stored = [_newest(indicator.code, running, coverage) for indicator in indicators]
    newest = min((period for period in stored if period is not None), default=running.shifted(-2))
    due = [running.shifted(step) for step in range(1 - MOST_PERIODS, 1)]
    return tuple(period for period in due if newest < period) or (newest.shifted(1),)


def usual_period(due: Sequence[Period], today: date) -> Period:
    """Return the due period to propose: the latest that has ended, else the first."""
    return max((period for period in due if period.end < today), default=due[0])


def _newest(code: str, running: Period, coverage: Coverage) -> Period | None:
    told = (period for period in coverage.periods(code) if period.frequency is running.frequency)
    return max((period for period in told if period <= running), default=None)  # a plan is no figure


def template_spec(wish: TemplateWish, workspace: Workspace, t: Translator) -> TemplateSpec:
    """Return what the workbook needs: a title, the units by code, and each unit's last value before the period."""
    units = tuple((unit.ref_area, t.label(unit.label)) for unit in workspace.gazetteer.members(wish.unit_set))
    period = t.period(wish.period)
    title = t("templates.title_many", count=len(wish.indicators), period=period)
    if len(wish.indicators) == 1:
        title = t("templates.title_one", indicator=t.label(wish.indicators[0].label), period=period)
    return TemplateSpec(title, wish.indicators, units, wish.unit_set, wish.period, _last_values(wish, workspace, t))


def _last_values(
    wish: TemplateWish, workspace: Workspace, t: Translator
) -> dict[tuple[str, str], tuple[float, str] | None]:
    """Return the newest earlier value of the same frequency of each unit's territory, and its period in words."""
    observations = workspace.store.series([indicator.code for indicator in wish.indicators])
    gazetteer = workspace.gazetteer
    earlier = _earlier(observations["time_period"].unique(), wish.period)
    found: dict[tuple[str, str], tuple[Period, float]] = {}
    homes = {area: gazetteer.counterpart(area, wish.unit_set) for area in observations["ref_area"].unique()}
    told = observations["obs_value"].notna() & observations["time_period"].isin(list(earlier))
    for row in records(observations.loc[told, ["indicator", "ref_area", "time_period", "obs_value"]]):
        home, period = homes[row["ref_area"]], earlier[row["time_period"]]
        key = (row["indicator"], home or "")
        if home and (key not in found or found[key][0] < period):
            found[key] = (period, float(row["obs_value"]))
    return {key: (value, t.period(period)) for key, (period, value) in found.items()}


def _earlier(texts: Iterable[str], wanted: Period) -> dict[str, Period]:
    periods = {text: Period.parse(text) for text in texts}
    return {
        text: period for text, period in periods.items() if period.frequency is wanted.frequency and period < wanted
    }


def template_file_name(wish: TemplateWish, workspace: Workspace, t: Translator) -> str:
    """Return `bieu-mau-pci-34-2025.xlsx`: letters without marks, so that any mail program and system keeps it."""
    fields = {indicator.field for indicator in wish.indicators}
    if len(wish.indicators) == 1:
        about = wish.indicators[0].code
    elif len(fields) == 1:
        about = t.label(workspace.catalogue.fields[fields.pop()].label)
    else:
        about = t("templates.file_many", count=len(wish.indicators))
    middle = re.sub(r"[^a-z0-9]+", "-", bare(about)).strip("-")[:_LONGEST_NAME]
    return f"{t('templates.file_stem')}-{middle}-{wish.unit_set}-{wish.period}.xlsx".lower()


def mixed_frequencies(wish: TemplateWish) -> tuple[Indicator, ...]:
    """Return the indicators that are not usually told for such a period (a yearly one in a month's template)."""
    return tuple(indicator for indicator in wish.indicators if indicator.frequency is not wish.period.frequency)


def period_of(text: str) -> Period | None:
    """Return the period a text says, or None where it says none."""
    try:
        return Period.parse(text)
    except ValueError:
        return None
