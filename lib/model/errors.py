"""The errors that belong to the vocabulary: our own data being wrong, and codes nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches


class DataError(Exception):
    """Data that ships with the project (or an administrator's file) is inconsistent; `faults` names every fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownCodeError(LookupError):
    """A code or name that is not in the list it was looked up in; `nearest` holds the closest known ones."""

    def __init__(self, kind: str, code: str, known: Iterable[str]) -> None:
        self.kind, self.code = kind, code
        folded = {entry.casefold(): entry for entry in known}
        self.nearest = tuple(folded[m] for m in get_close_matches(code.casefold(), folded, n=3, cutoff=0.4))
        hint = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        super().__init__(f"unknown {kind}: {code}{hint}")
