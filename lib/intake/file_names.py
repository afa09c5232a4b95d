"""A file's name as it was sent → a name that can be stored and shown. Nothing is opened or written here."""

import re
import unicodedata

LONGEST = 150
NAMELESS = "tệp"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # devices to Windows, not files
_UNSAFE = re.compile(r'[<>:"|?*]')
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def safe_name(file_name: str) -> str:
    """Return the last part of a path in NFC, at most 150 characters, without control, bidirectional and path signs.

    Vietnamese letters and the extension stay; a name that is a device to Windows gets a `_` in front.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", file_name))[-1]
    visible = "".join(sign if _shown(sign) else " " if sign.isspace() else "" for sign in last)
    name = re.sub(r"\s+", " ", _UNSAFE.sub("_", visible)).strip(" .")
    if last.lstrip().startswith(".") and _EXTENSION.fullmatch(f".{name}"):
        name = f"{NAMELESS}.{name}"
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def extension(file_name: str) -> str:
    """Return the extension of a name in small letters without its dot; empty where there is none."""
    found = _EXTENSION.search(safe_name(file_name))
    return found.group()[1:].lower() if found else ""


def _shown(sign: str) -> bool:
    # Cc control, Cf bidirectional and zero width, Cs half of a pair, Zl and Zp line ends
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    found = _EXTENSION.search(name)
    ending = found.group() if found else ""
    return name[: LONGEST - len(ending)].rstrip(" .") + ending
