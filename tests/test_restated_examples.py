"""Every number and every sentence of the worked examples of docs/quy-doi.md, computed again by the application."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest

from lib.analysis.harmonise import needed
from lib.analysis.rank_bounds import rank_bounds
from lib.i18n import translator
from lib.model.period import Period
from lib.model.words import Language
from lib.report.sentences import Telling, unit_sentence
from lib.services.explaining import Comparing
from lib.services.questions import Question, ask, ask_restated
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace
from tests.worked_examples import DOCUMENT, NOTHING, quoted, same, section, table


def told(workspace: Workspace, code: str) -> "pd.Series[float]":
    """The observations that restating an indicator takes."""
    rows = workspace.store.series(list(needed(code, workspace.catalogue)))
    return rows.set_index(["indicator", "ref_area", "time_period"])["obs_value"]


def changed(workspace: Workspace, question: Question) -> pd.DataFrame:
    return change_table(figures_of(question, workspace), question, workspace).set_index("ref_area")


def unit(changes: pd.DataFrame, area: str) -> dict[str, Any]:
    """The row of one unit."""
    return {str(name): value for name, value in changes.loc[[area]].to_dict("records")[0].items()}


def said(workspace: Workspace, question: Question, area: str, language: Language) -> list[str]:
    """Every sentence the application says of a unit."""
    t = translator(language)
    base = question.base.period if question.base else None
    telling = Telling(t, question.indicator, question.now.period, base, workspace.gazetteer)
    comparing = Comparing(
        question,
        workspace,
        figures_of(question, workspace),
        lambda asked: change_table(figures_of(asked, workspace), asked, workspace),
    )
    return [unit_sentence(comparing.rows[area], telling), *comparing.lines(area, telling)]


def questions(workspace: Workspace) -> list[tuple[Question, tuple[str, ...]]]:
    """The questions of the four examples and the units they are about."""
    return [
        (ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34"), ("34-19",)),
        (ask(workspace, "PCI", "2009", "2008"), ("63-01",)),
        (ask(workspace, "DTI", "2024", "2022"), ("34-46", "34-31")),
        (ask(workspace, "DTI", "2024", "2023"), ("34-46",)),
    ]


@pytest.mark.parametrize(("language", "title", "count"), [("vi", "### Ví dụ", 9), ("en", "## In English", 4)])
def test_every_quoted_sentence_is_said(language: Language, title: str, count: int, workspace: Workspace) -> None:
    parts = re.split(r"\n(?=##)", DOCUMENT)
    lines = [line for part in parts if part.startswith(title) for line in quoted(part)]
    assert len(lines) == count
    spoken = {
        line
        for question, areas in questions(workspace)
        for area in areas
        for line in said(workspace, question, area, language)
    }
    assert set(lines) <= spoken


def test_papi_of_thai_nguyen_is_added_up_as_written(workspace: Workspace) -> None:
    figures, title = told(workspace, "PAPI_TOTAL_D1_D8"), "### Ví dụ 1"
    rows = table(title)
    parts = workspace.catalogue.components_of("PAPI_TOTAL_D1_D8", Period.parse("2024"))
    assert [row["nội dung"] for row in rows] == [*(part.component for part in parts), "PAPI_TOTAL_D1_D8"]
    for row in rows:
        for year in ("2023", "2024"):
            pair = [figures[row["nội dung"], area, year] for area in ("63-06", "63-19")]
            same(row[f"63-06, {year}"], pair[0])
            same(row[f"63-19, {year}"], pair[1])
            same(row[f"bình quân {year}"], sum(pair) / 2)
    for year in ("2023", "2024"):
        means = [float(row[f"bình quân {year}"].replace(",", ".")) for row in rows]
        by_hand = re.search(rf"{year} cộng được (\d+,\d+)", section(title))
        assert by_hand is not None
        same(by_hand[1], sum(means[:-1]))
    now = unit(changed(workspace, questions(workspace)[0][0]), "34-19")
    text = section(title)
    exact = re.search(r"được (\d+,\d+) và (\d+,\d+);.*\*\*(\d+,\d+) → (\d+,\d+), tăng (\d+,\d+) điểm", text)
    assert exact is not None
    numbers = (now["base_value"], now["obs_value"], now["base_value"], now["obs_value"], now["value_change"])
    for written, value in zip(exact.groups(), numbers, strict=True):
        same(written, value)


def test_papi_ranks_on_the_34_are_as_written(workspace: Workspace) -> None:
    changes = changed(workspace, questions(workspace)[0][0])
    rows = table("### Ví dụ 1", 1)
    columns = {
        "hạng 2023 trong 32": "base_rank",
        "hạng 2023 trong 30 chung": "comparable_base_rank",
        "hạng 2024 trong 32": "rank",
        "hạng 2024 trong 30 chung": "comparable_rank",
    }
    for row in rows:
        area, _, name = row["đơn vị"].partition(" ")
        assert workspace.gazetteer.unit(area).label.vi == name
        row_of = unit(changes, area)
        for heading, column in {**columns, "2023": "base_value", "2024": "obs_value"}.items():
            if row[heading] == NOTHING:
                assert pd.isna(row_of[column])
            else:
                same(row[heading], float(row_of[column]))
    own = unit(changes, "34-19")
    assert (own["peer_count"], own["base_peer_count"], own["comparable_count"]) == (32, 32, 30)
    assert pd.isna(own["rank_change"])
    ahead = (changes["rank"] < own["rank"]) | (changes["base_rank"] < own["base_rank"])
    assert set(changes.index[ahead.fillna(False)]) | {"34-19"} == {row["đơn vị"][:5] for row in rows}
    assert without(changes, "missing") == {"34-25": "63-26", "34-82": "63-82"}
    assert without(changes, "base_missing") == {"34-22": "63-22", "34-79": "63-74"}


def without(changes: pd.DataFrame, column: str) -> dict[str, str]:
    return {str(area): missing for area, missing in changes[column].items() if missing}


def test_pci_of_ha_noi_2008_is_added_up_as_written(workspace: Workspace) -> None:
    figures, title = told(workspace, "PCI"), "### Ví dụ 2"
    rows = table(title)
    parts = workspace.catalogue.components_of("PCI", Period.parse("2008"))
    assert [row["thành phần"] for row in rows] == [part.component for part in parts]
    for row, part in zip(rows, parts, strict=True):
        assert part.weight is not None
        pair = [figures[part.component, area, "2008"] for area in ("64-01", "64-28")]
        same(row["trọng số 2008"], part.weight)
        same(row["64-01"], pair[0])
        same(row["64-28"], pair[1])
        same(row["bình quân"], sum(pair) / 2)
        same(row["trọng số × bình quân"], part.weight * sum(pair) / 2)
    total = re.search(r"Tổng cột cuối: (\d+,\d+)", section(title))
    assert total is not None
    last = sum(float(row["trọng số × bình quân"].replace(",", ".")) for row in rows)
    same(total[1], last)
    base = unit(changed(workspace, ask_restated(workspace, "PCI", "2009", "2008", "63")), "63-01")
    same(total[1], base["base_value"])
    assert (base["base_carry_rule"], base["base_caveat"]) == ("recompute", "border")


def test_pci_ranks_of_ha_noi_are_as_written(workspace: Workspace) -> None:
    title = "### Ví dụ 2"
    restated = unit(changed(workspace, ask_restated(workspace, "PCI", "2009", "2008", "63")), "63-01")
    published = changed(workspace, ask(workspace, "PCI", "2008"))
    expected = {
        ("2008, 64-01", "công bố"): ranked(
            unit(published, "64-01"), "obs_value", "published_rank", "published_peer_count"
        ),
        ("2008, 64-28", "công bố"): ranked(
            unit(published, "64-28"), "obs_value", "published_rank", "published_peer_count"
        ),
        ("2008, 63-01", "ứng dụng tính"): ranked(restated, "base_value", "base_rank", "base_peer_count"),
        ("2009, 63-01", "công bố"): ranked(restated, "obs_value", "published_rank", "published_peer_count"),
        ("2009, 63-01", "ứng dụng tính"): ranked(restated, "obs_value", "rank", "peer_count"),
    }
    rows = {(row["kỳ, đơn vị"], row["loại hạng"]): row for row in table(title, 1)}
    assert set(rows) == set(expected)
    for key, (value, rank) in expected.items():
        same(rows[key]["điểm"], value)
        assert rows[key]["hạng"] == rank
    written = re.search(r"\*\*(\d+) → (\d+), tăng (\d+) bậc\*\*\. Điểm chênh (\d+,\d+)", section(title))
    assert written is not None
    moved = ("comparable_base_rank", "comparable_rank", "comparable_rank_change")
    assert [int(number) for number in written.groups()[:3]] == [int(restated[name]) for name in moved]
    same(written[4], restated["value_change"])
    assert workspace.catalogue.breaks_between("PCI", Period.parse("2008"), Period.parse("2009"))


def ranked(row: dict[str, Any], value: str, rank: str, count: str) -> tuple[float, str]:
    return float(row[value]), f"{row[rank]}/{row[count]}"


@pytest.mark.parametrize(("title", "year", "rank_count"), [("### Ví dụ 3", "2022", 63), ("### Ví dụ 4", "2023", 12)])
def test_dti_places_are_as_written(title: str, year: str, rank_count: int, workspace: Workspace) -> None:
    dti = workspace.observations("DTI")
    ranks = published_ranks(dti, year)
    assert len(ranks) == rank_count
    members = {
        unit.ref_area: workspace.gazetteer.forebears(unit.ref_area, "63") for unit in workspace.gazetteer.members("34")
    }
    bounds, newest = rank_bounds(ranks, members, 63), published_ranks(dti, "2024")
    rows = table(title)
    for row in rows:
        area = row["đơn vị mới"][:5]
        olds = row[f"hạng {year} của các đơn vị cũ, n = 63"]
        assert olds == "; ".join(f"{old}: {ranks.get(old, NOTHING)}" for old in members[area])
        assert row[f"vị trí {year} trên 34"] == "–".join(map(str, bounds[area]))
        if "hạng 2024, n = 34" in row:
            assert row["hạng 2024, n = 34"] == str(newest[area])
    assert dti.loc[dti["time_period"] == "2024", "obs_value"].isna().all()
    if title == "### Ví dụ 3":
        assert {row["đơn vị mới"][:5] for row in rows} == set(newest)
    else:
        ahead = {area for area, olds in members.items() if any(ranks.get(old, 64) < 3 for old in olds)}
        assert {row["đơn vị mới"][:5] for row in rows} == ahead | {"34-46"}


def published_ranks(dti: pd.DataFrame, year: str) -> dict[str, int]:
    told_ranks = dti.loc[(dti["time_period"] == year) & dti["published_rank"].notna()]
    return {str(area): int(rank) for area, rank in told_ranks[["ref_area", "published_rank"]].itertuples(index=False)}


def test_the_english_summary_tells_the_same_numbers(workspace: Workspace) -> None:
    text = section("## In English")
    papi = unit(changed(workspace, questions(workspace)[0][0]), "34-19")
    pci = unit(changed(workspace, ask_restated(workspace, "PCI", "2009", "2008", "63")), "63-01")
    expected: Iterable[str] = (
        f"{papi['base_value']:.2f} → {papi['obs_value']:.2f}; {papi['base_rank']}/32 and {papi['rank']}/32",
        f"{papi['comparable_base_rank']} → {papi['comparable_rank']}.",
        f"restated {pci['base_value']:.2f}, {pci['base_rank']}/63; {pci['rank']}/63 in 2009: up {pci['rank_change']}",
        *(f"({row['vị trí 2022 trên 34']})" for row in table("### Ví dụ 3")),
    )
    for part in expected:
        assert part in text
