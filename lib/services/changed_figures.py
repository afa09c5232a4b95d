"""Which figures differ between two instants of the store: the same table for a batch, a briefing and a meeting."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from lib.model.observation import KEY_COLUMNS
from lib.services.workspace import Workspace

_TOLD = ("obs_value", "obs_status", "published_rank", "source", "batch_id")
_SAME = ("obs_value", "obs_status", "published_rank")


def changes_between(
    codes: Sequence[str], earlier: datetime, later: datetime | None, workspace: Workspace
) -> pd.DataFrame:
    """Return every figure of some indicators that readers saw differently at two instants; `later` None is now.

    Columns: the key, `obs_value`, `obs_status`, `published_rank`, `source`, `batch_id`, each also as `old_…`, and
    `state`: `new`, `changed`, `source` (the same figure from another source), `gone`. Rows by key.
    """
    columns = [*KEY_COLUMNS, *_TOLD]
    after = workspace.store.series(codes, as_of=later)[columns]
    before = workspace.store.series(codes, as_of=earlier)[columns]
    olds = {name: f"old_{name.removeprefix('obs_').removeprefix('published_')}" for name in _TOLD}
    beside = after.merge(before.rename(columns=olds), how="outer", on=list(KEY_COLUMNS), indicator="side")
    beside = beside.rename(columns={"old_batch_id": "old_batch"})
    moved = beside["batch_id"].ne(beside["old_batch"]) | beside["side"].ne("both")
    changed = beside.loc[moved].reset_index(drop=True)
    same = pd.Series(True, index=changed.index)
    for name in _SAME:
        now, then = changed[name], changed[olds[name]]
        same &= (now.eq(then).fillna(value=False).astype("bool")) | (now.isna() & then.isna())
    state = pd.Series("changed", index=changed.index).mask(same, "source")
    state = state.mask(changed["side"] == "left_only", "new").mask(changed["side"] == "right_only", "gone")
    return changed.drop(columns="side").assign(state=state.astype("str"))
