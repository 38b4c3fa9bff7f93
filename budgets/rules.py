"""What must hold of a plan's money."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.cube import lines_of, sources_of
from budgets.models import FundingSource, Nature
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule
from projects.models import Component
from projects.tree import Node, tree_of

PLACE = "Kinh phí"


def _nodes(reading: Reading) -> dict[int, Node]:
    return {node.component.pk: node for node in reading.once(tree_of).walk()}


def _source_names(reading: Reading) -> dict[int, FundingSource]:
    return {node.source.pk: node.source for top in reading.once(sources_of) for node in top.walk()}


def cell_words(node: Node, source: FundingSource, nature: str) -> str:
    """A cell as an officer names it: `Dự án 2, ngân sách trung ương, sự nghiệp`."""
    words = f"{node.reference}, {source.name.lower()}"
    return f"{words}, {Nature(nature).label.lower()}" if nature else words


@rule
def a_cell_is_entered_whole_or_in_parts(reading: Reading) -> Iterator[Problem]:
    """An amount is entered for a component or for those below it, never both: it would count twice."""
    sources, lines = _source_names(reading), reading.once(lines_of)
    for node in reading.once(tree_of).walk():
        for source, nature in _own_cells(lines, node):
            parts = [
                below.reference
                for below in node.walk()
                if below is not node and (below.component.pk, source, nature) in lines
            ]
            if parts:
                whole = f"{cell_words(node, sources[source], nature)}: đang ghi một số chung"
                yield Problem(
                    "counted-twice",
                    PLACE,
                    f"{whole}, lại ghi riêng cho {', '.join(parts)}. Muốn ghi riêng, hãy xóa số chung trước.",
                )


@rule
def a_source_is_entered_whole_or_in_parts(reading: Reading) -> Iterator[Problem]:
    """Money of a component comes from a source or from those below it: whether one holds the other would be open."""
    lines = reading.once(lines_of)
    for node in reading.once(tree_of).walk():
        used = {source for source, _ in _own_cells(lines, node)}
        for top in reading.once(sources_of):
            below = [child.source.name.lower() for child in top.children if child.keys & used]
            if top.source.pk in used and below:
                words = f"{node.reference}, {top.source.name.lower()}: đang ghi một số chung"
                yield Problem(
                    "source-counted-twice",
                    PLACE,
                    f"{words}, lại ghi riêng cho {', '.join(below)}. Muốn ghi riêng, hãy xóa số chung trước.",
                )


def _own_cells(lines: dict[tuple[int, int, str], Decimal], node: Node) -> list[tuple[int, str]]:
    return [(source, nature) for component, source, nature in lines if component == node.component.pk]


@rule
def a_component_carries_its_kinds_of_capital(reading: Reading) -> Iterator[Problem]:
    """A component bears only the natures of capital the programme gives it."""
    nodes, sources = _nodes(reading), _source_names(reading)
    for component, source, nature in reading.once(lines_of):
        if component in nodes and not may_carry(nodes[component].component, nature):
            cell = cell_words(nodes[component], sources[source], nature)
            yield Problem("capital-not-carried", PLACE, f"{cell}: Chương trình không bố trí loại vốn này.")


@rule
def a_line_belongs_to_the_plans_programme(reading: Reading) -> Iterator[Problem]:
    """Money of another programme would stand in no table of this plan."""
    nodes = _nodes(reading)
    strangers = {component for component, _, _ in reading.once(lines_of) if component not in nodes}
    for component in Component.objects.filter(pk__in=strangers):
        yield Problem("other-programme", PLACE, f"{component}: không thuộc chương trình của kế hoạch.")


@rule
def a_plan_states_its_money(reading: Reading) -> Iterator[Problem]:
    """A plan without a single amount has no budget appendix to sign."""
    if reading.plan.kind != PlanKind.ACTION and not reading.once(lines_of):
        yield Problem("no-money", PLACE, "Chưa nhập khoản kinh phí nào.")


def may_carry(component: Component, nature: str) -> bool:
    """Whether the programme gives `component` capital of this nature; an undivided amount is always possible."""
    return {
        Nature.INVESTMENT.value: component.carries_investment,
        Nature.RECURRENT.value: component.carries_recurrent,
    }.get(nature, True)
