"""Text that people or their files wrote, shown letter by letter: no markup, link, symbol or formula comes of it."""

import re

from lib.report.issue_lines import visible

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"  # invisible and without width
# Streamlit makes symbols and links of these even where their signs are escaped: they are parted by a sign nobody sees.
_PARTED = re.compile(r"(?<=:)(?=[\w/+-])|(?<=[-<>~=])(?=[-<>~=])|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)


def as_written(text: str) -> str:
    """Return Markdown that shows the text exactly as it is, on one line."""
    return _PUNCTUATION.sub(r"\\\1", _PARTED.sub(_JOINER, " ".join(visible(text).split())))
