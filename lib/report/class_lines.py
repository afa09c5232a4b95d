"""How a class and its change are said inside a sentence; a published class before the computed group, never mixed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.i18n import Translator


def class_part(row: Mapping[str, Any], t: Translator) -> str:
    """Return `từ nhóm Trung bình thấp lên nhóm Trung bình cao (…)`, or the class alone, or nothing without a class.

    Takes a row of `lib.services.tables.change_table`. Classes of two kinds or scales are not set against each other.
    """
    now = class_name(row, t)
    if not now:
        return ""
    kind = "published" if _known(row.get("published_class")) else "computed"
    how = t(f"class.by_{kind}")
    if row.get("class_kind") != kind or not _known(row.get("class_move")):
        return t("class.now", now=now, how=how)
    moved = int(row["class_move"])
    way = "same" if moved == 0 else "up" if moved > 0 else "down"
    return t(f"class.{way}", now=now, base=_base_name(row, kind, t), count=t.number(abs(moved)), how=how)


def class_name(row: Mapping[str, Any], t: Translator) -> str:
    """Return the class as published, else the name of the computed group, else nothing."""
    if _known(row.get("published_class")):
        return str(row["published_class"])
    return t(f"group.{int(row['group'])}") if _known(row.get("group")) else ""


def _base_name(row: Mapping[str, Any], kind: str, t: Translator) -> str:
    return str(row["base_published_class"]) if kind == "published" else t(f"group.{int(row['base_group'])}")


def _known(cell: object) -> bool:
    return cell is not None and not bool(pd.isna(cell))  # type: ignore[call-overload]
