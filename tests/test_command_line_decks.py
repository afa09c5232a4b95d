"""Decks and pictures from the command line: listed, shown, exported, drawn; no half file, the usual exit codes."""

import io
import json
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.__main__ import main
from lib.model.view import View
from lib.services import deck_commands, decks
from lib.services.deck_files import FORMATS, file_ending
from lib.services.decks import Shelved, file_stem
from lib.services.workspace import Workspace
from lib.ui.routes import PATHS

ROOT = Path(__file__).parents[1]
PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
STARTS = {"pptx": b"PK", "docx": b"PK", "pdf": b"%PDF", "report": b"%PDF", "html": b"<!doctype html>"}


@pytest.fixture
def deck(workspace: Workspace) -> Iterator[Shelved]:
    begun = decks.begin("Giao ban tháng 11", decks.today(), "vi", "An", workspace)
    filled = begun.deck.with_slide(decks.slide_of("ranking", PCI)).with_slide(decks.slide_of("trend", PCI))
    kept = decks.keep(begun, filled, "An", workspace)
    yield kept
    decks.put_away(kept, "An", workspace)


def test_decks_are_listed_and_shown_by_id_or_title(deck: Shelved, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", "list", "--format", "json"]) == 0
    (listed,) = [row for row in json.loads(capsys.readouterr().out) if row["deck"] == deck.deck_id]
    assert (listed["title"], listed["slides"], listed["actor"]) == ("Giao ban tháng 11", 2, "An")
    for name in (deck.deck_id, "giao ban thang 11"):
        assert main(["deck", "show", name, "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert [(row["number"], row["page"]) for row in shown] == [(1, "ranking"), (2, "trend")]
        assert shown[0]["sentence"].startswith("PCI 2016: Thái Nguyên đạt 61,82 điểm")


def test_two_decks_of_one_title_are_told_apart_by_their_ids(
    deck: Shelved, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    other = decks.begin("Giao ban THÁNG 11", decks.today(), "vi", "An", workspace)
    assert main(["deck", "show", "Giao ban tháng 11"]) == 2
    told = capsys.readouterr().err
    assert deck.deck_id in told and other.deck_id in told
    decks.put_away(other, "An", workspace)


@pytest.mark.parametrize("form", FORMATS)
def test_a_deck_is_exported_whole(form: str, deck: Shelved, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"{file_stem(deck.deck)}{file_ending(form)}"
    assert main(["deck", "export", deck.deck_id, "--format", form, "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content.startswith(STARTS[form])
    if content.startswith(b"PK"):
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert str(out) in capsys.readouterr().out
    assert [entry.name for entry in tmp_path.iterdir()] == [out.name]


def test_what_cannot_be_written_leaves_what_was_there(
    deck: Shelved, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, template = tmp_path / "a.pptx", tmp_path / "t.pptx"
    out.write_bytes(b"yesterday")
    template.write_bytes(b"no template")
    call = ["deck", "export", deck.deck_id, "--format", "pptx", "--out", str(out), "--template", str(template)]
    assert main(call) == 2
    assert "PowerPoint" in capsys.readouterr().err
    assert out.read_bytes() == b"yesterday"
    assert main(["deck", "export", "Giao ban tháng 12", "--format", "pdf", "--out", str(out)]) == 2
    assert "Giao ban tháng 11" in capsys.readouterr().err
    wrong = {"docx": tmp_path / "no" / "a.docx", "pdf": out, "html": tmp_path}
    for form, place in wrong.items():
        assert main(["deck", "export", deck.deck_id, "--format", form, "--out", str(place)]) == 2
    no_folder, no_ending, a_folder = capsys.readouterr().err.splitlines()
    assert no_folder.startswith(f"Không ghi được {wrong['docx']}: không có thư mục") and "Errno" not in no_folder
    assert "Định dạng pdf là tệp .pdf, mà tên tệp là “a.pptx”" in no_ending and "đó là một thư mục" in a_folder
    assert out.read_bytes() == b"yesterday"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.pptx", "t.pptx"]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    assert deck_commands.write_whole(out, b"12345") == 5
    out.unlink()
    out.mkdir()  # the last step fails: nothing is left beside it
    with pytest.raises(OSError, match="directory"):
        deck_commands.write_whole(out, b"12345")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("view", "ending", "start"),
    [
        ("http://127.0.0.1:8501/xu-huong?ind=PCI&t=2016&area=63-19", "svg", b"<svg"),
        ("/tinh?ind=PCI&t=2016&area=63-19", "pdf", b"%PDF"),
        ("ind=PCI&t=2016&area=63-19", "png", b"\x89PNG"),
    ],
)
def test_any_view_is_drawn_with_title_source_and_date(view: str, ending: str, start: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"picture.{ending}"
    assert main(["picture", view, "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content.startswith(start)
    if ending == "svg":
        text = content.decode()
        assert "PCI, diễn biến" in text and "Nguồn: VCCI" in text and "Số liệu đến" in text


@pytest.mark.parametrize(
    ("view", "name", "said"),
    [
        ("ind=NO_SUCH", "a.png", "NO_SUCH"),
        ("/so-lieu?ind=PCI", "a.png", "so-lieu"),
        ("so-lieu", "a.png", "không có hình"),
        ("ind=PCI&t=2016&units=34", "a.png", "PCI năm 2016 không có số liệu theo danh mục “34” đơn vị"),
        ("ind=PCI&t=1990", "a.png", "PCI không có số liệu kỳ “1990”"),
        ("ind=PCI", "a.gif", ".gif"),
        ("/so-sanh?ind=PCI&area=63-19", "a.png", "hai địa phương"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    view: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", view, "--out", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("toan-canh", "Toàn cảnh: Cả nước"),
        ("toan-canh?area=63-19", "Thái Nguyên"),
        ("so-sanh?area=34-19,34-01", "Thái Nguyên và Hà Nội"),
        ("xep-hang?ind=pci&t=2016", "PCI 2016"),
        ("xep-hang?ind=PCI&t=2023&units=34&basis=former", "theo danh mục “34” đơn vị"),
    ],
)
def test_what_is_left_open_is_taken_as_its_page_takes_it(view: str, said: str, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    assert main(["picture", view, "--out", str(out)]) == 0
    assert said in out.read_text(encoding="utf-8")


def test_the_addresses_of_pictures_are_those_of_the_pages() -> None:
    assert {page: path for path, page in deck_commands.PAGE_PATHS.items()}.items() <= PATHS.items()


@given(st.text(max_size=40))
def test_whatever_is_asked_for_has_a_page_and_a_view(text: str) -> None:
    page, view = deck_commands.read_address(text)
    assert page == page.strip("/") and view.language in ("vi", "en")


def test_an_address_that_is_none_has_no_page() -> None:
    assert deck_commands.read_address("http://[x?ind=PCI") == ("", View())


def test_what_draws_is_not_loaded_for_other_calls() -> None:
    code = "import sys, lib.__main__; sys.exit(any(name in sys.modules for name in ('pptx', 'docx', 'altair')))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


class Terminal(io.StringIO):
    """What somebody at a terminal sees."""

    def isatty(self) -> bool:
        return True


def test_somebody_at_a_terminal_is_told_how_far_it_is(
    deck: Shelved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    call = ["deck", "export", deck.deck_id, "--format", "docx", "--out", str(tmp_path / "a.docx")]
    assert main(call) == 0
    told = [line.strip() for line in screen.getvalue().split("\r")]
    assert [line for line in told if line.startswith("Đang vẽ")] == [
        "Đang vẽ trang 1/2 (93%)",
        "Đang vẽ trang 2/2 (94%)",
    ]
    assert told[-1] == ""  # the line is wiped: what was written stands alone


def test_ctrl_c_while_a_file_is_made_leaves_what_was_there(
    deck: Shelved, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"yesterday")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)

    def pressed(text: str) -> int:
        if "trang 2/2" in text:
            signal.raise_signal(signal.SIGINT)
        return Terminal.write(screen, text)

    monkeypatch.setattr(screen, "write", pressed)
    assert main(["deck", "export", deck.deck_id, "--format", "pdf", "--out", str(out)]) == 130
    assert "Đã dừng, không ghi tệp nào" in screen.getvalue()
    assert out.read_bytes() == b"yesterday"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]
    assert capsys.readouterr().out == ""
