import csv
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.intake.shipped import content_hash, read_shipped
from lib.intake.usual_values import load_magnitudes
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import KEY_COLUMNS, OBSERVATION_COLUMNS
from lib.model.period import Period

ROOT = Path(__file__).parents[2]
HEADER = ",".join(OBSERVATION_COLUMNS)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(ROOT / "geo")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data")


@pytest.fixture(scope="module")
def shipped(catalogue: Catalogue, gazetteer: Gazetteer) -> pd.DataFrame:
    return read_shipped(ROOT / "data", catalogue, gazetteer)


def written() -> Iterator[dict[str, str]]:
    for path in sorted((ROOT / "data" / "observations").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)


def test_the_frame_has_the_columns_and_types_of_an_observation(shipped: pd.DataFrame) -> None:
    assert tuple(shipped.columns) == OBSERVATION_COLUMNS
    numbers = {"obs_value": "float64", "published_rank": "Int64"}
    assert {name: str(kind) for name, kind in shipped.dtypes.items()} == {
        name: numbers.get(name, "str") for name in OBSERVATION_COLUMNS
    }
    assert not shipped.duplicated(list(KEY_COLUMNS)).any()
    assert not (shipped[["indicator", "ref_area", "time_period", "obs_status", "source"]] == "").any(axis=None)


def test_not_one_figure_was_lost_added_or_altered() -> None:
    """Counts and exact sums were taken from the collected tables before they were converted."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in written():
        found.setdefault(row["indicator"], []).append(row)
    with (Path(__file__).parent / "shipped_totals.csv").open(encoding="utf-8", newline="") as handle:
        totals = list(csv.DictReader(handle))
    assert sum(int(total["row_count"]) for total in totals) == 53_736
    assert set(found) == {total["indicator"] for total in totals}
    for total in totals:
        rows = found[total["indicator"]]
        values = [Decimal(row["obs_value"]) for row in rows if row["obs_value"]]
        ranks = [int(row["published_rank"]) for row in rows if row["published_rank"]]
        periods = sorted(row["time_period"] for row in rows)
        assert [
            *(len(rows), len(values), sum(values, Decimal(0)), len(ranks), sum(ranks), periods[0], periods[-1]),
        ] == [
            *(int(total["row_count"]), int(total["value_count"]), Decimal(total["value_sum"])),
            *(int(total["rank_count"]), int(total["rank_sum"]), total["first_period"], total["last_period"]),
        ], total["indicator"]


def test_every_missing_value_has_a_reason(shipped: pd.DataFrame, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    known = shipped.loc[shipped["obs_value"].notna()].groupby(["indicator", "time_period"])["ref_area"].agg(set)
    areas = shipped.assign(unit_set=shipped["ref_area"].str[:2])
    unexplained = [
        (indicator, time_period, unit.ref_area)
        for indicator, time_period, unit_set in areas[["indicator", "time_period", "unit_set"]]
        .drop_duplicates()
        .itertuples(index=False)
        for unit in gazetteer.members(unit_set)
        if unit.ref_area not in known.get((indicator, time_period), set())
        and catalogue.gap(indicator, Period.parse(time_period), unit.ref_area) is None
    ]
    assert unexplained == []


def test_no_gap_is_claimed_where_there_is_a_value(shipped: pd.DataFrame, catalogue: Catalogue) -> None:
    valued = shipped.loc[shipped["obs_value"].notna()]
    keys = set(valued[list(KEY_COLUMNS)].itertuples(index=False, name=None))
    periods = {text: Period.parse(text) for text in valued["time_period"].unique()}
    found = {(indicator, text) for indicator, _, text in keys}
    for gap in catalogue.gaps:
        inside = [text for text, period in periods.items() if gap.first_period <= period <= gap.last_period]
        if gap.ref_area != "*":
            assert not keys & {(gap.indicator, gap.ref_area, text) for text in inside}, gap
        elif gap.obs_status == "M":
            assert not found & {(gap.indicator, text) for text in inside}, gap


@pytest.mark.parametrize(
    ("indicator", "time_period", "unit_set", "count"),
    [
        ("PCI", "2005", "64", 42),
        ("PCI", "2008", "64", 64),
        ("PCI", "2009", "63", 63),
        ("POPULATION_AVG_THOUSAND_GSO2017", "2003", "61", 61),
        ("POPULATION_AVG_THOUSAND_GSO2017", "2004", "64", 64),
        ("RETAIL_SALES_BN_VND", "2003", "64", 62),
        ("RETAIL_SALES_BN_VND", "2003", "61", 1),
        ("BUDGET_REVENUE_FINAL_MVND", "2006", "64", 61),
        ("BUDGET_REVENUE_FINAL_MVND", "2008", "63", 62),
        ("BUDGET_REVENUE_PLAN_MVND", "2008", "64", 64),
        ("GRDP_GROWTH", "2025-S1", "63", 3),
        ("GRDP_GROWTH", "2025-S1", "34", 8),
        ("DTI", "2024", "34", 5),
    ],
)
def test_a_figure_stands_on_the_units_its_table_was_made_for(
    shipped: pd.DataFrame, indicator: str, time_period: str, unit_set: str, count: int
) -> None:
    rows = shipped.loc[(shipped["indicator"] == indicator) & (shipped["time_period"] == time_period)]
    assert rows["ref_area"].str.startswith(f"{unit_set}-").sum() == count


def test_published_ties_and_tie_breaks_stay_as_printed(shipped: pd.DataFrame) -> None:
    ranks = shipped.set_index(list(KEY_COLUMNS))["published_rank"]
    assert [ranks["DTI", area, "2022"] for area in ("63-15", "63-38", "63-93")] == [15, 15, 17]
    pci = shipped.loc[(shipped["indicator"] == "PCI") & (shipped["time_period"] == "2016")]
    same = pci.loc[pci["obs_value"].round(2) == 58.20]
    assert sorted(same["published_rank"]) == [32, 33, 34]


def test_status_tells_preliminary_estimated_and_rank_only(shipped: pd.DataFrame) -> None:
    preliminary = shipped["source"] == "GH-CHOISY-GSO-PREL"
    assert set(shipped.loc[preliminary, "obs_status"]) == {"P"}
    growth = shipped.loc[shipped["indicator"] == "GRDP_GROWTH"]
    assert set(growth["obs_status"]) == {"E", "O"}
    assert (shipped["obs_value"].isna() == (shipped["obs_status"] == "O")).all()
    assert (shipped["published_rank"].notna() == shipped["rank_basis"].notna()).all()


@pytest.mark.parametrize(
    ("indicator", "years", "bar"),
    [
        ("PCI", range(2006, 2009), (1e-4, 192)),
        ("PCI", (2009, 2010, 2012), (1e-4, 189)),
        ("PCI", (2011,), (0.56, 63)),  # the workbook of 2011 contradicts itself, see contradictions.csv
        ("PCI", range(2013, 2017), (1e-4, 252)),
        ("PCI", range(2017, 2022), (0.0305, 92)),  # pages print two decimals
        ("PCI", range(2022, 2025), (0.0255, 12)),
        ("PAPI_TOTAL_D1_D6", range(2011, 2018), (2.1e-4, 439)),
        ("PAPI_TOTAL_D1_D8", range(2018, 2025), (2.1e-4, 430)),
        ("PAPI_D5_PROCEDURES", range(2011, 2025), (6e-5, 872)),
        ("PAPI_D8_EGOV", range(2018, 2025), (6e-5, 433)),
    ],
)
def test_totals_are_the_weighted_sum_of_their_components(
    shipped: pd.DataFrame, catalogue: Catalogue, indicator: str, years: range, bar: tuple[float, int]
) -> None:
    """The bar: the largest difference, and how many totals must have been compared."""
    (tolerance, count), compared = bar, 0
    for year in years:
        parts = {c.component: c.weight or 0 for c in catalogue.components_of(indicator, Period(year))}
        rows = shipped.loc[shipped["time_period"] == str(year)]
        table = rows.pivot_table(index="ref_area", columns="indicator", values="obs_value")
        whole = table.reindex(columns=[indicator, *parts]).dropna()
        total = whole[list(parts)].mul(pd.Series(parts)).sum(axis=1)
        assert (whole[indicator] - total).abs().max() <= tolerance, year
        compared += len(whole)
    assert compared == count


def test_density_is_population_by_area(shipped: pd.DataFrame) -> None:
    table = shipped.pivot_table(index=["ref_area", "time_period"], columns="indicator", values="obs_value")
    known = table[["POP_DENSITY", "POPULATION_AVG_THOUSAND", "AREA_KM2"]].dropna()
    density = known["POPULATION_AVG_THOUSAND"] * 1000 / known["AREA_KM2"]
    assert len(known) == 756
    assert ((density / known["POP_DENSITY"] - 1).abs() < 0.008).all()  # densities are printed whole


def test_published_statements_are_reproduced_or_known_to_lack_figures(shipped: pd.DataFrame) -> None:
    figures = shipped.set_index(list(KEY_COLUMNS))
    with (ROOT / "tests" / "published_statements.csv").open(encoding="utf-8", newline="") as handle:
        everything = list(csv.DictReader(handle))
    # PAPI publishes no ranks: what is said of its ranks and groups is for the analysis to reproduce
    statements = [s for s in everything if "PAPI" not in s["indicator"] or s["claim_type"] not in {"rank", "group"}]
    for said in statements:
        now = figures.loc[(said["indicator"], said["ref_area"], said["time_period"])]
        before_key = (said["indicator"], said["ref_area"], said["compare_period"])
        column = "published_rank" if said["claim_type"].startswith("rank") else "obs_value"
        if said["compare_period"]:
            assert (before_key in figures.index) == (said["expected"] == "reproduced"), said
        if said["expected"] == "reproduced":
            sign = -1 if said["claim_type"] == "rank_change" else 1
            change = sign * (now[column] - figures.loc[before_key, column]) if said["compare_period"] else now[column]
            half_a_digit = 0.5 * 10.0 ** -len(said["claimed"].partition(".")[2]) if "." in said["claimed"] else 0
            assert abs(change - float(said["claimed"])) <= half_a_digit * 1.0001, said
    assert len(statements) == 37


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, tmp_path)
    (tmp_path / "observations").mkdir()
    return tmp_path


SOUND = "PCI,63-56,2016,59.59,A,24,,explicit,GH-MDTRINH-PCI2016"


def faults(folder: Path, gazetteer: Gazetteer, *lines: str, header: str = HEADER) -> tuple[str, ...]:
    """What is said of a file with these lines, the first of them in line 2."""
    (folder / "observations" / "x.csv").write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_shipped(folder, load_catalogue(folder), gazetteer)
    return caught.value.faults


def test_a_sound_file_loads(folder: Path, gazetteer: Gazetteer) -> None:
    (folder / "observations" / "x.csv").write_text(f"\ufeff{HEADER}\n{SOUND}\n", encoding="utf-8")
    rows = read_shipped(folder, load_catalogue(folder), gazetteer)
    assert rows.iloc[0].dropna().to_dict() == {
        "indicator": "PCI",
        "ref_area": "63-56",
        "time_period": "2016",
        "obs_value": 59.59,
        "obs_status": "A",
        "published_rank": 24,
        "rank_basis": "explicit",
        "source": "GH-MDTRINH-PCI2016",
    }


@pytest.mark.parametrize(
    ("column", "text", "fault"),
    [
        ("indicator", "PCJ", "x.csv:2: indicator 'PCJ': unknown indicator"),
        ("indicator", "DTI_34", "x.csv:2: indicator 'DTI_34': unknown indicator"),
        ("ref_area", "56", "x.csv:2: ref_area '56': unknown unit"),
        ("ref_area", "63-03", "x.csv:2: ref_area '63-03': unknown unit"),
        ("time_period", "16", "x.csv:2: time_period '16': not a period (2024, 2024-S1, 2024-Q3, 2024-07)"),
        ("time_period", "2016-H1", "x.csv:2: time_period '2016-H1': is spelled 2016-S1 here"),
        ("time_period", "2016-Q1", "x.csv:2: time_period '2016-Q1': finer than the frequency A of PCI"),
        ("obs_value", "59,59", "x.csv:2: obs_value '59,59': not a number"),
        ("obs_value", "nan", "x.csv:2: obs_value 'nan': not a number"),
        ("obs_value", "inf", "x.csv:2: obs_value 'inf': not a number"),
        ("obs_value", "100.01", "x.csv:2: obs_value '100.01': outside the indicator's range"),
        ("obs_value", "-1", "x.csv:2: obs_value '-1': outside the indicator's range"),
        ("obs_value", "", "x.csv:2: obs_status 'A': says there is a value, but none is"),
        ("obs_status", "O", "x.csv:2: obs_status 'O': says there is no value, but there is"),
        ("obs_status", "X", "x.csv:2: obs_status 'X': unknown status"),
        ("published_rank", "0", "x.csv:2: published_rank '0': not a whole number from 1"),
        ("published_rank", "24.0", "x.csv:2: published_rank '24.0': not a whole number from 1"),
        ("published_rank", "64", "x.csv:2: published_rank '64': more than there are units ranked"),
        ("published_rank", "", "x.csv:2: rank_basis 'explicit': there is no rank"),
        ("published_class", "1", "x.csv:2: published_class '1': no such class of PCI"),
        ("rank_basis", "", "x.csv:2: rank_basis '': a rank needs explicit, listed or bottom"),
        ("rank_basis", "guessed", "x.csv:2: rank_basis 'guessed': a rank needs explicit, listed or bottom"),
        ("source", "GH-NOBODY", "x.csv:2: source 'GH-NOBODY': unknown source GH-NOBODY"),
        ("source", "W-VNS-2020+X", "x.csv:2: source 'W-VNS-2020+X': unknown source X"),
        ("source", "", "x.csv:2: source '': unknown source "),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_column_and_text(
    folder: Path, gazetteer: Gazetteer, column: str, text: str, fault: str
) -> None:
    cells = dict(zip(OBSERVATION_COLUMNS, SOUND.split(","), strict=True)) | {column: text}
    line = ",".join(f'"{cell}"' for cell in cells.values())
    assert faults(folder, gazetteer, line) == (fault,)


def test_a_row_needs_a_value_or_a_rank(folder: Path, gazetteer: Gazetteer) -> None:
    found = faults(folder, gazetteer, "PCI,63-56,2016,,O,,,,GH-MDTRINH-PCI2016")
    assert found == ("x.csv:2: obs_value '': there is neither a value nor a rank",)


def test_a_rank_goes_no_further_than_the_units_ranked(folder: Path, gazetteer: Gazetteer) -> None:
    found = faults(folder, gazetteer, "PCI,64-56,2005,59.59,A,43,,explicit,GH-MDTRINH-PCI2005")
    assert found == ("x.csv:2: published_rank '43': more than there are units ranked",)


def test_a_published_class_must_be_one_of_the_grouping(folder: Path, gazetteer: Gazetteer) -> None:
    line = "PAPI_TOTAL_D1_D8,63-56,2022,41.5,A,,{},,GH-HNKS-PAPI"
    found = faults(folder, gazetteer, line.format("5"))
    assert found == ("x.csv:2: published_class '5': no such class of PAPI_TOTAL_D1_D8",)
    (folder / "observations" / "x.csv").write_text(f"{HEADER}\n{line.format('2')}\n", encoding="utf-8")
    assert read_shipped(folder, load_catalogue(folder), gazetteer)["published_class"].tolist() == ["2"]


def test_a_key_stands_once_in_all_files(folder: Path, gazetteer: Gazetteer) -> None:
    (folder / "observations" / "a.csv").write_text(f"{HEADER}\n{SOUND}\n", encoding="utf-8")
    found = faults(folder, gazetteer, SOUND.replace("59.59", "60"))
    assert found == ("x.csv:2: PCI, 63-56, 2016 already stands in a.csv:2",)


def test_a_file_that_cannot_be_read_is_named(folder: Path, gazetteer: Gazetteer) -> None:
    (folder / "observations" / "a.csv").write_bytes(HEADER.encode("utf-16"))
    (folder / "observations" / "b.csv").write_text(f'{HEADER}\n"PCI\n', encoding="utf-8")
    found = faults(folder, gazetteer, SOUND + ",more", "PCI,63-56")
    assert found == (
        "a.csv: not UTF-8 at byte 0",
        "b.csv: unexpected end of data",
        "x.csv:2: the line has 10 values, not 9",
        "x.csv:3: the line has 2 values, not 9",
    )
    found = faults(folder, gazetteer, SOUND, header=HEADER.replace("obs_value", "value"))
    assert f"x.csv:1: the columns must be {HEADER}" in found


def test_a_folder_without_figures_is_no_installation(folder: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(DataError, match="there is no CSV file"):
        read_shipped(folder, load_catalogue(folder), gazetteer)


def test_gaps_and_peer_counts_must_be_of_known_units(folder: Path, gazetteer: Gazetteer) -> None:
    with (folder / "gaps.csv").open("a", encoding="utf-8") as handle:
        handle.write("PCI,2016,2016,63-03,O,Thiếu,Missing\n")
    with (folder / "publications.csv").open("a", encoding="utf-8") as handle:
        handle.write("PCI,2016,62,60\n")
    assert faults(folder, gazetteer, SOUND) == (
        "gaps.csv: ref_area '63-03': unknown unit",
        "publications.csv: unit_set '62': unknown unit set",
    )


def test_all_faults_come_at_once(folder: Path, gazetteer: Gazetteer) -> None:
    lines = ("PCJ,63-56,2016,1,A,,,,X", "PCI,63-03,2016-13,1,A,,,,X", SOUND.replace("59.59", "159"))
    found = faults(folder, gazetteer, *lines)
    assert len(found) == 6
    assert {fault.split(":")[1] for fault in found} == {"2", "3", "4"}


def test_the_lines_of_the_guide_add_an_indicator(folder: Path, gazetteer: Gazetteer) -> None:
    """The four blocks of docs/them-chi-tieu.md: a line of the catalogue, a source, a file of figures, a gap."""
    shutil.copytree(ROOT / "data" / "observations", folder / "observations", dirs_exist_ok=True)
    before = content_hash(folder)
    guide = (ROOT / "docs" / "them-chi-tieu.md").read_text(encoding="utf-8")
    line, source, figures, gap = re.findall(r"^```\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)[:4]
    for name, block in (("catalogue", line), ("sources", source), ("gaps", gap)):
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as handle:
            handle.write(block)
    (folder / "observations" / "forest.csv").write_text(figures, encoding="utf-8")
    catalogue = load_catalogue(folder)
    rows = read_shipped(folder, catalogue, gazetteer)
    own = rows.loc[rows["indicator"] == catalogue.indicator("tỷ lệ che phủ rừng").code]
    assert own.set_index("ref_area")["obs_value"].to_dict() == {"63-56": 46.6, "63-01": 5.6}
    assert len(rows) == 53_738
    reason = catalogue.gap("FOREST_COVER_PCT", Period(2023), "63-02")
    assert reason is not None and reason.obs_status == "O"
    assert content_hash(folder) != before


def test_the_hash_is_of_names_and_bytes_alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "observations").mkdir()
    for name, text in (("b.csv", "2\n"), ("a.csv", "1\n")):
        (folder / "observations" / name).write_text(text, encoding="utf-8")
    for name, text in (("a.csv", "1\n"), ("b.csv", "2\n"), ("notes.txt", "x")):
        (other / "observations" / name).write_text(text, encoding="utf-8")
    assert content_hash(folder) == content_hash(other)
    (other / "observations" / "b.csv").rename(other / "observations" / "c.csv")
    assert content_hash(folder) != content_hash(other)


def test_usual_values_are_those_of_the_shipped_figures() -> None:
    figures = pd.concat([pd.read_csv(path) for path in sorted((ROOT / "data" / "observations").glob("*.csv"))])
    known = load_magnitudes(ROOT / "data")
    for indicator, some in figures.groupby("indicator")["obs_value"]:
        sizes = some.abs()[some.abs() > 0]
        if len(sizes) >= 20:
            expected = (sizes.quantile(0.01), sizes.quantile(0.99))
            assert known[str(indicator)] == pytest.approx(expected, rel=0.006), indicator
