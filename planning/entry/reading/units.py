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
    lines = [(place, money_unit_of(match[1])) for place, match in found.lines_above(UNIT_LINE)]
    if not lines:
        message = f"Thiếu dòng “Đơn vị: …” phía trên bảng. {UNITS_EXPECTED}"
        return 1, problem_of_sheet(found.sheet.name, message)
    # `Đơn vị: Sở Tài chính` is a line of another kind.
    units = {unit for _, unit in lines if unit is not None}
    if len(units) == 1:
        return units.pop(), None
    place, value = lines[-1][0], found.sheet.seen(lines[-1][0])
    message = "Có nhiều đơn vị tiền khác nhau phía trên bảng." if units else "Không rõ đơn vị tiền."
    return 1, problem_at(found.sheet.name, place, value, f"{message} {UNITS_EXPECTED}")
