"""Who issues a document: the names that stand in its head, as the installation sets them. No layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfficeHead:
    """The governing body, the issuing body and the place of a document; what is not set is left to be filled in."""

    governing: str = ""
    body: str = ""
    place: str = ""
