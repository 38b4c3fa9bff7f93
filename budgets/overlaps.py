"""Which lines would hold the same money: a whole, and its parts by component, by source or by nature."""

from collections.abc import Iterator

from budgets.cube import Line, sources_of
from budgets.models import Nature
from planning.plans.reading import Reading
from projects.tree import tree_of

# For a component or a source, its key and the keys of all above it.
Ladder = dict[int, list[int]]


class Overlaps:
    """What stands on one ladder with a line: its component, its source and its nature are each the same, above or
    below."""

    def __init__(self, components: Ladder, sources: Ladder) -> None:
        self._up = components, sources
        self._related = _both_ways(components), _both_ways(sources)

    def of(self, line: Line) -> Iterator[Line]:
        """Every line that may hold money of `line`; none for one that stands in no table of the plan."""
        components, sources = (related.get(key, []) for related, key in zip(self._related, line[:2], strict=True))
        natures = ("", line[2]) if line[2] else tuple(Nature.values)
        for component in components:
            for source in sources:
                yield from ((component, source, n) for n in natures if (component, source, n) != line)

    def stands_above(self, whole: Line, part: Line) -> bool:
        """Which of two such lines is told as the whole: the higher component, then source, then the undivided."""
        for ladder, mine, theirs in zip(self._up, whole[:2], part[:2], strict=True):
            if mine != theirs:
                return mine in ladder.get(theirs, ())
        return not whole[2]


def overlaps_of(reading: Reading) -> Overlaps:
    """The ladders of a reading's programme and of the sources."""
    return reading.made(_made)


def _made(reading: Reading) -> Overlaps:
    components = {
        node.component.pk: [each.component.pk for each in node.line_up()] for node in reading.once(tree_of).walk()
    }
    tops = reading.once(sources_of)
    sources = {
        node.source.pk: [each.source.pk for top in tops for each in top.walk() if node.source.pk in each.keys]
        for top in tops
        for node in top.walk()
    }
    return Overlaps(components, sources)


def _both_ways(ladder: Ladder) -> Ladder:
    """For each key those above it, itself, and those below it."""
    related = {key: list(up) for key, up in ladder.items()}
    for key, up in ladder.items():
        for above in up:
            if above != key:
                related[above].append(key)
    return related
