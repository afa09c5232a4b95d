"""Bytes of a text file → text, and by which encoding; asks or refuses where the bytes do not tell. Parts no cells."""

import codecs
import unicodedata

from lib.intake.file_kinds import looks_utf16
from lib.intake.findings import Findings
from lib.model.handin import Answers
from lib.model.issue import IssueCode


def decoded(content: bytes, _answers: Answers, findings: Findings) -> tuple[str, str]:
    """Return the text and the name of its encoding: utf-8, utf-16 or windows-1258."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16"), "utf-16"
    if wide := looks_utf16(content):
        return content.decode(wide), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        findings.add(IssueCode.ENCODING_GUESSED, encoding="windows-1258", sample="")
        return unicodedata.normalize("NFC", content.decode("cp1258")), "windows-1258"
