"""What a workbook would change in a plan: the preview, and what its digest stands for."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from planning.sheets.problems import CellProblem


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


@dataclass(frozen=True)
class Change:
    """One cell against the plan's row: None is blank, which is not zero.

    `target` says which row, in the terms of the kind of sheet that reads and writes it; `old` and `new` are
    the values stored, `old_text` and `new_text` the same as people write them.
    """

    target: tuple[Any, ...]
    row: str
    column: str
    address: str
    old: Decimal | None
    new: Decimal | None
    old_text: str
    new_text: str

    @property
    def kind(self) -> ChangeKind:
        if self.old == self.new:
            return ChangeKind.UNCHANGED
        if self.old is None:
            return ChangeKind.NEW
        return ChangeKind.REMOVED if self.new is None else ChangeKind.CHANGED


@dataclass(frozen=True)
class Outcome:
    """All a workbook says: the changes, or the problems for which none of them is made; and what to know."""

    changes: tuple[Change, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()
    unit_line: str = ""

    @property
    def writes(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.kind is not ChangeKind.UNCHANGED)

    def counts(self) -> list[tuple[ChangeKind, int]]:
        """How many changes there are of each kind, in the order of the kinds."""
        found = Counter(change.kind for change in self.changes)
        return [(kind, found[kind]) for kind in ChangeKind]

    def summary(self) -> str:
        """`3 mới, 1 thay đổi, 0 xóa`."""
        return ", ".join(
            f"{count} {kind.label.lower()}" for kind, count in self.counts() if kind is not ChangeKind.UNCHANGED
        )

    def digest(self) -> str:
        """Equal for two readings exactly when they would write the same over the same."""
        return _digest(repr((change.target, change.old, change.new)) for change in self.writes)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
