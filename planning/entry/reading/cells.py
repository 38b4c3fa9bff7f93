"""What the cells of a sheet say, in the stored unit; a cell that can be no entry says why."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable, NotAnEntry, ruled
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.scans import Place
from planning.sheets.tables import Entry, SheetTable, TableRow


class Said(NamedTuple):
    """A cell of a workbook: `value` is what it would store; a faulty one says nothing."""

    sheet: str
    row: TableRow
    known: EntryRow
    column: EntryColumn
    value: Decimal | None
    is_faulty: bool = False

    @property
    def entry(self) -> Entry:
        """The cell as it is in the sheet."""
        return self.row[self.column.key]

    @property
    def place(self) -> Place:
        return Place(self.row.number, self.row.columns[self.column.key])

    @property
    def row_words(self) -> str:
        return self.known.in_words

    @property
    def column_words(self) -> str:
        return self.column.label

    def write(self, value: Decimal | None, /) -> str:
        """A stored value as people write it in this column."""
        return self.column.text(value)


class _Here:
    """A column that is entered, as one sheet has it."""

    def __init__(self, column: EntryColumn, found: SheetTable, scale: Decimal) -> None:
        self.column, self.key, self.scale = column, column.key, scale
        # Most numbers of a column come many times; whether one may be stored is asked once.
        self._stored = cache(lambda value: _stored(column, value))

    def value(self, written: Decimal | None, now: EntryCell | None) -> Decimal | None:
        """What a cell would store; raises NotAnEntry, though not for what is stored already."""
        if written is None:
            return None
        value = written if self.scale == 1 else written * self.scale
        if now is None:
            return self._stored(value)
        if now.value == value:
            return value
        rule = ruled(self.column, now)
        return self._stored(value) if rule is self.column else _stored(rule, value)


def _stored(rule: EntryColumn, value: Decimal) -> Decimal:
    return rule.stored(value if rule.factor == 1 else value / rule.factor)


def read_cells(
    table: EntryTable,
    found: SheetTable,
    rows: Iterable[tuple[EntryRow, TableRow]],
    scales: Mapping[str, Decimal],
    cells: dict[CellKey, Said],
) -> list[CellProblem]:
    """Put what the sheet's items say into `cells`; return the problems of entries and of rows that come twice."""
    here = [
        _Here(column, found, scales[column.key])
        for column in table.columns
        if column.key in found.header.columns and column.is_entered
    ]
    problems = list(found.repeats({column.key for column in here}))
    before = {row for row, _ in cells}
    for known, row in rows:
        if known.key in before and (twice := _said_before(known, here, cells)):
            problems.append(_repeated(found, row, twice))
            continue
        before.add(known.key)
        problems += _read_row(table, found, known, row, here, cells)
    return problems


def _read_row(
    table: EntryTable,
    found: SheetTable,
    known: EntryRow,
    row: TableRow,
    here: list[_Here],
    cells: dict[CellKey, Said],
) -> Iterator[CellProblem]:
    """Put what a row says into `cells`; a plain one is taken as it is, without making out its entries."""
    row_key, sheet, stand = known.key, found.sheet.name, table.cells
    for column in here:
        name, raw = column.key, row.raw(column.key)
        key, plain = (row_key, name), raw if isinstance(raw, Decimal) else None
        entry = None if row.is_plain and plain is raw else row[name]
        value, is_faulty = None, bool(entry and entry.fault)
        try:
            value = column.value(entry.number if entry else plain, stand.get(key))
        except NotAnEntry as error:
            is_faulty = True
            yield problem_at(sheet, row[name].place, row[name].text, str(error))
        cells[key] = Said(sheet, row, known, column.column, value, is_faulty)
        if entry and entry.fault:
            yield found.problem(entry)


def _repeated(found: SheetTable, row: TableRow, twice: Said) -> CellProblem:
    where = f"dòng {twice.row.number}"
    where += "" if twice.sheet == found.sheet.name else f" của trang tính “{twice.sheet}”"
    first = min(row.entries.values(), key=lambda entry: entry.place)
    message = f"Dòng này trùng với {where}; mỗi dòng của bảng chỉ ghi một lần."
    return problem_at(found.sheet.name, first.place, first.text, message)


def _said_before(known: EntryRow, here: list[_Here], cells: Mapping[CellKey, Said]) -> Said | None:
    return next((cells[known.key, column.key] for column in here if (known.key, column.key) in cells), None)
