"""The words beside a period: status, plan, comparison, year to date; and the years in a text that are no period."""

import re
from dataclasses import dataclass

from lib.intake.period_spellings import TAKEN

NO_PERIOD = "\1"  # stands where the text names a document, a day or a base year
_YEAR = r"(?:19[4-9]\d|20\d\d|2100)(?!\d)"
_NUMBER_WORD = r"(?:(?<!dan )(?<!dân )(?<!chi )(?<!tong )(?<!một )(?<!mot )(?:so|số))"
_DAY = (
    r"(?:\d{1,2}\s*(?:/|-|\.|thang)\s*\d{1,2}\s*(?:/|-|\.|,?\s*nam)\s*\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    r"(?:[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
)
_DOCUMENT = r"(?:quyet dinh|nghi quyet|nghi dinh|thong tu|cong van|chi thi|to trinh|van ban)"
_COUNTED = (
    "bieu|bang|mau|phu luc|dot|lan|khoa|ky hop|hoc ky|hk|ky|table|tuần|tuan|week|vòng|vong|tập|tap|quyển|mục|muc"
    "|loại|loai|nhóm|nhom|vùng|vung|khu vực|khu vuc|hạng|hang|cap|khối|khoi|bậc|bac|trục|truc|phần|phan"
)
_NO_PRICE = "".join(
    f"(?<!{word} )" for word in ("chi so", "chi số", "quốc", "quoc", "tham", "đánh", "danh", "chuyên", "don", "bang")
)
_NO_PERIODS = re.compile(
    "|".join(
        (
            r"\d+\s*/\s*\d{4}\s*/\s*[a-zđ][\w.\-&]*(?:\s*-\s*[a-zđ]\w*)*",  # 12/2021/QĐ-UBND
            r"(?<!\w)\d+/[a-zđ]{2,}[\w\-/.]*",  # 345/BC-SNV
            rf"{_DOCUMENT}\s*(?:{_NUMBER_WORD})?\s*[:.]?\s*\d+(?:\s*[/\-]\s*[\w\-]+)*(?:,?\s*nam\s*{_YEAR})?",
            rf"(?<!\w){_NUMBER_WORD}\s*:?\s*\d+\s*[/\-]\s*\d{{4}}(?!\d)",
            rf"(?<!ky )(?<!phap )(?<!\w)luat (?!su )(?!sư )[^\d,;()]{{0,60}}?(?:nam )?{_YEAR}",
            rf"(?:ngay\s*)?(?<![\d/.\-]){_DAY}",
            # prices of a base year, and index bases
            rf"{_NO_PRICE}(?<!\w)gia\s*(?:so sanh|ss|co dinh|goc)?\s*(?:cua\s*)?(?:nam\s*)?(?:goc\s*)?{_YEAR}",
            rf"constant\s+(?:\w+\s+)?{_YEAR}|{_YEAR}\s+(?:constant\s+)?prices?",
            rf"(?:nam\s*)?{_YEAR}\s*=\s*100|(?<!\w)goc\s*(?:so sanh\s*)?:?\s*(?:la\s*)?(?:nam\s*)?{_YEAR}",
            rf"(?<!\w)chuan(?: ngheo)?(?: da chieu)?(?: moi)?(?: nam)? {_YEAR}",
            rf"(?<!\w)(?:vsic|isic|iso|tcvn|qcvn|sna|bpm)\W*(?:\d+\W+)?{_YEAR}",
            rf"(?<!\w)(?:tam nhin|dinh huong) (?:den )?(?:nam )?{_YEAR}",
            r"(?<!\w)ty le\s*1\s*/\s*\d+",
            rf"(?<!\w)(?:{_COUNTED})\s*(?:so|số)?\s*(?:\d+|[ivx]+)\s*[/\-]\s*{_YEAR}",
        )
    )
)
_WORD_END = r"(?!\w)\.?"
_COMPARED = re.compile(
    rf"(?<!\w)so\s*(?:voi|cung)(?!\w)[^;(){TAKEN}]*|(?<!\w)(?:cung ky(?: nam truoc| nam ngoai)?|yoy|y-o-y){_WORD_END}"
    r"|(?<!\w)(?:nam|thang|quy|ky) truoc\s*=\s*100\s*%?|=\s*100\s*%?|chi s[oố] phat trien(?!\w)"
)
_TO_DATE = re.compile(
    r"(?<!\w)(?:luy ke|cong don|ytd|(?:tinh )?tu dau nam)(?!\w)"
    r"(?:\s+(?:tinh\s+)?(?:tu dau nam\s+)?(?:den het|den|het)(?!\w))?"
)
_AHEAD = rf"(?=\s*(?:nam\s*)?[{TAKEN}\d])"
_PLAN = re.compile(
    r"(?<!bo )(?<!thuc hien )(?<!\w)ke hoach(?!\w)(?! (?:va |& |- )?(?:dau tu|tai chinh|hoa))(?:\s+giao)?"
    r"|(?<!\w)(?:du toan|(?<!trinh )muc tieu|chi tieu (?:duoc )?giao|giao chi tieu|planned|plan|targets?)(?!\w)"
    rf"|(?<!\w)(?:chi tieu|giao|kh|dt){_AHEAD}|(?<=[{TAKEN}])\s*[-(,]?\s*(?:kh|dt)\s*\)?$"
)
_STATUSES = (
    ("F", re.compile(rf"(?<!\w)(?:du bao|du kien|forecasts?|projected|projections?){_WORD_END}")),
    (
        "E",
        re.compile(
            r"(?<!quy )(?<!cong )(?<!hiep )(?<!dieu )(?<!\w)(?:uoc(?: tinh| thuc hien| th| dat| ca nam)?|uth"
            rf"|est|estimated?|estimates){_WORD_END}|(?<!\w)(?:uoc|uth){_AHEAD}"
        ),
    ),
    ("P", re.compile(rf"(?<!\w)(?:so bo|sb|prel|preliminary|pre){_WORD_END}|(?<!\w)sb{_AHEAD}")),
    (
        "A",
        re.compile(
            rf"(?<!\w)chinh thuc(?!\w)|^\s*(?:thuc hien|th|actual){_AHEAD}|^\s*(?:thuc hien|th)\s+(?=luy ke)"
            rf"|(?<=[{TAKEN}])\s*[-(,]?\s*(?:thuc hien|th|actual)\s*\)?$"
        ),
    ),
)
_FILLERS = re.compile(
    r"(?<!\w)(?:nam hoc|nien khoa|ca nam|nam|ky|bao cao|so lieu|số lieu|year|as of|in|of|trong|cua|tinh|den|het|cuoi"
    r"|thoi diem|ngay)(?!\w)"
)


@dataclass(frozen=True)
class Beside:
    """What the words beside a period say of it, and where in the text they stand."""

    status: str = "A"
    plan: bool = False
    index: bool = False
    cumulative: bool = False
    places: tuple[tuple[int, int], ...] = ()


def without_other_years(text: str) -> str:
    """Blank out documents, days, base years, standards and scales in a folded text, letter by letter."""
    return _NO_PERIODS.sub(lambda match: NO_PERIOD * len(match[0]), text)


def without_comparison(text: str) -> str:
    """Blank out what a figure is compared with in a folded text: `so với năm 2020`."""
    return _COMPARED.sub(lambda match: NO_PERIOD * len(match[0]), text)


def is_comparison(text: str) -> bool:
    """Tell whether a folded text speaks of a figure compared with another."""
    return bool(_COMPARED.search(text))


def beside(text: str) -> Beside:
    """Read the words of a folded text in which the periods are taken out."""
    places: list[tuple[int, int]] = []

    def said(pattern: re.Pattern[str]) -> bool:
        spans = [match.span() for match in pattern.finditer(text)]
        places.extend(spans)
        return bool(spans)

    statuses = [status for status, pattern in _STATUSES if said(pattern)]
    plan, index, cumulative = said(_PLAN), said(_COMPARED), said(_TO_DATE)
    status = "F" if plan else next(iter(statuses), "A")
    return Beside(status, plan, index, cumulative, tuple(places))


def says_nothing_else(text: str) -> bool:
    """Tell whether a folded text, its periods and their words blanked out, holds nothing but fillers."""
    return not re.search(r"[^\W_]", _FILLERS.sub(" ", text))
