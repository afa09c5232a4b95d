"""The parts of a sum as they are printed: rounded so that what stands on the page adds up. Pure; no names, no words."""

from collections.abc import Iterator, Sequence
from itertools import product

_FINE = 10**6  # a last printed digit is counted in so many: finer differences are the noise of binary fractions

_Whole = tuple[int, ...]


def printed_parts(parts: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return the parts rounded so that they add up to their rounded sum: the largest remainders are rounded up."""
    return tuple(part for (part,) in printed_table([(part,) for part in parts], decimals))


def printed_table(rows: Sequence[Sequence[float]], decimals: int) -> tuple[tuple[float, ...], ...]:
    """Return a table of parts rounded so that every row, every column and the whole add up as printed.

    Each cell, each row sum and each column sum is one of the two printable numbers next to the exact one, so none is
    off by a whole unit of the last digit and what is printable stays; the whole sum is rounded as usual. Among such
    tables (controlled rounding: there always is one) that of the least squares is taken; of one column this is the
    method of largest remainders.
    """
    exact = [tuple(round(cell * 10**decimals * _FINE) for cell in row) for row in rows]
    columns = tuple(map(sum, zip(*exact, strict=True)))
    whole = round(sum(columns) / _FINE)
    reached: dict[_Whole, tuple[int, tuple[_Whole, ...]]] = {tuple(0 for _ in columns): (0, ())}
    for row in exact:
        reached = _with_row(reached, row)
    fitting = [
        (cost + _off(sums, columns), table)
        for sums, (cost, table) in reached.items()
        if sum(sums) == whole and all(map(_beside, sums, columns))
    ]
    return tuple(tuple(cell / 10**decimals for cell in row) for row in min(fitting)[1])


def _with_row(
    reached: dict[_Whole, tuple[int, tuple[_Whole, ...]]], row: _Whole
) -> dict[_Whole, tuple[int, tuple[_Whole, ...]]]:
    """Return for every sum of columns that one more row can lead to the cheapest table that has it."""
    found: dict[_Whole, tuple[int, tuple[_Whole, ...]]] = {}
    for choice in _choices(row):
        cost = _off(choice, row) + _off((sum(choice),), (sum(row),))
        for sums, (before, table) in reached.items():
            after = tuple(map(sum, zip(sums, choice, strict=True)))
            if after not in found or (before + cost) < found[after][0]:
                found[after] = (before + cost, (*table, choice))
    return found


def _choices(row: _Whole) -> Iterator[_Whole]:
    beside = [(cell // _FINE,) if cell % _FINE == 0 else (cell // _FINE, cell // _FINE + 1) for cell in row]
    return (choice for choice in product(*beside) if _beside(sum(choice), sum(row)))


def _beside(whole: int, exact: int) -> bool:
    return abs(whole * _FINE - exact) < _FINE


def _off(wholes: Sequence[int], exact: Sequence[int]) -> int:
    return sum((whole * _FINE - one) ** 2 for whole, one in zip(wholes, exact, strict=True))
