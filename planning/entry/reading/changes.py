"""What would change, and which cells cannot."""

from collections.abc import Mapping

from planning.entry.reading.cells import Said
from planning.entry.tables import BLANK, CellKey, EntryTable
from planning.sheets.changes import Change
from planning.sheets.problems import CellProblem, problem_at


def changes_of(table: EntryTable, cells: Mapping[CellKey, Said]) -> tuple[list[Change], list[CellProblem]]:
    """The cells against the table's values, row by row; a problem for each other value in a locked cell."""
    changes, problems = [], []
    are_several = len({said.sheet for said in cells.values()}) > 1
    known, nothing = table.cells, BLANK
    for key, said in cells.items():
        cell = known.get(key, nothing)
        old, new = cell.value, said.value
        if said.is_faulty or (old is None and new is None):
            continue
        if cell.lock and (old is None or old != new):
            if new is not None:
                message = f"{cell.lock} Trong bảng đang là {said.write(old) or 'trống'}."
                problems.append(problem_at(said.sheet, said.place, said.entry.text, message))
            continue
        changes.append(Change(key, old, new, said, said.sheet if are_several else ""))
    return changes, problems
