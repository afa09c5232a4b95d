"""Vietnamese texts as bytes of the encodings offices still use; for tests only."""

import unicodedata

from lib.intake.legacy_letters import from_unicode

TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Letters with two marks are written as letter and tone, as Windows does."""
    return b"".join(_letter(sign) for sign in unicodedata.normalize("NFC", text))


def _letter(sign: str) -> bytes:
    try:
        return sign.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", sign)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        return (bare + "".join(part for part in parts if part in TONES)).encode("cp1258")


def tcvn3(text: str) -> bytes:
    return from_unicode(text, "TCVN3").encode("cp1252")


def vni(text: str) -> bytes:
    return from_unicode(text, "VNI").encode("cp1252")
