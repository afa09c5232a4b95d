"""What is said around one table: titles, unit of measure, sheet and file name; and who asks and answers. No cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from lib.intake.findings import Findings
from lib.intake.indicator_names import NamedColumn, named_column
from lib.intake.periods import PeriodText, periods_in, read_period
from lib.intake.setting import Setting
from lib.model.handin import Answers


@dataclass(frozen=True)
class TableContext:
    """One table's surroundings; `measure` is the unit of measure stated for the whole table."""

    setting: Setting
    answers: Answers
    findings: Findings
    file_name: str = ""
    sheet: str = ""
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    measure: str = ""

    @property
    def file_stem(self) -> str:
        """The file's name without its extension, words apart."""
        return PurePath(self.file_name).stem.replace("_", " ")

    def title_periods(self) -> tuple[PeriodText, ...]:
        """Return the periods the titles name, each once."""
        return _distinct(text for title in self.titles for text in periods_in(title))

    def sheet_periods(self) -> tuple[PeriodText, ...]:
        """Return the period the sheet's name is, if it is one."""
        named = read_period(self.sheet)
        return (named,) if named is not None else ()

    def file_periods(self) -> tuple[PeriodText, ...]:
        """Return the periods the file's name holds: proposals, never taken unasked."""
        return _distinct(text for text in (*periods_in(self.file_stem), *periods_in(self.sheet)))

    def title_names(self) -> tuple[NamedColumn, ...]:
        """Return what the titles may name as indicator, the lowest title first, periods and numbers taken off."""
        names = []
        for title in reversed(self.titles):
            named = named_column(title)
            period = read_period(named.name, whole=False)
            bare = named_column(period.rest) if period is not None and period.rest else named
            names.append(NamedColumn(bare.name, named.measure or bare.measure or self.measure))
        return tuple(names)


def _distinct(texts: Iterable[PeriodText]) -> tuple[PeriodText, ...]:
    seen: dict[str, PeriodText] = {}
    for text in texts:
        if not text.span:
            seen.setdefault(str(text.period), text)
    return tuple(seen.values())
