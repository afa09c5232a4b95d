"""What changed where values are classes: classes moved on one scale, published apart from computed. No sentences."""

import pandas as pd

from lib.model.class_scale import ClassScale

PUBLISHED, COMPUTED = "published", "computed"
LEAST_OVERLAP = 0.9  # of the units with a value: the limits of a quarter then move by a place or two at most


def classes_moved(
    now: str | int | None, base: str | int | None, scale: ClassScale, base_scale: ClassScale
) -> int | None:
    """Return how many classes better `now` is than `base`, +1 for one class up; None where that cannot be said.

    A class is a text as published (code or label) or a place, 1 the best. Two scales are never subtracted.
    """
    if scale != base_scale:
        return None
    place, base_place = _place(now, scale), _place(base, scale)
    return None if place is None or base_place is None else base_place - place


def _place(written: str | int | None, scale: ClassScale) -> int | None:
    if isinstance(written, str):
        return scale.place(written)
    return written if written is not None and 1 <= written <= len(scale.levels) else None


def with_classes(changed: pd.DataFrame, base: pd.DataFrame, scale: ClassScale | None) -> pd.DataFrame:
    """Return a `changes` frame with what it says of classes against `base`, the `ranked` frame of the other period.

    Added columns: `base_published_class` (the text as published), `base_group` (the computed place on the scale; only
    where `changed` has `group`), `class_kind` (`published` where both periods have a published class of the scale, else
    `computed`, else null) and `class_move` (+1 is one class better). A computed group is a quarter of the units
    ranked: it is set against that of the base only where nearly all of them are the same units (`LEAST_OVERLAP`).
    Rule: docs/xep-hang.md.
    """
    if scale is None:
        return changed
    told = [name for name in ("published_class", "group") if name in base]
    old = base[["ref_area", *told]].set_index("ref_area").reindex(changed["base_area"]).reset_index(drop=True)
    joined = changed.assign(base_published_class=old["published_class"].to_numpy())
    published = _published_moves(joined, scale)
    moves, kinds = published, published.notna().map({True: PUBLISHED, False: None})
    if "group" in changed:
        joined["base_group"] = old["group"].astype("Int64").to_numpy()
        computed = (joined["base_group"] - joined["group"]).where(
            pd.Series(_nearly_one_set(joined), index=joined.index)
        )
        moves = published.fillna(computed)
        kinds = kinds.where(published.notna() | computed.isna(), COMPUTED)
    return joined.assign(class_kind=kinds, class_move=moves)


def _nearly_one_set(joined: pd.DataFrame) -> bool:
    common = int(joined["value_change"].notna().sum())
    union = int((joined["obs_value"].notna() | joined["base_value"].notna()).sum())
    same_units = bool((joined["base_area"] == joined["ref_area"]).all())
    return same_units and union > 0 and common / union >= LEAST_OVERLAP


def _published_moves(joined: pd.DataFrame, scale: ClassScale) -> pd.Series:
    pairs = zip(joined["published_class"], joined["base_published_class"], strict=True)
    moves = [
        classes_moved(now, base, scale, scale) if isinstance(now, str) and isinstance(base, str) else None
        for now, base in pairs
    ]
    return pd.Series(moves, index=joined.index, dtype="Int64")
