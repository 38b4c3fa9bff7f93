"""From a workbook to the cells it would change, or to all that is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from planning.entry.tables import CellKey, EntryTable
from planning.sheets.changes import Outcome
from planning.sheets.scopes import Scope
from planning.sheets.workbooks import Sheet

Check = Callable[[Mapping[CellKey, Decimal | None]], Mapping[CellKey, str]]


def read_entries(table: EntryTable, scope: Scope, sheets: Sequence[Sheet], check: Check) -> Outcome:
    """Compare the workbook with the table; writes nothing."""
    raise NotImplementedError
