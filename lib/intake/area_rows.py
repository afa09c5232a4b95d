"""Which unit each row of a table is of, once the unit set is known; whatever gives none is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.intake.area_sets import completed, obsolete
from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.grid import is_empty
from lib.intake.roles import Role
from lib.intake.row_labels import AreaRows, lines_of
from lib.model.issue import IssueCode


@dataclass(frozen=True)
class PlacedRows:
    """Of each row of a body: its unit's id per unit set, "" where it has none; whether it is set aside, not refused."""

    ref_areas: Mapping[str, NDArray[np.object_]]
    labels: NDArray[np.object_]
    set_aside: NDArray[np.bool_]


def placed(table: AreaRows, unit_sets: Sequence[str], filled: NDArray[np.bool_]) -> PlacedRows:
    """Return the units of a table's rows, and write down every label and code that gives none.

    `filled` tells the rows with figures: a line of words alone, such as the second half of a heading, is only skipped.
    """
    gazetteer = table.context.setting.gazetteer
    known = {text for unit_set in unit_sets for text in completed(table.judged, unit_set, gazetteer)}
    for number, label in enumerate(table.judged):
        if label.text in known:
            continue
        if label.kind is not AreaKind.UNIT or not any(unit_set in label.units for unit_set in unit_sets):
            _report(table, label, unit_sets[0], table.labels.rows(number), filled)
    refs = {}
    for unit_set in unit_sets:
        units = [label.units.get(unit_set, "") if label.kind is AreaKind.UNIT else "" for label in table.judged]
        whole = completed(table.judged, unit_set, gazetteer)
        named = [ref or whole.get(label.text, "") for ref, label in zip(units, table.judged, strict=True)]
        refs[unit_set] = table.labels.spread(named)
        _drop_contradicted(table, refs[unit_set], unit_set)
    aside = [label.kind in {AreaKind.AGGREGATE, AreaKind.FOREIGN} for label in table.judged]
    return PlacedRows(refs, table.labels.spread(label.text for label in table.judged), table.labels.spread(aside, bool))


def report_elsewhere(table: AreaRows, unit_set: str, rows: NDArray[np.intp]) -> None:
    """Write down the rows whose label names a unit, but none of the unit set in force for their figure."""
    for number in np.unique(table.labels.codes[rows]):
        label = table.judged[number]
        if label.kind is AreaKind.UNIT and unit_set not in label.units:
            _report_elsewhere(table, label, unit_set, lines_of(table, rows[table.labels.codes[rows] == number]))


def _report(
    table: AreaRows, label: AreaLabel, unit_set: str, rows: NDArray[np.intp], filled: NDArray[np.bool_]
) -> None:
    findings = table.context.findings
    words = lines_of(table, rows[~filled[rows]])
    if words and label.text and label.kind not in {AreaKind.UNIT, AreaKind.AGGREGATE}:
        findings.add(IssueCode.ROWS_SKIPPED, words, text=label.text)
    lines = lines_of(table, rows[filled[rows]])
    if lines:
        _report_label(table, label, unit_set, lines)


def _report_label(table: AreaRows, label: AreaLabel, unit_set: str, lines: list[int]) -> None:
    findings, gazetteer = table.context.findings, table.context.setting.gazetteer
    letter = table.columns.letter(table.columns.shape.area)
    if label.kind in {AreaKind.AGGREGATE, AreaKind.FOREIGN}:
        findings.add(IssueCode.AREA_NOT_PROVINCE, lines, kind=label.aggregate, column=letter, text=label.text)
    elif label.kind is AreaKind.AMBIGUOUS:
        names = ", ".join(gazetteer.unit(area).label.vi for area in label.candidates)
        findings.add(IssueCode.AREA_AMBIGUOUS, lines, candidates=names, refuses=True, column=letter, text=label.text)
    elif label.kind is AreaKind.UNIT:
        _report_elsewhere(table, label, unit_set, lines)
    else:
        findings.add(
            IssueCode.AREA_UNKNOWN, lines, proposal=label.proposal, refuses=True, column=letter, text=label.text
        )


def _report_elsewhere(table: AreaRows, label: AreaLabel, unit_set: str, lines: list[int]) -> None:
    """Write down a unit that is none of the table's unit set: gone by then, or not there yet."""
    findings, gazetteer = table.context.findings, table.context.setting.gazetteer
    letter = table.columns.letter(table.columns.shape.area)
    day, heirs = obsolete(label, unit_set, gazetteer)
    written = f"{day:%d/%m/%Y}"
    if heirs:
        told = {"date": written, "new": heirs}
        findings.add(IssueCode.AREA_OBSOLETE, lines, column=letter, text=label.text, refuses=True, outcome=None, **told)
    else:
        code = IssueCode.AREA_NOT_YET_VALID
        findings.add(code, lines, column=letter, text=label.text, refuses=True, period=written)


def _drop_contradicted(table: AreaRows, ref_areas: NDArray[np.object_], unit_set: str) -> None:
    """Take the unit from rows whose code names another one."""
    if table.codes is None:
        return
    areas = table.context.setting.areas
    pairs = np.unique(np.stack([table.labels.codes, table.codes.codes]), axis=1).T
    for number, code_number in pairs:
        label, code = table.judged[number], table.codes.cells[code_number]
        named = areas.code(code, table.scheme).get(unit_set, "") if isinstance(code, str | int | float) else ""
        if label.kind is not AreaKind.UNIT or is_empty(code) or named in {"", label.units.get(unit_set, named)}:
            continue
        both = (table.labels.codes == number) & (table.codes.codes == code_number)
        ref_areas[both] = ""
        other = table.context.setting.gazetteer.units[named].label.vi if named else "?"
        table.context.findings.add(
            IssueCode.AREA_CODE_MISMATCH,
            lines_of(table, np.flatnonzero(both)),
            column=table.columns.letter(table.columns.places(Role.CODE)[0]),
            text=label.text,
            refuses=True,
            code=str(code),
            a=other,
            b=label.text,
        )
