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
            key, entry = (known.key, column.key), row[column.key]
            try:
                value = _value(table, key, column, entry, scales[column.key])
                cells[key] = Said(found.sheet.name, entry, value, bool(entry.fault))
            except NotAnEntry as error:
                problems.append(problem_at(found.sheet.name, entry.place, entry.text, str(error)))
                cells[key] = Said(found.sheet.name, entry, None, True)
            if entry.fault:
                problems.append(found.problem(entry))
    return problems


def _said_before(known: EntryRow, here: list[EntryColumn], cells: Mapping[CellKey, Said]) -> Said | None:
    return next((cells[known.key, column.key] for column in here if (known.key, column.key) in cells), None)


def _value(table: EntryTable, key: CellKey, column: EntryColumn, entry: Entry, scale: Decimal) -> Decimal | None:
    """What a cell would store; raises NotAnEntry, though not for what is stored already."""
    if entry.number is None:
        return None
    value = entry.number if scale == 1 else entry.number * scale
    now = table.cells.get(key)
    if now is not None and now.value is not None and now.value == value:
        return value
    return column.stored(value if column.factor == 1 else value / column.factor)
