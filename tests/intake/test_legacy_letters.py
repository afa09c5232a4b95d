import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.legacy_letters import TCVN3, VNI, font_kind, from_unicode, to_unicode

SMALL = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
BARE_CAPITALS = "ABCDEGHIKLMNOPQRSTUVXYĂÂĐÊÔƠƯ"
SIGNS = " 0123456789.,;%()/+-–…²°\n"
texts = st.text(alphabet=SMALL + BARE_CAPITALS + SIGNS)


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("Hµ Néi", TCVN3, "Hà Nội"),
        ("§ång b»ng s«ng Hång", TCVN3, "Đồng bằng sông Hồng"),
        ("Thõa Thiªn HuÕ", TCVN3, "Thừa Thiên Huế"),
        ("M\u00adêng Kh\u00ad¬ng", TCVN3, "Mường Khương"),
        ("Haø Noäi", VNI, "Hà Nội"),
        ("ÑOÀNG THAÙP", VNI, "ĐỒNG THÁP"),
        ("Bình Döông – Thöøa Thieân Hueá", VNI, "Bình Dương – Thừa Thiên Huế"),
        ("Quaûng Ngaõi, Vónh Phuùc, Baø Ròa", VNI, "Quảng Ngãi, Vĩnh Phúc, Bà Rịa"),
    ],
)
def test_texts_of_old_fonts_are_read_as_they_looked(written: str, kind: str, text: str) -> None:
    assert to_unicode(written, kind) == text


@given(texts)
def test_what_is_written_in_tcvn3_comes_back(text: str) -> None:
    assert to_unicode(from_unicode(text, TCVN3), TCVN3) == text


@given(st.text(alphabet=SMALL + SMALL.upper() + SIGNS))
def test_what_is_written_in_vni_comes_back_with_its_capitals(text: str) -> None:
    assert to_unicode(from_unicode(text, VNI), VNI) == text


@given(st.text(alphabet=SMALL.upper() + SIGNS))
def test_capitals_with_a_tone_come_back_from_tcvn3_as_small_letters(text: str) -> None:
    back = to_unicode(from_unicode(text, TCVN3), TCVN3)
    assert back is not None
    assert back.casefold() == text.casefold()


@given(texts)
def test_letters_may_be_given_decomposed(text: str) -> None:
    assert from_unicode(unicodedata.normalize("NFD", text), VNI) == from_unicode(text, VNI)


@pytest.mark.parametrize("text", ["Hà Nội", "Đắk Lắk", "Москва"])
def test_a_text_in_unicode_is_no_text_of_an_old_font(text: str) -> None:
    assert to_unicode(text, TCVN3) is None
    assert to_unicode(text, VNI) is None


def test_the_fonts_tell_their_kind_by_their_names() -> None:
    names = [".VnTime", ".VnArialH", ".vnTimeH", "VNI-Times", "vni helve", "Times New Roman", "Arial", ""]
    assert [font_kind(name) for name in names] == [TCVN3, TCVN3, TCVN3, VNI, VNI, "", "", ""]
