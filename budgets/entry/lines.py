"""The table of a plan's own money: components down, sources and natures across, in the order of its appendix."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse

from budgets.above import Kind, given_above
from budgets.appendices import DIVIDED, MoneyColumn, budget_title, columns_for
from budgets.cells import line_words
from budgets.cube import Line, exact_cube_of, sources_of
from budgets.entry.entering_lines import refused_lines, write_typed
from budgets.models import BudgetLine, Nature
from budgets.overlaps import overlaps_of
from budgets.rules import NO_COMPONENTS, end_before, may_carry
from budgets.sheets import BUDGET
from budgets.sheets.settling import line_of
from budgets.sheets.template import WORDS, columns_to_fill, row_to_fill
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import BLANK, IS_A_SUM, CellKey, EntryCell, EntryTable
from planning.formats import short_date
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope
from projects.tree import Node

NOT_CARRIED = "Chương trình không bố trí loại vốn này."
MORE_COLUMNS = (
    "Nguồn vốn, tính chất vốn mà bảng chưa có cột: vui lòng nhập khoản đầu tiên ở “Thêm khoản kinh phí” của thẻ "
    "“Kinh phí”, bảng sẽ có thêm cột."
)


def lines_table(scope: Scope) -> EntryTable:
    """What the plan has in each cell, exact to the đồng, and where one enters."""
    reading = Reading(scope.plan)
    cube, columns, unit = exact_cube_of(reading), entered_columns(reading), scope.plan.unit_of_money
    nodes = list(cube.root.walk()) if cube.root.component.pk else []
    return EntryTable(
        title=budget_title(reading),
        words=WORDS,
        columns=tuple(columns_to_fill(columns, unit)),
        rows=tuple(row_to_fill(node) for node in nodes),
        cells=dict(_Cells(reading).of(nodes, columns)),
        unit_line=f"Đơn vị: {unit.label}",
        notes=(MORE_COLUMNS,) if nodes else (NO_COMPONENTS,),
        above_words="Cấp trên phân bổ",
    )


def entered_columns(reading: Reading) -> list[MoneyColumn]:
    """The columns of the appendix with every source that a plan of these years may have money from.

    A column that was ever used stays: who clears its last figure may take that back.
    """
    cube, tops = exact_cube_of(reading), reading.once(sources_of)
    used = {(source, nature) for _, source, nature in cube.lines}
    kinds = {*_usual(reading), *used, *reading.once(given_above).given, *_once_used(reading.plan)}
    each_kind = {(cube.root.component.pk, source, nature): Decimal(0) for source, nature in kinds}
    return columns_for(cube.holding(each_kind), tops)


def _usual(reading: Reading) -> Iterator[Kind]:
    for top in reading.once(sources_of):
        for node in top.walk():
            if not end_before(reading.plan, node.source):
                for nature in DIVIDED if node.source.has_nature else (Nature.NONE,):
                    yield node.source.pk, nature.value


def _once_used(plan: Plan) -> set[Kind]:
    return set(BudgetLine.history.filter(plan=plan.pk).order_by().values_list("source", "nature").distinct())


def columns_in_use(table: EntryTable) -> EntryTable:
    """Without the columns that stand blank and closed, and those of a source that is entered in another way.

    Local money is entered as one or by its tiers: while there is none, all columns of both are drawn.
    """
    filled = {key for (_, key), cell in table.cells.items() if (cell.value, cell.above) != (None, None)}
    useful = {column.key for _, column, _ in table.entered()}
    for whole in table.columns:
        own = {key for key in whole.adds if key.startswith(f"{whole.key}.")}
        tiers = {*whole.adds} - own
        useful -= (tiers if own & filled else set()) | (own if tiers & filled else set())
    kept = tuple(column for column in table.columns if not column.is_entered or column.key in useful | filled)
    return replace(table, columns=kept)


class _Cells:
    """The cells of a plan: its lines, the sums over them, and what keeps the others closed."""

    def __init__(self, reading: Reading) -> None:
        self._plan, self._cube, self._overlaps = reading.plan, exact_cube_of(reading), overlaps_of(reading)
        self._above = self._cube.holding(reading.once(given_above).lines)
        self._words = line_words(self._cube.root, reading.once(sources_of), self._cube.lines)
        self._held: defaultdict[Line, list[Line]] = defaultdict(list)
        for line in self._cube.lines:
            for other in self._overlaps.of(line):
                self._held[other].append(line)

    def of(self, nodes: list[Node], columns: list[MoneyColumn]) -> Iterator[tuple[CellKey, EntryCell]]:
        """Row by row; what is blank and open is left out."""
        for node in nodes:
            for column in columns:
                cell = self._cell(node, column)
                if cell != BLANK:
                    yield (node.component.code, column.key), cell

    def _cell(self, node: Node, column: MoneyColumn) -> EntryCell:
        together = column.value(self._cube, node)
        if column.nature is None:
            return EntryCell(together)
        line, above = line_of(node, column), column.value(self._above, node)
        if (own := self._cube.lines.get(line)) is not None:
            return EntryCell(own, above=above, warning=self._held_words(line))
        lock = IS_A_SUM if together is not None else self._closed(node, column) or self._held_words(line)
        return EntryCell(together, lock, above)

    def _closed(self, node: Node, column: MoneyColumn) -> str:
        """Why nothing can ever be entered."""
        if column.nature and not may_carry(node.component, column.nature):
            return NOT_CARRIED
        ended = end_before(self._plan, column.source.source) if column.source else None
        return f"Nguồn vốn này chỉ có đến hết ngày {short_date(ended)}." if ended else ""

    def _held_words(self, line: Line) -> str:
        """Where the same money stands already, and what to do first."""
        held = self._held.get(line, [])
        wholes = [each for each in held if self._overlaps.stands_above(each, line)]
        if wholes:
            return f"Đang ghi một số chung ở {self._words[wholes[0]]}: vui lòng xóa số đó trước khi ghi riêng."
        if held:
            more = f" và {len(held) - 1} ô khác" if len(held) > 1 else ""
            return f"Đang ghi riêng ở {self._words[held[0]]}{more}: vui lòng xóa các số riêng trước khi ghi chung."
        return ""


LINES = provides_entry(
    EntryKind(
        key="lines",
        title="Kinh phí theo dự án, nguồn vốn",
        table=lines_table,
        write=write_typed,
        check=refused_lines,
        page=lambda scope: reverse("budget", args=[scope.name]),
        tab="budget",
        workbook=BUDGET.key,
        drawn=columns_in_use,
    )
)
