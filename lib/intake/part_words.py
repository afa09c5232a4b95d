"""Words that say a figure is of a part of an area, or of a plan: men and women, town and country, kế hoạch."""

import re

from lib.intake.periods import read_period

LOWER_UNITS = ("huyện", "quận", "thị xã", "xã", "phường", "district", "commune", "ward", "thành phố thuộc tỉnh")
PARTS = frozenset(
    {
        *("nam", "nữ", "male", "female", "thành thị", "nông thôn", "urban", "rural", "kế hoạch", "thực hiện"),
        *("dự toán", "quyết toán", "ước thực hiện", "công lập", "ngoài công lập", "nhà nước", "ngoài nhà nước"),
        *("chung", "kinh"),
    }
)


RESTRICTED = re.compile(
    r"\b(nữ|nam giới|thành thị|nông thôn|trẻ em|dân tộc thiểu số|female|male|urban|rural|women|children)\b"
)
"""Words that say that a table is of a part of the population only."""
SHORTER = frozenset({"tuần", "ngày", "week", "day"})
"""Headers of columns beside a year whose figures are of less than any period kept here."""
TERRITORY = re.compile(r"(trước|sau) (khi )?(sắp xếp|sáp nhập|hợp nhất)|địa giới (cũ|mới)")
"""Words that say of which list of units a part of a table is."""


def says_plan(text: str) -> bool:
    """Whether a text without a period speaks of a plan, an estimate of the budget or a target."""
    said = read_period(f"{text} 2000", whole=False)
    return said is not None and said.plan
