from pathlib import Path

import pytest

from lib.services.configuration import own_boundaries, store_url, var_folder

SECRETS = """
[connections.store]
url = "postgresql://office@db/figures"

[boundaries.34]
file = "geo/own.gpkg"
code_column = "ma_tinh"
"""


def installation(folder: Path, secrets: str) -> Path:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
    return folder


def test_without_a_word_figures_stay_in_sqlite_under_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOAN_CANH_VAR", raising=False)
    assert store_url(tmp_path) is None
    assert var_folder(tmp_path) == tmp_path / "var"
    assert own_boundaries(tmp_path) == {}


def test_secrets_name_the_database_as_streamlit_does_and_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = installation(tmp_path, SECRETS)
    assert store_url(root) == "postgresql://office@db/figures"
    monkeypatch.setenv("TOAN_CANH_STORE_URL", "postgresql://other/figures")
    assert store_url(root) == "postgresql://other/figures"


def test_an_own_boundary_file_is_named_per_unit_set(tmp_path: Path) -> None:
    own = own_boundaries(installation(tmp_path, SECRETS))
    assert own["34"].path == tmp_path / "geo" / "own.gpkg"
    assert own["34"].code_column == "ma_tinh"
