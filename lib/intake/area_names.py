"""Spelling rules for the names of provinces: what makes two texts the same name. Knows no province and no file."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_.·'’\u200b-\u200d\u2060\ufeff\u00ad]+")
_OLD_TONES = {
    f"{first}{old}": f"{new}{last}"
    for first, last, olds, news in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for old, new in zip(olds, news, strict=True)
}
_OLD_TONE = re.compile("|".join(_OLD_TONES))
_BARE = {**dict.fromkeys(range(0x300, 0x370)), ord("đ"): "d", ord("Đ"): "D"}  # combining marks are left out
_MARK = re.compile(r"\s*(?:[(\[]\s*(?:\*+|\d|[a-d])\s*[)\]]|\[\s*\d{1,2}\s*\]|\*+\)?|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+)\s*$")
_COUNTRY = re.compile(r"\s*,\s*(?:việt nam|viet nam|vietnam|vn)$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,3}(?:\.\d{1,3})*\s*[.)\-–—:/_]*\s*|(?:IX|IV|V?I{1,3}|V)\s*[.)\-–—:/]+\s*"
    r"|[A-Ea-eđĐ]\s*[.)]\s*|[-–—+•·*>…]+\s*)(?=\D)"
)
_REMARK = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]$", re.DOTALL)
_AGE = re.compile(r"^(.*\S)[\s\-–]+(cũ|mới)$", re.IGNORECASE | re.DOTALL)
_TWO = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*[/|\n;]\s*")
_MANY = re.compile(r"\s*[,;+&]\s*|\s+(?:và|and)\s+", re.IGNORECASE)
_STOPS = " :;,."
_LONGEST_NAME = 80  # characters; what is longer is a sentence and no name


class Rank(StrEnum):
    """What a prefix or suffix calls a unit."""

    PROVINCE = "province"
    CITY = "city"


def tidy(text: str) -> str:
    """Return a text as NFC with single spaces, `Đ` for the look-alike Eth, without quotation marks around it."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    return " ".join(text.split()).strip("\"“”'‘’` ")


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: letters in order, lower case, one place for a tone (hoà = hòa).

    Spaces, dashes, dots and underscores carry nothing; diacritics do.
    """
    if name.isascii():
        return _SEPARATORS.sub("", name.lower())
    text = unicodedata.normalize("NFC", name).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    key = _SEPARATORS.sub("", text.casefold())
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found.group()], key)


def without_marks(key: str) -> str:
    """Return a key without any diacritics: `đắklắk` → `daklak`."""
    return key if key.isascii() else unicodedata.normalize("NFD", key).translate(_BARE)


def without_tones(key: str) -> str:
    """Return a key without diacritics but with its đ, which many type alone: `đắklắk` → `đaklak`."""
    letters = unicodedata.normalize("NFD", key)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def split_mark(text: str) -> tuple[str, str]:
    """Return a text without footnote marks and `, Vietnam` after it, and the marks: `Nam Định(*)` → `(*)`."""
    named = _COUNTRY.sub("", text) if "," in text else text
    if named[-1:].isalpha():
        return named, ""
    name = named.rstrip(_STOPS)
    while (found := _MARK.search(name)) and found.start():
        name = name[: found.start()].rstrip(_STOPS)
    return name, named[len(name) :].strip(_STOPS)


def without_number(text: str) -> str:
    """Return a text without the numbering or bullet before it: `1. Hà Nội`, `I. Tây Nguyên`, `- Hà Nội`."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def split_remark(text: str) -> tuple[str, str] | None:
    """Return name and what stands in brackets after it, or `cũ`, `mới` after it without brackets; None if nothing."""
    found = _REMARK.match(text) or _AGE.match(text)
    return (found.group(1), found.group(2)) if found else None


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways a text may be two names: `Hà Nội - Hanoi`, `Hà Nội/Ha Noi`."""
    if len(text) <= _LONGEST_NAME:
        for found in _TWO.finditer(text):
            if found.start() and found.end() < len(text):
                yield text[: found.start()], text[found.end() :]


def doubled(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways a text may be two names with nothing but a space between: `CẢ NƯỚC WHOLE COUNTRY`."""
    if len(text) <= _LONGEST_NAME:
        words = text.split(" ")
        for cut in range(1, len(words)):
            yield " ".join(words[:cut]), " ".join(words[cut:])


def listed(text: str) -> list[str]:
    """Return the names of a text that lists several: `Hà Nội, Hải Phòng và Đà Nẵng`; one entry if it does not."""
    return [part for part in _MANY.split(text) if part] if len(text) <= 2 * _LONGEST_NAME else [text]


_BEFORE = (
    ("tỉnh", Rank.PROVINCE),
    ("tinh", Rank.PROVINCE),
    ("provinceof", Rank.PROVINCE),
    ("thànhphố", Rank.CITY),
    ("thanhpho", Rank.CITY),
    ("tp", Rank.CITY),
    ("cityof", Rank.CITY),
)
_AFTER = (("province", Rank.PROVINCE), ("prov", Rank.PROVINCE), ("municipality", Rank.CITY), ("city", Rank.CITY))
_FIRST, _LAST = tuple(before for before, _ in _BEFORE), tuple(after for after, _ in _AFTER)
_OFFICES = tuple(name_key(office) for office in ("UBND", "Ủy ban nhân dân", "Uy ban nhan dan"))
_SHORT_PROVINCE = re.compile(r"^[Tt]\s*\.\s*(?=\w{2})")


def ranked(text: str) -> Iterator[tuple[Rank, str]]:
    """Yield what a text may be with rank and key apart: `TP. Huế` → (city, `huế`); `T. Hòa Bình`, `Hue City`."""
    key = name_key(text)
    for office in _OFFICES:
        key = key.removeprefix(office)
    if key.startswith(_FIRST):
        yield from ((rank, key[len(before) :]) for before, rank in _BEFORE if key.startswith(before))
    if key.endswith(_LAST):
        yield from ((rank, key[: -len(after)]) for after, rank in _AFTER if key.endswith(after))
    if found := _SHORT_PROVINCE.match(text):
        yield Rank.PROVINCE, name_key(text[found.end() :])


def is_rank_only(text: str) -> bool:
    """Whether a text is nothing but a word for units, as in a heading: `Tỉnh`, `Thành phố`, `Province/City`."""
    words = re.findall(r"\w+", without_marks(tidy(text).casefold()))
    return set(words) <= {"tinh", "thanh", "pho", "tp", "province", "city", "dia", "phuong"}


_LOWER = re.compile(
    r"^(?:quận|huyện|thị xã|thị trấn|phường|xã|đặc khu|quan|huyen|thi xa|thi tran|phuong|xa|dac khu)"
    r"[\s_\-]+\S|^(?:q|h|p|x|tx|tt)\s*\.\s*\S|^(?:tx|tt)\s+\S|^q\s*\d{1,2}$|^district\s+\S|\s(?:district|ward|commune|town|township)$",
)
_OFFICE = re.compile(
    r"^(?:bộ|sở|cục|chi cục|tổng cục|ban|ngân hàng|tập đoàn|tổng công ty|công ty|kho bạc|trường|đại học|bệnh viện"
    r"|ubnd huyện|ubnd xã|ubnd quận|ubnd phường|ministry of|department of)\s+\S",
)

_SUMMARY = (
    (re.compile(r"^(?:tổng|cộng|tong cong|tong so)\s+(?!cục)\S|^total\s\S"), "total"),
    (re.compile(r"^(?:trung bình|bình quân|trung vị|giá trị|average|mean|median)\s+\S"), "statistic"),
    (re.compile(r"^(?:vùng|khu vực|tiểu vùng|miền)\s+\S{2,}\s+\S|^\S.*\sregion$"), "region"),
    (re.compile(r"^\d+\s+(?:tỉnh|thành phố|địa phương|đơn vị)\b|^(?:các|nhóm|cụm|khối)\s+\S"), "group"),
)


def summary(text: str) -> str:
    """Return what a text calls itself where it sums up units: total, statistic, region, group; empty if it does not."""
    folded = tidy(text).casefold()
    return next((kind for pattern, kind in _SUMMARY if pattern.search(folded)), "")


def lower_kind(text: str) -> str:
    """Return `lower-unit` for a text that calls itself a district, commune or ward, `office` for a ministry or company.

    `Huyện Mê Linh`, `Q.1`, `Thu Duc District`; `Bộ Y tế`, `Sở Nội vụ Hà Giang`; empty for everything else.
    """
    folded = tidy(text).casefold()
    return "lower-unit" if _LOWER.search(folded) else "office" if _OFFICE.match(folded) else ""
