"""What must hold across the lines of the catalogue: aliases name one indicator, nothing is its own part."""

from collections.abc import Mapping, Sequence

from lib.intake.gazetteer_rows import Row
from lib.model.indicator import Component, Indicator


def check_aliases(rows: Mapping[str, Row], indicators: Mapping[str, Indicator]) -> None:
    """An alias must not be another indicator's code or alias."""
    owners = {name: name for name in indicators}
    for name, indicator in indicators.items():
        for alias in indicator.aliases:
            if owners.setdefault(alias, name) != name:
                rows[name].fault(f"aliases: {alias!r} already names {owners[alias]}")


def check_ancestry(rows: Mapping[str, Row], indicators: Mapping[str, Indicator]) -> None:
    """No indicator may be its own parent, however far up."""
    parents = {name: (indicator.parent,) for name, indicator in indicators.items() if indicator.parent}
    for name in _circular(parents):
        rows[name].fault(f"parent: {name} is its own ancestor")


def check_components(rows: Sequence[Row], components: Sequence[Component]) -> None:
    """No indicator may be made of itself, no component count twice in a period, no validity end before it starts."""
    parts: dict[str, tuple[str, ...]] = {}
    for component in components:
        parts[component.indicator] = (*parts.get(component.indicator, ()), component.component)
    circular = _circular(parts)
    for place, (row, component) in enumerate(zip(rows, components, strict=True)):
        if component.indicator in circular and component.component in circular:
            row.fault(f"component: {component.indicator} is made of itself")
        if component.valid_to is not None and component.valid_to < component.valid_from:
            row.fault(f"valid_to {component.valid_to} is before valid_from {component.valid_from}")
        if any(_overlap(component, earlier) for earlier in components[:place]):
            row.fault(f"{component.component} already counts for {component.indicator} in these periods")


def _overlap(one: Component, other: Component) -> bool:
    same = (one.indicator, one.component) == (other.indicator, other.component)
    return same and (one.applies(other.valid_from) or other.applies(one.valid_from))


def _circular(arrows: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the nodes that lead back to themselves."""
    return {node for node in arrows if node in _reached(arrows, node)}


def _reached(arrows: Mapping[str, Sequence[str]], start: str) -> set[str]:
    reached: set[str] = set()
    ahead = list(arrows.get(start, ()))
    while ahead:
        node = ahead.pop()
        if node not in reached:
            reached.add(node)
            ahead += arrows.get(node, ())
    return reached
