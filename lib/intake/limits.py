"""How much of a file the intake takes before it stops, as one frozen value; enforcing it is done where it is read."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Sizes are bytes, `ratio` is unpacked to packed size of a workbook, `seconds` is for one whole reading.

    An everyday hand-in is far below each of them; a long file of a million observations still fits.
    """

    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    ratio: int = 200
    rows: int = 2_000_000
    workbook_cells: int = 2_000_000
    columns: int = 2_000
    cell_characters: int = 5_000
    seconds: int = 120
