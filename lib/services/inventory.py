"""What is in the store, told as tables: coverage per indicator, sources, known contradictions, batches."""

from collections.abc import Mapping

import pandas as pd

from lib.i18n import Translator
from lib.model.batch import Batch
from lib.services.batch_detail import BatchCounts, BatchSummary, batch_counts, undone_by
from lib.services.coverage import Coverage
from lib.services.figure_words import bare
from lib.services.workspace import Workspace


def coverage_rows(coverage: Coverage, workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Return one row per indicator with figures: its field, name, unit of measure, periods and how many values.

    `newest` says how many units have a value in the newest period, out of how many.
    """
    catalogue, sets = workspace.catalogue, workspace.gazetteer.unit_sets
    rows = []
    for indicator in catalogue.indicators.values():
        slots = coverage.slots.get(indicator.code, ())
        if not slots:
            continue
        newest = slots[-1]
        rows.append(
            {
                "field": t.label(catalogue.fields[indicator.field].label),
                "name": t.label(indicator.label),
                "code": indicator.code,
                "unit": t.label(indicator.unit),
                "first": t.short_period(slots[0].period),
                "last": t.short_period(newest.period),
                "periods": len(coverage.periods(indicator.code)),
                "newest": t.rank(newest.value_count, sets[newest.unit_set].size),
                "values": sum(slot.value_count for slot in slots),
                "ranks": sum(slot.rank_count for slot in slots),
            }
        )
    return pd.DataFrame(rows)


def source_rows(workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Return every source: `publisher`, `title`, `address`, `licence`, `code`."""
    return pd.DataFrame(
        [
            {
                "publisher": t.label(source.publisher),
                "title": source.title,
                "address": source.address,
                "licence": source.licence,
                "code": source.code,
            }
            for source in workspace.catalogue.sources.values()
        ]
    )


def contradiction_rows(workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Return the known contradictions, ties and oddities: `indicator`, `period`, `area`, `kind`, `remark`."""
    return pd.DataFrame(
        [
            {
                "indicator": entry.indicator,
                "period": entry.time_period,
                "area": t.label(entry.area),
                "kind": t(f"contradiction.{entry.kind.replace(' ', '_')}"),
                "remark": t.label(entry.remark),
            }
            for entry in workspace.catalogue.contradictions
        ]
    )


def batch_rows(
    batches: tuple[Batch, ...], t: Translator, counts: Mapping[int, BatchCounts] | None = None
) -> pd.DataFrame:
    """Return the batches, newest first; `counts` by number where it is known what the person was told.

    Columns: `batch`, `kind`, `file`, `actor`, `moment`, `rows`, `new`, `changed`, `unchanged`, `note`, `state`, `hash`.
    """
    told = [(counts or {}).get(batch.batch_id) or batch_counts(batch, BatchSummary()) for batch in batches]
    rows = pd.DataFrame(
        [
            {
                "batch": batch.batch_id,
                "kind": t("batch.undo_of", batch=batch.undoes) if batch.undoes else t(f"batch.{batch.kind}"),
                "file": batch.file_name,
                "actor": batch.actor,
                "moment": t.moment(batch.published_at),
                "rows": batch.row_count,
                "note": " ".join(batch.note.split()),
                "state": _state(batch, batches, t),
                "hash": batch.content_hash[:12],
            }
            for batch in batches
        ]
    )
    for place, name in enumerate(("new", "changed", "unchanged"), start=6):
        if batches:
            rows.insert(place, name, pd.Series([getattr(count, name) for count in told], dtype="Int64"))
    return rows


def _state(batch: Batch, batches: tuple[Batch, ...], t: Translator) -> str:
    if batch.undone_at is None:
        return t("batch.counts")
    taker = undone_by(batch, batches)
    return t("batch.undone_at", batch=taker.batch_id) if taker else t("batch.undone")


def found_batches(rows: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the rows of `batch_rows` in which every word of a text stands somewhere, marks and case aside."""
    words = bare(text).split()
    lines = [bare(" ".join(map(str, line))) for line in rows.itertuples(index=False)]
    return rows.loc[[all(word in line for word in words) for line in lines]].reset_index(drop=True)
