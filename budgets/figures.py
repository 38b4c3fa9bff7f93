"""The money a sentence may quote: totals by source, nature and component."""

from collections.abc import Iterator

from budgets.cube import BudgetCube, SourceNode, cube_of, sources_of
from budgets.models import Nature
from planning.formats import MoneyUnit
from planning.plans.reading import Reading
from planning.text.figures import Amount, Figure, Passage, provides_figures

DIVIDED = (Nature.INVESTMENT, Nature.RECURRENT)


@provides_figures
def budget_figures(reading: Reading) -> Iterator[Figure]:
    """`budget.total`, `budget.<source>[.<nature>]`, `budget.<component>`, and two passages made of them."""
    cube, sources, unit = cube_of(reading), reading.once(sources_of), reading.plan.unit_of_money
    yield Amount("budget.total", "Tổng kinh phí", cube.total(), unit)
    for source in sources:
        yield from _of_source(cube, source, unit)
    for node in cube.root.walk():
        if node.depth:
            label = f"Kinh phí {node.reference}"
            yield Amount(f"budget.{node.component.code}", label, cube.total(node), unit)
    yield Passage("budget.by_source", "Kinh phí theo nguồn vốn", _by_source(cube, sources))
    yield Passage("budget.by_component", "Kinh phí theo dự án", _by_component(cube))


def _of_source(cube: BudgetCube, source: SourceNode, unit: MoneyUnit) -> Iterator[Figure]:
    name, label = f"budget.{source.source.code}", source.source.name
    yield Amount(name, label, cube.total(source=source), unit)
    if source.source.has_nature:
        for nature in DIVIDED:
            value = cube.total(source=source, nature=nature)
            yield Amount(f"{name}.{nature.value}", f"{label}, vốn {nature.label.lower()}", value, unit)
    for child in source.children:
        yield from _of_source(cube, child, unit)


def _by_source(cube: BudgetCube, sources: tuple[SourceNode, ...]) -> str:
    parts = [_source_words(cube, source) for source in sources if cube.has(source)]
    return "; ".join(parts) or "{{ budget.total }}"


def _source_words(cube: BudgetCube, source: SourceNode) -> str:
    name = source.source.code
    natures = [n for n in DIVIDED if source.source.has_nature and cube.has(source, n)]
    inner = [f"vốn {n.label.lower()} {{{{ budget.{name}.{n.value} }}}}" for n in natures]
    inner += [
        f"{child.source.name.lower()} {{{{ budget.{child.source.code} }}}}"
        for child in source.children
        if cube.has(child)
    ]
    words = f"{source.source.name.lower()} {{{{ budget.{name} }}}}"
    return f"{words} ({', '.join(inner)})" if inner else words


def _by_component(cube: BudgetCube) -> str:
    if not cube.is_broken_down():
        return ""
    funded = [node for node in cube.root.walk() if node.depth and cube.total(node) is not None]
    lines = [
        f"{'-' if node.depth == 1 else '+'} {node.heading}: {{{{ budget.{node.component.code} }}}}" for node in funded
    ]
    return ";\n".join(lines) + "."
