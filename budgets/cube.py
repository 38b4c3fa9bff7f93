"""A plan's money by component, source and nature: the one place where amounts are added."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgets.models import BudgetLine, FundingSource, Nature
from budgets.rounding import foot, forced, step_of
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from projects.tree import Node, tree_of

# Component, source and nature.
Line = tuple[int, int, str]


@dataclass(frozen=True)
class SourceNode:
    """A source with all sources below it; `keys` holds its own key and theirs."""

    source: FundingSource
    keys: frozenset[int]
    children: tuple["SourceNode", ...]

    def walk(self) -> Iterator["SourceNode"]:
        """This source and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


# For each component the keys of it and all below it.
Below = Mapping[int, frozenset[int]]


class BudgetCube:
    """Sums over a plan's lines. A sum over no line at all is None: blank, not zero."""

    def __init__(
        self, cells: Mapping[Line, Decimal], root: Node, counted: frozenset[int], below: Below | None = None
    ) -> None:
        self.root = root
        self._cells = cells
        self._counted = counted
        self._below = keys_below(root) if below is None else below

    def total(
        self, node: Node | None = None, source: SourceNode | None = None, nature: Nature | None = None
    ) -> Decimal | None:
        """Đồng of the lines at or below `node` and `source`, of `nature`; None where there is no line.

        Without a source: of all sources that count as spending.
        """
        components = self._below[(node or self.root).component.pk]
        return self.within(components, source.keys if source else self._counted, nature)

    def within(
        self, components: Collection[int], sources: Collection[int], nature: Nature | None = None
    ) -> Decimal | None:
        """Đồng of the lines at exactly these components and sources; None where there is no line."""
        amounts = [
            amount
            for (component, source, line_nature), amount in self._cells.items()
            if component in components and source in sources and (nature is None or line_nature == nature)
        ]
        return sum(amounts, Decimal(0)) if amounts else None

    def below(self, node: Node) -> frozenset[int]:
        """The keys of a component and all below it."""
        return self._below[node.component.pk]

    @property
    def counted(self) -> frozenset[int]:
        """The sources that are part of the total."""
        return self._counted

    @property
    def lines(self) -> Mapping[Line, Decimal]:
        """The amounts it adds, by component, source and nature."""
        return self._cells

    def counts(self, line: Line) -> bool:
        """Whether a line is part of the total: credit stands beside it."""
        return line[1] in self._counted

    def holding(self, cells: Mapping[Line, Decimal]) -> "BudgetCube":
        """The same cube with other lines."""
        return BudgetCube(cells, self.root, self._counted, self._below)

    def own(self, node: Node, source: SourceNode, nature: Nature) -> Decimal | None:
        """The line at exactly this cell, if there is one."""
        return self._cells.get((node.component.pk, source.source.pk, nature.value))

    def has(self, source: SourceNode, nature: Nature | None = None) -> bool:
        """Whether any line comes from `source` or a source below it."""
        return self.total(source=source, nature=nature) is not None

    def has_own(self, node: Node) -> bool:
        """Whether any line stands at exactly this component."""
        return any(component == node.component.pk for component, _, _ in self._cells)

    def is_broken_down(self) -> bool:
        """Whether any line stands below the programme as a whole."""
        return any(component != self.root.component.pk for component, _, _ in self._cells)


def keys_below(root: Node) -> Below:
    """What stands at or below each component of a tree."""
    return {node.component.pk: frozenset(each.component.pk for each in node.walk()) for node in root.walk()}


def lines_of(plan: Plan) -> dict[Line, Decimal]:
    """Amounts of a plan's lines in force by (component, source, nature)."""
    rows = BudgetLine.objects.in_force(plan).values_list("component", "source", "nature", "amount")
    return {(component, source, nature): amount for component, source, nature, amount in rows}


def sources_of(plan: Plan) -> tuple[SourceNode, ...]:
    """The tree of sources, top ones first; the same for every plan."""
    return source_tree()


def source_tree() -> tuple[SourceNode, ...]:
    """All sources of money, top ones first."""
    by_parent: defaultdict[int | None, list[FundingSource]] = defaultdict(list)
    for source in FundingSource.objects.order_by("position"):
        by_parent[source.parent_id].append(source)

    def grow(source: FundingSource) -> SourceNode:
        children = tuple(grow(child) for child in by_parent[source.pk])
        keys = frozenset({source.pk}).union(*(child.keys for child in children))
        return SourceNode(source, keys, children)

    return tuple(grow(source) for source in by_parent[None])


def exact_cube_of(reading: Reading) -> BudgetCube:
    """The cube of a reading's plan, exact to the đồng: what is entered, checked and compared."""
    return reading.made(_made_exact)


def cube_of(reading: Reading) -> BudgetCube:
    """The cube of a reading's plan as it prints: the same for sentence, table, appendix and screen."""
    return reading.made(_made_printed)


def forced_lines(reading: Reading) -> list[Line]:
    """The lines that print a unit away from their own nearest value, so that the printed sums hold."""
    step, exact = step_of(reading.plan), exact_cube_of(reading).lines
    return forced(exact, cube_of(reading).lines, step) if step else []


def counted_keys(tops: tuple[SourceNode, ...]) -> frozenset[int]:
    """The sources whose money is part of a total."""
    return frozenset(node.source.pk for top in tops for node in top.walk() if top.source.is_counted)


def _made_exact(reading: Reading) -> BudgetCube:
    counted = counted_keys(reading.once(sources_of))
    return BudgetCube(reading.once(lines_of), reading.once(tree_of), counted)


def _made_printed(reading: Reading) -> BudgetCube:
    exact, step = exact_cube_of(reading), step_of(reading.plan)
    if step is None:
        return exact
    return footed(exact, reading.once(sources_of), step)


def footed(cube: BudgetCube, tops: tuple[SourceNode, ...], step: Decimal) -> BudgetCube:
    """A cube brought to `step` so that what prints adds up."""
    printed: dict[Line, Decimal] = {}
    for part in _footed_apart(cube, tops):
        printed |= foot(part, step)
    return cube.holding(printed)


def _footed_apart(cube: BudgetCube, tops: tuple[SourceNode, ...]) -> Iterator[dict[Line, Decimal]]:
    """The lines that make up the total, then those of each source that stands beside it."""
    order = {node.component.pk: place for place, node in enumerate(cube.root.walk())}
    lines = sorted(cube.lines, key=lambda line: order.get(line[0], len(order)))
    yield {line: cube.lines[line] for line in lines if cube.counts(line)}
    for top in tops:
        yield {line: cube.lines[line] for line in lines if line[1] in top.keys and not cube.counts(line)}
