import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.class_moves import classes_moved, with_classes
from lib.analysis.ranking import changes, quartile_groups, ranked
from lib.model.class_scale import ClassLevel, ClassScale
from lib.model.indicator import Direction
from lib.model.words import Words

GROUPS = ClassScale(
    "quartile",
    tuple(
        ClassLevel(str(place), Words(*names))
        for place, names in enumerate(
            [
                ("Cao nhất", "Highest"),
                ("Trung bình cao", "Upper middle"),
                ("Trung bình thấp", "Lower middle"),
                ("Thấp nhất", "Lowest"),
            ],
            start=1,
        )
    ),
)
LETTERS = ClassScale("letters", tuple(ClassLevel(letter, Words(letter, letter)) for letter in "ABC"))
AREAS = list("abcdefgh")


@pytest.mark.parametrize(
    ("now", "base", "moved"),
    [
        ("B", "C", 1),
        ("loại A", "C", 2),
        ("C", "A", -2),
        ("B", " nhóm  b", 0),
        ("D", "A", None),  # no such class: not worse than C, unknown
        ("B", None, None),
    ],
)
def test_classes_are_counted_on_their_scale_best_first(now: str, base: str | None, moved: int | None) -> None:
    assert classes_moved(now, base, LETTERS, LETTERS) == moved


def test_a_class_is_known_by_its_code_and_its_name_in_both_languages() -> None:
    for text in ("2", "Trung bình cao", "nhóm trung bình cao", "Upper middle"):
        assert classes_moved(text, "Lower middle", GROUPS, GROUPS) == 1


def test_classes_of_two_scales_are_never_subtracted() -> None:
    assert classes_moved("1", "C", GROUPS, LETTERS) is None
    assert classes_moved(1, 3, LETTERS, GROUPS) is None


@given(now=st.integers(1, 4), base=st.integers(1, 4))
def test_a_move_turns_round_with_its_periods(now: int, base: int) -> None:
    forth, back = classes_moved(now, base, GROUPS, GROUPS), classes_moved(base, now, GROUPS, GROUPS)
    assert forth is not None
    assert back == -forth


def table(values: dict[str, float | None], published: dict[str, str] | None = None) -> pd.DataFrame:
    observations = pd.DataFrame(
        {
            "ref_area": list(values),
            "obs_value": list(values.values()),
            "obs_status": "A",
            "published_rank": None,
            "published_class": [(published or {}).get(area) for area in values],
            "rank_basis": None,
            "source": "S",
        }
    )
    rows = ranked(observations, AREAS, Direction.HIGHER)
    rows["group"] = quartile_groups(rows["rank"], int(rows["peer_count"].iloc[0]))
    return rows


def told(now: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    links = {area: area for area in AREAS}
    return with_classes(changes(now, base, links, Direction.HIGHER), base, GROUPS).set_index("ref_area")


RISING = {area: float(place) for place, area in enumerate(AREAS)}
FALLING = {area: -value for area, value in RISING.items()}


def test_a_computed_group_moves_with_the_computed_rank() -> None:
    rows = told(table(RISING), table(FALLING))
    assert rows["group"].tolist() == [4, 4, 3, 3, 2, 2, 1, 1]
    assert rows["base_group"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert rows["class_move"].tolist() == [-3, -3, -1, -1, 1, 1, 3, 3]
    assert set(rows["class_kind"]) == {"computed"}


def test_groups_over_very_unlike_sets_of_units_are_not_compared() -> None:
    rows = told(table(RISING), table({area: RISING[area] for area in "abcd"}))
    assert rows["base_group"].notna().sum() == 4
    assert rows["class_move"].isna().all()
    assert rows["class_kind"].isna().all()


def test_a_published_class_stands_beside_the_computed_group_and_goes_before_it() -> None:
    now = table(RISING, {"a": "Trung bình cao", "b": "2"})
    base = table(FALLING, {"a": "Trung bình thấp", "c": "1"})
    rows = told(now, base)
    assert (rows.loc["a", "published_class"], rows.loc["a", "base_published_class"]) == (
        "Trung bình cao",
        "Trung bình thấp",
    )
    assert (rows.loc["a", "group"], rows.loc["a", "class_move"], rows.loc["a", "class_kind"]) == (4, 1, "published")
    # one side published and one computed are two kinds: never subtracted
    assert (rows.loc["b", "class_move"], rows.loc["b", "class_kind"]) == (-3, "computed")


def test_a_frame_without_a_scale_stays_as_it_is() -> None:
    now = table(RISING)
    changed = changes(now, now, {area: area for area in AREAS}, Direction.HIGHER)
    assert with_classes(changed, now, None).columns.tolist() == changed.columns.tolist()
