"""The workbook to fill in: what is there already, what may be entered, and how."""

from planning.entry.tables import EntryTable
from planning.sheets.scopes import Scope


def template_of(table: EntryTable, scope: Scope, hints: tuple[str, ...]) -> bytes:
    """Draw the workbook of a table."""
    raise NotImplementedError
