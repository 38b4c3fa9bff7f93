"""The registry of tables to fill in: each app brings its own, and gets screen, workbook and import for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol, cast

from planning.entry.reach import open_rows
from planning.entry.reading import read_entries
from planning.entry.tables import CellKey, EntryTable
from planning.entry.template import template_of
from planning.people.users import User
from planning.sheets.actions import ImportCannotBeUndone, WorkbookHasProblems
from planning.sheets.changes import Change, Outcome
from planning.sheets.kinds import SheetKind, provides_sheet
from planning.sheets.scopes import Scope, find_plan, hold_plan
from planning.sheets.workbooks import Sheet

GONE = "dòng hoặc cột không còn trong bảng."


class EntryRefused(ValueError):
    """Figures that contradict others; `cells` says for each cell at fault why. Nothing is written."""

    def __init__(self, cells: Mapping[CellKey, str]) -> None:
        super().__init__("; ".join(sorted(set(cells.values()))))
        self.cells = cells


class SheetRefused(WorkbookHasProblems, ImportCannotBeUndone):
    """Figures of a workbook, or those before it, contradict what others have entered since."""


class EntryWriter(Protocol):
    def __call__(
        self, scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
    ) -> None: ...


@dataclass(frozen=True)
class EntryKind:
    """A table that is filled in on the screen or in a workbook.

    `table` is the table as it is now. `check` says what would be wrong with new values before anything is
    written: a message for each cell. `write` stores values (None is blank) of cells that are open, inside the
    caller's transaction and with the scope held; it may raise EntryRefused. `notes` are what is to be looked at
    once the values of a workbook stand; they keep nothing from being written. `figures` is how the figures of reports
    begin that are made of these values. `workbook` names the kind of sheet that serves the table where another one
    does than its own. `drawn` is what of the table a page draws, where that is less than may be saved. `page`, `tab`,
    `hints`, `size`, `find` and `hold` are those of a SheetKind.
    """

    key: str
    title: str
    table: Callable[[Scope], EntryTable]
    write: EntryWriter
    page: Callable[[Scope], str]
    check: Callable[[Scope, EntryTable, Mapping[CellKey, Decimal | None]], Mapping[CellKey, str]] | None = None
    notes: Callable[[Scope, Mapping[CellKey, Decimal | None]], Iterable[str]] | None = None
    tab: str = ""
    figures: str = ""
    workbook: str = ""
    drawn: Callable[[EntryTable], EntryTable] = lambda table: table
    hints: tuple[str, ...] = ()
    size: Callable[[Scope], int] | None = None
    find: Callable[[str, User], Scope] = find_plan
    hold: Callable[[Scope, User], Scope] = hold_plan

    @property
    def sheet(self) -> str:
        """The kind of sheet by which the table leaves as a workbook and comes back."""
        return self.workbook or self.key


_kinds: dict[str, EntryKind] = {}


class UnknownEntry(LookupError):
    """No app brings a table under this name."""


def provides_entry(kind: EntryKind) -> EntryKind:
    """Register a table to fill in, and its workbook with it unless another's serves."""
    _kinds[kind.key] = kind
    if not kind.workbook:
        provides_sheet(_sheet_of(kind))
    return kind


def _sheet_of(kind: EntryKind) -> SheetKind:
    return SheetKind(
        key=kind.key,
        title=kind.title,
        template=lambda scope, user: template_of(kind.table(scope), scope, kind.hints),
        read=lambda scope, sheets, user: _read(kind, scope, sheets),
        write=lambda scope, changes, *, by, at: _write(kind, scope, changes, by, at),
        values=lambda scope: _values(kind.table(scope)),
        page=kind.page,
        tab=kind.tab,
        hints=kind.hints,
        rows=lambda scope: open_rows(kind.table(scope)),
        size=kind.size,
        objections=lambda scope, changes: _objections(kind, scope, changes),
        find=kind.find,
        hold=kind.hold,
    )


def entry_kind(key: str) -> EntryKind:
    """The kind registered under `key`; raises UnknownEntry."""
    if key not in _kinds:
        raise UnknownEntry(key)
    return _kinds[key]


def refusals(
    kind: EntryKind, scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]
) -> Mapping[CellKey, str]:
    """What would be wrong with new values, by cell."""
    return kind.check(scope, table, values) if kind.check else {}


def _objections(kind: EntryKind, scope: Scope, changes: Sequence[Change]) -> list[str]:
    """Why changes cannot be made: cells that are gone or closed, and values that contradict others."""
    table = kind.table(scope)
    values = _by_cell(changes)
    rows = {key: (table.row_at.get(key[0]), table.column_at.get(key[1])) for key in values}
    closed = {table.lock(row, column) if row and column else GONE for row, column in rows.values()} - {""}
    return sorted(closed) or sorted(set(refusals(kind, scope, table, values).values()))


def _by_cell(changes: Sequence[Change]) -> dict[CellKey, Decimal | None]:
    return {cast(CellKey, change.target): change.new for change in changes}


def _read(kind: EntryKind, scope: Scope, sheets: Sequence[Sheet]) -> Outcome:
    table = kind.table(scope)
    outcome = read_entries(table, scope, sheets, lambda values: refusals(kind, scope, table, values))
    if kind.notes is None or not outcome.writes:
        return outcome
    values = _by_cell(outcome.writes)
    return replace(outcome, notes=(*outcome.notes, *kind.notes(scope, values)))


def _write(kind: EntryKind, scope: Scope, changes: Sequence[Change], by: User, at: datetime) -> None:
    values = _by_cell(changes)
    try:
        kind.write(scope, values, by=by, at=at, reason="Nhập từ bảng tính")
    except EntryRefused as refusal:
        raise SheetRefused(str(refusal)) from refusal


def _values(table: EntryTable) -> Mapping[tuple[Any, ...], Decimal | None]:
    return {key: cell.value for key, cell in table.cells.items()}
