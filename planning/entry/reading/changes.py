"""What would change, and which cells cannot."""

from collections.abc import Mapping
from functools import cache

from planning.documents.model import RowKind
from planning.entry.reading.cells import Said
from planning.entry.tables import BLANK, CellKey, EntryRow, EntryTable
from planning.sheets.changes import Change
from planning.sheets.problems import CellProblem, problem_at


def changes_of(table: EntryTable, cells: Mapping[CellKey, Said]) -> tuple[list[Change], list[CellProblem]]:
    """The cells against the table's values, row by row; a problem for each other value in a locked cell."""
    changes, problems = [], []
    are_several = len({said.sheet for said in cells.values()}) > 1
    columns = {key: (column.label, column.text) for key, column in table.column_at.items()}
    rows = cache(lambda key: row_label(table, table.row_at[key]))
    known, nothing = table.cells, BLANK
    for key, said in cells.items():
        cell = known.get(key, nothing)
        old, new = cell.value, said.value
        if said.is_faulty or (old is None and new is None):
            continue
        label, text = columns[key[1]]
        if cell.lock and (old is None or old != new):
            if new is not None:
                message = f"{cell.lock} Trong bảng đang là {text(old) or 'trống'}."
                problems.append(problem_at(said.sheet, said.place, said.entry.text, message))
            continue
        sheet = said.sheet if are_several else ""
        changes.append(Change(key, rows(key[0]), label, said.place, old, new, text, sheet))
    return changes, problems


def row_label(table: EntryTable, row: EntryRow) -> str:
    """A row in words: `21499, Xã Ba Dinh, Nhân khẩu`."""
    if row.kind is not RowKind.ITEM:
        return next((label for label in reversed(row.labels) if label), row.key)
    return ", ".join(filter(None, row.labels[1:])) or row.labels[0]
