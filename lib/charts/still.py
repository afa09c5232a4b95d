"""A drawing without what answers a pointer, for slides and files: no selections, no tooltips, no unseen surfaces."""

from typing import Any

from lib.charts.drawing import Drawing, Spec


def still(drawing: Drawing) -> Drawing:
    """Return a drawing that shows the same and answers no pointer; layers that only carry a tooltip are left out."""
    return Drawing(_quiet(drawing.spec), drawing.tables)


def _quiet(view: Spec) -> Spec:
    said: Spec = {}
    for name, entry in view.items():
        if name == "layer":
            said[name] = [_quiet(layer) for layer in entry if not _unseen(layer)]
        elif name == "encoding":
            said[name] = {channel: _without_condition(own) for channel, own in entry.items() if channel != "tooltip"}
        elif name == "params":
            said[name] = [param for param in entry if "select" not in param]
        else:
            said[name] = entry
    return said


def _without_condition(channel: Any) -> Any:  # noqa: ANN401 - whatever a specification holds
    if not isinstance(channel, dict):
        return channel
    return {name: entry for name, entry in channel.items() if name != "condition"}


def _unseen(layer: Spec) -> bool:
    mark = layer.get("mark")
    return isinstance(mark, dict) and mark.get("opacity") == 0
