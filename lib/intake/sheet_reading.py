"""One sheet: finds its tables, side by side and one under the other, and reads them all on one unit set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.intake.area_questions import ask_about_blanks, ask_about_damage
from lib.intake.axis import Axis, both_ways, find_axis
from lib.intake.blocks import blocks
from lib.intake.code_axis import find_code_axis
from lib.intake.column_names import column_names, doubtful_groups
from lib.intake.dimensions import ask_about_scales
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import is_numbering
from lib.intake.one_area import one_area_axis, with_indicator_column
from lib.intake.part_columns import with_parts
from lib.intake.reading import Counts, ReadAs
from lib.intake.roles import Columns, Role, roles
from lib.intake.row_labels import AreaRows
from lib.intake.shape import ask_for_header, shapes
from lib.intake.table_body import Plan, body_of, plan
from lib.intake.table_cells import TableCells, table_cells
from lib.intake.table_context import TableContext
from lib.intake.to_date import accept_to_date
from lib.intake.unit_sets import Placing, decide_unit_sets
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

UPRIGHT, LYING = "areas-in-rows", "areas-in-columns"


@dataclass(frozen=True)
class SheetCells:
    """What one sheet gave: cells (CELL_COLUMNS and `published_rank`), counts, unit sets, how it was read."""

    cells: pd.DataFrame
    counts: Counts
    unit_sets: tuple[str, ...]
    confirmed: frozenset[str]  # indicators whose scale was answered
    read_as: ReadAs


@dataclass(frozen=True)
class _Table:
    columns: Columns
    areas: AreaRows
    context: TableContext


def read_sheet(grid: Grid, around: TableContext) -> SheetCells:
    """Read all tables of a sheet; `around` is what is known of the file. Raises a question, or RefusedError."""
    around.findings.sheet = grid.name
    context = replace(around, sheet=grid.name)
    axis = _axis(grid, context)
    tables = _tables(axis, context)
    areas = [table.areas for table in tables]
    ask_about_damage(areas, context)
    bodies = [body_of(plan(table.columns, table.context), table.areas) for table in tables]
    accept_to_date(bodies)
    named = [entry for body in bodies for entry in body.plan.named]
    ask_about_scales(named, context)
    for body in bodies:
        ask_about_blanks(body.areas, np.logical_or.reduce(list(body.shown.values())))
    sets = decide_unit_sets([Placing(body.areas, body.present()) for body in bodies])
    read = [table_cells(body, decided) for body, decided in zip(bodies, sets, strict=True)]
    cells = pd.concat([part.cells for part in read], ignore_index=True)
    confirmed = frozenset(entry.code for entry in named if entry.confirmed)
    in_use = tuple(dict.fromkeys(unit_set for decided in sets for unit_set in decided.all))
    return SheetCells(cells, _sum(read), in_use, confirmed, _read_as(axis, bodies[0].plan, read))


def _axis(grid: Grid, context: TableContext) -> Axis:
    layout = context.answers.of(QuestionName.LAYOUT)
    ways = both_ways(grid, context.setting)
    if ways is not None:
        if layout not in {UPRIGHT, LYING}:
            question = OpenQuestion(QuestionName.LAYOUT, (Choice(UPRIGHT), Choice(LYING)))
            raise context.findings.ask(question, IssueCode.AREA_COLUMN_AMBIGUOUS, columns="")
        return ways[layout == LYING]
    axis = find_axis(grid, context.setting) or find_code_axis(grid, context.setting)
    if axis is None:
        return one_area_axis(grid, context)
    if axis.grid.turned:
        context.findings.add(IssueCode.LAYOUT_TRANSPOSED)
    return axis


def _tables(axis: Axis, context: TableContext) -> list[_Table]:
    tables = []
    for block in blocks(axis, context.setting, context.answers, context.findings):
        found = shapes(axis, block.area, context.setting, context.answers, context.findings)
        for shape in found:
            around = replace(
                context,
                titles=shape.titles,
                notes=shape.notes,
                measure=shape.measure,
                several=len(found) > 1,
                section=shape.section,
            )
            names = column_names(shape)
            if names[shape.area].period is not None:  # the corner of the header speaks for the whole table
                around = replace(around, titles=(*around.titles, names[shape.area].label))
            columns = with_parts(roles(shape, names, block.places, context.setting))
            columns = with_indicator_column(columns) if axis.one_area else columns
            _ask_header(columns, around)
            _ask_groups(columns, around)
            tables.append(_Table(columns, AreaRows(columns, around, by_code=axis.by_code), around))
    _report_rows(tables)
    filled = [table for table in tables if table.columns.places(Role.VALUE) or table.columns.places(Role.RANK)]
    return filled or tables


def _ask_header(columns: Columns, context: TableContext) -> None:
    if not columns.shape.header and context.answers.of(QuestionName.HEADER_ROW) is None:
        ask_for_header(columns.shape, context.findings)


def _ask_groups(columns: Columns, context: TableContext) -> None:
    """Ask which rows are the header where it is not clear over which columns its group headings stand."""
    shape = columns.shape
    if shape.grid.turned or context.answers.of(QuestionName.HEADER_ROW) is not None:
        return
    if not doubtful_groups(shape, list(columns.names)):
        return
    lines = [shape.grid.where(row, shape.area)[0] for row in shape.header]
    names = " | ".join(name.label for name in columns.names if name.label)
    choices = (Choice(f"{lines[0]}-{lines[-1]}", names[:160]), Choice(str(lines[-1])))
    question = OpenQuestion(QuestionName.HEADER_ROW, choices, open_ended=True)
    told = {"n": str(len(lines)), "names": names[:160]}
    raise context.findings.ask(question, IssueCode.HEADER_MULTIROW, lines, column="", text="", **told)


def _report_rows(tables: Sequence[_Table]) -> None:
    """Write down the rows of a sheet that belong to no table, and those that repeat a header."""
    shapes_used = [table.columns.shape for table in tables]
    grid, context = shapes_used[0].grid, tables[0].context
    used = {row for shape in shapes_used for row in (*shape.header, *range(shape.first, shape.last))}
    lines = sorted({grid.where(row, shape.area)[0] for shape in shapes_used for row in shape.repeated})
    if lines:
        context.findings.add(IssueCode.HEADER_REPEATED, lines)
    for row in range(len(grid.rows)) if not grid.turned else []:
        texts = [str(cell) for cell in grid.rows[row] if not is_empty(cell)] if row not in used else []
        if texts and not is_numbering(grid.rows[row]):
            context.findings.add(IssueCode.ROWS_SKIPPED, [grid.where(row, 0)[0]], text=" | ".join(texts))


def _sum(read: list[TableCells]) -> Counts:
    counts = [part.counts for part in read]
    return Counts(
        *(
            sum(getattr(count, name) for count in counts)
            for name in ("read", "taken", "set_aside", "refused", "missing")
        )
    )


def _read_as(axis: Axis, first: Plan, read: list[TableCells]) -> ReadAs:
    shape = first.columns.shape
    lines = [shape.grid.where(row, shape.area)[0] for row in shape.header] if not shape.grid.turned else []
    long = first.columns.places(Role.PERIOD) or first.by_row
    return ReadAs(
        decimal=" ".join(dict.fromkeys(sign for part in read for sign in part.signs)),
        sheet=first.context.sheet,
        header_rows=f"{lines[0]}-{lines[-1]}" if len(lines) > 1 else "".join(map(str, lines)),
        layout="one-area" if axis.one_area else LYING if axis.grid.turned else "long" if long else "wide",
        area_column="" if axis.one_area else first.columns.letter(shape.area),
        period_source=", ".join(dict.fromkeys(source for part in read for source in part.sources)),
    )
