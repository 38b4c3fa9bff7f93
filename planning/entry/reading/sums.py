"""Sums in a workbook held against their parts: they are worked out anew, never imported.

One left as it was exported is no statement of its filler's; one that was changed must add up. A faulty cell is
left to its own problem.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from planning.entry.additions import adds_across, adds_down
from planning.entry.reading.cells import Cells
from planning.entry.reading.notes import few
from planning.entry.reading.rows import FoundRows
from planning.entry.reading.strangers import stranger_faults
from planning.entry.tables import EntryColumn, EntryRow, EntryTable
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import Entry, SheetTable

REMEDY = "Vui lòng sửa hoặc để trống ô tổng."
ZERO = Decimal(0)
Scales = Mapping[str, Decimal]
Fault = tuple[Entry, str]


class PartIsInDoubt(ValueError):
    """A part of a sum is faulty, so that nothing can be said of the sum."""


class SumCheck:
    """Gathers the sums of all sheets, for the parts of one may stand in another."""

    def __init__(self, table: EntryTable) -> None:
        self.table = table
        self._read: list[tuple[SheetTable, FoundRows, Scales]] = []
        self._stale: list[Entry] = []

    def add(self, found: SheetTable, rows: FoundRows, scales: Scales) -> None:
        """Take the sums of a sheet."""
        self._read.append((found, rows, scales))

    def problems(self, cells: Cells) -> Iterator[CellProblem]:
        """The sums that do not add up, once all cells are read."""
        for found, rows, scales in self._read:
            here = [column for column in self.table.columns if column.key in found.header.columns]
            faults = [*self._down(rows, here, scales, cells), *self._across(rows, here, scales, cells)]
            faults += stranger_faults(rows, [c for c in here if c.is_entered], cells)
            for entry, message in faults:
                yield problem_at(found.sheet.name, entry.place, entry.text, f"{message} {REMEDY}")

    def notes(self) -> Iterator[str]:
        """What is said of sums that are no longer right; to be asked after the problems."""
        if self._stale:
            shown = few(entry.place.address for entry in sorted(self._stale, key=lambda entry: entry.place))
            yield f"{len(self._stale)} ô tổng còn ghi số cũ, sẽ được tính lại: {shown}."

    def _down(self, rows: FoundRows, here: list[EntryColumn], scales: Scales, cells: Cells) -> Iterator[Fault]:
        for known, row in rows.sums:
            for column in here:
                entry = row[column.key]
                if entry.number is not None and adds_down(self.table, known, column):
                    yield from self._fault(known, column, entry, entry.number * scales[column.key], cells)

    def _across(self, rows: FoundRows, here: list[EntryColumn], scales: Scales, cells: Cells) -> Iterator[Fault]:
        summed = [column for column in here if column.adds and not column.is_entered]
        for known, row in rows.items if summed else ():
            for column in summed:
                entry = row[column.key]
                if entry.number is not None and adds_across(self.table, known, column):
                    yield from self._fault(known, column, entry, entry.number * scales[column.key], cells)

    def _fault(
        self, row: EntryRow, column: EntryColumn, entry: Entry, written: Decimal, cells: Cells
    ) -> Iterator[Fault]:
        try:
            due = self._worth(row, column, cells) or ZERO
        except PartIsInDoubt:
            return
        if written == due:
            return
        if written == self.table.cell(row, column).value:
            self._stale.append(entry)
            return
        parts = "các cột thành phần" if column.adds else "các dòng thuộc dòng này"
        yield entry, f"Số tổng {column.text(written)} khác với số cộng {parts} là {column.text(due)}."

    def _worth(self, row: EntryRow, column: EntryColumn, cells: Cells) -> Decimal | None:
        """What a cell comes to after the import; raises PartIsInDoubt."""
        if column.adds and not column.is_entered and adds_across(self.table, row, column):
            across = (self.table.column_at[key] for key in column.adds if key in self.table.column_at)
            return _added(self._worth(row, part, cells) for part in across)
        if row.adds and adds_down(self.table, row, column):
            below = (self.table.row_at[key] for key in row.adds if key in self.table.row_at)
            return _added(self._worth(part, column, cells) for part in below)
        said = cells.get((row.key, column.key))
        if said is None:
            return self.table.cell(row, column).value
        if said.is_faulty:
            raise PartIsInDoubt(said.entry.place.address)
        return said.value


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None
