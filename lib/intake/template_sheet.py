"""Knows a filled template of this program by its hidden sheet, as long as the table still agrees with it. No cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from openpyxl.utils import column_index_from_string, get_column_letter

from lib.model.template import KEY_SHEET, OWN_SHEETS, TemplateKey, key_from_rows, same_text

Row = Sequence[object]


class NumberedRows(Protocol):
    """A sheet of a workbook: its name, its rows and the numbers of the rows as Excel counts."""

    @property
    def name(self) -> str: ...  # noqa: D102 - a protocol
    @property
    def rows(self) -> Sequence[Row]: ...  # noqa: D102 - a protocol
    @property
    def lines(self) -> Sequence[int]: ...  # noqa: D102 - a protocol


def read_template(sheets: Sequence[NumberedRows]) -> TemplateKey | None:
    """Return how the template is to be read, with the sheet and header row found, or None for any other workbook.

    None too where the table no longer says what the hidden sheet says (a column moved, another period in the title or
    the headings, a second table, figures on another sheet): then the ordinary reading takes over and asks.
    """
    own = [sheet for sheet in sheets if same_text(sheet.name, KEY_SHEET)]
    written = [sheet for sheet in sheets if sheet.name not in OWN_SHEETS and _is_written(sheet)]
    if len(own) != 1 or len(written) != 1:
        return None
    try:
        key = key_from_rows(own[0].rows)
    except ValueError:
        return None
    return _found(key, written[0])


def _found(key: TemplateKey, sheet: NumberedRows) -> TemplateKey | None:
    places = [place for place, row in enumerate(sheet.rows) if _is_header(row, key)]
    if len(places) != 1:
        return None
    (place,) = places
    above = [cell for row in sheet.rows[:place] for cell in row]
    if not any(same_text(cell, key.title) for cell in above):
        return None
    others = tuple(_others(sheet.rows[place], key))
    return replace(key, sheet=sheet.name, header_row=sheet.lines[place], others=others)


def _is_header(row: Row, key: TemplateKey) -> bool:
    return all(same_text(_at(row, column.letter), column.label) for column in key.columns)


def _others(row: Row, key: TemplateKey) -> Iterator[str]:
    known = {column.letter for column in key.columns}
    for number, cell in enumerate(row, start=1):
        letter = get_column_letter(number)
        if letter not in known and not same_text(cell, None):
            yield letter


def _at(row: Row, letter: str) -> object:
    place = column_index_from_string(letter) - 1
    return row[place] if place < len(row) else None


def _is_written(sheet: NumberedRows) -> bool:
    return any(not same_text(cell, None) for row in sheet.rows for cell in row)
