"""Why ranks moved and how they compare, as plain records: the parts of a move, the statement, the points."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from lib.analysis.moves import explain_move
from lib.i18n import Translator
from lib.model.indicator import Direction
from lib.model.unit import Unit
from lib.report.sentences import Telling, unit_sentence
from lib.services.explaining import Comparing
from lib.services.point_rows import part_figures, point_lines, point_move, point_records
from lib.services.questions import Question
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace

EXPLAIN_FIELDS = ["move_own", "move_others", "move_unit_set", "statement", "components", "components_note"]
_POINTS = ("base_value", "value", "base_weight", "weight", "value_points", "weight_points", "points")
_NOISE = 9


class Explaining:
    """One question with everything its explanations need, asked unit by unit."""

    def __init__(self, comparing: Comparing, t: Translator) -> None:
        question = comparing.question
        base = question.base.period if question.base else None
        self.comparing, self.t = comparing, t
        self.telling = Telling(t, question.indicator, question.now.period, base, comparing.workspace.gazetteer)
        self.table = comparing.tables(question)
        self.parts = part_figures(question, comparing.workspace) if base else None

    def of(self, area: str) -> dict[str, Any]:
        """Return the fields `EXPLAIN_FIELDS` of one unit; the base's former units have none."""
        if area not in self.comparing.rows:
            return {}
        return {**self._move(area), "statement": self._statement(area), **self._components(area)}

    def _statement(self, area: str) -> str:
        said = [unit_sentence(self.comparing.rows[area], self.telling), *self.comparing.lines(area, self.telling)]
        return " ".join(said)

    def _move(self, area: str) -> dict[str, Any]:
        direction = self.comparing.question.indicator.direction
        if self.comparing.question.base is None or direction is Direction.NONE:
            return {}
        move = explain_move(self.table, area, direction)
        return {f"move_{part}": getattr(move, part) for part in ("own", "others", "unit_set")} if move else {}

    def _components(self, area: str) -> dict[str, Any]:
        question, workspace = self.comparing.question, self.comparing.workspace
        row = self.comparing.rows[area]
        move = None if self.parts is None else point_move(row, question, self.parts, workspace)
        if move is None:
            return {}
        told = [
            {"indicator": record["component"]} | {name: _rounded(record[name]) for name in _POINTS}
            for record in point_records(move, workspace, self.t)
        ]
        return {"components": told, "components_note": " ".join(point_lines(move, question, workspace, self.t))}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _NOISE)


def explaining(workspace: Workspace, question: Question, t: Translator) -> Explaining:
    """Return the explanations of a question; what it asks of other questions is answered once."""

    @cache
    def figures(asked: Question) -> pd.DataFrame:
        return figures_of(asked, workspace)

    @cache
    def tables(asked: Question) -> pd.DataFrame:
        return change_table(figures(asked), asked, workspace)

    return Explaining(Comparing(question, workspace, figures(question), tables), t)


def named_units(texts: Iterable[str], workspace: Workspace) -> tuple[Unit, ...]:
    """Return every unit that one of the texts names, by id or by name; UnknownCodeError for a name nobody has."""
    found: list[Unit] = []
    for text in texts:
        unit = workspace.gazetteer.units.get(text)
        found += [unit] if unit else workspace.gazetteer.find_anywhere(text)
    return tuple(found)
