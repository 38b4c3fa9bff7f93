"""What a workbook would change in a plan: the preview, and what its digest stands for."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from planning.formats import number
from planning.sheets.problems import CellProblem
from planning.sheets.scans import Place


class ChangeKind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    ChangeKind.NEW: "Mới",
    ChangeKind.CHANGED: "Thay đổi",
    ChangeKind.REMOVED: "Xóa",
    ChangeKind.UNCHANGED: "Không đổi",
}


class Teller(Protocol):
    """Who knows where in a workbook changes stand."""

    def where(self, target: tuple[Any, ...], /) -> "Spot": ...


class Spot(NamedTuple):
    """A place in a workbook that is known in all its words."""

    place: Place
    row: str
    column: str
    write: Callable[[Decimal | None], str]

    def where(self, target: tuple[Any, ...], /) -> "Spot":
        """It is where the only change stands that it is told of."""
        return self


class Change(NamedTuple):
    """One cell against the plan's row: None is blank, which is not zero.

    `target` says which row, in the terms of the kind of sheet that reads and writes it; `old` and `new` are
    the values stored. `sheet` is named where several were read.
    """

    target: tuple[Any, ...]
    old: Decimal | None
    new: Decimal | None
    told: Teller
    sheet: str = ""

    @property
    def kind(self) -> ChangeKind:
        if self.old == self.new:
            return ChangeKind.UNCHANGED
        if self.old is None:
            return ChangeKind.NEW
        return ChangeKind.REMOVED if self.new is None else ChangeKind.CHANGED

    @property
    def where(self) -> Spot:
        return self.told.where(self.target)

    @property
    def row(self) -> str:
        return self.where.row

    @property
    def column(self) -> str:
        return self.where.column

    @property
    def address(self) -> str:
        address = self.where.place.address
        return f"{self.sheet}!{address}" if self.sheet else address

    @property
    def old_text(self) -> str:
        return self.where.write(self.old)

    @property
    def new_text(self) -> str:
        return self.where.write(self.new)


@dataclass(frozen=True)
class Outcome:
    """All a workbook says: the changes, or the problems for which none of them is made; and what to know."""

    changes: tuple[Change, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()
    unit_line: str = ""

    @cached_property
    def writes(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.old != change.new)

    @cached_property
    def counts(self) -> list[tuple[ChangeKind, int]]:
        """How many changes there are of each kind, in the order of the kinds."""
        new = sum(change.old is None for change in self.writes)
        removed = sum(change.new is None for change in self.writes)
        return [
            (ChangeKind.NEW, new),
            (ChangeKind.CHANGED, len(self.writes) - new - removed),
            (ChangeKind.REMOVED, removed),
            (ChangeKind.UNCHANGED, len(self.changes) - len(self.writes)),
        ]

    def summary(self) -> str:
        """`3 mới, 1 thay đổi, 0 xóa`."""
        return ", ".join(
            f"{number(count)} {kind.label.lower()}" for kind, count in self.counts if kind is not ChangeKind.UNCHANGED
        )

    @cached_property
    def steps(self) -> bytes:
        """Target, value before and value after of what changes something, as they are kept to be undone."""
        told = [
            (target, old if old is None else str(old), new if new is None else str(new))
            for target, old, new, *_ in self.writes
        ]
        return json.dumps(told, separators=(",", ":")).encode()

    @cached_property
    def digest(self) -> str:
        """Equal for two readings of a workbook exactly when they would write the same over the same."""
        return hashlib.sha256(self.steps).hexdigest()
