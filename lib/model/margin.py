"""How far a survey's figure may be from the truth, as its publisher says. No arithmetic on figures."""

from dataclasses import dataclass

from lib.model.period import Period
from lib.model.words import Words


@dataclass(frozen=True)
class Margin:
    """An error band: values between two periods are good to ± `half_width`, in the indicator's unit.

    `ref_area` `*` means every unit; `level` is the confidence in per cent (95). Zero is a full count, not "unknown".
    """

    indicator: str
    first_period: Period
    last_period: Period
    ref_area: str
    half_width: float
    level: float
    remark: Words
    source: str
