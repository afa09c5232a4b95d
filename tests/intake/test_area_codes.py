from pathlib import Path

import pytest

from lib.intake.area_codes import gso_code, reused_codes
from lib.intake.areas import area_reader
from lib.intake.gazetteer import load_gazetteer

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)
READER = area_reader(GAZETTEER, GEO)


@pytest.mark.parametrize("cell", ["01", "1", " 1 ", 1, 1.0, "1.0", "1,0", "'01"])
def test_a_lost_leading_zero_changes_nothing(cell: object) -> None:
    assert READER.code(cell) == {"61": "61-01", "64": "64-01", "63": "63-01", "34": "34-01"}


@pytest.mark.parametrize(
    "cell", ["", None, True, 0, 1.5, -1, 100, "001", "0101", "1a", "Hà Nội", "03", 3, float("nan")]
)
def test_what_is_no_code_names_nothing(cell: object) -> None:
    assert READER.code(cell) == {}


def test_a_code_used_again_names_another_unit_in_each_set() -> None:
    assert reused_codes(GAZETTEER).keys() == {"15", "24", "44", "52", "80", "82", "91"}
    assert reused_codes(GAZETTEER)["15"] == ("63-15", "34-15")
    names = {unit_set: GAZETTEER.units[ref].label.vi for unit_set, ref in READER.code("15").items()}
    assert names == {"61": "Yên Bái", "64": "Yên Bái", "63": "Yên Bái", "34": "Lào Cai"}


def test_the_same_digits_are_another_unit_in_another_scheme() -> None:
    assert READER.code("VN-44") == READER.code("vn44") == READER.code("44", "iso") == {"63": "63-89"}
    assert READER.code("44", "gso")["63"] == "63-44"
    assert READER.code("4", "pci") == {"63": "63-79"}
    assert READER.code("VN-HN") == {"63": "63-01"}


def test_every_unit_is_found_by_its_codes() -> None:
    for unit in GAZETTEER.units.values():
        assert READER.code(unit.code, "gso")[unit.unit_set] == unit.ref_area
        assert not unit.iso_code or READER.code(unit.iso_code) == {"63": unit.ref_area}
        assert not unit.pci_code or READER.code(int(unit.pci_code), "pci") == {"63": unit.ref_area}


def test_a_whole_column_tells_which_codes_it_may_hold() -> None:
    members = GAZETTEER.members("63")
    assert READER.code_schemes([unit.code for unit in members]) == ("gso",)
    assert READER.code_schemes([int(unit.pci_code) for unit in members]) == ("pci",)
    assert READER.code_schemes([unit.iso_code for unit in members]) == ("iso",)
    assert READER.code_schemes(["01", "04"]) == ("gso", "iso")
    assert READER.code_schemes([1, 2, 4]) == ("gso", "iso", "pci")
    assert READER.code_schemes(["Hà Nội", 3]) == ()
    assert READER.code_schemes([]) == ()


def test_the_names_beside_tell_codes_from_numbering() -> None:
    members = GAZETTEER.members("63")
    assert READER.scheme_beside({unit.label.vi: unit.code for unit in members}) == "gso"
    assert READER.scheme_beside({unit.label.vi: int(unit.pci_code) for unit in members}) == "pci"
    assert READER.scheme_beside({unit.label.vi: unit.iso_code[3:] for unit in members if unit.code != "01"}) == "iso"
    assert READER.scheme_beside({unit.label.vi: number for number, unit in enumerate(members, 1)}) == ""
    assert READER.scheme_beside({}) == ""


def test_a_code_is_two_digits() -> None:
    assert [gso_code(cell) for cell in ("7", 7.0, "77", "", "077", None)] == ["07", "07", "77", "", "", ""]
