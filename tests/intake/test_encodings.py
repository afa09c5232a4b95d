import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.containers import Container, open_container
from lib.intake.findings import Findings, RefusedError, UndecidedError
from lib.intake.limits import Limits
from lib.intake.syllables import evidence, is_syllable
from lib.model.handin import Answers
from lib.model.issue import Issue, IssueCode, Outcome
from tests.intake.legacy_bytes import tcvn3, vni, windows_1258

GEO = Path(__file__).parents[2] / "geo"
with (GEO / "units.csv").open(encoding="utf-8", newline="") as handle:
    NAMES = sorted({row["name_vi"] for row in csv.DictReader(handle)})
ROWS = [["Tỉnh, thành phố", "Năm 2021"], *([name, f"1{number},5"] for number, name in enumerate(NAMES))]
TEXT = "".join(f"{label};{value}\r\n" for label, value in ROWS)


def read(content: bytes, answer: str = "") -> tuple[Container, tuple[Issue, ...]]:
    findings = Findings()
    answers = Answers({"encoding": answer} if answer else {})
    return open_container(content, "bang.csv", Limits(), answers, findings), findings.issues


def refused(content: bytes, answer: str = "") -> Issue:
    findings = Findings()
    with pytest.raises(RefusedError):
        open_container(content, "bang.csv", Limits(), Answers({"encoding": answer} if answer else {}), findings)
    return findings.issues[-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    container, issues = read(TEXT.encode(encoding))
    assert container.sheets[0].rows == ROWS
    assert container.encoding == encoding.removesuffix("-sig")[:6].removesuffix("-")
    assert issues == ()


def test_utf_16_with_its_mark_in_the_other_order() -> None:
    container, _ = read(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert container.sheets[0].rows == ROWS


def test_windows_1258_is_known_by_how_vietnamese_the_words_become() -> None:
    container, (issue,) = read(windows_1258(TEXT))
    assert container.sheets[0].rows == ROWS
    assert (container.encoding, issue.code, issue.outcome) == (
        "windows-1258",
        IssueCode.ENCODING_GUESSED,
        Outcome.WARN,
    )
    assert issue.parts == {"encoding": "windows-1258", "sample": "Tỉnh"}


@pytest.mark.parametrize(("kind", "write"), [("tcvn3", tcvn3), ("vni", vni)])
@pytest.mark.parametrize("as_text", [False, True])
def test_letters_of_old_fonts_are_asked_about_and_then_converted(kind: str, write: object, as_text: bool) -> None:
    content: bytes = write(TEXT)  # type: ignore[operator]
    if as_text:
        content = content.decode("cp1252").encode("utf-8")
    with pytest.raises(UndecidedError) as caught:
        read(content)
    assert caught.value.question.key == "encoding"
    choices = {choice.value: choice.quote for choice in caught.value.question.choices}
    assert set(choices) == {kind, "as-is" if as_text else "windows-1258"}
    assert choices[kind] in [*NAMES, ROWS[0][0]]
    assert (caught.value.issue.code, caught.value.issue.parts["font"]) == (IssueCode.LEGACY_FONT, kind.upper())
    for spelling in (kind, kind.upper()):
        container, _ = read(content, spelling)
        assert (container.sheets[0].rows, container.encoding) == (ROWS, kind)
    kept, _ = read(content, "as-is")
    assert kept.sheets[0].rows != ROWS


def test_a_column_of_unicode_beside_one_of_an_old_font_stays() -> None:
    text = "".join(f"{tcvn3(name).decode('cp1252')};{name};1\n" for name in NAMES if not name.isascii())
    container, _ = read(text.encode(), "tcvn3")
    assert container.sheets[0].rows == [[name, name, "1"] for name in NAMES if not name.isascii()]


@pytest.mark.parametrize("answer", ["tcvn3", "vni", "as-is", "something else"])
def test_an_answer_about_old_fonts_changes_nothing_in_a_file_of_unicode(answer: str) -> None:
    container, _ = read((TEXT + "Lâm;1\r\n").encode(), answer)
    assert (container.sheets[0].rows, container.encoding) == ([*ROWS, ["Lâm", "1"]], "utf-8")


def test_one_name_alone_is_never_read_as_another_name() -> None:
    for name in NAMES:
        for write in (windows_1258, tcvn3, vni):
            content = write(f"Tinh;x\n{name};1\n")
            try:
                container, _ = read(content)
            except UndecidedError as asked:
                assert name in [choice.quote for choice in asked.question.choices], (name, write)
            else:
                assert container.sheets[0].rows[1][0] == name, (name, write)


def test_lines_in_another_encoding_are_named() -> None:
    lines = [line.encode() for line in ("Tỉnh;x", "Hà Nội;1", "Đắk Lắk;2")]
    content = b"\n".join([*lines, windows_1258("Đồng Tháp;3"), windows_1258("Cần Thơ;4")])
    issue = refused(content)
    assert (issue.code, issue.rows) == (IssueCode.ENCODING_MIXED, (4, 5))


@pytest.mark.parametrize("broken", [b"\xff\x81\xfe;1", "Hà Nộ".encode()[:-1]])
def test_bytes_that_no_encoding_explains_are_named(broken: bytes) -> None:
    issue = refused("Tỉnh;x\nHà Nội;1\n".encode() + broken)
    assert (issue.code, issue.rows, issue.parts) == (IssueCode.ENCODING_ERROR, (3,), {"encoding": "UTF-8"})


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis"])
def test_an_encoding_nobody_here_writes_is_refused(encoding: str) -> None:
    text = {"cp1251": "Привет;x\nМосква город;1\n", "shift_jis": "ハノイ;1\nホーチミン;2\n"}[encoding]
    assert refused(text.encode(encoding)).code == IssueCode.ENCODING_ERROR


def test_names_of_western_europe_and_signs_of_print_are_windows_1252() -> None:
    container, (issue,) = read(b"Thanh vien;x\nZ\xfcrich;1\nGen\xe8ve;2\n")
    assert [row[0] for row in container.sheets[0].rows[1:]] == ["Zürich", "Genève"]
    assert issue.parts["encoding"] == "windows-1252"
    container, _ = read("Tinh;2020–2021\n1;2\n".encode("cp1252"))
    assert container.sheets[0].rows[0] == ["Tinh", "2020–2021"]


def test_what_fits_two_encodings_alike_is_asked() -> None:
    with pytest.raises(UndecidedError) as caught:
        read(b"Tinh;x\nL\xe2m;1\n")
    assert {choice.quote for choice in caught.value.question.choices} == {"Lâm", "Lõm"}
    container, _ = read(b"Tinh;x\nL\xe2m;1\n", "cp1258")
    assert container.sheets[0].rows[1] == ["Lâm", "1"]
    container, _ = read(b"Tinh;x\nL\xe2m;1\n", "tcvn3")
    assert container.sheets[0].rows[1] == ["Lõm", "1"]


def test_an_answer_that_the_bytes_contradict_is_refused_with_the_line() -> None:
    issue = refused(windows_1258("Tinh;x\nHà Nội;1\n"), "utf8")
    assert (issue.code, issue.rows, issue.parts) == (IssueCode.ENCODING_ERROR, (2,), {"encoding": "utf-8"})


@given(st.text(alphabet=sorted({*"".join(NAMES), *"".join(NAMES).upper(), *"ỷỹỵợũẽẻ \n"}), min_size=1))
def test_what_is_written_in_windows_1258_comes_back(text: str) -> None:
    assert unicodedata.normalize("NFC", windows_1258(text).decode("cp1258")) == text


NUMBERS = ["1,5", "1.234", "1.234,56", "12", "0.75", "..", "-", "1,234"]
WAYS = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "windows-1258": windows_1258,
    "tcvn3": tcvn3,
    "vni": vni,
}


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), *[st.sampled_from(NUMBERS)] * 2), min_size=1, max_size=12),
    st.sampled_from(",;\t|"),
    st.sampled_from(sorted(WAYS)),
)
def test_any_table_comes_back_exactly_or_is_asked_about(
    rows: list[tuple[str, str, str]], delimiter: str, way: str
) -> None:
    table = [["Tỉnh", "Năm 2020", "Năm 2021"], *map(list, rows)]
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(table)
    content = WAYS[way](target.getvalue())
    try:
        container, _ = read(content)
    except UndecidedError:
        container, _ = read(content, way)
    assert container.sheets[0].rows == table
    assert container.encoding == way


def test_every_name_of_a_unit_has_the_shape_of_vietnamese() -> None:
    found = evidence(NAMES)
    assert found.odd == set()
    assert len(found.sound) > 60
    assert not any(map(is_syllable, ["Néi", "Hµ", "TØnh", "Noäi", "xuât", "Zürich", "Hàà"]))
