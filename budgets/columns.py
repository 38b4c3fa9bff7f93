"""The lines of a plan as columns or rows of a table: in the order of the tree, of the sources, of the natures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgets.cells import WHOLE, cell_words, cells_of
from budgets.cube import Line, SourceNode, exact_cube_of, sources_of
from budgets.models import BudgetLine, Nature
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from projects.tree import Node, tree_of


@dataclass(frozen=True)
class Place:
    """Where a line may stand: a component, a source and a nature."""

    node: Node
    source: SourceNode
    nature: Nature

    # A table of shares asks for these two in each of its cells.
    @cached_property
    def line(self) -> Line:
        return self.node.component.pk, self.source.source.pk, self.nature.value

    @cached_property
    def key(self) -> str:
        """`DA3.1.central.recurrent`: the same in every stage of the plan."""
        return f"{self.node.component.code}.{self.source.source.code}.{self.nature.value}"

    @property
    def headings(self) -> tuple[str, ...]:
        """`Tiểu dự án 1 - Dự án 3` over `Ngân sách trung ương` over `Sự nghiệp`."""
        of = self.node.reference if self.node.depth else WHOLE
        return (of, self.source.source.name, self.nature.label) if self.nature else (of, self.source.source.name)

    @property
    def words(self) -> str:
        """The line in one phrase: `Dự án 2, ngân sách trung ương, sự nghiệp`."""
        return cell_words(self.node, self.source.source, self.nature)


@dataclass(frozen=True)
class PlanLine(Place):
    """A line with its place in the tree; `amount` is in đồng."""

    amount: Decimal
    is_counted: bool
    document: str = ""


def places_of(reading: Reading) -> Iterator[Place]:
    """All places of a plan's programme where a line may stand, in the order of tables."""
    for node, source, nature in cells_of(reading.once(tree_of), reading.once(sources_of)):
        yield Place(node, source, nature)


def plan_lines(reading: Reading) -> list[PlanLine]:
    """The lines in force of a reading's plan, exact; those of another programme stand in no table."""
    cube, documents = exact_cube_of(reading), reading.once(documents_of)
    return [
        PlanLine(
            place.node, place.source, place.nature, amount, cube.counts(place.line), documents.get(place.line, "")
        )
        for place in places_of(reading)
        if (amount := cube.lines.get(place.line)) is not None
    ]


def documents_of(plan: Plan) -> dict[Line, str]:
    """The document that each line in force rests on, where one is named."""
    rows = BudgetLine.objects.in_force(plan).exclude(document=None).select_related("document")
    return {(row.component_id, row.source_id, row.nature): str(row.document) for row in rows}
