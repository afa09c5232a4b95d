"""Signs our typeface lacks, spelled with those it has: no reader's PC need have another typeface. No other words."""

_CIRCLED = {ord("①") + place: f"({place + 1})" for place in range(20)}


def drawable(text: str) -> str:
    """Return a text as it can be drawn: the circled numbers of breaks as (1), (2)."""
    return text.translate(_CIRCLED)
