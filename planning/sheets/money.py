"""In which unit of money the amounts of a sheet are: as the lines above its table say."""

from planning.sheets.problems import CellProblem, problem_at, problem_of_sheet
from planning.sheets.tables import SheetTable
from planning.sheets.titles import UNIT_LINE, money_unit_of


def money_unit_above(table: SheetTable, expected: str) -> tuple[int, CellProblem | None]:
    """How many đồng one of the sheet's unit is; 1 where there is a problem with it, which says what is `expected`.

    Without a line that names the unit none is guessed: a thousandfold is at stake. `Đơn vị: Sở Tài chính` is a line
    of another kind.
    """
    lines = [(place, money_unit_of(match[1])) for place, match in table.lines_above(UNIT_LINE)]
    if not lines:
        return 1, problem_of_sheet(table.sheet.name, f"Thiếu dòng “Đơn vị: …” phía trên bảng. {expected}")
    units = {unit for _, unit in lines if unit is not None}
    if len(units) == 1:
        return units.pop(), None
    place = lines[-1][0]
    message = "Có nhiều đơn vị tiền khác nhau phía trên bảng." if units else "Không rõ đơn vị tiền."
    return 1, problem_at(table.sheet.name, place, table.sheet.seen(place), f"{message} {expected}")
