"""What the cells of a sheet say, in the stored unit; a cell that can be no entry says why."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from planning.entry.tables import CellKey, EntryColumn, EntryRow, EntryTable, NotAnEntry
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import Entry, SheetTable, TableRow


class Said(NamedTuple):
    """A cell of a workbook: `value` is what it would store; a faulty one says nothing."""

    sheet: str
    entry: Entry
    value: Decimal | None
    is_faulty: bool = False


def read_cells(
    table: EntryTable,
    found: SheetTable,
    rows: Iterable[tuple[EntryRow, TableRow]],
    scales: Mapping[str, Decimal],
    cells: dict[CellKey, Said],
) -> list[CellProblem]:
    """Put what the sheet's items say into `cells`; return the problems of entries and of rows that come twice."""
    here = [column for column in table.columns if column.key in found.header.columns and column.is_entered]
    problems = list(found.repeats({column.key for column in here}))
    for known, row in rows:
        if twice := _said_before(known, here, cells):
            where = f"dòng {twice.entry.place.row}"
            where += "" if twice.sheet == found.sheet.name else f" của trang tính “{twice.sheet}”"
            first = min((entry for entry in row.entries.values()), key=lambda entry: entry.place)
            message = f"Dòng này trùng với {where}; mỗi dòng của bảng chỉ ghi một lần."
            problems.append(problem_at(found.sheet.name, first.place, first.text, message))
            continue
        for column in here:
            said = _said(table, found, known, column, row[column.key], scales[column.key])
            if isinstance(said, CellProblem):
                problems.append(said)
                said = Said(found.sheet.name, row[column.key], None, True)
            cells[known.key, column.key] = said
    return problems


def _said_before(known: EntryRow, here: list[EntryColumn], cells: Mapping[CellKey, Said]) -> Said | None:
    return next((cells[known.key, column.key] for column in here if (known.key, column.key) in cells), None)


def _said(
    table: EntryTable, found: SheetTable, row: EntryRow, column: EntryColumn, entry: Entry, scale: Decimal
) -> Said | CellProblem:
    sheet = found.sheet.name
    if entry.number is None:
        return found.problem(entry) if entry.fault else Said(sheet, entry, None)
    value = entry.number * scale
    if value == table.cell(row, column).value:
        return Said(sheet, entry, value)
    try:
        return Said(sheet, entry, column.stored(value / column.factor))
    except NotAnEntry as error:
        return problem_at(sheet, entry.place, entry.text, str(error))
