"""From a workbook to what it would change in a plan's money, or to all that is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.actions import would_contradict
from budgets.appendices import MoneyColumn
from budgets.cube import cube_of, exact_cube_of, sources_of
from budgets.sheets.amounts import Amounts, amounts_of, unrounded
from budgets.sheets.columns import NAME, BudgetColumns, columns_of
from budgets.sheets.components import rows_of
from budgets.sheets.holding import held_back
from budgets.sheets.settling import Line, Settlement, cells_in_order, line_of
from budgets.sheets.titles import problem_of_scope, unit_of_amounts
from planning.formats import amount
from planning.people.users import User
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.changes import Change, Outcome, Spot
from planning.sheets.problems import in_order, problem_at, problem_of_sheet
from planning.sheets.tables import SheetTable, read_table
from planning.sheets.workbooks import Sheet

NO_TABLE = (
    "Không tìm thấy bảng kinh phí. Bảng cần có cột “Nội dung” và các cột nguồn vốn với tiêu đề như trong tệp "
    "phụ lục tải từ kế hoạch này."
)

SHOWN = 10


def read_budget(plan: Plan, sheets: Sequence[Sheet], user: User) -> Outcome:
    """Compare the budget table of a workbook with the plan's lines; writes nothing.

    Rows and columns that the sheet does not have leave their lines as they are; a blank cell takes its line away.
    """
    reading = Reading(plan)
    columns = columns_of(reading.once(sources_of))
    tables, notes = _budget_tables(sheets, columns)
    if not tables:
        return Outcome(problems=(problem_of_sheet("", NO_TABLE),), notes=tuple(notes))
    scopes = [problem_of_scope(table, plan, user) for table in tables]
    problems = [problem for problem in scopes if problem]
    ours = [table for table, problem in zip(tables, scopes, strict=True) if problem is None]
    problems += [
        problem_of_sheet(table.sheet.name, f"Tệp đã có bảng kinh phí của đơn vị ở trang tính “{ours[0].sheet.name}”.")
        for table in ours[1:]
    ]
    outcome = _BudgetSheet(reading, columns, ours[0]).outcome() if ours else Outcome()
    return Outcome(
        outcome.changes,
        in_order([*problems, *outcome.problems]),
        (*notes, *outcome.notes),
        f"Đơn vị: {plan.unit_of_money.label}",
    )


def _budget_tables(sheets: Sequence[Sheet], columns: BudgetColumns) -> tuple[list[SheetTable], list[str]]:
    """The budget tables of the sheets in sight, and a note on each sheet that is passed over."""
    tables, notes = [], []
    for sheet in sheets:
        table = None if sheet.is_hidden else read_table(sheet, columns.declared)
        if table and NAME in table.header.columns:
            tables.append(table)
        else:
            why = "đang ẩn" if sheet.is_hidden else "không phải bảng kinh phí"
            notes.append(f"Trang tính “{sheet.name}” không đọc ({why}).")
    return tables, notes


@dataclass(frozen=True)
class _BudgetSheet:
    reading: Reading
    columns: BudgetColumns
    table: SheetTable

    def outcome(self) -> Outcome:
        cube, printed = exact_cube_of(self.reading), cube_of(self.reading)
        unit, problem_of_unit = unit_of_amounts(self.table, self.reading.plan)
        rows, of_rows = rows_of(self.table, cube.root)
        here = [column for column in self.columns.money.values() if column.key in self.table.header.columns]
        amounts, of_amounts = amounts_of(self.table, rows, [column.key for column in here], unit)
        amounts = unrounded(amounts, cube, printed, here)
        settled = Settlement(cube, printed, amounts, unit)
        settled.settle(here)
        name = self.table.sheet.name
        faults = [*settled.faults, *held_back(settled, here, self.reading)]
        of_sums = [problem_at(name, written.place, written.text, words) for written, words in faults]
        of_file = [problem_of_unit] if problem_of_unit else []
        problems = [*of_file, *self.table.problems, *of_rows, *of_amounts, *of_sums]
        if not problems:
            problems = [problem_of_sheet(name, words) for words in would_contradict(self.reading, settled.after)]
        changes = tuple(self._changes(settled, here, amounts))
        return Outcome(changes, tuple(problems), tuple(self._notes(settled, here, amounts)))

    def _changes(self, settled: Settlement, here: list[MoneyColumn], amounts: Amounts) -> Iterator[Change]:
        unit = self.reading.plan.unit_of_money
        for node, column in cells_in_order(settled.root, here):
            written = amounts.get((node.component.pk, column.key))
            line = line_of(node, column)
            old, new = settled.before.get(line), settled.after.get(line)
            if written is None or (old is None and new is None):
                continue
            where = Spot(
                place=written.place,
                row=node.heading if node.depth else "Tổng số",
                column=self.columns.label(column.key),
                write=lambda dong: "" if dong is None else amount(dong, unit),
            )
            yield Change(line, old, new, where)

    def _notes(self, settled: Settlement, here: list[MoneyColumn], amounts: Amounts) -> Iterator[str]:
        if settled.stale:
            places = [written.place.address for written in sorted(settled.stale, key=lambda w: w.place)]
            shown = ", ".join(places[:SHOWN]) + ("…" if len(places) > SHOWN else "")
            yield f"{len(places)} ô tổng còn ghi số cũ, sẽ được tính lại theo các ô thành phần: {shown}."
        kept = settled.before.keys() - self._lines_here(settled, here, amounts)
        if kept:
            yield f"Giữ nguyên {len(kept)} khoản kinh phí mà tệp không có dòng hoặc cột."
        unread = ", ".join(f"“{heading}”" for heading in self.table.header.unread.values())
        if unread:
            yield f"Cột không đọc: {unread}."
        hidden = [row.number for row in self.table.rows if row.number in self.table.sheet.hidden_rows]
        if hidden:
            yield f"Các dòng đang ẩn vẫn được đọc: {', '.join(map(str, hidden))}."
        if unseen := self.table.hidden_columns():
            yield f"Các cột đang ẩn vẫn được đọc: {', '.join(unseen)}."

    def _lines_here(self, settled: Settlement, here: list[MoneyColumn], amounts: Amounts) -> set[Line]:
        cells = cells_in_order(settled.root, here)
        return {line_of(node, column) for node, column in cells if (node.component.pk, column.key) in amounts}
