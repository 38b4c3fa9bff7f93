"""How a cell of an appendix holds an amount, and how many decimals the amounts of a table have."""

from dataclasses import replace
from decimal import Decimal

from planning.documents.model import Cell, Table
from planning.formats import MoneyUnit, amount, decimals_of, in_unit, number

PERCENT = "percent"


def money_cell(dong: Decimal | None, unit: MoneyUnit) -> Cell:
    """An amount as a table prints it; blank where there is none."""
    return Cell() if dong is None else Cell(amount(dong, unit), in_unit(dong, unit))


def evened(table: Table, unit: MoneyUnit, decimals: int = 0) -> Table:
    """The table of money with as many decimals everywhere as its finest amount has, or as are given.

    Only in tỷ đồng, where 62,49 beside 56,809 looks like another exactness; a zero stays as it is.
    """
    if unit is not MoneyUnit.BILLION:
        return table
    money = {place for place, column in enumerate(table.columns) if column.is_number and column.key != PERCENT}
    values = [row.cells[place].value for row in table.rows for place in money]
    most = max([decimals, *(decimals_of(value) for value in values if value is not None)])
    rows = tuple(
        replace(row, cells=tuple(_evened(cell, most) if at in money else cell for at, cell in enumerate(row.cells)))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _evened(cell: Cell, decimals: int) -> Cell:
    return replace(cell, text=number(cell.value, decimals)) if cell.value else cell
