"""What people type or paste → text that a store, a page and every file format can hold. Lengths are no matter here."""

import re

# PowerPoint pastes its soft line break as U+000B; the others are line ends of other systems.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML 1.0, section 2.2: no control characters but tab and line feed, no half of a pair, not U+FFFE and U+FFFF.
_UNHELD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def holdable(text: str) -> str:
    """Return a text whose line ends are line feeds, without the characters that XML cannot hold."""
    return _UNHELD.sub("", _LINE_ENDS.sub("\n", text))


def holdable_line(text: str) -> str:
    """Return `holdable` text on one line."""
    return holdable(text).replace("\n", " ")
