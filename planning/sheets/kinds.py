"""The registry of tables that leave as a workbook and come back: each app brings its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from planning.people.users import User
from planning.sheets.changes import Change, Outcome
from planning.sheets.scopes import Scope, find_plan, hold_plan
from planning.sheets.workbooks import Sheet

Reader = Callable[[Scope, Sequence[Sheet], User], Outcome]
# The values stored, by the targets of their changes; what is not in it is blank.
Values = Mapping[tuple[Any, ...], Decimal | None]


class Writer(Protocol):
    def __call__(self, scope: Scope, changes: Sequence[Change], *, by: User, at: datetime) -> None: ...


@dataclass(frozen=True)
class SheetKind:
    """A table that leaves as a workbook and comes back.

    `template` is the workbook to fill in, with what is there already; `read` compares workbook and figures and
    writes nothing; `write` makes the changes, inside the caller's transaction; `values` are the figures as they
    are. `page` is the address that shows the result, `tab` the tab of a plan it stands under, `hints` what its
    filler should know, `rows` the rows that may be filled in, `size` about how many rows there are, told without
    making the table. `objections` are what speaks against changes that
    were never previewed: those that lead back. `find` raises NoSuchScope; `hold` locks the scope and raises
    PermissionDenied.
    """

    key: str
    title: str
    template: Callable[[Scope, User], bytes]
    read: Reader
    write: Writer
    values: Callable[[Scope], Values]
    page: Callable[[Scope], str]
    tab: str = ""
    hints: tuple[str, ...] = ()
    rows: Callable[[Scope], Sequence[str]] | None = None
    size: Callable[[Scope], int] | None = None
    objections: Callable[[Scope, Sequence[Change]], Sequence[str]] | None = None
    find: Callable[[str, User], Scope] = find_plan
    hold: Callable[[Scope, User], Scope] = hold_plan


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
