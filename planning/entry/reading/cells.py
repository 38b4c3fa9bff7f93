"""What the cells of a sheet say, in the stored unit; a cell that can be no entry says why."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable, NotAnEntry, ruled
from planning.sheets.changes import Spot
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import Entry, SheetTable, TableRow


class Said(NamedTuple):
    """A cell of a workbook: `value` is what it would store; a faulty one says nothing."""

    sheet: str
    entry: Entry
    value: Decimal | None
    is_faulty: bool


class ColumnHere:
    """A column that is entered, as one sheet has it; `at` counts from 0."""

    def __init__(self, column: EntryColumn, found: SheetTable, scale: Decimal) -> None:
        self.column, self.key, self.scale = column, column.key, scale
        self.at = found.header.columns[column.key] - 1
        # Most numbers of a column come many times; whether one may be stored is asked once.
        self._stored = cache(lambda value: _stored(column, value))

    def value(self, written: Decimal, now: EntryCell | None) -> Decimal:
        """What a cell would store; raises NotAnEntry, though not for what is stored already."""
        value = written if self.scale == 1 else written * self.scale
        if now is None:
            return self._stored(value)
        if now.value == value:
            return value
        rule = ruled(self.column, now)
        return self._stored(value) if rule is self.column else _stored(rule, value)


def _stored(rule: EntryColumn, value: Decimal) -> Decimal:
    return rule.stored(value if rule.factor == 1 else value / rule.factor)


@dataclass
class SaidRow:
    """A row of a workbook: what each of its columns would store; the `faulty` ones say nothing."""

    sheet: str
    row: TableRow
    known: EntryRow
    columns: Sequence[ColumnHere]
    values: list[Decimal | None] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)

    def where(self, target: tuple[Any, ...]) -> Spot:
        """The place of one of its cells."""
        column = next(here.column for here in self.columns if here.key == target[1])
        return Spot(self.row[column.key].place, self.known.in_words, column.label, column.text)

    def said(self, column: str) -> Said | None:
        """What it says in a column; None where its sheet does not have that."""
        for here, value in zip(self.columns, self.values, strict=True):
            if here.key == column:
                return Said(self.sheet, self.row[column], value, column in self.faulty)
        return None


class Cells:
    """What a workbook says of a table, row by row; several sheets may each have other columns of a row."""

    def __init__(self) -> None:
        self.rows: dict[str, list[SaidRow]] = {}

    def get(self, key: CellKey) -> Said | None:
        """What is said of a cell, None for nothing."""
        row, column = key
        return next((said for each in self.rows.get(row, ()) if (said := each.said(column))), None)

    def columns(self, row: str) -> Collection[str]:
        """The columns in which something is said of a row, be it that they are blank."""
        return {here.key for said in self.rows.get(row, ()) for here in said.columns}

    @property
    def sheets(self) -> set[str]:
        return {said.sheet for rows in self.rows.values() for said in rows}


def read_cells(
    table: EntryTable,
    found: SheetTable,
    rows: Iterable[tuple[EntryRow, TableRow]],
    scales: Mapping[str, Decimal],
    cells: Cells,
) -> list[CellProblem]:
    """Put what the sheet's items say into `cells`; return the problems of entries and of rows that come twice."""
    columns = [column for column in table.columns if column.key in found.header.columns and column.is_entered]
    here = [ColumnHere(column, found, scales[column.key]) for column in columns]
    problems = list(found.repeats({column.key for column in here}))
    for known, row in rows:
        before = cells.rows.setdefault(known.key, [])
        if twice := _said_before(before, here):
            problems.append(_repeated(found, row, twice))
            continue
        said = SaidRow(found.sheet.name, row, known, here)
        problems += _read_row(said, found, table.cells)
        before.append(said)
    return problems


def _read_row(said: SaidRow, found: SheetTable, stand: Mapping[CellKey, EntryCell]) -> Iterator[CellProblem]:
    """Add what a row says; a plain one is taken as it is, without making out its entries."""
    row, key, values = said.row, said.known.key, said.row.values
    plain = len(values) if row.is_plain else 0
    for column in said.columns:
        value: Any = values[column.at] if column.at < plain else None
        if column.at >= plain or not (value is None or isinstance(value, Decimal)):
            value = row[column.key].number
            if row[column.key].fault:
                said.faulty.add(column.key)
                yield found.problem(row[column.key])
        if value is not None:
            try:
                value = column.value(value, stand.get((key, column.key)))
            except NotAnEntry as error:
                value = None
                said.faulty.add(column.key)
                yield problem_at(said.sheet, row[column.key].place, row[column.key].text, str(error))
        said.values.append(value)


def _repeated(found: SheetTable, row: TableRow, twice: SaidRow) -> CellProblem:
    where = f"dòng {twice.row.number}"
    where += "" if twice.sheet == found.sheet.name else f" của trang tính “{twice.sheet}”"
    first = min(row.entries.values(), key=lambda entry: entry.place)
    message = f"Dòng này trùng với {where}; mỗi dòng của bảng chỉ ghi một lần."
    return problem_at(found.sheet.name, first.place, first.text, message)


def _said_before(before: Iterable[SaidRow], here: Sequence[ColumnHere]) -> SaidRow | None:
    keys = {column.key for column in here} if before else set()
    return next((said for said in before if any(column.key in keys for column in said.columns)), None)
