"""What the cells of a sheet say, in the stored unit; a cell that can be no entry says why."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from planning.entry.tables import CellKey, EntryColumn, EntryRow, EntryTable, NotAnEntry, ruled
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.scans import Place
from planning.sheets.tables import Entry, SheetTable, TableRow


class Said(NamedTuple):
    """A cell of a workbook: `value` is what it would store; a faulty one says nothing."""

    sheet: str
    row: TableRow
    column: str
    value: Decimal | None
    is_faulty: bool = False

    @property
    def entry(self) -> Entry:
        """The cell as it is in the sheet."""
        return self.row[self.column]

    @property
    def place(self) -> Place:
        return Place(self.row.number, self.row.columns[self.column])


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
    before = {row for row, _ in cells}
    for known, row in rows:
        if known.key in before and (twice := _said_before(known, here, cells)):
            problems.append(_repeated(found, row, twice))
            continue
        before.add(known.key)
        problems += _read_row(table, found, known, row, here, scales, cells)
    return problems


def _read_row(
    table: EntryTable,
    found: SheetTable,
    known: EntryRow,
    row: TableRow,
    here: list[EntryColumn],
    scales: Mapping[str, Decimal],
    cells: dict[CellKey, Said],
) -> Iterator[CellProblem]:
    """Put what a row says into `cells`; a plain one is taken as it is, without making out its entries."""
    for column in here:
        name, raw = column.key, row.raw(column.key)
        key, plain = (known.key, name), raw if isinstance(raw, Decimal) else None
        entry = None if row.is_plain and plain is raw else row[name]
        value, is_faulty = None, bool(entry and entry.fault)
        try:
            value = _value(table, key, column, entry.number if entry else plain, scales[name])
        except NotAnEntry as error:
            is_faulty = True
            yield problem_at(found.sheet.name, row[name].place, row[name].text, str(error))
        cells[key] = Said(found.sheet.name, row, name, value, is_faulty)
        if entry and entry.fault:
            yield found.problem(entry)


def _repeated(found: SheetTable, row: TableRow, twice: Said) -> CellProblem:
    where = f"dòng {twice.row.number}"
    where += "" if twice.sheet == found.sheet.name else f" của trang tính “{twice.sheet}”"
    first = min(row.entries.values(), key=lambda entry: entry.place)
    message = f"Dòng này trùng với {where}; mỗi dòng của bảng chỉ ghi một lần."
    return problem_at(found.sheet.name, first.place, first.text, message)


def _said_before(known: EntryRow, here: list[EntryColumn], cells: Mapping[CellKey, Said]) -> Said | None:
    return next((cells[known.key, column.key] for column in here if (known.key, column.key) in cells), None)


def _value(
    table: EntryTable, key: CellKey, column: EntryColumn, written: Decimal | None, scale: Decimal
) -> Decimal | None:
    """What a cell would store; raises NotAnEntry, though not for what is stored already."""
    if written is None:
        return None
    value = written if scale == 1 else written * scale
    now = table.cells.get(key)
    if now is not None and now.value == value:
        return value
    rule = column if now is None else ruled(column, now)
    return rule.stored(value if rule.factor == 1 else value / rule.factor)
