"""What can be wrong or doubtful in a table handed in: 71 named issues and their outcomes. No words of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of a file handed in; the later one outranks the earlier one."""

    ACCEPT = "ACCEPT"  # everything is understood
    WARN = "WARN"  # the good cells are taken, the rest is listed with its reason
    ASK = "ASK"  # nothing can be taken before one question is answered
    REJECT = "REJECT"  # no table of indicators, or unsafe


class IssueCode(StrEnum):
    """The names of the issues; frictionless-py's name wherever it has one."""

    FILE_EMPTY = "file-empty"
    FILE_TOO_LARGE = "file-too-large"
    FILE_TYPE_MISMATCH = "file-type-mismatch"
    COMPRESSION_RATIO = "compression-ratio"
    FILE_NAME_CHANGED = "file-name-changed"
    ENCODING_ERROR = "encoding-error"
    ENCODING_GUESSED = "encoding-guessed"
    ENCODING_MIXED = "encoding-mixed"
    ENCODING_DAMAGED = "encoding-damaged"
    LEGACY_FONT = "legacy-font"
    FORMAT_ERROR = "format-error"
    UNCLOSED_QUOTE = "unclosed-quote"
    STRAY_QUOTE = "stray-quote"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    SHEET_CHOICE = "sheet-choice"
    HEADER_NOT_FOUND = "header-not-found"
    HEADER_MULTIROW = "header-multirow"
    HEADER_REPEATED = "header-repeated"
    DUPLICATE_LABEL = "duplicate-label"
    BLANK_LABEL = "blank-label"
    MISSING_LABEL = "missing-label"
    EXTRA_LABEL = "extra-label"
    LAYOUT_TRANSPOSED = "layout-transposed"
    ROWS_SKIPPED = "rows-skipped"
    NO_ROWS = "no-rows"
    NO_NUMERIC_COLUMN = "no-numeric-column"
    MISSING_CELL = "missing-cell"
    EXTRA_CELL = "extra-cell"
    AREA_COLUMN_NOT_FOUND = "area-column-not-found"
    AREA_COLUMN_AMBIGUOUS = "area-column-ambiguous"
    AREA_UNKNOWN = "area-unknown"
    AREA_AMBIGUOUS = "area-ambiguous"
    AREA_NOT_PROVINCE = "area-not-province"
    AREA_OBSOLETE = "area-obsolete"
    AREA_NOT_YET_VALID = "area-not-yet-valid"
    AREA_REGIME_MIXED = "area-regime-mixed"
    AREA_CODE_AMBIGUOUS = "area-code-ambiguous"
    AREA_CODE_MISMATCH = "area-code-mismatch"
    AREA_DAMAGED = "area-damaged"
    PERIOD_MISSING = "period-missing"
    PERIOD_INVALID = "period-invalid"
    PERIOD_FUTURE = "period-future"
    PERIOD_AMBIGUOUS = "period-ambiguous"
    PERIOD_MIXED_TYPES = "period-mixed-types"
    PERIOD_SERIAL_DATE = "period-serial-date"
    PERIOD_REPAIRED = "period-repaired"
    PERIOD_KIND_MIXED = "period-kind-mixed"
    TYPE_ERROR = "type-error"
    NUMBER_FORMAT_AMBIGUOUS = "number-format-ambiguous"
    NUMBER_FORMAT_MIXED = "number-format-mixed"
    UNIT_MIXED = "unit-mixed"
    VALUE_NOT_FINITE = "value-not-finite"
    VALUE_OUT_OF_RANGE = "value-out-of-range"
    VALUE_DEVIATED = "value-deviated"
    VALUE_ERROR_CELL = "value-error-cell"
    VALUE_TOO_LONG = "value-too-long"
    PRECISION_LOST = "precision-lost"
    MISSING_VALUE = "missing-value"
    FOOTNOTE_STRIPPED = "footnote-stripped"
    DUPLICATE_KEY_IDENTICAL = "duplicate-key-identical"
    DUPLICATE_KEY_CONFLICT = "duplicate-key-conflict"
    EXISTING_VALUE_CHANGED = "existing-value-changed"
    COVERAGE_LOW = "coverage-low"
    TOO_MANY_ERRORS = "too-many-errors"
    SAVE_FAILED = "save-failed"
    CONTROL_CHARACTERS = "control-characters"
    INVISIBLE_CHARACTERS = "invisible-characters"
    HOMOGLYPH = "homoglyph"
    MARKUP_IN_TEXT = "markup-in-text"
    INDICATOR_NAME_UNSAFE = "indicator-name-unsafe"


_ASKED = frozenset(
    {
        IssueCode.ENCODING_DAMAGED,
        IssueCode.LEGACY_FONT,
        IssueCode.SHEET_CHOICE,
        IssueCode.HEADER_NOT_FOUND,
        IssueCode.HEADER_MULTIROW,
        IssueCode.DUPLICATE_LABEL,
        IssueCode.BLANK_LABEL,
        IssueCode.AREA_COLUMN_AMBIGUOUS,
        IssueCode.AREA_REGIME_MIXED,
        IssueCode.AREA_CODE_AMBIGUOUS,
        IssueCode.AREA_DAMAGED,
        IssueCode.PERIOD_MISSING,
        IssueCode.PERIOD_MIXED_TYPES,
        IssueCode.PERIOD_SERIAL_DATE,
        IssueCode.PERIOD_KIND_MIXED,
        IssueCode.NUMBER_FORMAT_AMBIGUOUS,
        IssueCode.NUMBER_FORMAT_MIXED,
        IssueCode.UNIT_MIXED,
        IssueCode.EXISTING_VALUE_CHANGED,
    }
)
_REJECTED = frozenset(
    {
        IssueCode.FILE_EMPTY,
        IssueCode.FILE_TOO_LARGE,
        IssueCode.FILE_TYPE_MISMATCH,
        IssueCode.COMPRESSION_RATIO,
        IssueCode.ENCODING_ERROR,
        IssueCode.ENCODING_MIXED,
        IssueCode.FORMAT_ERROR,
        IssueCode.UNCLOSED_QUOTE,
        IssueCode.TOO_MANY_ROWS,
        IssueCode.TOO_MANY_COLUMNS,
        IssueCode.MISSING_LABEL,
        IssueCode.NO_ROWS,
        IssueCode.NO_NUMERIC_COLUMN,
        IssueCode.AREA_COLUMN_NOT_FOUND,
        IssueCode.DUPLICATE_KEY_CONFLICT,
        IssueCode.TOO_MANY_ERRORS,
        IssueCode.SAVE_FAILED,
    }
)


def usual_outcome(code: IssueCode) -> Outcome:
    """Return what an issue leads to unless the reading says otherwise for one particular place."""
    if code in _REJECTED:
        return Outcome.REJECT
    return Outcome.ASK if code in _ASKED else Outcome.WARN


@dataclass(frozen=True)
class Issue:
    """One thing found in a file: `rows` (1-based, as Excel counts) of a `column` (letter) whose cell says `text`.

    Equal findings in one column are one issue with many rows. `parts` fill the sentence of the code; `proposal` is
    what the reader could write instead. `refuses` tells whether the cells named are left out of the observations.
    """

    code: IssueCode
    outcome: Outcome
    sheet: str = ""
    rows: tuple[int, ...] = ()
    column: str = ""
    text: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    proposal: str = ""
    refuses: bool = False
