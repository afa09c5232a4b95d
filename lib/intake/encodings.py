"""Bytes of a text file → text, and by which encoding; asks or refuses where the bytes do not tell. Parts no cells."""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import charset_normalizer

from lib.intake.encoding_names import TCVN3, UTF_8, UTF_16, VNI, WINDOWS_1252, WINDOWS_1258, answered_encoding
from lib.intake.file_kinds import looks_utf16
from lib.intake.findings import Findings
from lib.intake.legacy_letters import to_unicode
from lib.intake.syllables import Evidence, evidence, telling_words
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_SAMPLE = 3_000  # different lines with bytes beyond ASCII that are looked at
_SOUND = 0.8  # share of the telling words that must be Vietnamese in the encoding chosen
_NEAR = 0.8  # another encoding that explains as much of what the best one explains makes it a question
_QUOTED = 60  # characters of a text shown
_LETTERS_OF_FONTS = (TCVN3, VNI)
_PARTS = re.compile(r'[;,\t|"\r\n]')
_OPEN_CODES = re.compile(b"[\x81\x8d\x8f\x90\x9d]")  # what windows-1252 leaves open
_WESTERN = re.compile("cp125[0247]|cp1252|latin_1|iso8859_(1|2|3|4|9|1[0-6])|mac_roman|cp85\\d|cp437", re.IGNORECASE)


@dataclass(frozen=True)
class _Candidate:
    """A sample of the file in one encoding, and how Vietnamese it is."""

    encoding: str
    text: str
    found: Evidence


def decoded(content: bytes, answers: Answers, findings: Findings) -> tuple[str, str]:
    """Return the text in NFC where it was composed of bytes for tones, and the name of its encoding.

    Letters of TCVN3 and VNI come out as the letters of Western Europe they look like, as windows-1252. A guess is a
    warning; ends with encoding-mixed, encoding-error, or the question `encoding`.
    """
    answer = answered_encoding(answers)
    encoding = _marked(content) or (answer if answer not in _LETTERS_OF_FONTS else "")
    if encoding in (UTF_8, UTF_16, WINDOWS_1258, WINDOWS_1252):
        return _strictly(content, encoding, findings), encoding
    if looks_utf16(content):
        return _strictly(content, UTF_16, findings), UTF_16
    try:
        return content.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        encoding = (
            WINDOWS_1252 if answer in _LETTERS_OF_FONTS else _guessed(content, answered=answer, findings=findings)
        )
        return _strictly(content, encoding, findings), encoding


def _marked(content: bytes) -> str:
    """Return the encoding that a byte order mark tells."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    return UTF_8 if content.startswith(codecs.BOM_UTF8) else ""


def _strictly(content: bytes, encoding: str, findings: Findings) -> str:
    try:
        return _text(content, encoding)
    except UnicodeDecodeError as error:
        row = _line_of(content, error.start)
        raise findings.refuse(IssueCode.ENCODING_ERROR, [row], encoding=encoding) from error


def _text(content: bytes, encoding: str) -> str:
    if encoding == UTF_16:
        return content.decode(_marked(content) or looks_utf16(content) or "utf-16-le")
    if encoding == UTF_8:
        return content.decode("utf-8-sig")
    if encoding == WINDOWS_1258:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    return content.decode("cp1252" if not _OPEN_CODES.search(content) else "latin-1")


def _line_of(content: bytes, position: int) -> int:
    return len(re.findall(b"\r\n|\r|\n", content[:position])) + 1


def _guessed(content: bytes, *, answered: str, findings: Findings) -> str:
    """Return the encoding of bytes that are not UTF-8: by how Vietnamese the words become."""
    foreign = [(row, line) for row, line in enumerate(content.splitlines(), start=1) if not line.isascii()]
    _refuse_mixed(foreign, findings)
    lines = list(islice(dict.fromkeys(line for _, line in foreign), _SAMPLE))
    candidates = sorted(_candidates(lines), key=lambda c: (len(c.found.sound), c.found.share), reverse=True)
    sound = [c for c in candidates if c.found.share >= _SOUND]
    if not sound:
        return _not_vietnamese(lines, candidates, foreign[0][0], findings)
    best = sound[0]
    near = [c for c in sound if len(c.found.sound) >= _NEAR * len(best.found.sound)]
    rivals = list({c.text: c for c in reversed(near)}.values())
    if len(rivals) > 1 and not answered:
        raise _question(rivals, findings)
    if best.encoding in _LETTERS_OF_FONTS:
        return WINDOWS_1252  # the columns are asked about when they are known
    findings.add(IssueCode.ENCODING_GUESSED, encoding=best.encoding, sample=_quote(best.text))
    return best.encoding


def _refuse_mixed(foreign: list[tuple[int, bytes]], findings: Findings) -> None:
    """Lines that are UTF-8 beside lines that are not: the others are of another encoding, or broken."""
    broken = [(row, line) for row, line in foreign if not _is_utf_8(line)]
    if len(broken) == len(foreign):
        return
    rows = [row for row, _ in broken]
    if any(candidate.found.share >= _SOUND for candidate in _candidates([line for _, line in broken[:_SAMPLE]])):
        raise findings.refuse(IssueCode.ENCODING_MIXED, rows)
    raise findings.refuse(IssueCode.ENCODING_ERROR, rows, encoding="UTF-8")


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _candidates(lines: Iterable[bytes]) -> list[_Candidate]:
    sample = b"\n".join(lines)
    western = _text(sample, WINDOWS_1252)
    try:
        vietnamese: str | None = _text(sample, WINDOWS_1258)
    except UnicodeDecodeError:
        vietnamese = None
    texts = {
        WINDOWS_1258: vietnamese,
        TCVN3: to_unicode(western, "TCVN3"),
        VNI: to_unicode(western, "VNI"),
        WINDOWS_1252: western,
    }
    return [_Candidate(name, text, evidence([text])) for name, text in texts.items() if text is not None]


def _not_vietnamese(lines: list[bytes], candidates: list[_Candidate], row: int, findings: Findings) -> str:
    """Accept signs of print and names of Western Europe; anything else is in an encoding nobody here writes."""
    found = charset_normalizer.from_bytes(b"\n".join(lines)).best()
    no_words = not any(c.found.odd for c in candidates if c.encoding == WINDOWS_1252)
    if no_words or (found is not None and _WESTERN.fullmatch(found.encoding)):
        text = next(c.text for c in candidates if c.encoding == WINDOWS_1252)
        findings.add(IssueCode.ENCODING_GUESSED, encoding=WINDOWS_1252, sample=_quote(text))
        return WINDOWS_1252
    raise findings.refuse(IssueCode.ENCODING_ERROR, [row], encoding="UTF-8")


def _question(rivals: list[_Candidate], findings: Findings) -> Exception:
    choices = tuple(Choice(candidate.encoding, _quote(candidate.text)) for candidate in rivals)
    first = choices[0]
    return findings.ask(
        OpenQuestion(QuestionName.ENCODING, choices, quote=first.quote),
        IssueCode.ENCODING_GUESSED,
        encoding=first.value,
        sample=first.quote,
    )


def _quote(text: str) -> str:
    """Return the first cell with a letter beyond ASCII, shortened."""
    cells = [cell.strip() for cell in _PARTS.split(text)]
    telling = next((cell for cell in cells if telling_words(cell)), next((c for c in cells if not c.isascii()), ""))
    return telling[:_QUOTED]
