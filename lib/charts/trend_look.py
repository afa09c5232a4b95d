"""What the layers of the trend chart must know: its words, and the shape of its figures. No drawing."""

from dataclasses import dataclass

from lib.charts.timeline import Timeline


@dataclass(frozen=True)
class TrendWords:
    """What the chart says, translated: titles of the tooltip, the unit of measure, and what stands where nothing is.

    With restated values further `origin`, the title of how one came to be, and `legend`, what dashes and rings mean.
    """

    unit: str
    period: str
    value: str
    measure: str
    status: str
    source: str
    no_values: str
    one_value: str
    summary: str
    origin: str = ""
    legend: str = ""


@dataclass(frozen=True)
class TrendLook:
    """What the layers must know of the figures: the periods, the ends of the value axis, decimals, height, count."""

    periods: Timeline
    ends: tuple[float, float]
    decimals: int
    height: int
    count: int

    def pixel(self, value: float) -> float:
        """Return how far below the top of the plot a value lies."""
        low, high = self.ends
        return self.height * (high - value) / (high - low)

    @property
    def format(self) -> str:
        """The number format of a value."""
        return f",.{self.decimals}f"
