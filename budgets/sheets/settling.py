"""What the plan's lines would be after the import, and whether every sum in the sheet agrees with them.

A cell is entered where no row below it has a value in its column; else it is a sum. Sums are never imported.
One that the sheet still has as it was exported is no statement of its filler's: it is worked out anew. A sum
that was changed must add up. A faulty cell counts as what the plan holds, so that one fault is one problem.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgets.appendices import MoneyColumn
from budgets.cube import BudgetCube, Line
from budgets.rules import may_carry
from budgets.sheets.amounts import Amounts, Written
from planning.formats import MoneyUnit, amount
from projects.tree import Node

Lines = Mapping[Line, Decimal]
Fault = tuple[Written, str]


class Settlement:
    """Lines before and after; `faults` are the cells that contradict them, `stale` the sums left as exported."""

    def __init__(self, cube: BudgetCube, printed: BudgetCube, amounts: Amounts, unit: MoneyUnit) -> None:
        self.root, self.before, self.after = cube.root, cube.lines, dict(cube.lines)
        self.amounts, self.unit = amounts, unit
        self.faults: list[Fault] = []
        self.stale: list[Written] = []
        self._cube, self._printed = cube, printed
        self._sums: list[tuple[Node, MoneyColumn]] = []

    def settle(self, columns: list[MoneyColumn]) -> None:
        """Go through the columns of the sheet, then hold every sum against what has come of its parts."""
        for column in columns:
            self._settle_column(column)
        cube, stated = self._cube.holding(self.after), self._cube.holding(self._stated())
        for node, column in self._sums:
            self._check_sum(node, column, cube, stated)

    def _stated(self) -> Lines:
        """The lines as the sheet's filler sees them: rounded where they print so and were left alone."""
        return {
            line: self._printed.lines[line] if self.before.get(line) == amount else amount
            for line, amount in self.after.items()
        }

    def _settle_column(self, column: MoneyColumn) -> None:
        # Turned round, the walk comes to every row after the rows below it.
        for node in reversed(list(self.root.walk())):
            written = self.amounts.get((node.component.pk, column.key))
            if written is None or written.is_faulty:
                continue
            if column.nature is None:
                self._sums.append((node, column))
            else:
                self._settle_cell(node, column, line_of(node, column), written)

    def _settle_cell(self, node: Node, column: MoneyColumn, line: Line, written: Written) -> None:
        if written.dong is None:
            self.after.pop(line, None)
        elif self._is_untouched_sum(node, column, written):
            self._sums.append((node, column))
        elif any(self._speaks(below, column) for below in _below(node)):
            self.after.pop(line, None)
            self._sums.append((node, column))
        elif self._is_in_doubt(node, column):
            # Whether this is an entry or a sum depends on what the faulty cells below it are meant to say.
            return
        elif self.before.get(line) != written.dong:
            self._enter(node, column, line, written)

    def _enter(self, node: Node, column: MoneyColumn, line: Line, written: Written) -> None:
        if self._is_refused(node, column, written):
            kind = column.nature.label.lower() if column.nature else ""
            self.faults.append((written, f"{node.title} không có vốn {kind} theo chương trình; ô này phải để trống."))
        elif above := self._entered_above(node, column):
            whole = f"Cột này đã nhập chung cho {above.title}, mà tệp không có dòng đó"
            self.faults.append((written, f"{whole}. Vui lòng thêm dòng đó hoặc để trống ô này."))
        elif written.dong is not None:
            self.after[line] = written.dong

    def _speaks(self, node: Node, column: MoneyColumn) -> bool:
        """Whether the sheet has something in this cell, or the plan where the sheet says nothing sound."""
        written = self.amounts.get((node.component.pk, column.key))
        if written is None or written.is_faulty or self._is_refused(node, column, written):
            return line_of(node, column) in self.before
        return written.dong is not None

    def _is_refused(self, node: Node, column: MoneyColumn, written: Written) -> bool:
        """Whether a cell would enter capital that the programme does not give the component."""
        line = line_of(node, column)
        return written.dong not in (None, self.before.get(line)) and not may_carry(node.component, line[2])

    def _is_in_doubt(self, node: Node, column: MoneyColumn) -> bool:
        """Whether a cell below is faulty or refused."""
        for below in _below(node):
            written = self.amounts.get((below.component.pk, column.key))
            if written and (written.is_faulty or self._is_refused(below, column, written)):
                return True
        return False

    def _is_untouched_sum(self, node: Node, column: MoneyColumn, written: Written) -> bool:
        return column.value(self._cube, node) == written.dong and self._was_sum(node, column)

    def _entered_above(self, node: Node, column: MoneyColumn) -> Node | None:
        for above in node.line_up():
            is_absent = (above.component.pk, column.key) not in self.amounts
            if above is not node and is_absent and line_of(above, column) in self.before:
                return above
        return None

    def _check_sum(self, node: Node, column: MoneyColumn, cube: BudgetCube, stated: BudgetCube) -> None:
        written = self.amounts[node.component.pk, column.key]
        due = column.value(cube, node) or Decimal(0)
        if written.dong in (None, due, column.value(stated, node)):
            return
        if written.dong == column.value(self._cube, node):
            if self._was_sum(node, column):
                self.stale.append(written)
                return
            if column.nature is not None and self._is_in_doubt(node, column):
                return
        parts = "các dòng thuộc dòng này" if column.nature is not None else "các cột thành phần"
        words = f"Số tổng {amount(written.dong, self.unit)} khác với số cộng {parts} là {amount(due, self.unit)}"
        remedy = "Vui lòng sửa hoặc để trống ô tổng."
        self.faults.append((written, f"{words} {self.unit.label}. {remedy}"))

    def _was_sum(self, node: Node, column: MoneyColumn) -> bool:
        # By what stands below and not by the figure: over zeros a sum equals the row's own line.
        return column.nature is None or any(line_of(below, column) in self.before for below in _below(node))


def _below(node: Node) -> Iterator[Node]:
    return (each for each in node.walk() if each is not node)


def line_of(node: Node, column: MoneyColumn) -> Line:
    """The line of a component in a column of one source and nature."""
    if column.source is None or column.nature is None:
        raise ValueError(f"{column.key} holds sums")
    return node.component.pk, column.source.source.pk, column.nature.value


def cells_in_order(root: Node, columns: list[MoneyColumn]) -> Iterator[tuple[Node, MoneyColumn]]:
    """The cells that may hold lines, row by row."""
    for node in root.walk():
        for column in columns:
            if column.nature is not None:
                yield node, column
