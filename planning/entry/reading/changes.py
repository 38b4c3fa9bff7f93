"""What would change, and which cells cannot."""

from collections.abc import Mapping

from planning.documents.model import RowKind
from planning.entry.reading.cells import Said
from planning.entry.tables import CellKey, EntryRow, EntryTable
from planning.sheets.changes import Change
from planning.sheets.problems import CellProblem, problem_at


def changes_of(table: EntryTable, cells: Mapping[CellKey, Said]) -> tuple[list[Change], list[CellProblem]]:
    """The cells against the table's values, row by row; a problem for each other value in a locked cell."""
    changes, problems = [], []
    are_several = len({said.sheet for said in cells.values()}) > 1
    for key, said in cells.items():
        row, column = table.row_at[key[0]], table.column_at[key[1]]
        old = table.cell(row, column).value
        if said.is_faulty or (old is None and said.value is None):
            continue
        if old != said.value and (lock := table.lock(row, column)):
            if said.value is not None:
                message = f"{lock} Trong bảng đang là {column.text(old) or 'trống'}."
                problems.append(problem_at(said.sheet, said.entry.place, said.entry.text, message))
            continue
        sheet = said.sheet if are_several else ""
        words = row_label(table, row), column.label
        changes.append(Change(key, *words, said.entry.place, old, said.value, column.text, sheet))
    return changes, problems


def row_label(table: EntryTable, row: EntryRow) -> str:
    """A row in words: `21499, Xã Ba Dinh, Nhân khẩu`."""
    if row.kind is not RowKind.ITEM:
        return next((label for label in reversed(row.labels) if label), row.key)
    return ", ".join(label for label in row.labels[1:] if label) or row.labels[0]
