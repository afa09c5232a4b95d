"""Period words made comparable: case, Vietnamese accents, dashes and spaces, letter by letter. Finds no period."""

import re
import unicodedata

_WORDS = (
    "năm tháng quý quí qúy kỳ kì thời kỳ điểm gian tính đến hết cuối đầu nửa cả trong của từ tới tổng báo cáo "
    "niên khoá khóa ưth sơ bộ ước thực hiện đạt chính thức dự báo kiến toán kế hoạch mục tiêu chỉ luỹ lũy cộng dồn "
    "một hai tư bốn bảy bẩy tám chín mười giêng nhất nhì học giai đoạn so với cùng trước và phát triển "
    "giá sánh cố định gốc quyết nghị thông công văn thị tờ trình bản luật chuẩn nghèo đa chiều mới ngày biểu bảng mẫu "
    "phụ lục đợt lần khoá họp tỷ tỉ lệ tầm nhìn hướng dân người trẻ tấn đồng hộ giường đơn vị đầu tư tài hoá hóa liệu "
    "được tuổi kỷ pháp bình quân chia theo thứ cấp"
)
_PLAIN = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " ")
    | dict.fromkeys("‐‑‒–—―−－", "-")
    | dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰", " ")
    | {"／": "/", "（": "(", "）": ")", "，": ",", "．": ".", "’": "'", "ð": "đ"}
)
_WORD = re.compile(r"[^\W\d_]+")
_LOW_LINE_IN_NUMBER = re.compile(r"(?<=\d)_(?=\d)")
_MARKS = re.compile(r"\s*(?:\*{1,4}|\((?:\d{1,2}|\*{1,3})\)|\[(?:\d{1,3}|[a-z]|\*)\]|[¹²³⁴-⁹⁰]{1,2}|[†‡§])$")


def without_accents(word: str) -> str:
    """Return lower-case letters without their marks, one for one."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_FOLDED = {word: without_accents(word) for word in _WORDS.split()}


def composed(text: str) -> str:
    """Return a text in composed letters and single spaces, without the footnote marks at its end."""
    text = " ".join(unicodedata.normalize("NFC", text).removeprefix("'").split())
    while (shorter := _MARKS.sub("", text)) != text:
        text = shorter
    return text


def folded(text: str) -> str:
    """Fold a composed text, one letter for each of its letters.

    Period words lose their accents; any other word keeps its own, so that `số bộ` never passes for `sơ bộ` nor
    `quỹ` for `quý`. Words written without accents stand as they are.
    """
    lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text).translate(_PLAIN)
    lowered = _LOW_LINE_IN_NUMBER.sub("-", lowered).replace("_", " ")
    return _WORD.sub(lambda word: _FOLDED.get(word[0], word[0]), lowered)
