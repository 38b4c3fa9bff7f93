"""How a cell of an appendix holds an amount."""

from decimal import Decimal

from planning.documents.model import Cell
from planning.formats import MoneyUnit, amount, in_unit


def money_cell(dong: Decimal | None, unit: MoneyUnit) -> Cell:
    """An amount as a table prints it; blank where there is none."""
    return Cell() if dong is None else Cell(amount(dong, unit), in_unit(dong, unit))
