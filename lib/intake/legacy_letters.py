"""x"""


def font_kind(name: str) -> str:
    """Return TCVN3, VNI or empty."""
    return ""
