"""From a workbook to the cells it would change, or to all that is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from planning.entry.reading.cells import Cells, read_cells
from planning.entry.reading.changes import changes_of
from planning.entry.reading.notes import notes_of
from planning.entry.reading.rows import RowFinder, read_rows
from planning.entry.reading.scopes import problem_of_scope
from planning.entry.reading.sums import SumCheck
from planning.entry.reading.tables import NO_TABLE, tables_in
from planning.entry.reading.units import unit_of_amounts
from planning.entry.tables import CellKey, EntryTable
from planning.sheets.changes import Outcome
from planning.sheets.problems import CellProblem, in_order, problem_at, problem_of_sheet
from planning.sheets.scopes import Scope
from planning.sheets.tables import SheetTable
from planning.sheets.workbooks import Sheet

Check = Callable[[Mapping[CellKey, Decimal | None]], Mapping[CellKey, str]]


def read_entries(table: EntryTable, scope: Scope, sheets: Sequence[Sheet], check: Check) -> Outcome:
    """Compare the workbook with the table; writes nothing.

    Several sheets may each hold a part of the table. Rows and columns that the workbook does not have leave their
    cells as they are; a blank cell takes its value away. Sums are held against their parts and never imported.
    `check` is asked about the values that would change.
    """
    found, notes = tables_in(table, sheets)
    problems = [] if found else [problem_of_sheet("", NO_TABLE.format(table.title))]
    cells = Cells()
    sums = SumCheck(table)
    for each in found:
        problems += _read_sheet(table, scope, each, cells, sums)
        notes += notes_of(table, each)
    problems += sums.problems(cells)
    changes, at_fault = changes_of(table, cells)
    problems += at_fault
    problems += _refused(check({change.target: change.new for change in changes if change.old != change.new}), cells)
    notes += [*sums.notes(), *_kept(table, cells)]
    return Outcome(tuple(changes), in_order(set(problems)), tuple(notes), table.unit_line)


def _read_sheet(table: EntryTable, scope: Scope, found: SheetTable, cells: Cells, sums: SumCheck) -> list[CellProblem]:
    if problem := problem_of_scope(found, scope):
        return [problem]
    scales, problem = unit_of_amounts(table, found)
    rows, problems = read_rows(RowFinder(table, found), found)
    if problem:
        return [problem, *problems]
    problems += read_cells(table, found, rows.items, scales, cells)
    sums.add(found, rows, scales)
    return problems


def _refused(words: Mapping[CellKey, str], cells: Cells) -> list[CellProblem]:
    """What the table's own check has against new values: at their cells where they are in the workbook."""
    problems = []
    for key, message in words.items():
        said = cells.get(key)
        problems.append(
            problem_at(said.sheet, said.entry.place, said.entry.text, message)
            if said
            else problem_of_sheet("", message)
        )
    return problems


def _kept(table: EntryTable, cells: Cells) -> list[str]:
    """What the workbook says nothing of."""
    said = cache(cells.columns)
    unsaid = (key for key in table.cells if key[1] not in said(key[0]))
    kept = sum(table.cells[key].value is not None and _is_open(table, key) for key in unsaid)
    return [f"Giữ nguyên {kept} ô đã có số liệu mà tệp không có dòng hoặc cột."] if kept and cells.rows else []


def _is_open(table: EntryTable, key: CellKey) -> bool:
    row, column = table.row_at.get(key[0]), table.column_at.get(key[1])
    return row is not None and column is not None and not table.lock(row, column)
