"""Where a reading writes down what it finds, and how it stops: refused, or asking. Knows no file and no frame."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from lib.model.handin import OpenQuestion
from lib.model.issue import Issue, IssueCode, Outcome, usual_outcome

TEXT_LIMIT = 200  # characters of a cell quoted in an issue
Progress = Callable[[str, float], None]
"""Told the name of the step and how much of it is done (0 to 1); may raise `CancelledError`."""


class RefusedError(Exception):
    """The file cannot be taken at all; `issue` says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue.code))
        self.issue = issue


class UndecidedError(Exception):
    """Nothing can be taken before `question` is answered; `issue` says what raised it."""

    def __init__(self, question: OpenQuestion, issue: Issue) -> None:
        super().__init__(question.key)
        self.question, self.issue = question, issue


class CancelledError(Exception):
    """The reading took too long, or nobody waits for it any more."""


def no_progress(_step: str, _part: float) -> None:
    """Tell nobody."""


class Findings:
    """The issues of one reading in the order found; equal ones in one column are joined into one with many rows."""

    def __init__(self, progress: Progress = no_progress) -> None:
        self._found: dict[tuple[str, ...], Issue] = {}
        self._rows: dict[tuple[str, ...], list[int]] = {}
        self.progress = progress
        self.sheet = ""

    def add(
        self,
        code: IssueCode,
        rows: Iterable[int] = (),
        /,
        *,
        column: str = "",
        text: str = "",
        proposal: str = "",
        refuses: bool = False,
        outcome: Outcome | None = None,
        **parts: object,
    ) -> Issue:
        """Write one finding down and return it."""
        named = {name: str(part) for name, part in parts.items()}
        key = (code, self.sheet, column, text, proposal, str(refuses), *(f"{n}={p}" for n, p in named.items()))
        issue = self._found.get(key)
        if issue is None:
            issue = Issue(
                code,
                outcome or usual_outcome(code),
                sheet=self.sheet,
                column=column,
                text=text[:TEXT_LIMIT],
                parts=named,
                proposal=proposal,
                refuses=refuses,
            )
            self._found[key] = issue
            self._rows[key] = []
        self._rows[key].extend(rows)
        return issue

    def withdraw(self, code: IssueCode, column: str) -> None:
        """Take back what was found in a column of the sheet in hand, once it proves right; refusals stay."""
        for key, issue in list(self._found.items()):
            if (issue.code, issue.sheet, issue.column, issue.refuses) == (code, self.sheet, column, False):
                del self._found[key], self._rows[key]

    def refuse(
        self,
        code: IssueCode,
        rows: Iterable[int] = (),
        /,
        *,
        column: str = "",
        text: str = "",
        **parts: str,
    ) -> RefusedError:
        """Return the exception that ends the reading with this issue, to be raised."""
        return RefusedError(
            self.add(code, rows, column=column, text=text, outcome=Outcome.REJECT, refuses=False, proposal="", **parts)
        )

    def ask(
        self,
        question: OpenQuestion,
        code: IssueCode,
        rows: Iterable[int] = (),
        /,
        *,
        column: str = "",
        text: str = "",
        **parts: str,
    ) -> UndecidedError:
        """Return the exception that ends the reading with a question, to be raised."""
        return UndecidedError(
            question,
            self.add(code, rows, column=column, text=text, outcome=Outcome.ASK, refuses=False, proposal="", **parts),
        )

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything found, each with its rows in order."""
        return tuple(replace(issue, rows=tuple(sorted(set(self._rows[key])))) for key, issue in self._found.items())
