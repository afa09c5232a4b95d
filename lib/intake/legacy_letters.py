"""Letters of the fonts used before Unicode (TCVN3, VNI) ↔ Unicode, text by text. When to convert is decided elsewhere.

The tables follow TCVN 5712:1993 (its third form, as in the .Vn fonts) and the VNI for Windows fonts; a text in them
looks like letters of Western Europe: `Hµ Néi`, `Haø Noäi`.
"""

import re
import unicodedata

TCVN3, VNI = "TCVN3", "VNI"
KINDS = (TCVN3, VNI)

_TCVN3_CODES = (
    "A1 Ă A2 Â A3 Ê A4 Ô A5 Ơ A6 Ư A7 Đ A8 ă A9 â AA ê AB ô AC ơ AD ư AE đ "
    "B5 à B6 ả B7 ã B8 á B9 ạ BB ằ BC ẳ BD ẵ BE ắ C6 ặ C7 ầ C8 ẩ C9 ẫ CA ấ CB ậ "
    "CC è CE ẻ CF ẽ D0 é D1 ẹ D2 ề D3 ể D4 ễ D5 ế D6 ệ D7 ì D8 ỉ DC ĩ DD í DE ị "
    "DF ò E1 ỏ E2 õ E3 ó E4 ọ E5 ồ E6 ổ E7 ỗ E8 ố E9 ộ EA ờ EB ở EC ỡ ED ớ EE ợ "
    "EF ù F1 ủ F2 ũ F3 ú F4 ụ F5 ừ F6 ử F7 ữ F8 ứ F9 ự FA ỳ FB ỷ FC ỹ FD ý FE ỵ"
)
_FROM_TCVN3 = {chr(int(code, 16)): letter for code, letter in re.findall(r"(\w\w) (\w)", _TCVN3_CODES)}
_TO_TCVN3 = {letter: sign for sign, letter in _FROM_TCVN3.items()}

# VNI writes a vowel and behind it a sign for its tone, or for its roof or bow and the tone together
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_MARKED = (
    ("aeoyu", "", ("", "ù", "ø", "û", "õ", "ï")),
    ("ôö", "", ("", "ù", "ø", "û", "õ", "ï")),
    ("aeo", "\u0302", ("â", "á", "à", "å", "ã", "ä")),
    ("a", "\u0306", ("ê", "é", "è", "ú", "ü", "ë")),
)


def _vni_pairs() -> dict[str, str]:
    """Every vowel with a sign behind it → its letter; a sign may be a capital or not, the vowel decides."""
    pairs = {}
    for bases, shape, signs in _MARKED:
        for base in bases:
            for sign, tone in zip(signs, _TONES, strict=True):
                letter = unicodedata.normalize("NFC", _ALONE.get(base, base) + shape + tone)
                for written in {sign, sign.upper()} - {""}:
                    pairs[base + written], pairs[base.upper() + written] = letter, letter.upper()
    return pairs | _ALONE | {base.upper(): letter.upper() for base, letter in _ALONE.items()}


_FROM_VNI = _vni_pairs()
_VNI_LETTERS = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)))
_TO_VNI = {letter: written for written, letter in _FROM_VNI.items() if written in (written.lower(), written.upper())}
_NO_LETTER = re.compile("[\x00-\x7f\u0080-\u00a0\u00b0-\u00b4\u2010-\u206f\u20ac\ufffd]")  # signs that stay as they are


def font_kind(name: str) -> str:
    """Return TCVN3 for fonts such as .VnTime, VNI for such as VNI-Times, empty for all others."""
    folded = name.casefold().lstrip()
    if folded.startswith(".vn"):
        return TCVN3
    return VNI if folded.startswith("vni") else ""


def to_unicode(text: str, kind: str) -> str | None:
    """Return a text of a legacy font in Unicode (NFC), or None where a letter of it does not exist in that font."""
    if text.isascii():
        return text
    if kind == TCVN3:
        if any(sign not in _FROM_TCVN3 and not _NO_LETTER.match(sign) for sign in text):
            return None
        return "".join(_FROM_TCVN3.get(sign, sign) for sign in text)
    if any(not _NO_LETTER.match(sign) for sign in _VNI_LETTERS.sub("", text)):
        return None
    return _VNI_LETTERS.sub(lambda written: _FROM_VNI[written.group()], text)


def from_unicode(text: str, kind: str) -> str:
    """Return a Vietnamese text as it is written in a legacy font; for TCVN3 capitals with a tone become small.

    The .Vn fonts have no codes for those: they have a second font whose small letters are drawn as capitals.
    """
    composed = unicodedata.normalize("NFC", text)
    if kind == VNI:
        return "".join(_TO_VNI.get(sign, sign) for sign in composed)
    return "".join(_TO_TCVN3.get(sign, _TO_TCVN3.get(sign.lower(), sign)) for sign in composed)
