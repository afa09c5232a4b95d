"""Where the words of a chart go so that none covers another. No shapes, no colours."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least `gap` apart in the order of `wanted`, each as near to its wish as the others allow.

    Places stay between `low` and `high` as long as there is room; without room they run past `high`.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        centre, members = wanted[index], [index]
        while blocks and centre - gap * (len(members) + len(blocks[-1][1])) / 2 < blocks[-1][0]:
            before, earlier = blocks.pop()
            members = earlier + members
            centre = (before * len(earlier) + centre * (len(members) - len(earlier))) / len(members)
        blocks.append((centre, members))
    places = [0.0] * len(wanted)
    for centre, members in blocks:
        for step, index in enumerate(members):
            places[index] = centre + gap * (step - (len(members) - 1) / 2)
    return _inside([places[index] for index in order], order, gap, low, high)


def _inside(sorted_places: list[float], order: list[int], gap: float, low: float, high: float) -> list[float]:
    for index in range(len(sorted_places) - 1, -1, -1):
        ceiling = high - gap * (len(sorted_places) - 1 - index)
        sorted_places[index] = min(sorted_places[index], ceiling)
    for index, place in enumerate(sorted_places):
        sorted_places[index] = max(place, low + gap * index)
    final = [0.0] * len(order)
    for place, index in zip(sorted_places, order, strict=True):
        final[index] = place
    return final
