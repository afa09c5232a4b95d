"""Which columns of a file are written in letters of a legacy font: asked once, then converted. Decodes no bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from lib.intake.encoding_names import AS_IS, WINDOWS_1252, WINDOWS_1258, answered_encoding
from lib.intake.findings import Findings
from lib.intake.legacy_letters import KINDS, to_unicode
from lib.intake.sheets import Cell, Sheet, column_letter
from lib.intake.syllables import is_syllable, telling_words
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_SAMPLE = 100_000  # rows of a sheet looked at
_ENOUGH = 2  # different words that only make sense converted; one is enough where the font says the same
_QUOTED = 60  # characters of a text shown in the question


@dataclass
class _Doubt:
    """What speaks for one legacy font: words by column of a sheet, and texts that show it."""

    words: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    samples: list[str] = field(default_factory=list)
    by_font: bool = False

    @property
    def count(self) -> int:
        return len(set().union(*self.words.values()))


def in_unicode(
    sheets: tuple[Sheet, ...], encoding: str, answers: Answers, findings: Findings
) -> tuple[tuple[Sheet, ...], str]:
    """Return the sheets with legacy letters converted and the name of the font, or as they are and `encoding`.

    Ends with the question `encoding` where columns look like a legacy font and nothing was answered.
    """
    doubts = {kind: _doubt(sheets, kind) for kind in KINDS}
    answer = answered_encoding(answers)
    answered = {kind.casefold(): kind for kind in KINDS}.get(answer)
    if answered:
        columns = set(doubts[answered].words)
        if not columns and encoding != WINDOWS_1252:
            return sheets, encoding  # all of it is Unicode: the answer was meant for another file
        if encoding == WINDOWS_1252:  # bytes of one font, in every column
            columns = {(0, column) for column in range(max(map(len, sheets[0].rows), default=0))}
        return _converted(sheets, answered, columns), answered.casefold()
    kind = max(KINDS, key=lambda kind: doubts[kind].count)
    doubt = doubts[kind]
    enough = 1 if encoding == WINDOWS_1252 else _ENOUGH  # those bytes are no Unicode for certain
    if answer or not (doubt.count >= enough or doubt.by_font):
        return sheets, encoding
    raise _question(kind, doubt, encoding, findings)


def _question(kind: str, doubt: _Doubt, encoding: str, findings: Findings) -> Exception:
    written = doubt.samples[0][:_QUOTED]
    sample = to_unicode(written, kind) or written
    as_is = Choice(WINDOWS_1258 if encoding == WINDOWS_1252 else AS_IS, written)
    columns = {column for _, column in doubt.words}
    return findings.ask(
        OpenQuestion(QuestionName.ENCODING, (Choice(kind.casefold(), sample), as_is), quote=written),
        IssueCode.LEGACY_FONT,
        column=column_letter(columns.pop()) if len(columns) == 1 else "",
        text=written,
        font=kind,
        sample=sample,
    )


def _doubt(sheets: tuple[Sheet, ...], kind: str) -> _Doubt:
    doubt = _Doubt()
    for number, sheet in enumerate(sheets):
        for column, texts in _foreign_texts(sheet.rows).items():
            font = sheet.fonts.get(column) == kind
            for text in texts:
                if words := _only_converted(text, kind, font=font):
                    doubt.words.setdefault((number, column), set()).update(words)
                    doubt.samples.append(text)
                    doubt.by_font |= font
    doubt.samples.sort(key=len, reverse=True)
    return doubt


def _foreign_texts(rows: list[list[Cell]]) -> dict[int, dict[str, None]]:
    """Return by column the different texts with letters beyond ASCII, none beyond the 256 that such fonts have."""
    found: dict[int, dict[str, None]] = {}
    sample = list(islice(rows, _SAMPLE))
    foreign = {cell for cell in set(chain.from_iterable(sample)) if isinstance(cell, str) and _is_foreign(cell)}
    if not foreign:
        return found
    for row in sample:
        for column, cell in enumerate(row):
            if cell in foreign:
                found.setdefault(column, {})[str(cell)] = None
    return found


def _is_foreign(text: str) -> bool:
    return not text.isascii() and sum(sign > "\u00ff" for sign in text if sign.isalpha()) == 0


def _only_converted(text: str, kind: str, *, font: bool) -> set[str]:
    """Return the words that are Vietnamese once converted and are not as they stand; the font can vouch for both."""
    converted = to_unicode(text, kind)
    if converted is None:
        return set()
    sound = [word for word in telling_words(converted) if is_syllable(word)]
    written = telling_words(text)
    if font and len(sound) == len(telling_words(converted)):
        return set(sound)
    odd = sum(not is_syllable(word) for word in written)
    return set(sound) if written and odd * 2 >= len(written) and len(sound) >= odd else set()


def _converted(sheets: tuple[Sheet, ...], kind: str, columns: set[tuple[int, int]]) -> tuple[Sheet, ...]:
    """Convert the columns that looked like the font; all of them where none did, for bytes that are no Unicode."""
    return tuple(
        replace(sheet, rows=list(_rows(sheet.rows, kind, {c for n, c in columns if n == number} if columns else None)))
        for number, sheet in enumerate(sheets)
    )


def _rows(rows: Iterable[list[Cell]], kind: str, columns: set[int] | None) -> Iterator[list[Cell]]:
    known: dict[str, str] = {}
    for row in rows:
        mended = list(row)
        for column, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii() and (columns is None or column in columns):
                if cell not in known:
                    known[cell] = _mended(cell, kind)
                mended[column] = known[cell]
        yield mended


def _mended(text: str, kind: str) -> str:
    """Convert a text unless it is Vietnamese as it stands and would not be any more."""
    converted = to_unicode(text, kind)
    if converted is None:
        return text
    if all(map(is_syllable, telling_words(converted))):
        return converted
    return text if all(map(is_syllable, telling_words(text))) else converted
