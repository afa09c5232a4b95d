"""What each of two units could learn from the other, in sentences that name both figures and both ranks."""

from collections.abc import Iterable, Sequence

import pandas as pd

from lib.analysis.side_by_side import Side, lessons
from lib.report.sentences import Telling
from lib.services.rows import records
from lib.services.side_by_side import IndexRow
from lib.services.side_by_side_parts import Parts
from lib.services.side_by_side_words import Words

MOST_LESSONS = 3


def lesson_lines(parts: Parts | None, rows: Iterable[IndexRow], words: Words) -> list[str]:
    """Return a sentence for each unit: parts first, then whole indices, then parts of parts.

    Only where the other is ahead and above the median; of the indices only those of the period asked for.
    """
    t, names = words.t, words.names()
    asked = [row for row in rows if row.asked and row.both]
    told = []
    if parts is None and not asked:
        return [t("compare.lesson_unknown")]
    for learner in (Side.FIRST, Side.SECOND):
        found = _part_lessons(parts, learner, words) if parts is not None else []
        found += _index_lessons(asked, learner, words)
        if parts is not None and len(found) < MOST_LESSONS:
            found += _part_lessons(parts, learner, words, finer=True)
        said = {"learner": names[learner], "teacher": names[learner.other]}
        if found:
            told.append(t("compare.lesson", lessons="; ".join(found[:MOST_LESSONS]), **said))
        else:
            told.append(t("compare.lesson_none", **said))
    return told


def _part_lessons(parts: Parts, learner: Side, words: Words, *, finer: bool = False) -> list[str]:
    t, indicators = words.t, words.workspace.catalogue.indicators
    told = []
    for row in records(lessons(parts.finer() if finer else parts.rows, learner, MOST_LESSONS)):
        indicator = indicators[row["indicator"]]
        telling = Telling(t, indicator, parts.question.now.period, None, words.workspace.gazetteer)
        label = t.label(indicator.short)
        label = label if parts.asked else f"{label}, {words.index(parts.question)}"
        ranks = [row[f"{side}_rank"] for side in (learner.other, learner)]
        teacher, own = (t.rank(int(rank), int(row["peer_count"])) for rank in ranks)
        told.append(
            t(
                "compare.lesson_part",
                part=label,
                teacher_value=t.number(row[learner.other], indicator.decimals),
                value=telling.value(row[learner]),
                teacher_rank=teacher,
                rank=own,
            )
        )
    return told


def _index_lessons(rows: Sequence[IndexRow], learner: Side, words: Words) -> list[str]:
    placed_rows = pd.DataFrame(
        [
            {
                "ahead": str(row.lead.ahead),
                "points": None,
                "places": row.lead.places,
                "first_good": row.first_good,
                "second_good": row.second_good,
                "row": row,
            }
            for row in rows
        ]
    )
    if placed_rows.empty:
        return []
    found: list[IndexRow] = list(lessons(placed_rows, learner, MOST_LESSONS)["row"])
    return [_index_lesson(row, learner, words) for row in found]


def _index_lesson(row: IndexRow, learner: Side, words: Words) -> str:
    t, kind = words.t, row.lead.kind
    own, teacher = (row.first, row.second) if learner is Side.FIRST else (row.second, row.first)
    column, count = ("published_rank", "published_peer_count") if kind == "published" else ("rank", "peer_count")
    ranks = {name: t.rank(int(side[column]), int(side[count])) for name, side in (("rank", own), ("teacher", teacher))}
    return t(
        f"compare.lesson_{kind}", index=words.index(row.question), teacher_rank=ranks["teacher"], rank=ranks["rank"]
    )
