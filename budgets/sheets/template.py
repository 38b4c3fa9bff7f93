"""The workbook of a plan's money to fill in: its lines in open cells, every sum locked and worked out by itself."""

from collections.abc import Iterator

from budgets.appendices import MoneyColumn, budget_title, money_columns
from budgets.cube import BudgetCube, exact_cube_of
from budgets.models import AMOUNT_DIGITS
from budgets.sheets.columns import NAME, NUMBER
from budgets.sheets.settling import line_of
from planning.documents.model import Column
from planning.entry.tables import IS_A_SUM, CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.entry.template import template_of
from planning.formats import MoneyUnit
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope
from projects.tree import Node

WORDS = (Column(NUMBER, ("TT",), "", 5), Column(NAME, ("Nội dung",), "", 40))


def budget_template(scope: Scope, hints: tuple[str, ...]) -> bytes:
    """Draw the workbook; it has the rows and columns of the appendix, exact to the đồng."""
    return template_of(_table(Reading(scope.plan)), scope, hints)


def _table(reading: Reading) -> EntryTable:
    cube, money, unit = exact_cube_of(reading), money_columns(reading), reading.plan.unit_of_money
    return EntryTable(
        title=budget_title(reading),
        words=WORDS,
        columns=tuple(columns_to_fill(money, unit)),
        rows=tuple(row_to_fill(node) for node in cube.root.walk()),
        cells=dict(_cells(cube, money)),
        unit_line=f"Đơn vị: {unit.label}",
    )


def columns_to_fill(money: list[MoneyColumn], unit: MoneyUnit) -> Iterator[EntryColumn]:
    """The columns of the appendix as one enters in them: those of one source and nature."""
    decimals = len(str(unit.factor)) - 1
    for column in money:
        yield EntryColumn(
            column.key,
            column.headings,
            decimals,
            unit.factor,
            digits=AMOUNT_DIGITS,
            is_entered=column.nature is not None,
            adds=column.adds,
        )


def row_to_fill(node: Node) -> EntryRow:
    """Every row may be entered in: a plan has money for a project, or for each part of it."""
    labels = (node.number, node.heading if node.depth else "TỔNG SỐ")
    return EntryRow(node.component.code, labels, adds=tuple(child.component.code for child in node.children))


def _cells(cube: BudgetCube, money: list[MoneyColumn]) -> Iterator[tuple[CellKey, EntryCell]]:
    for node in cube.root.walk():
        for column in money:
            amount = column.value(cube, node)
            if amount is not None:
                is_sum = column.nature is not None and cube.lines.get(line_of(node, column)) != amount
                yield (node.component.code, column.key), EntryCell(amount, IS_A_SUM if is_sum else "")
