"""Who issues a document: the names that stand in its head, as the installation sets them. No layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfficeHead:
    """The body of the province above the office, the office, the place; what is not set is left to be filled in."""

    province: str = ""
    body: str = ""
    place: str = ""
