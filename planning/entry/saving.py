"""What was typed into a grid, stored cell by cell: what is sound is saved, what is not says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from planning.entry.kinds import EntryKind, EntryRefused, refusals
from planning.entry.tables import BLANK, CellKey, EntryTable, NotAnEntry
from planning.people.users import User
from planning.sheets.scopes import Scope

REASON = "Nhập trên màn hình"
GONE = "Dòng hoặc cột này không còn trong bảng. Vui lòng tải lại trang."


class CellState(StrEnum):
    SAVED = "saved"
    INVALID = "invalid"
    LOCKED = "locked"
    CONFLICT = "conflict"


# What is wrong with a cell: how it stands now, and the words for it.
Fault = tuple[CellState, str]


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


@dataclass(frozen=True)
class Saved:
    """An answer for each typed cell, and the table before and after."""

    answers: tuple[Answer, ...]
    before: EntryTable
    after: EntryTable

    @property
    def count(self) -> int:
        """How many cells now stand as typed."""
        return sum(answer.state is CellState.SAVED for answer in self.answers)


def save_typed(kind: EntryKind, scope: Scope, typed: Iterable[Typed], *, by: User, at: datetime) -> Saved:
    """Store the sound cells in one transaction; what was typed last into a cell holds.

    A cell that someone else changed since `base` is not overwritten. Where sound cells contradict each other or
    the rest, those at fault are left out and the others are stored. Raises PermissionDenied.
    """
    cells = {cell.key: cell for cell in typed}
    with transaction.atomic():
        scope = replace(kind.hold(scope, by), kept={})
        before = kind.table(scope)
        values, faults = _sound(before, cells.values())
        for key, message in refusals(kind, scope, before, values).items():
            if values.pop(key, _NOTHING) is not _NOTHING:
                faults[key] = CellState.INVALID, message
        faults |= _write(kind, scope, values, by, at)
        # What cannot be read back is not to be kept.
        after = kind.table(scope) if values else before
    answers = tuple(_answer(after, cell, faults.get(key)) for key, cell in cells.items())
    return Saved(answers, before, after)


class _Unsound(ValueError):
    def __init__(self, state: CellState, message: str) -> None:
        super().__init__(message)
        self.state = state


_NOTHING = object()


def _sound(table: EntryTable, typed: Iterable[Typed]) -> tuple[dict[CellKey, Decimal | None], dict[CellKey, Fault]]:
    """The values to store, those that stand already left out, and what is wrong with the other cells."""
    values: dict[CellKey, Decimal | None] = {}
    faults: dict[CellKey, Fault] = {}
    for cell in typed:
        try:
            value = _value(table, cell)
        except _Unsound as unsound:
            faults[cell.key] = unsound.state, str(unsound)
        else:
            if value != table.cells.get(cell.key, BLANK).value:
                values[cell.key] = value
    return values, faults


def _value(table: EntryTable, cell: Typed) -> Decimal | None:
    row, column = table.row_at.get(cell.row), table.column_at.get(cell.column)
    if row is None or column is None:
        raise _Unsound(CellState.LOCKED, GONE)
    if lock := table.lock(row, column):
        raise _Unsound(CellState.LOCKED, lock)
    try:
        value = table.read(row, column, cell.text)
    except NotAnEntry as error:
        raise _Unsound(CellState.INVALID, str(error)) from error
    now = table.text(row, column)
    if now != cell.base and value != table.cell(row, column).value:
        deed = f"ghi {now} vào" if now else "xóa số ở"
        raise _Unsound(CellState.CONFLICT, f"Người khác vừa {deed} ô này.")
    return value


def _write(
    kind: EntryKind, scope: Scope, values: Mapping[CellKey, Decimal | None], by: User, at: datetime
) -> dict[CellKey, Fault]:
    """Store what is consistent: cells that are refused are left out until nothing refuses the rest."""
    sound = dict(values)
    faults: dict[CellKey, Fault] = {}
    while sound:
        try:
            with transaction.atomic():
                kind.write(scope, sound, by=by, at=at, reason=REASON)
            break
        except EntryRefused as refused:
            named = {key: words for key, words in refused.cells.items() if key in sound}
            for key, words in (named or dict.fromkeys(sound, str(refused))).items():
                faults[key] = CellState.INVALID, words
                del sound[key]
    return faults


def _answer(table: EntryTable, cell: Typed, fault: Fault | None) -> Answer:
    row, column = table.row_at.get(cell.row), table.column_at.get(cell.column)
    now = table.text(row, column) if row and column else ""
    state, message = fault or (CellState.SAVED, "")
    return Answer(cell.row, cell.column, state, now, message)
