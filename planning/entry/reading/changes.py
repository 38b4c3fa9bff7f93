"""What would change, and which cells cannot."""

from collections.abc import Iterator

from planning.entry.reading.cells import Cells, SaidRow
from planning.entry.tables import BLANK, EntryTable
from planning.sheets.changes import Change
from planning.sheets.problems import CellProblem, problem_at


def changes_of(table: EntryTable, cells: Cells) -> tuple[list[Change], list[CellProblem]]:
    """The cells against the table's values, row by row; a problem for each other value in a locked cell."""
    changes: list[Change] = []
    problems: list[CellProblem] = []
    are_several = len(cells.sheets) > 1
    for rows in cells.rows.values():
        for said in rows:
            problems += _read_row(table, said, said.sheet if are_several else "", changes)
    return changes, problems


def _read_row(table: EntryTable, said: SaidRow, sheet: str, changes: list[Change]) -> Iterator[CellProblem]:
    known, row, faulty = table.cells, said.known.key, said.faulty
    for column, new in zip(said.columns, said.values, strict=True):
        key = row, column.key
        cell = known.get(key, BLANK)
        old = cell.value
        if (old is None and new is None) or column.key in faulty:
            continue
        if cell.lock and (old is None or old != new):
            if new is not None:
                message = f"{cell.lock} Trong bảng đang là {column.column.text(old) or 'trống'}."
                entry = said.row[column.key]
                yield problem_at(said.sheet, entry.place, entry.text, message)
            continue
        changes.append(Change(key, old, new, said, sheet))
