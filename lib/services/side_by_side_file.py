"""Two units beside each other as a table to hand out: headings with their names, definitions, statuses, sources."""

from collections.abc import Callable, Mapping

from lib.analysis.side_by_side import Side
from lib.i18n import Translator
from lib.model.period import Period
from lib.report.lines import measure, source_line, status_line
from lib.report.sentences import break_sentences
from lib.report.workbook import Cell, Table
from lib.services.questions import Question
from lib.services.side_by_side import Figures
from lib.services.side_by_side_answer import COMPARE_FIELDS, RESTATED_FIELDS, SIDE_FIELDS, Record, compare_records
from lib.services.side_by_side_lessons import lesson_lines
from lib.services.side_by_side_parts import SideBySide
from lib.services.side_by_side_words import Words, basis_line, counted_how, elsewhere, sum_line, summary

_DECIMALS = {"value": 2, "value_change": 2, "difference": 2, "points": 2, "median": 2, "weight": 2}
_WHOLE = {"published_rank", "rank", "rank_change", "published_peer_count", "peer_count", "places"}
_SAID = {"part", "asked", "rank_kind"}


def compare_file(found: SideBySide, figures: Figures, words: Words) -> Table:
    """Return the records of both units with headings and definitions in the language of `words`."""
    t, names = words.t, words.names(dated=True)
    told = compare_records(found, figures, words)
    fields = _fields(told)
    rows = [[_cell(field, record, words) for field in fields] for record in told]
    title = t("compare.file_title", **_both(names), period=t.short_period(found.period))
    decimals = [_decimals(field) for field in fields]
    return Table(title, _headings(fields, words), rows, decimals, _notes(found, told, words))


def _both(names: dict[Side, str]) -> dict[str, str]:
    return {"first": names[Side.FIRST], "second": names[Side.SECOND]}


def _fields(told: list[Record]) -> list[str]:
    """Leave out what only restated figures have, where none is restated."""
    restated = {f"{side}_{field}" for side in ("first", "second") for field in RESTATED_FIELDS}
    return [field for field in COMPARE_FIELDS if field not in restated or any(r[field] is not None for r in told)]


def _headings(fields: list[str], words: Words) -> list[str]:
    names = {str(side): name for side, name in words.names().items()}
    headings = []
    for field in fields:
        side, _, own = field.partition("_")
        sided = side in names and own in SIDE_FIELDS
        headings.append(words.t(f"compare.column.{own if sided else field}", name=names[side] if sided else ""))
    return headings


def _decimals(field: str) -> int | None:
    own = field.removeprefix("first_").removeprefix("second_")
    return 0 if own in _WHOLE else _DECIMALS.get(own)


def _cell(field: str, record: Record, words: Words) -> Cell:
    cell, t = record[field], words.t
    if cell is None:
        return None
    if field in _SAID or cell == "tie":
        return t(f"compare.word.{str(cell).lower()}")
    if field == "ahead":
        return words.names()[Side.FIRST if cell == record["first_area"] else Side.SECOND]
    own = field.removeprefix("first_").removeprefix("second_")
    if own in _SPELLED:
        return _SPELLED[own](str(cell), words)
    return cell if isinstance(cell, int | float) else str(cell)


_SPELLED: Mapping[str, Callable[[str, Words], str]] = {
    "status": lambda code, words: status_line([code], words.t),
    "source": lambda code, words: source_line([code], words.workspace.catalogue, words.t),
    "carry_rule": lambda code, words: words.t(f"restate.rule.{code}"),
    "time_period": lambda code, words: words.t.short_period(Period.parse(code)),
    "base_period": lambda code, words: words.t.short_period(Period.parse(code)),
}


def _notes(found: SideBySide, told: list[Record], words: Words) -> list[tuple[str, str]]:
    t, both = words.t, _both(words.names())
    catalogue = words.workspace.catalogue
    learned = lesson_lines(found.parts, found.indices, words)
    said = [basis_line(words), summary(found.indices, found.period, words), elsewhere(found.indices, words)]
    notes = [(t("compare.meaning.summary"), line) for line in [*said, counted_how(found.indices, words)] if line]
    notes += [(t("compare.meaning.learn"), line) for line in [*learned, t("compare.lesson_rule")]]
    if found.parts is not None:
        notes.append((t("compare.meaning.sum"), sum_line(found.parts, words)))
    for field in ("asked", "ahead", "difference", "points"):
        notes.append((t(f"compare.column.{field}"), t(f"compare.meaning.{field}", **both)))
    notes.append((t("compare.column.base_period"), t("compare.meaning.changes")))
    notes += [_meaning(record["indicator"], words) for record in told]
    questions = [row.question for row in found.indices] + ([found.parts.question] if found.parts else [])
    notes += [(t("file.break"), sentence) for sentence in _breaks(questions, words, t)]
    sources = {record[f"{side}_source"] for record in told for side in ("first", "second")} - {None}
    notes.append((t("file.sources"), source_line(sorted(sources), catalogue, t, most=50)))
    notes.append((t("file.rules"), t("file.rules_text")))
    return list(dict.fromkeys(notes))


def _meaning(code: str, words: Words) -> tuple[str, str]:
    """Return an indicator's short name and what it is; its code stands beside its name in the table."""
    indicator = words.workspace.catalogue.indicators[code]
    definition = words.t.label(indicator.definition)
    text = ". ".join(part for part in (measure(indicator, words.t), definition) if part)
    return words.t.label(indicator.short), text


def _breaks(questions: list[Question], words: Words, t: Translator) -> list[str]:
    told = []
    for question in questions:
        if question.base is not None:
            between = words.workspace.catalogue.breaks_between(
                question.indicator.code, question.base.period, question.now.period
            )
            told += [f"{t.label(question.indicator.short)}: {line}" for line in break_sentences(between, t)]
    return told
