"""What people type into a free field → text that can be stored and shown. No meaning is read from it."""

import unicodedata


def plain(text: str, longest: int) -> str:
    """Return a text in NFC without control and invisible characters, its line ends kept, cut to `longest` with `…`."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(" ".join(_seen(line).split()) for line in lines).strip()
    return kept if len(kept) <= longest else f"{kept[: longest - 1].rstrip()}…"


def one_line(text: str, longest: int) -> str:
    """Return `plain` text on one line."""
    return plain(" ".join(text.split()), longest)


def _seen(line: str) -> str:
    # Cc control, Cf bidirectional and zero width, Cs half of a pair
    kinds = ((sign, unicodedata.category(sign)) for sign in line)
    return "".join(" " if kind == "Cc" else sign for sign, kind in kinds if kind not in {"Cf", "Cs"})
