"""The one question a reading may ask about a file, and the answers given to it. No reading and no screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionName(StrEnum):
    """What can be asked about a table; the names of the command line's `--answer`."""

    SHEET = "sheet"
    PERIOD = "period"
    INDICATOR = "indicator"
    UNIT_SET = "unit-set"
    AREA = "area"
    AREA_COLUMN = "area-column"
    VALUE_COLUMNS = "value-columns"
    LAYOUT = "layout"
    ENCODING = "encoding"
    DECIMAL = "decimal"
    HEADER_ROW = "header-row"
    LABELS = "labels"


@dataclass(frozen=True)
class Choice:
    """A proposed answer, with what in the file speaks for it."""

    value: str
    quote: str = ""


@dataclass(frozen=True)
class OpenQuestion:
    """A question that must be answered before anything is taken.

    `subject` is what it is about where a file can have several such doubts: a label or a column letter. Any of
    `choices` answers it; where `open_ended`, another text of the same kind does too (a period, an indicator's code).
    """

    name: QuestionName
    choices: tuple[Choice, ...]
    subject: str = ""
    quote: str = ""
    open_ended: bool = False

    @property
    def key(self) -> str:
        """Under which the answer is given: `period`, or `labels:Hà` where there is a subject."""
        return f"{self.name}:{self.subject}" if self.subject else str(self.name)


@dataclass(frozen=True)
class Answers:
    """What the person has answered, by question key; `unit-set` answers all, `labels:Hà` that one subject alone."""

    given: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: QuestionName, *subjects: str) -> str | None:
        """Return the answer for the first of the subjects that has one, else the answer for all, else None."""
        for subject in subjects:
            if f"{name}:{subject}" in self.given:
                return self.given[f"{name}:{subject}"]
        return self.given.get(str(name))

    def with_answer(self, key: str, value: str) -> "Answers":
        """Return these answers and one more."""
        return Answers({**self.given, key: value})
