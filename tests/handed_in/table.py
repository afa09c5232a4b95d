"""What one table of the tests is: a file, the figures that stand in it, and how each way of handing it in must end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.handed_in.published import Figure
from tests.handed_in.writing import Expected, Rows, Sheets, Text, expected, lines_of


@dataclass(frozen=True)
class Case:
    """One way of handing a table in: answers given, how it ends, all codes of its issues, the question if any.

    `figures` are the observations that come back, all that stand in the table where it is None.
    """

    outcome: str
    codes: str = ""
    answers: tuple[str, ...] = ()
    question: str = ""
    figures: Sequence[Expected] | None = None


@dataclass(frozen=True)
class Table:
    """A file of the tests."""

    file: str
    content: bytes
    figures: Sequence[Expected]
    cases: Sequence[Case] = field(default=())


def text_table(file: str, rows: Rows, *cases: Case, form: Text | None = None) -> Table:
    """Return a text file."""
    written = form or Text()
    return Table(file, written.bytes_of(rows), expected("", rows, lines_of(rows)), cases)


def raw_table(file: str, content: bytes, *cases: Case) -> Table:
    """Return a file of given bytes, without any figure to be taken."""
    return Table(file, content, [], cases)


def workbook(file: str, sheets: dict[str, Rows], *cases: Case, look: Sheets | None = None) -> Table:
    """Return a workbook, `.xls` or `.xlsx` by its name."""
    written = look or Sheets()
    content = written.xls(sheets) if file.endswith(".xls") else written.xlsx(sheets)
    figures = [one for name, rows in sheets.items() for one in expected(name, rows)]
    return Table(file, content, figures, cases)


def taken(outcome: str, codes: str = "", *answers: str, figures: Sequence[Expected] | None = None) -> Case:
    """Return a case whose figures are taken."""
    return Case(outcome, codes, answers, figures=figures)


def asks(question: str, codes: str, *answers: str) -> Case:
    """Return a case that ends with a question."""
    return Case("ASK", codes, answers, question, [])


def refused(codes: str, *answers: str) -> Case:
    """Return a case that is refused."""
    return Case("REJECT", codes, answers, figures=[])


def only(table: Sequence[Expected], **wanted: str) -> list[Expected]:
    """Return the expected figures whose column, sheet or period is the one wanted."""
    return [
        one
        for one in table
        if all(getattr(one, key, getattr(one.figure, key, None)) == value for key, value in wanted.items())
    ]


__all__ = ["Case", "Figure", "Table", "asks", "only", "raw_table", "refused", "taken", "text_table", "workbook"]
