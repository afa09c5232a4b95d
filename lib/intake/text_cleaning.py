"""Texts as people type them → one way of writing each: composed letters, single spaces. Mends nothing it must guess."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lib.intake.findings import Findings
from lib.intake.limits import Limits
from lib.intake.sheets import Cell, column_letter
from lib.model.issue import IssueCode, Outcome

PORTION = 20_000  # rows between two reports of progress
_PLAIN = r"[0-9A-Za-z.,%+/();*\-]"  # most cells consist of these, and there is nothing to clean in them
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})  # Icelandic letters that look like the Vietnamese ones
_SPACES = re.compile(r"[\s\u2800\u3164\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲ",
        "ABESIJKMHOPCTYXaesijopcyxdqwhGABEZHIKMNOPTYXovc",
        strict=True,
    )
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1eff]")
_MARKUP = re.compile(
    r"<[A-Za-z/!?][^<>]*>?|javascript:|&(?:#\d+|lt|gt|amp|quot|nbsp);|!?\[[^\]]*\]\([^)\s]+\)", re.IGNORECASE
)
_WHITESPACE = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


@dataclass(frozen=True)
class _Remark:
    code: IssueCode
    proposal: str = ""
    refuses: bool = False
    parts: tuple[tuple[str, str], ...] = ()


def cleaned(text: str) -> str:
    """Return the text in NFC, with plain single spaces and Đ for Eth, without control and invisible signs.

    Line ends inside a cell are spaces too. Letters of other alphabets and lost letters (`?`, U+FFFD) stay.
    """
    spaced = _SPACES.sub(" ", text)
    seen = spaced if spaced.isprintable() else "".join(sign for sign in spaced if not _unseen(sign))
    # composed last: a sign between a letter and its tone mark would keep them apart
    composed = unicodedata.normalize("NFC", seen.translate(_ETH))
    return _SPACES.sub(" ", composed).strip()


def cleaned_grid(rows: list[list[Cell]], lines: Sequence[int], limits: Limits, findings: Findings) -> list[list[Cell]]:
    """Return the rows with every text cleaned, each distinct text once; other cells are what they were.

    Warns of control and invisible signs, letters of other alphabets (as written, with a proposal) and markup; a text
    longer than `limits.cell_characters` is refused, and its cell is None.
    """
    texts = _Texts(limits.cell_characters)
    plain = re.compile(_PLAIN + f"{{0,{min(limits.cell_characters, 100)}}}").fullmatch
    clean: list[list[Cell]] = []
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        distinct = {cell for cell in set(chain.from_iterable(portion)) if type(cell) is str and not plain(cell)}
        changed: dict[Cell, Cell] = {text: texts[text] for text in distinct if texts[text] != text}
        clean += [[changed.get(cell, cell) for cell in row] for row in portion] if changed else portion
        if not texts.remarks.keys().isdisjoint(distinct):
            _report(portion, lines[start : start + PORTION], texts, findings)
        findings.progress("cleaning", start / len(rows))
    return clean


class _Texts(dict[str, Cell]):
    """Texts as written → cleaned, filled as they are met; `remarks` keeps those there is something to say about."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self.remarks: dict[str, list[_Remark]] = {}

    def __missing__(self, text: str) -> Cell:
        result: Cell = cleaned(text)
        remarks = list(_remarks(text, str(result)))
        if len(text) > self._longest:
            result = None
            remarks = [_Remark(IssueCode.VALUE_TOO_LONG, refuses=True, parts=(("n", str(len(text))),))]
        if remarks:
            self.remarks[text] = remarks
        self[text] = result
        return result


def _remarks(text: str, clean: str) -> Iterator[_Remark]:
    unseen = {sign for sign in text if not sign.isprintable() and _unseen(sign)}
    if any(unicodedata.category(sign) == "Cc" for sign in unseen):
        yield _Remark(IssueCode.CONTROL_CHARACTERS, proposal=clean)
    for sign in sorted(unseen):
        if unicodedata.category(sign) != "Cc":
            yield _Remark(IssueCode.INVISIBLE_CHARACTERS, clean, parts=(("codepoint", f"U+{ord(sign):04X}"),))
    foreign = [sign for sign in _FOREIGN.findall(clean) if sign in _LOOKALIKES]
    if foreign and _LATIN.search(clean):
        mended = "".join(_LOOKALIKES.get(sign, sign) for sign in clean)
        yield _Remark(IssueCode.HOMOGLYPH, unicodedata.normalize("NFC", mended), parts=(("char", foreign[0]),))
    if _MARKUP.search(clean):
        yield _Remark(IssueCode.MARKUP_IN_TEXT)


def _unseen(sign: str) -> bool:
    """Tell signs that show nothing: control, format (zero width, soft hyphen, bidirectional), private, unassigned."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Cs"} and sign not in _WHITESPACE


def _report(rows: list[list[Cell]], lines: Sequence[int], texts: _Texts, findings: Findings) -> None:
    for row, line in zip(rows, lines, strict=False):
        for column, cell in enumerate(row):
            if type(cell) is not str or cell not in texts.remarks:
                continue
            for remark in texts.remarks[cell]:
                findings.add(
                    remark.code,
                    [line],
                    column=column_letter(column),
                    text=str(texts[cell] or cell[:80]),
                    proposal=remark.proposal,
                    refuses=remark.refuses,
                    outcome=Outcome.WARN,
                    **dict(remark.parts),
                )
