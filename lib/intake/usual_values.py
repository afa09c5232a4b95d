"""Between which values an indicator usually lies, to notice figures in another unit of measure or on another scale."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from lib.intake.findings import Findings
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

FILE = "magnitudes.csv"
_FAR = 5.0  # times beyond the usual values: provinces and years differ less, units of measure differ by 100 and more
_FACTORS = (1e-9, 1e-6, 1e-3, 1e-2, 1e2, 1e3, 1e6, 1e9)
_MANY, _STEPS, _TIMES = 10, 8.0, 50.0

Magnitudes = Mapping[str, tuple[float, float]]


def load_magnitudes(folder: Path) -> dict[str, tuple[float, float]]:
    """Return by indicator between which absolute values 98 of 100 shipped figures lie (zero left out)."""
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        return {row["indicator"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(lines)}


@dataclass(frozen=True)
class Scales:
    """What is needed to judge the scale of figures: usual values, answers, and the indicators chosen with a factor."""

    magnitudes: Magnitudes
    answers: Answers
    findings: Findings
    confirmed: frozenset[str]


def ask_about_scale(cells: pd.DataFrame, scales: Scales) -> None:
    """Ask when the figures of an indicator are far from all it ever was: thousands for units, shares for per cent.

    An indicator answered with a factor (`CODE*0.001`, or `CODE*1` as it stands) is not asked about again.
    """
    for code, values in cells.groupby("indicator", sort=False)["obs_value"]:
        usual = scales.magnitudes.get(str(code))
        sizes = values.abs()[values.abs() > 0]
        if usual is None or sizes.empty or str(code) in scales.confirmed:
            continue
        middle = float(sizes.median())
        if usual[0] / _FAR <= middle <= usual[1] * _FAR:
            continue
        _ask(str(code), middle, cells[cells["indicator"] == code], scales)


def _ask(code: str, middle: float, cells: pd.DataFrame, scales: Scales) -> None:
    low, high = scales.magnitudes[code]
    fitting = [factor for factor in _FACTORS if low / 2 <= middle * factor <= high * 2]
    choices = [Choice(f"{code}*{factor:g}", f"{middle:g} → {middle * factor:g}") for factor in fitting]
    choices += [Choice(f"{code}*1", f"{middle:g}"), Choice("skip")]
    quote = f"{code}: {middle:g}; {low:g} – {high:g}"
    question = OpenQuestion(QuestionName.INDICATOR, tuple(choices), code, quote, open_ended=True)
    first = cells.iloc[0]
    ratio = f"{middle / (high if middle > high else low):.3g}"
    at = [int(row) for row in cells["row"].head(_MANY)]
    raise scales.findings.ask(
        *(question, IssueCode.VALUE_DEVIATED, at), column=str(first["column"]), text=quote, ratio=ratio
    )


def note_strays(cells: pd.DataFrame, findings: Findings) -> None:
    """Write down single figures that lie far outside the spread of the others of their indicator and period."""
    positive = cells[cells["obs_value"] > 0]
    if positive.empty:
        return
    logs = np.log10(positive["obs_value"])
    keys = [positive["indicator"], positive["time_period"]]
    count, middle = logs.groupby(keys).transform("size"), logs.groupby(keys).transform("median")
    away = (logs - middle).abs()
    spread = away.groupby(keys).transform("median")
    stray = (count >= _MANY) & (away > np.log10(_TIMES)) & (away > _STEPS * spread)
    for index in _listed(stray):
        cell = positive.loc[index]
        ratio = f"{10 ** float(logs[index] - middle[index]):.3g}"
        text, letter = f"{cell['obs_value']:g}", str(cell["column"])
        findings.add(IssueCode.VALUE_DEVIATED, [int(str(cell["row"]))], column=letter, text=text, ratio=ratio)


def _listed(flags: "pd.Series[bool]") -> Iterable[int]:
    return flags.index[flags]
