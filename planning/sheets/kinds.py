"""The registry of tables that can be read from a workbook: each app brings its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from planning.people.users import User
from planning.plans.plans import Plan
from planning.sheets.changes import Change, Outcome
from planning.sheets.workbooks import Sheet

Reader = Callable[[Plan, Sequence[Sheet], User], Outcome]


class Writer(Protocol):
    def __call__(self, plan: Plan, changes: Sequence[Change], *, by: User, at: datetime) -> None: ...


@dataclass(frozen=True)
class SheetKind:
    """A table of a plan that comes back as a workbook.

    `read` compares workbook and plan and writes nothing; `write` makes the changes, inside the caller's
    transaction; `url_name` is the screen that shows the result, and the tab it stands under.
    """

    key: str
    title: str
    read: Reader
    write: Writer
    url_name: str


_kinds: dict[str, SheetKind] = {}


class UnknownSheet(LookupError):
    """No app brings a table under this name."""


def provides_sheet(kind: SheetKind) -> SheetKind:
    """Register a kind of sheet under its key."""
    _kinds[kind.key] = kind
    return kind


def sheet_kind(key: str) -> SheetKind:
    """The kind registered under `key`; raises UnknownSheet."""
    if key not in _kinds:
        raise UnknownSheet(key)
    return _kinds[key]
