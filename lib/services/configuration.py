"""Where an installation keeps its figures: environment first, then Streamlit's secrets file, then SQLite under var/."""

import os
import tomllib
from pathlib import Path

ENVIRONMENT = "TOAN_CANH_STORE_URL"
FOLDER_ENVIRONMENT = "TOAN_CANH_VAR"


def store_url(root: Path) -> str | None:
    """Return the database address from the environment or `[connections.store] url` of .streamlit/secrets.toml."""
    if os.environ.get(ENVIRONMENT):
        return os.environ[ENVIRONMENT]
    secrets = root / ".streamlit" / "secrets.toml"
    if not secrets.is_file():
        return None
    connections = tomllib.loads(secrets.read_text(encoding="utf-8")).get("connections", {})
    url = connections.get("store", {}).get("url")
    return str(url) if url else None


def var_folder(root: Path) -> Path:
    """Return the folder for what the program writes: `var` beside app.py unless the environment names another."""
    return Path(os.environ.get(FOLDER_ENVIRONMENT) or root / "var")
