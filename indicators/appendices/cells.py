"""How a value or a range stands in a cell of an appendix."""

from decimal import Decimal

from planning.documents.model import Cell
from planning.formats import number


def range_cell(value: Decimal | None, value_to: Decimal | None, decimals: int) -> Cell:
    """A value, or `1,00 - 1,50`: a range is no number to a workbook."""
    if value is None:
        return Cell()
    if value_to is None:
        return Cell(number(value, decimals), value)
    return Cell(f"{number(value, decimals)} - {number(value_to, decimals)}")
