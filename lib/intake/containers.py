"""Bytes handed in → sheets of cells, whatever the file's name says. Knows which reader takes what; reads no figures."""

from lib.intake.collecting import without_collection
from lib.intake.encodings import decoded
from lib.intake.file_kinds import TEXT, kind_of
from lib.intake.file_names import extension, safe_name
from lib.intake.findings import Findings
from lib.intake.legacy_columns import in_unicode
from lib.intake.limits import MEGABYTE, Limits
from lib.intake.old_workbooks import read_old_workbook
from lib.intake.sheets import Cell, Container, ErrorCell, Sheet
from lib.intake.text_tables import read_text
from lib.intake.workbooks import read_workbook
from lib.model.handin import Answers
from lib.model.issue import IssueCode

__all__ = ["Cell", "Container", "ErrorCell", "Sheet", "open_container", "safe_name"]

_NAMED = {"csv": "csv", "tsv": "csv", "txt": "csv", "tab": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls"}
"""What a name promises; any other name promises nothing, and the content decides alone."""


def open_container(content: bytes, file_name: str, limits: Limits, answers: Answers, findings: Findings) -> Container:
    """Return the sheets of a text file or workbook; nothing of the file is executed or used as a path.

    Ends with file-too-large, file-empty, file-type-mismatch, format-error, or what the readers of each kind end with.
    """
    stored = safe_name(file_name)
    if stored != file_name:
        findings.add(IssueCode.FILE_NAME_CHANGED, stored=stored, original=file_name)
    if len(content) > limits.file_bytes:
        size, limit = (f"{number / MEGABYTE:.1f}" for number in (len(content), limits.file_bytes))
        raise findings.refuse(IssueCode.FILE_TOO_LARGE, size=size, limit=limit)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\x0b\x0c"):
        raise findings.refuse(IssueCode.FILE_EMPTY)
    kind = kind_of(content)
    ending = extension(file_name)
    if kind not in _NAMED.values() or _NAMED.get(ending, kind) != kind:
        found = "CSV" if kind == TEXT else kind.upper() if kind in _NAMED.values() else kind
        raise findings.refuse(IssueCode.FILE_TYPE_MISMATCH, ext=f".{ending}" if ending else stored, found=found)
    with without_collection():
        return _opened(content, kind, limits, answers, findings)


def _opened(content: bytes, kind: str, limits: Limits, answers: Answers, findings: Findings) -> Container:
    if kind != TEXT:
        read = read_workbook if kind == "xlsx" else read_old_workbook
        found = read(content, limits, findings)
        if not any(sheet.rows for sheet in found):
            raise findings.refuse(IssueCode.FILE_EMPTY if found else IssueCode.FORMAT_ERROR)
        sheets, font = in_unicode(found, "", answers, findings)
        return Container(kind, font, "", sheets)
    text, encoding = decoded(content, answers, findings)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise findings.refuse(IssueCode.FILE_EMPTY)
    table = read_text(text, limits, findings)
    sheets, encoding = in_unicode((table.sheet,), encoding, answers, findings)
    return Container(kind, encoding, table.delimiter, sheets)
