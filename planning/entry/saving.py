"""What was typed into a grid, stored cell by cell: what is sound is saved, what is not says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from planning.entry.kinds import EntryKind, EntryRefused, refusals
from planning.entry.tables import CellKey, EntryTable, NotAnEntry
from planning.people.users import User
from planning.sheets.scopes import Scope

REASON = "Nhập trên màn hình"


class CellState(StrEnum):
    SAVED = "saved"
    INVALID = "invalid"
    LOCKED = "locked"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Typed:
    """A cell as typed; `base` is the text that stood there when the person began."""

    row: str
    column: str
    text: str
    base: str

    @property
    def key(self) -> CellKey:
        return self.row, self.column


@dataclass(frozen=True)
class Answer:
    """What became of a typed cell: `text` is what is stored now."""

    row: str
    column: str
    state: CellState
    text: str
    message: str = ""


def save_typed(
    kind: EntryKind, scope: Scope, typed: Iterable[Typed], *, by: User, at: datetime
) -> tuple[list[Answer], EntryTable]:
    """Store the sound cells in one transaction; return an answer for each cell, and the table as it is now.

    A cell that someone else changed since `base` is not overwritten. Where sound cells contradict each other or
    the rest, those at fault are left out and the others are stored. Raises PermissionDenied.
    """
    typed = list(typed)
    faults: dict[CellKey, tuple[CellState, str]] = {}
    with transaction.atomic():
        scope = kind.hold(scope, by)
        table = kind.table(scope)
        values: dict[CellKey, Decimal | None] = {}
        for cell in typed:
            try:
                values[cell.key] = _value(table, cell)
            except _Unsound as unsound:
                faults[cell.key] = unsound.state, str(unsound)
        for key, message in refusals(kind, scope, table, values).items():
            if values.pop(key, _NOTHING) is not _NOTHING:
                faults[key] = CellState.INVALID, message
        faults |= _write(kind, scope, values, by, at)
    table = kind.table(scope)
    return [_answer(table, cell, faults.get(cell.key)) for cell in typed], table


class _Unsound(ValueError):
    def __init__(self, state: CellState, message: str) -> None:
        super().__init__(message)
        self.state = state


_NOTHING = object()


def _value(table: EntryTable, cell: Typed) -> Decimal | None:
    row, column = table.row_at.get(cell.row), table.column_at.get(cell.column)
    if row is None or column is None:
        raise _Unsound(CellState.CONFLICT, "Dòng hoặc cột này không còn trong bảng. Vui lòng tải lại trang.")
    if lock := table.lock(row, column):
        raise _Unsound(CellState.LOCKED, lock)
    try:
        value = table.read(row, column, cell.text)
    except NotAnEntry as error:
        raise _Unsound(CellState.INVALID, str(error)) from error
    now = table.text(row, column)
    if now != cell.base and value != table.cell(row, column).value:
        raise _Unsound(CellState.CONFLICT, f"Người khác vừa ghi {now or 'trống'} vào ô này.")
    return value


def _write(
    kind: EntryKind, scope: Scope, values: Mapping[CellKey, Decimal | None], by: User, at: datetime
) -> dict[CellKey, tuple[CellState, str]]:
    if not values:
        return {}
    try:
        with transaction.atomic():
            kind.write(scope, values, by=by, at=at, reason=REASON)
    except EntryRefused as refused:
        at_fault = {key: words for key, words in refused.cells.items() if key in values} or dict.fromkeys(
            values, str(refused)
        )
        sound = {key: value for key, value in values.items() if key not in at_fault}
        rest = _write(kind, scope, sound, by, at)
        return rest | {key: (CellState.INVALID, words) for key, words in at_fault.items()}
    return {}


def _answer(table: EntryTable, cell: Typed, fault: tuple[CellState, str] | None) -> Answer:
    row, column = table.row_at.get(cell.row), table.column_at.get(cell.column)
    now = table.text(row, column) if row and column else ""
    state, message = fault or (CellState.SAVED, "")
    return Answer(cell.row, cell.column, state, now, message)
