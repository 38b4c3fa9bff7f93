"""The appendix of money: components down, sources and natures across."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.appendices.cells import evened, money_cell
from budgets.cube import BudgetCube, SourceNode, cube_of, sources_of
from budgets.models import Nature
from budgets.notes import rounded_lines
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import MoneyUnit
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from projects.tree import Node, tree_of

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
    return columns_for(cube_of(reading), reading.once(sources_of))


def columns_for(cube: BudgetCube, tops: Iterable[SourceNode]) -> list[MoneyColumn]:
    """The total of a cube, then each of these top sources as the cube's lines divide it."""
    groups = [(top, _of_source(cube, top)) for top in tops]
    sums = tuple(group[0].key for top, group in groups if top.source.is_counted)
    total = MoneyColumn(TOTAL_KEY, ("Tổng số",), adds=sums)
    return [total, *(column for _, group in groups for column in group)]


def every_column(sources: tuple[SourceNode, ...]) -> Iterator[MoneyColumn]:
    """All columns a table of these sources may have, as they are headed; a workbook is read by them."""
    yield MoneyColumn(TOTAL_KEY, ("Tổng số",))
    for top in sources:
        yield _sum_column(top, ())
        yield _undivided(top)
        for source in top.walk():
            for nature in Nature if source.source.has_nature else (Nature.NONE,):
                yield _line_column(top, source, nature)


def _of_source(cube: BudgetCube, top: SourceNode) -> list[MoneyColumn]:
    parts = list(_parts(cube, top))
    if [part.key for part in parts] == [line_key(top, Nature.NONE)]:
        return [_undivided(top)]
    return [_sum_column(top, tuple(part.key for part in parts)), *parts]


def _parts(cube: BudgetCube, top: SourceNode) -> Iterator[MoneyColumn]:
    natures = [n for n in Nature if _has_own(cube, top, n)]
    below = [child for child in top.children if cube.has(child)]
    if top.source.has_nature and not natures and not below:
        natures = list(DIVIDED)
    if not natures and not below:
        natures = [Nature.NONE]
    if any(nature in DIVIDED for nature in natures):
        natures = [*DIVIDED, *(n for n in natures if n is Nature.NONE)]
    for nature in natures:
        yield _line_column(top, top, nature)
    for child in below:
        for source in child.walk():
            yield from (_line_column(top, source, n) for n in Nature if _has_own(cube, source, n))


def _sum_column(top: SourceNode, adds: tuple[str, ...]) -> MoneyColumn:
    return MoneyColumn(top.source.code, (top.source.short_name, "Cộng"), top, None, adds)


def _undivided(top: SourceNode) -> MoneyColumn:
    return replace(_line_column(top, top, Nature.NONE), headings=(top.source.short_name,))


def _line_column(top: SourceNode, source: SourceNode, nature: Nature) -> MoneyColumn:
    """The column of the lines of exactly this source and nature, under the heading of the top source."""
    words = source.source.short_name
    if source is top:
        words = nature.label
    elif nature in DIVIDED:
        words = f"{words}, {nature.label.lower()}"
    own = replace(source, keys=frozenset({source.source.pk}))
    return MoneyColumn(line_key(source, nature), (top.source.short_name, words), own, nature)


def _has_own(cube: BudgetCube, source: SourceNode, nature: Nature) -> bool:
    return any(cube.own(node, source, nature) is not None for node in cube.root.walk())


def line_key(source: SourceNode, nature: Nature) -> str:
    """The name of a column that holds lines: `central.recurrent`, `other.`."""
    return f"{source.source.code}.{nature.value}"


@appendix(position=1)
def budget_appendix(reading: Reading) -> Table | None:
    """The table of money, for every plan but an action plan, which plans tasks; a report has what was paid of it."""
    is_without = reading.plan.is_report or reading.plan.kind == PlanKind.ACTION
    return None if is_without else budget_table(reading)


def budget_title(reading: Reading) -> str:
    """`KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH … NĂM 2025`."""
    programme = reading.once(tree_of).component.name
    return f"KINH PHÍ THỰC HIỆN {programme.upper()} {reading.plan.period_words.upper()}"


def budget_table(reading: Reading) -> Table:
    """Phụ lục: money by component, source and nature, with every sum the plan states."""
    cube, unit = cube_of(reading), reading.plan.unit_of_money
    money = money_columns(reading)
    nodes = list(cube.root.walk())
    places = {node.component.pk: place for place, node in enumerate(nodes)}
    rows = tuple(
        _row(cube, node, money, unit, adds=tuple(places[child.component.pk] for child in node.children))
        for node in nodes
    )
    table = Table(
        key="budget",
        title=budget_title(reading),
        columns=indexed(_columns(money)),
        rows=rows,
        unit_line=f"Đơn vị: {unit.label}",
        is_landscape=True,
        notes=rounded_lines(reading),
    )
    return evened(table, unit)


def _columns(money: list[MoneyColumn]) -> Iterator[Column]:
    yield Column("number", ("TT",), "", 5)
    yield Column("name", ("Nội dung",), "", 24)
    for column in money:
        yield Column(column.key, column.headings, "", 8, is_number=True, adds=column.adds)


def _row(cube: BudgetCube, node: Node, money: list[MoneyColumn], unit: MoneyUnit, adds: tuple[int, ...]) -> Row:
    name = node.heading if node.depth else "TỔNG SỐ"
    cells = [Cell(node.number), Cell(name)]
    for column in money:
        cells.append(money_cell(column.value(cube, node), unit))
    return Row(ROW_KINDS.get(node.depth, RowKind.ITEM), tuple(cells), adds)
