import csv
from pathlib import Path

import pytest

from lib.intake.areas import AreaKind, AreaReader, area_reader
from lib.intake.gazetteer import load_gazetteer

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)
READER = area_reader(GAZETTEER, GEO)
SPELLINGS = list(csv.DictReader((Path(__file__).parent / "area_spellings.csv").open(encoding="utf-8", newline="")))


@pytest.fixture
def reader() -> AreaReader:
    return READER


def test_every_listed_spelling_means_its_unit_or_proposes_it_and_never_another() -> None:
    kinds: dict[AreaKind, int] = {}
    for row in SPELLINGS:
        if row["ambiguous"]:
            continue
        label = READER.label(row["variant"])
        kinds[label.kind] = kinds.get(label.kind, 0) + 1
        if label.kind is AreaKind.DAMAGED:
            named = GAZETTEER.find_anywhere(label.proposal)
            assert row["ref_area_63"] in ({unit.ref_area for unit in named} | {""}), row
            assert named[0].ref_area == row["ref_area_34"] or row["ref_area_34"] in GAZETTEER.heirs(
                named[0].ref_area, "34"
            )
            continue
        assert label.units.get("63", "") == row["ref_area_63"], row
        if "34" in label.units:
            assert label.units["34"] == row["ref_area_34"], row
        else:
            oldest = next(label.units[code] for code in ("63", "64", "61") if code in label.units)
            assert GAZETTEER.heirs(oldest, "34") == (row["ref_area_34"],), row
    assert kinds == {AreaKind.UNIT: 1275, AreaKind.DAMAGED: 32}


def test_no_ambiguous_spelling_comes_back_as_a_unit() -> None:
    kinds = {READER.label(row["variant"]).kind for row in SPELLINGS if row["ambiguous"]}
    assert kinds == {AreaKind.AMBIGUOUS, AreaKind.FOREIGN, AreaKind.DAMAGED}
