"""Carries a finished Vega-Lite specification and its tables as an Altair chart. No looks, no words, no shapes.

Altair builds and checks a layered chart object by object, which takes over 100 ms; a page has a tenth of that. The
charts here are therefore written as specifications, and the tests check every one of them against Altair's schema.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal

import altair as alt
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information
from numpy.typing import NDArray

Spec = dict[str, Any]


class Drawing(alt.LayerChart):
    """A layered chart made of a specification whose data are named tables; works wherever an Altair chart does."""

    def __init__(self, spec: Spec, tables: Mapping[str, pa.Table]) -> None:
        super().__init__()
        object.__setattr__(self, "spec", spec)  # plain attributes would become entries of Altair's own specification
        object.__setattr__(self, "tables", dict(tables))

    def copy(self, deep: bool | Iterable[Any] = True, ignore: list[str] | None = None) -> "Drawing":
        """Return an independent drawing of the same tables."""
        return Drawing(deepcopy(self.spec), self.tables)

    def properties(self, **kwargs: Any) -> "Drawing":  # noqa: ANN401 - Altair's own signature
        """Return the drawing with top-level entries such as `height`, `config` or `description` set."""
        return Drawing({**self.spec, **kwargs}, self.tables)

    def to_dict(
        self,
        validate: bool = False,
        *,
        format: Literal["vega-lite", "vega"] = "vega-lite",
        ignore: list[str] | None = None,
        context: dict[str, Any] | None = None,
    ) -> Spec:
        """Return the Vega-Lite specification, its tables as the active data transformer of Altair writes them."""
        write = alt.data_transformers.get() or alt.default_data_transformer
        written = {name: write(table) for name, table in self.tables.items()}
        spec = {"$schema": alt.SCHEMA_URL, **deepcopy(self.spec)}
        spec["datasets"] = {name: entry["values"] for name, entry in written.items() if "values" in entry}
        _point_to(spec, {name: entry["name"] for name, entry in written.items() if "name" in entry})
        if validate:
            self.validate(spec)
        return spec


def _point_to(view: Spec, names: Mapping[str, str]) -> None:
    """Replace the names of tables by those a data transformer stored them under."""
    if "name" in view.get("data", {}):
        name = view["data"]["name"]
        view["data"] = {"name": names.get(name, name)}
    for layer in view.get("layer", ()):
        _point_to(layer, names)


def counted(numbers: NDArray[np.int64], texts: Sequence[str]) -> pa.Array:
    """Return texts as a dictionary column: each text is sent once, every row (the number of its text) costs a byte."""
    size = pa.int8() if len(texts) < 128 else pa.int16()
    return pa.DictionaryArray.from_arrays(pa.array(numbers, size), pa.array(texts, pa.string()))


def mapped(field: str, looks: Mapping[str, Any]) -> Spec:
    """Return an encoding that gives each text of `field` its own colour or dash, without a legend."""
    scale = {"domain": list(looks), "range": list(looks.values())}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}
