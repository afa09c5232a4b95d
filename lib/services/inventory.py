"""What is in the store, told as tables: coverage per indicator, sources, known contradictions, batches."""

import pandas as pd

from lib.i18n import Translator
from lib.model.batch import Batch
from lib.services.coverage import Coverage
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


def source_rows(workspace: Workspace) -> pd.DataFrame:
    """Return every source: `publisher`, `title`, `address`, `licence`, `code`."""
    return pd.DataFrame(
        [
            {
                "publisher": source.publisher,
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


def batch_rows(batches: tuple[Batch, ...], t: Translator) -> pd.DataFrame:
    """Return the batches, newest first: `batch`, `kind`, `file`, `actor`, `moment`, `rows`, `note`, `state`, `hash`."""
    return pd.DataFrame(
        [
            {
                "batch": batch.batch_id,
                "kind": t(f"batch.{batch.kind}"),
                "file": batch.file_name,
                "actor": batch.actor,
                "moment": t.moment(batch.published_at),
                "rows": batch.row_count,
                "note": batch.note,
                "state": t("batch.undone") if batch.undone_at else t("batch.counts"),
                "hash": batch.content_hash[:12],
            }
            for batch in batches
        ]
    )
