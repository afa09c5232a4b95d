"""What a file is by its first bytes and its inner parts, whatever its name says. Opens no table."""

import io
import json
import re
import struct
import zipfile

import xlrd.compdoc

TEXT = "csv"
_ZIP, _OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")  # bare BIFF
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "EXE"),
    (b"SQLite format 3", "SQLITE"),
    (b"PAR1", "PARQUET"),
    (b"PK\x05\x06", "ZIP"),
)
_ZIP_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
)
_OLE2_STREAMS = (
    ("EncryptedPackage", "XLSX (có mật khẩu)"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
)
_MARKUP = re.compile(rb"(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL)
_EXECUTABLE_SIZE = 64  # "MZ" can begin a text too; a program has a header behind it
_STRAY_CONTROL = 4  # so many control signs can stand in a text by mistake
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}


def kind_of(content: bytes) -> str:
    """Return `csv` for text, `xlsx`, `xls`, or the short name of what else it is: PDF, DOCX, HTML, ZIP, …"""
    if content.startswith(_ZIP):
        return _zip_kind(content)
    if content.startswith(_OLE2):
        return _ole2_kind(content)
    if content.startswith(_OLD_WORKBOOKS):
        return "xls"
    for start, name in _MAGIC:
        if content.startswith(start) and (start != b"MZ" or b"\0" in content[:_EXECUTABLE_SIZE]):
            return name
    return _text_kind(content)


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.casefold() for name in archive.namelist()}
            media_type = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError):
        return "xlsx" if b"xl/workbook.xml" in content else "ZIP"
    for part, name in _ZIP_PARTS:
        if part in names:
            return name
    if media_type.startswith(b"application/vnd.oasis.opendocument"):
        return "ODS" if b"spreadsheet" in media_type else "ODT"
    return "ZIP"


def _ole2_kind(content: bytes) -> str:
    try:
        document = xlrd.compdoc.CompDoc(content, logfile=io.StringIO())
        for stream, name in _OLE2_STREAMS:
            if document.get_named_stream(stream) is not None:
                return name
    except (
        xlrd.compdoc.CompDocError,
        AssertionError,
        LookupError,
        ValueError,
        MemoryError,
        RecursionError,
        struct.error,
    ):
        return "xls" if "Workbook".encode("utf-16-le") in content else "OLE2"
    return "OLE2"


def _text_kind(content: bytes) -> str:
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.match(start):
        return "HTML"
    if start[:5].lower() == b"<?xml":
        return "XML"
    if start[:13].lower() == b"mime-version:":
        return "MHTML"
    if start[:1] in (b"{", b"[") and _is_json(content):
        return "JSON"
    return "nhị phân" if _is_binary(content) else TEXT


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_binary(content: bytes) -> bool:
    """Tell whether the bytes are no text: many control signs, and no UTF-16, where every other byte may be NUL."""
    sample = content[:65536]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_utf16(sample):
        return False
    control = sum(sample.count(sign) for sign in _CONTROL)
    return control > _STRAY_CONTROL and control * 20 > len(sample)


def looks_utf16(content: bytes) -> str:
    """Return `utf-16-le` or `utf-16-be` where the NUL bytes stand as in such a text without a mark, else empty."""
    sample = content[:65536]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.02 * half else ""
