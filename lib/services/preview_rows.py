"""What confirming a hand-in would do, as rows for a screen: changed, new, unchanged, and the issues. No drawing."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.i18n import Translator
from lib.model.issue import Issue
from lib.model.period import Period
from lib.report.issue_lines import issue_advice, issue_message, rows_text, visible
from lib.services.workspace import Workspace

MOST_ROWS = 1_000
_MOST_DECIMALS = 9


def preview_rows(compared: pd.DataFrame, state: str, workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Return up to MOST_ROWS rows of one state (`new`, `changed`, `unchanged`), largest relative change first.

    Columns: `area`, `label` (as the file writes it), `indicator`, `period`, `old`, `value`, `change`, `percent` (of the
    old value), `status` and `cell`; `old`, `change`, `percent` only for changed rows.
    """
    rows = compared.loc[compared["state"] == state]
    changed = state == "changed"
    if changed:
        rows = _by_change(rows)
    rows = rows.head(MOST_ROWS)
    gazetteer, catalogue = workspace.gazetteer, workspace.catalogue
    shown = pd.DataFrame(
        {
            "area": [t.label(gazetteer.unit(area).label) for area in rows["ref_area"]],
            "label": [visible(str(label)) for label in rows["area_label"]],
            "indicator": [t.label(catalogue.indicators[code].short) for code in rows["indicator"]],
            "period": [t.short_period(Period.parse(text)) for text in rows["time_period"]],
            "old": rows["old_value"].to_numpy(),
            "value": rows["obs_value"].to_numpy(),
            "change": (rows["obs_value"] - rows["old_value"]).to_numpy(),
            "percent": (100 * _relative(rows)).to_numpy(),
            "status": _statuses(rows, t, changed=changed),
            "cell": [_cell(*place) for place in zip(rows["sheet"], rows["column"], rows["row"], strict=True)],
        }
    )
    return shown if changed else shown.drop(columns=["old", "change", "percent"])


def issue_rows(issues: Sequence[Issue], t: Translator) -> pd.DataFrame:
    """Return the issues, the gravest first: `outcome`, `rows`, `column`, `text`, `message`, `way_out`."""
    order = ["REJECT", "ASK", "WARN", "ACCEPT"]
    ranked = sorted(issues, key=lambda issue: (order.index(issue.outcome), not issue.refuses))
    lines = [
        {
            "outcome": t("handin.refused_cell") if issue.refuses else t(f"outcome.{issue.outcome}"),
            "rows": rows_text(issue.rows, t),
            "column": issue.column,
            "text": visible(issue.text),
            "message": _opened(issue_message(issue, t)),
            "way_out": issue_advice(issue, t),
        }
        for issue in ranked[:MOST_ROWS]
    ]
    return pd.DataFrame(lines, columns=["outcome", "rows", "column", "text", "message", "way_out"])


def exact(value: float | None, t: Translator) -> str:
    """Return a figure with all the decimals it has, as the language writes it."""
    if value is None or pd.isna(value):
        return "–"
    places = np.format_float_positional(round(float(value), _MOST_DECIMALS), trim="-").partition(".")[2]
    return t.number(float(value), len(places))


def _by_change(rows: pd.DataFrame) -> pd.DataFrame:
    order = _relative(rows).abs().fillna(np.inf).sort_values(ascending=False, kind="stable")
    return rows.loc[order.index]


def _relative(rows: pd.DataFrame) -> "pd.Series[float]":
    """Return the change as a share of the old value; NaN where there is none: from or to nothing, and from zero."""
    change = rows["obs_value"] - rows["old_value"]
    return (change / rows["old_value"].abs().replace(0.0, np.nan)).mask(change == 0, 0.0)


def _statuses(rows: pd.DataFrame, t: Translator, *, changed: bool) -> list[str]:
    pairs = zip(rows["old_status"], rows["obs_status"], strict=True)
    return [
        f"{t(f'status.{old}')} → {t(f'status.{new}')}" if changed and old != new else t(f"status.{new}")
        for old, new in pairs
    ]


def _cell(sheet: str, column: str, row: int) -> str:
    return f"{visible(sheet)}!{column}{row}" if sheet else f"{column}{row}"


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
