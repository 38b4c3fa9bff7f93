"""In which unit of money a sheet's amounts are, and what its numbers are worth as they are stored."""

from collections.abc import Mapping
from decimal import Decimal

from planning.entry.tables import EntryTable
from planning.sheets.problems import CellProblem, problem_at, problem_of_sheet
from planning.sheets.tables import SheetTable
from planning.sheets.titles import UNIT_LINE, UNITS_EXPECTED, money_unit_of


def unit_of_amounts(table: EntryTable, found: SheetTable) -> tuple[Mapping[str, Decimal], CellProblem | None]:
    """What a number in each column is to be multiplied with.

    Without a line that names the unit none is guessed: a thousandfold is at stake. Only columns of money follow
    it, those in the unit that the table's own line names.
    """
    scales = {column.key: Decimal(column.factor) for column in table.columns}
    line = UNIT_LINE.search(table.unit_line)
    ours = money_unit_of(line[1]) if line else None
    if ours is None:
        return scales, None
    theirs, problem = _stated(found)
    return {key: Decimal(theirs) if scale == ours else scale for key, scale in scales.items()}, problem


def _stated(found: SheetTable) -> tuple[int, CellProblem | None]:
    """How many đồng one of the sheet's unit is; 1 where there is a problem with it."""
    line = found.line_above(UNIT_LINE)
    if line is None:
        message = f"Thiếu dòng “Đơn vị: …” phía trên bảng. {UNITS_EXPECTED}"
        return 1, problem_of_sheet(found.sheet.name, message)
    place, match = line
    unit = money_unit_of(match[1])
    if unit is None:
        value = found.sheet.seen(place)
        return 1, problem_at(found.sheet.name, place, value, f"Không rõ đơn vị tiền. {UNITS_EXPECTED}")
    return unit, None
