"""Decoded text → rows of texts: which sign parts the cells, quotes, and the line each row began on. No bytes."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lib.intake.findings import Findings
from lib.intake.limits import Limits
from lib.intake.sheets import Cell, Sheet, column_letter, without_blank_end
from lib.model.issue import IssueCode

csv.field_size_limit(sys.maxsize)  # files are limited by their size before; a long cell is an issue, not a crash

PORTION = 20_000  # rows between two reports of progress
_SAMPLE = 2_000  # records looked at for the delimiter
_NOWHERE = "\x1f"  # parts nothing: for a file of one column
_WEAK = ","  # also stands inside numbers
_STRONG = ("\t", ";", "|")
_MARGIN = 0.15  # how much less regular than the comma a strong delimiter may be
_LEAST = 0.3  # share of the records that must agree on a delimiter
_ENCLOSED = re.compile(r'^"((?:[^"]|"")*)"$')
_ANNOUNCED = re.compile(r'"?sep=([^\w\s"]|\t)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class TextTable:
    """The one sheet of a text file and the sign that parted its cells, empty for a file of one column."""

    sheet: Sheet
    delimiter: str


def read_text(text: str, limits: Limits, findings: Findings) -> TextTable:
    """Return the rows of a text; `lines` are physical lines, so a cell over three lines moves what follows by two.

    Ends with too-many-rows, too-many-columns or unclosed-quote; a quote that stands alone is a warning.
    """
    announced = _ANNOUNCED.match(text)
    skipped = announced.end() if announced else 0
    delimiter = announced.group(1) if announced else chosen_delimiter(text)
    records = _Records(text[skipped:], delimiter or _NOWHERE, first=2 if announced else 1)
    rows, lines = records.read(limits, findings)
    widths = [len(row) for row in rows]
    kept = without_blank_end(rows)
    widest = max(map(len, kept), default=0)
    if widest > limits.columns:
        raise findings.refuse(IssueCode.TOO_MANY_COLUMNS, n=str(widest), limit=str(limits.columns))
    return TextTable(Sheet("", kept, lines[: len(kept)], widths=widths[: len(kept)]), delimiter)


def chosen_delimiter(text: str) -> str:
    """Return the sign that parts most records into the same number of cells, or empty for a file of one column.

    A comma also stands inside numbers (1,5 and 1,234): where another sign is about as regular, it is that one.
    """
    sample = list(islice(io.StringIO(text, newline=""), _SAMPLE))
    regular = {sign: _regularity(sample, sign) for sign in (*_STRONG, _WEAK) if sign in text}
    strong = [sign for sign in _STRONG if regular.get(sign, 0.0) >= max(_LEAST, regular.get(_WEAK, 0.0) - _MARGIN)]
    if strong:
        return max(strong, key=lambda sign: regular[sign])
    found = max(regular, key=lambda sign: regular[sign], default="")
    return found if found and regular[found] > 0 else ""


def _regularity(sample: Sequence[str], sign: str) -> float:
    """The share of records that have the most frequent number of cells, of more than one."""
    sizes = Counter(len(record) for record in csv.reader(sample, delimiter=sign) if any(map(str.strip, record)))
    several = [count for size, count in sizes.items() if size > 1]
    return max(several) / sizes.total() if several else 0.0


class _Records:
    """The records of a text in order; `first` is the number of its first line."""

    def __init__(self, text: str, delimiter: str, *, first: int) -> None:
        self._text, self._delimiter, self._first = text, delimiter, first
        self._expected = max(text.count("\n"), text.count("\r"), 1)

    def read(self, limits: Limits, findings: Findings) -> tuple[list[list[Cell]], Sequence[int]]:
        """Return rows and the line each begins on."""
        starts: Sequence[int]
        try:
            rows, last = self._at_once(limits, findings)
        except csv.Error:
            rows, starts = self._one_by_one(limits, findings)
        else:
            starts = range(len(rows)) if last == len(rows) else self._starts()
        self._report_stray(rows, starts, findings)
        lines = range(self._first, self._first + len(rows)) if isinstance(starts, range) else None
        return rows, lines or [self._first + start for start in starts]

    def _source(self) -> io.StringIO:
        return io.StringIO(self._text, newline="")  # LF, CR and CRLF end a line and stay what they are

    def _at_once(self, limits: Limits, findings: Findings) -> tuple[list[list[Cell]], int]:
        source = csv.reader(self._source(), delimiter=self._delimiter, strict=True)
        rows: list[list[Cell]] = []
        for portion in iter(lambda: list(islice(source, PORTION)), []):
            rows.extend(portion)  # type: ignore[arg-type] # every text is a cell
            self._watch(len(rows), limits, findings)
        return rows, source.line_num

    def _watch(self, count: int, limits: Limits, findings: Findings) -> None:
        if count > limits.rows:
            raise findings.refuse(IssueCode.TOO_MANY_ROWS, n=str(max(self._expected, count)), limit=str(limits.rows))
        findings.progress("reading", min(count / self._expected, 1.0))

    def _starts(self) -> list[int]:
        """The line, from 0, on which each record begins where some go over several lines."""
        source = csv.reader(self._source(), delimiter=self._delimiter, strict=True)
        return [0, *(source.line_num for _ in source)][:-1]

    def _one_by_one(self, limits: Limits, findings: Findings) -> tuple[list[list[Cell]], list[int]]:
        """Read on after a quote out of place; one that stays open over several lines makes the rest unreadable."""
        physical = list(self._source())
        rows: list[list[Cell]] = []
        starts: list[int] = []
        for start, cells in self._records(physical, findings):
            rows.append(list(cells))
            starts.append(start)
            if len(rows) % PORTION == 0:
                self._watch(len(rows), limits, findings)
        self._watch(len(rows), limits, findings)
        return rows, starts

    def _records(self, physical: list[str], findings: Findings) -> Iterator[tuple[int, list[str]]]:
        start = 0
        while start < len(physical):
            begin = start
            source = csv.reader(islice(physical, begin, None), delimiter=self._delimiter, strict=True)
            try:
                for cells in source:
                    yield start, cells
                    start = begin + source.line_num
            except csv.Error as error:
                if begin + source.line_num - start > 1 or "unexpected end" in str(error):
                    raise findings.refuse(IssueCode.UNCLOSED_QUOTE, [self._first + start]) from error
                yield start, self._as_written(physical[start])
                start += 1

    def _as_written(self, line: str) -> list[str]:
        """The cells of a line whose quotes are out of place: enclosed ones freed of their quotes, others left alone."""
        sign = re.escape(self._delimiter)
        cells = re.findall(rf'(?:^|{sign})((?:"(?:[^"]|"")*")?[^{sign}]*)', line.rstrip("\r\n"))
        return [_ENCLOSED.sub(lambda cell: cell.group(1).replace('""', '"'), cell) for cell in cells]

    def _report_stray(self, rows: list[list[Cell]], starts: Sequence[int], findings: Findings) -> None:
        """Warn of quotes that neither enclose a cell nor are doubled inside one that is enclosed."""
        if '"' not in self._text:
            return
        chunks = range(0, len(rows), PORTION)
        doubtful = [at for at in chunks if '"' in "".join(map("".join, rows[at : at + PORTION]))]  # type: ignore[arg-type]
        quoted = [
            index
            for at in doubtful
            for index, row in enumerate(rows[at : at + PORTION], at)
            if any('"' in cell for cell in row if isinstance(cell, str))
        ]
        physical = list(self._source()) if quoted else []
        sign = re.escape(self._delimiter)
        enclosed = re.compile(rf'(?:^|(?<={sign}))"(?:[^"]|"")*"(?={sign}|[\r\n]|$)')
        for index in quoted:
            end = starts[index + 1] if index + 1 < len(starts) else len(physical)
            if '"' not in enclosed.sub("", "".join(physical[starts[index] : end])):
                continue
            texts = [str(cell) for cell in rows[index]]
            place = next(place for place, text in enumerate(texts) if '"' in text)
            number = self._first + starts[index]
            findings.add(IssueCode.STRAY_QUOTE, [number], column=column_letter(place), text=texts[place])
