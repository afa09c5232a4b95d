import pytest

from lib.i18n import translator
from lib.report.class_lines import class_name, class_part

VI, EN = translator("vi"), translator("en")


def computed(group: int, base_group: int | None = None, move: int | None = None) -> dict[str, object]:
    kind = None if move is None else "computed"
    return {
        "published_class": None,
        "group": group,
        "base_published_class": None,
        "base_group": base_group,
        "class_move": move,
        "class_kind": kind,
    }


@pytest.mark.parametrize(
    ("row", "vi", "en"),
    [
        (
            computed(2, 3, 1),
            "từ nhóm Trung bình thấp lên nhóm Trung bình cao (lên 1 nhóm; ứng dụng chia nhóm theo hạng tính)",
            "up from the Lower middle to the Upper middle group (1 up; grouped here by the computed rank)",
        ),
        (
            computed(4, 2, -2),
            "từ nhóm Trung bình cao xuống nhóm Thấp nhất (xuống 2 nhóm; ứng dụng chia nhóm theo hạng tính)",
            "down from the Upper middle to the Lowest group (2 down; grouped here by the computed rank)",
        ),
        (
            computed(1, 1, 0),
            "giữ nhóm Cao nhất (ứng dụng chia nhóm theo hạng tính)",
            "still in the Highest group (grouped here by the computed rank)",
        ),
        (
            computed(1, 4, None),  # the sets of units are too unlike: the group is said, no change of it
            "thuộc nhóm Cao nhất (ứng dụng chia nhóm theo hạng tính)",
            "in the Highest group (grouped here by the computed rank)",
        ),
    ],
)
def test_a_computed_group_and_its_change_are_said(row: dict[str, object], vi: str, en: str) -> None:
    assert (class_part(row, VI), class_part(row, EN)) == (vi, en)


def test_a_published_class_is_said_as_published_and_before_the_computed_group() -> None:
    row = computed(4, 4) | {
        "published_class": "B",
        "base_published_class": "C",
        "class_move": 1,
        "class_kind": "published",
    }
    assert class_part(row, VI) == "từ nhóm C lên nhóm B (lên 1 nhóm; nhóm công bố)"
    assert class_name(row, VI) == "B"


def test_a_published_class_is_not_set_against_a_computed_one() -> None:
    row = computed(2, 3, 1) | {"published_class": "Cao nhất"}
    assert class_part(row, VI) == "thuộc nhóm Cao nhất (nhóm công bố)"


def test_without_a_class_nothing_is_said() -> None:
    assert class_part({"published_class": None}, VI) == ""
