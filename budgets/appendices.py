"""The appendix of money: components down, sources and natures across."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.cube import BudgetCube, SourceNode, cube_of, sources_of
from budgets.models import Nature
from planning.documents.appendices import appendix
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import MoneyUnit, amount, in_unit
from planning.plans.reading import Reading
from projects.tree import Node

DIVIDED = (Nature.INVESTMENT, Nature.RECURRENT)
ROW_KINDS = {0: RowKind.TOTAL, 1: RowKind.GROUP}
TOTAL_KEY = "total"


@dataclass(frozen=True)
class MoneyColumn:
    """A column of amounts: of one source and nature, or a sum; `adds` holds the columns it is the sum of."""

    key: str
    headings: tuple[str, ...]
    source: SourceNode | None = None
    nature: Nature | None = None
    adds: tuple[str, ...] = ()

    def value(self, cube: BudgetCube, node: Node) -> Decimal | None:
        return cube.total(node, self.source, self.nature)


def money_columns(reading: Reading) -> list[MoneyColumn]:
    """The total, then each top source: divided by nature or by the sources below it, as its lines are.

    A source without lines shows its natures, ready to be filled; one that is never divided is one column.
    """
    cube = cube_of(reading)
    groups = [_of_source(cube, source) for source in reading.once(sources_of)]
    sums = tuple(group[0].key for group in groups)
    total = MoneyColumn(TOTAL_KEY, ("Tổng số",), adds=sums)
    return [total, *(column for group in groups for column in group)]


def _of_source(cube: BudgetCube, top: SourceNode) -> list[MoneyColumn]:
    name = top.source.short_name
    parts = list(_parts(cube, top, (name,)))
    if [part.key for part in parts] == [line_key(top, Nature.NONE)]:
        return [replace(parts[0], headings=(name,))]
    keys = tuple(part.key for part in parts)
    return [MoneyColumn(top.source.code, (name, "Cộng"), top, None, keys), *parts]


def _parts(cube: BudgetCube, top: SourceNode, path: tuple[str, ...]) -> Iterator[MoneyColumn]:
    natures = [n for n in Nature if _has_own(cube, top, n)]
    below = [child for child in top.children if cube.has(child)]
    if top.source.has_nature and not natures and not below:
        natures = list(DIVIDED)
    if not natures and not below:
        natures = [Nature.NONE]
    if any(nature in DIVIDED for nature in natures):
        natures = [*DIVIDED, *(n for n in natures if n is Nature.NONE)]
    own = replace(top, keys=frozenset({top.source.pk}))
    for nature in natures:
        yield MoneyColumn(line_key(top, nature), (*path, nature.label), own, nature)
    for child in below:
        yield from _child_parts(cube, child, path)


def _child_parts(cube: BudgetCube, child: SourceNode, path: tuple[str, ...]) -> Iterator[MoneyColumn]:
    natures = [n for n in Nature if _has_own(cube, child, n)]
    for nature in natures:
        words = child.source.short_name
        if nature in DIVIDED:
            words = f"{words}, {nature.label.lower()}"
        yield MoneyColumn(line_key(child, nature), (*path, words), child, nature)


def _has_own(cube: BudgetCube, source: SourceNode, nature: Nature) -> bool:
    return any(cube.own(node, source, nature) is not None for node in cube.root.walk())


def line_key(source: SourceNode, nature: Nature) -> str:
    """The name of a column that holds lines: `central.recurrent`, `other.`."""
    return f"{source.source.code}.{nature.value}"


@appendix(position=1)
def budget_table(reading: Reading) -> Table:
    """Phụ lục: money by component, source and nature, with every sum the plan states."""
    cube, unit = cube_of(reading), reading.plan.unit_of_money
    money = money_columns(reading)
    rows = tuple(_row(cube, node, money, unit) for node in cube.root.walk())
    return Table(
        key="budget",
        title=f"KINH PHÍ THỰC HIỆN {cube.root.component.name.upper()} NĂM {reading.plan.last_year}",
        columns=tuple(_columns(money)),
        rows=rows,
        unit_line=f"Đơn vị: {unit.label}",
        is_landscape=True,
    )


def _columns(money: list[MoneyColumn]) -> Iterator[Column]:
    yield Column("number", ("TT",), "A", 5)
    yield Column("name", ("Nội dung",), "B", 24)
    places = {column.key: place for place, column in enumerate(money, start=1)}
    for column in money:
        index = str(places[column.key])
        if column.adds:
            index += "=" + "+".join(str(places[key]) for key in column.adds)
        yield Column(column.key, column.headings, index, 8, is_number=True)


def _row(cube: BudgetCube, node: Node, money: list[MoneyColumn], unit: MoneyUnit) -> Row:
    name = node.heading if node.depth else "TỔNG SỐ"
    cells = [Cell(node.number), Cell(name)]
    for column in money:
        value = column.value(cube, node)
        shown = Cell() if value is None else Cell(amount(value, unit), in_unit(value, unit))
        cells.append(shown)
    return Row(ROW_KINDS.get(node.depth, RowKind.ITEM), tuple(cells))
