"""In which unit of money a sheet's amounts are, and what its numbers are worth as they are stored."""

from collections.abc import Mapping
from decimal import Decimal

from planning.entry.tables import EntryTable
from planning.sheets.money import money_unit_above
from planning.sheets.problems import CellProblem
from planning.sheets.tables import SheetTable
from planning.sheets.titles import UNIT_LINE, UNITS_EXPECTED, money_unit_of


def unit_of_amounts(table: EntryTable, found: SheetTable) -> tuple[Mapping[str, Decimal], CellProblem | None]:
    """What a number in each column is to be multiplied with.

    Only columns of money follow the sheet's line, those in the unit that the table's own line names.
    """
    scales = {column.key: Decimal(column.factor) for column in table.columns}
    line = UNIT_LINE.search(table.unit_line)
    ours = money_unit_of(line[1]) if line else None
    if ours is None:
        return scales, None
    theirs, problem = money_unit_above(found, UNITS_EXPECTED)
    return {key: Decimal(theirs) if scale == ours else scale for key, scale in scales.items()}, problem
