from datetime import timedelta
from pathlib import Path

import pytest

from lib.intake.limits import Limits
from lib.model.errors import DataError
from lib.report.office_head import OfficeHead
from lib.services.configuration import (
    USUAL_HEADLINES,
    hand_in_rules,
    headline_codes,
    office_head,
    own_boundaries,
    store_url,
    var_folder,
)

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


def test_what_may_be_handed_in_has_limits_an_administrator_can_move(tmp_path: Path) -> None:
    assert hand_in_rules(tmp_path).limits == Limits()
    rules = hand_in_rules(installation(tmp_path, "[handin]\nfile_megabytes = 8\nrows = 5000\nkeep_days = 7\n"))
    assert rules.limits.file_bytes == 8 * 2**20
    assert rules.limits.rows == 5000
    assert rules.limits.seconds == Limits().seconds
    assert rules.keep == timedelta(days=7)


@pytest.mark.parametrize("entry", ["row = 5000", "rows = 0", "rows = true", 'rows = "many"', "file_bytes = 8"])
def test_a_limit_that_is_none_is_refused_by_name(entry: str, tmp_path: Path) -> None:
    root = installation(tmp_path, f"[handin]\n{entry}\n")
    with pytest.raises(DataError, match=entry.split(maxsplit=1)[0]):
        hand_in_rules(root)


def test_the_office_names_the_indicators_of_the_first_screen(tmp_path: Path) -> None:
    assert headline_codes(tmp_path) == USUAL_HEADLINES
    listed = '[overview]\nindicators = ["DTI", "PCI"]\n'
    assert headline_codes(installation(tmp_path, listed)) == ("DTI", "PCI")


@pytest.mark.parametrize("entry", ['"PCI"', "[1, 2]"])
def test_a_setting_that_is_no_list_of_codes_is_refused(entry: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="list of codes"):
        headline_codes(installation(tmp_path, f"[overview]\nindicators = {entry}\n"))


@pytest.mark.parametrize(("text", "said"), [("[overview", "cannot be read"), ("overview = 8", r"\[overview\]")])
def test_settings_that_cannot_be_read_are_told_in_words(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=rf"secrets\.toml.*{said}"):
        headline_codes(installation(tmp_path, text))


def test_the_office_says_who_issues_its_documents(tmp_path: Path) -> None:
    assert office_head(tmp_path) == OfficeHead()
    named = installation(tmp_path, '[office]\nprovince = "UBND  tỉnh Thái Nguyên"\nplace = "Thái Nguyên"')
    assert office_head(named) == OfficeHead("UBND tỉnh Thái Nguyên", "", "Thái Nguyên")


@pytest.mark.parametrize("entry", ["bodies = 'Sở'", "body = 3"])
def test_an_entry_of_the_office_that_is_none_is_refused_by_name(entry: str, tmp_path: Path) -> None:
    named = installation(tmp_path, f"[office]\n{entry}")
    with pytest.raises(DataError, match=rf"\[office\] {entry.split(maxsplit=1)[0]}"):
        office_head(named)
