"""What is said around one table: titles, unit of measure, sheet and file name; and who asks and answers. No cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from lib.intake.findings import Findings
from lib.intake.indicator_names import NamedColumn, named_column
from lib.intake.periods import PeriodText, periods_in, read_period
from lib.intake.setting import Setting
from lib.model.gazetteer import folded
from lib.model.handin import Answers
from lib.model.period import Frequency, Period

_OF_DOCUMENT = re.compile(
    r"^\W*(nguồn|theo|source|ban hành|ngày)\b|cập nhật|niên giám|kèm theo|^[^,]{2,40}, *(ngày|tháng) "
)
_LOOSE_PART = re.compile(r"\b(quý\s+(i{1,3}|iv|[1-4])\b|tháng\s+\d{1,2}\b|\d+\s+tháng\b)")


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
    section: str = ""
    many_sheets: bool = False  # whether other sheets of the file are read with this one
    several: bool = False  # whether other tables stand on the same sheet

    def subject(self, letter: str) -> str:
        """Return under what a doubt about a column is answered: with the sheet where several are read at once."""
        return f"{self.sheet}!{letter}" if self.many_sheets else letter

    @property
    def file_stem(self) -> str:
        """The file's name without its extension, words apart; the sheet's where several are read at once."""
        if self.many_sheets:
            return self.sheet
        return PurePath(self.file_name).stem.replace("_", " ")

    def title_periods(self) -> tuple[PeriodText, ...]:
        """Return the periods the titles name, each once; not those of sources, yearbooks and days of writing.

        A part of a year alone (“quý I”) beside a title that names another period counts as one more.
        """
        titles = [title for title in self.titles if not _OF_DOCUMENT.search(folded(title))]
        named = _distinct(text for title in titles for text in periods_in(title))
        loose = [title for title in titles if not periods_in(title) and _LOOSE_PART.search(folded(title))]
        if loose and len(named) == 1 and named[0].period.frequency is not Frequency.A:
            return (*named, PeriodText(Period(named[0].period.year)))
        return named

    def sheet_periods(self) -> tuple[PeriodText, ...]:
        """Return the periods in the sheet's name."""
        return _distinct(periods_in(self.sheet))

    def file_periods(self) -> tuple[PeriodText, ...]:
        """Return the periods the file's name holds: proposals, never taken unasked."""
        return _distinct((*periods_in(PurePath(self.file_name).stem), *periods_in(self.sheet)))

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
