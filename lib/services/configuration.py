"""What an administrator may set: where figures are kept, which boundary files are drawn, how much may be handed in."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from lib.intake.limits import MEGABYTE, Limits
from lib.model.errors import DataError
from lib.report.office_head import OfficeHead

ENVIRONMENT = "TOAN_CANH_STORE_URL"
FOLDER_ENVIRONMENT = "TOAN_CANH_VAR"
_MEGABYTES = {"file_megabytes": "file_bytes", "unpacked_megabytes": "unpacked_bytes"}
_KEEP_DAYS = "keep_days"
_FILE = ".streamlit/secrets.toml"
USUAL_HEADLINES = (
    *("PAPI_TOTAL_D1_D8", "PCI", "PAR_INDEX", "SIPAS", "DTI"),
    *("GRDP_GROWTH", "GRDP_PC_CURRENT", "BUDGET_REVENUE_FINAL_MVND"),
)


def store_url(root: Path) -> str | None:
    """Return the database address from the environment or `[connections.store] url` of .streamlit/secrets.toml."""
    if os.environ.get(ENVIRONMENT):
        return os.environ[ENVIRONMENT]
    store = _section(root, "connections").get("store", {})
    url = store.get("url") if isinstance(store, dict) else None
    return str(url) if url else None


def _section(root: Path, name: str) -> dict[str, Any]:
    """Return what a section of the settings says; DataError in words where the file or the section is none."""
    secrets = root / ".streamlit" / "secrets.toml"
    try:
        said = tomllib.loads(secrets.read_text(encoding="utf-8")) if secrets.is_file() else {}
    except ValueError as error:  # no TOML, or no UTF-8: the parser names line and column
        raise DataError([f"{_FILE}: không đọc được tệp cài đặt / the settings cannot be read ({error})"]) from error
    section = said.get(name, {})
    if not isinstance(section, dict):
        raise DataError([f"{_FILE}: [{name}] phải là một mục / must be a section"])
    return section


@dataclass(frozen=True)
class OwnFile:
    """An administrator's boundary file of one unit set and the column that holds the codes."""

    path: Path
    code_column: str


def own_boundaries(root: Path) -> dict[str, OwnFile]:
    """Return the boundary files named in `[boundaries.34]` or `[boundaries.63]`: `file` and `code_column`."""
    named = _section(root, "boundaries")
    return {str(unit_set): OwnFile(root / entry["file"], entry["code_column"]) for unit_set, entry in named.items()}


def var_folder(root: Path) -> Path:
    """Return the folder for what the program writes: `var` beside app.py unless the environment names another."""
    return Path(os.environ.get(FOLDER_ENVIRONMENT) or root / "var")


@dataclass(frozen=True)
class HandInRules:
    """How large a file handed in may be, how long reading it may take, and how long it waits for its confirmation."""

    limits: Limits = field(default_factory=Limits)
    keep: timedelta = timedelta(days=30)


def hand_in_rules(root: Path) -> HandInRules:
    """Return what `[handin]` sets; what it does not name keeps its default.

    `file_megabytes`, `unpacked_megabytes`, `ratio`, `rows`, `workbook_cells`, `columns`, `cell_characters`, `seconds`,
    `keep_days`: whole numbers from 1. DataError names every entry that is none of these.
    """
    entries = _section(root, "handin")
    plain = {entry.name for entry in fields(Limits)} - set(_MEGABYTES.values())
    known = plain | set(_MEGABYTES) | {_KEEP_DAYS}
    wrong = [name for name, number in entries.items() if name not in known or type(number) is not int or number < 1]
    if wrong:
        raise DataError(f"[handin] {name} in .streamlit/secrets.toml: one of {sorted(known)}, from 1" for name in wrong)
    sizes = {size: entries[name] * MEGABYTE for name, size in _MEGABYTES.items() if name in entries}
    limits = Limits(**sizes, **{name: number for name, number in entries.items() if name in plain})
    return HandInRules(limits, timedelta(days=entries.get(_KEEP_DAYS, HandInRules.keep.days)))


def headline_codes(root: Path) -> tuple[str, ...]:
    """Return the indicators of the first screen: the codes listed in `[overview] indicators`, else eight usual ones.

    Whether they are in the catalogue is not looked at. DataError where the entry is no list of texts.
    """
    listed = _section(root, "overview").get("indicators", list(USUAL_HEADLINES))
    if not isinstance(listed, list) or not all(isinstance(code, str) for code in listed):
        raise DataError(['[overview] indicators in .streamlit/secrets.toml: a list of codes, such as ["PCI", "DTI"]'])
    return tuple(listed)


@cache
def standing_headlines(root: Path) -> tuple[str, ...]:
    """Return the same, read once per process: screen, slides and files of a server agree. Errors as before."""
    return headline_codes(root)


def office_head(root: Path) -> OfficeHead:
    """Return what `[office]` says of who issues documents: `province` (the body above), `body`, `place`, each a text.

    What is not named is left open in documents. DataError names every entry that is none of these.
    """
    entries = _section(root, "office")
    known = {entry.name for entry in fields(OfficeHead)}
    wrong = [name for name, text in entries.items() if name not in known or not isinstance(text, str)]
    if wrong:
        raise DataError(f"[office] {name} in .streamlit/secrets.toml: one of {sorted(known)}, a text" for name in wrong)
    return OfficeHead(**{name: " ".join(text.split()) for name, text in entries.items()})
