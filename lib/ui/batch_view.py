"""One batch opened: what it is, how its file was read, its issues, what it changed, its files. Texts stay plain."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from lib.model.batch import Batch, BatchKind
from lib.report.issue_lines import issue_table, read_as_sentence
from lib.report.workbook import Table, as_csv, as_xlsx
from lib.services.batch_detail import (
    BatchSummary,
    batch_changes,
    batch_counts,
    batch_summary,
    document_name,
    figure_file,
    has_document,
    issue_file,
)
from lib.services.figure_words import indicator_name
from lib.ui.cache import replayed
from lib.ui.figure_rows import draw_changes, draw_rows
from lib.ui.screen import Screen
from lib.ui.undo_view import undo_part

OPENED = "opened_batch"
_BIG = 50_000  # rows: what more of them changed is worked out when asked for
_ISSUES_SHOWN = 1_000
_WIDE = st.column_config.Column(width="large")
_ISSUE_ORDER = (3, 4, 5, 6, 8, 7, 1, 2, 0)  # row, column, text, message, way out, proposal, outcome, sheet, code


def batch_identity(batch: Batch) -> tuple[int, str, str]:
    """Return what tells a batch from any other: figures and papers of one never change."""
    return batch.batch_id, batch.published_at.isoformat(), batch.content_hash


_once = st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={Batch: batch_identity})


@_once
def _summary(_here: Screen, batch: Batch) -> BatchSummary:
    return batch_summary(batch.batch_id, _here.workspace)


@_once
def _changes(_here: Screen, batch: Batch) -> pd.DataFrame:
    return batch_changes(batch, _here.workspace)


@_once
def _has_document(_here: Screen, batch: Batch) -> bool:
    return has_document(batch, _here.workspace)


def show_batch(here: Screen, number: int) -> None:
    """Draw everything of a batch."""
    batches = here.workspace.store.batches()
    batch = next(entry for entry in batches if entry.batch_id == number)
    summary = _summary(here, batch)
    _head(here, batch, summary)
    changes = _changes(here, batch) if _wanted(here, batch) else None
    undo_part(here, batch, batches, changes)
    key = (*here.store_key, str(number))  # what a batch is never changes, the words for it do
    _files(here, batch, summary, changes)
    if batch.kind is BatchKind.UPLOAD:
        _issues(here, key, batch)
    if changes is not None:
        _changed(here, key, batch)


def _wanted(here: Screen, batch: Batch) -> bool:
    if batch.row_count <= _BIG:
        return True
    if batch.kind is BatchKind.SHIPPED:
        return False
    asked = here.widget(f"batch_changes_{batch.batch_id}")
    if not st.session_state.get(asked):
        st.caption(here.t("batches.changes_many", count=here.t.number(batch.row_count)))
        st.session_state[asked] = st.button(here.t("batches.changes_ask"), icon=":material/list:")
    return bool(st.session_state[asked])


def _head(here: Screen, batch: Batch, summary: BatchSummary) -> None:
    t = here.t
    key = "batches.head" if batch.undoes is None else "batches.head_undo"
    st.markdown(f"#### {t(key, batch=batch.batch_id, undone=batch.undoes)}")
    kind = t(f"batch.{batch.kind}")
    st.text(t("batches.facts", actor=batch.actor, moment=t.moment(batch.published_at), kind=kind))
    lines = [f"{t('batches.file')}: {batch.file_name}"]
    lines += [f"{t('batches.note')}: {batch.note}"] if batch.note else []
    st.text("\n".join([*lines, f"{t('batches.hash')}: {batch.content_hash}"]))
    read_as = read_as_sentence(summary.read_as, t, lambda code: indicator_name(code, here.workspace, t))
    if read_as:
        st.text(read_as)
    _counts(here, batch, summary)


def _counts(here: Screen, batch: Batch, summary: BatchSummary) -> None:
    t = here.t
    counts = batch_counts(batch, summary)
    numbers = {"touched" if batch.undoes else "rows": batch.row_count}
    if batch.kind is BatchKind.UPLOAD:
        numbers |= {"new": counts.new or 0, "changed": counts.changed or 0, "unchanged": counts.unchanged or 0}
    st.markdown(" · ".join(f"{t(f'batches.{name}')}: **{t.number(count)}**" for name, count in numbers.items()))
    aside = {name: t.number(summary.counts.get(name, 0)) for name in ("set_aside", "refused", "missing")}
    if any(summary.counts.get(name) for name in aside):
        st.caption(t("batches.set_aside", **aside))


def _files(here: Screen, batch: Batch, summary: BatchSummary, changes: pd.DataFrame | None) -> None:
    kept = _has_document(here, batch)
    if batch.kind is BatchKind.UPLOAD and not kept:
        st.caption(here.t("batches.no_document"))
    stem = here.t("batches.file_stem", batch=batch.batch_id)
    with st.container(horizontal=True):
        if kept:
            content = partial(here.workspace.store.document, batch.batch_id)
            _download(here, "original", content, document_name(batch))
        for form in ("xlsx", "csv"):
            if changes is not None and len(changes):
                content = partial(_written, here, form, partial(figure_file, changes, batch, here.workspace, here.t))
                _download(here, f"figures_{form}", content, f"{stem}.{form}")
        for form in ("xlsx", "csv"):
            if summary.issues:
                content = partial(_written, here, form, partial(issue_file, summary, batch, here.t))
                _download(here, f"issues_{form}", content, f"{stem}-{here.t('batches.issue_stem')}.{form}")


def _written(here: Screen, form: str, table: Callable[[], Table]) -> bytes:
    return as_xlsx(table(), here.t) if form == "xlsx" else as_csv(table(), here.t)


def _download(here: Screen, name: str, content: Callable[[], bytes], file_name: str) -> None:
    """Offer a file that is made when asked for; as bytes, which no browser shows as a page."""
    st.download_button(
        here.t(f"batches.{name}"),
        content,
        file_name=file_name,
        mime="application/octet-stream",
        on_click="ignore",
        icon=":material/download:",
    )


@replayed
def _issues(_here: Screen, key: tuple[str, ...], _batch: Batch) -> None:
    t, summary = _here.t, _summary(_here, _batch)
    if not summary.outcome:
        st.caption(t("batches.issues_untold"))
    elif not summary.issues:
        st.caption(t("batches.issues_none"))
    else:
        _issue_rows(_here, issue_table(summary.issues, t))


def _issue_rows(here: Screen, table: Table) -> None:
    count, headings = len(table.rows), [str(table.headings[place]) for place in _ISSUE_ORDER]
    lines = [[row[place] for place in _ISSUE_ORDER] for row in table.rows[:_ISSUES_SHOWN]]
    shown = pd.DataFrame(lines, columns=headings).astype({headings[0]: "Int64"})
    config = {headings[0]: st.column_config.Column(pinned=True, width=70), headings[3]: _WIDE, headings[4]: _WIDE}
    title = here.t("batches.issues", count=here.t.number(count))
    draw_rows(here, title, shown, count, config=config)


@replayed
def _changed(_here: Screen, key: tuple[str, ...], _batch: Batch) -> None:
    changes = _changes(_here, _batch)
    if changes.empty:
        st.caption(_here.t("batches.changes_none"))
        return
    title = _here.t("batches.changes", count=_here.t.number(len(changes)))
    draw_changes(_here, title, changes)
