"""What an administrator may set: where figures are kept, which boundary files are drawn."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENVIRONMENT = "TOAN_CANH_STORE_URL"
FOLDER_ENVIRONMENT = "TOAN_CANH_VAR"


def store_url(root: Path) -> str | None:
    """Return the database address from the environment or `[connections.store] url` of .streamlit/secrets.toml."""
    if os.environ.get(ENVIRONMENT):
        return os.environ[ENVIRONMENT]
    url = _secrets(root).get("connections", {}).get("store", {}).get("url")
    return str(url) if url else None


def _secrets(root: Path) -> dict[str, Any]:
    secrets = root / ".streamlit" / "secrets.toml"
    return tomllib.loads(secrets.read_text(encoding="utf-8")) if secrets.is_file() else {}


@dataclass(frozen=True)
class OwnFile:
    """An administrator's boundary file of one unit set and the column that holds the codes."""

    path: Path
    code_column: str


def own_boundaries(root: Path) -> dict[str, OwnFile]:
    """Return the boundary files named in `[boundaries.34]` or `[boundaries.63]`: `file` and `code_column`."""
    named = _secrets(root).get("boundaries", {})
    return {str(unit_set): OwnFile(root / entry["file"], entry["code_column"]) for unit_set, entry in named.items()}


def var_folder(root: Path) -> Path:
    """Return the folder for what the program writes: `var` beside app.py unless the environment names another."""
    return Path(os.environ.get(FOLDER_ENVIRONMENT) or root / "var")
