"""What is wrong in a workbook, cell by cell, in words for the person who filled it in."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string, get_column_letter

from planning.sheets.scans import Place

SHOWN = 60


@dataclass(frozen=True)
class CellProblem:
    """One fault and what was expected instead; `row` is 0 and `column` empty where it is of a row or a sheet."""

    sheet: str
    row: int
    column: str
    value: str
    message: str

    @property
    def address(self) -> str:
        """`D7`, as a spreadsheet names the cell; empty for a fault of the whole sheet."""
        return f"{self.column}{self.row}" if self.row else ""


def problem_at(sheet: str, place: Place, value: str, message: str) -> CellProblem:
    """A problem of one cell; a long value is cut."""
    shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    return CellProblem(sheet, place.row, get_column_letter(place.column), shown, message)


def problem_of_sheet(sheet: str, message: str) -> CellProblem:
    """A problem of a sheet as a whole, or of the file where `sheet` is empty."""
    return CellProblem(sheet, 0, "", "", message)


def in_order(problems: Iterable[CellProblem]) -> tuple[CellProblem, ...]:
    """Problems as one meets them going through the workbook."""
    return tuple(sorted(problems, key=_place))


def _place(problem: CellProblem) -> tuple[str, int, int, str]:
    column = column_index_from_string(problem.column) if problem.column else 0
    return problem.sheet, problem.row, column, problem.message
