"""Amounts of a sheet in đồng: whole, not negative, and no longer than the database holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.appendices import MoneyColumn
from budgets.cube import BudgetCube
from budgets.models import AMOUNT_DIGITS
from planning.formats import MoneyUnit, number
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.scans import Place
from planning.sheets.tables import Entry, SheetTable, TableRow


@dataclass(frozen=True)
class Written:
    """What a cell of money says, in đồng: None is blank; a faulty one says nothing."""

    place: Place
    text: str
    dong: Decimal | None
    is_faulty: bool = False


Amounts = Mapping[tuple[int, str], Written]


def amounts_of(
    table: SheetTable, rows: Mapping[int, TableRow], keys: list[str], unit: MoneyUnit
) -> tuple[Amounts, list[CellProblem]]:
    """The amounts by component and column, and the problems of those that can be none."""
    amounts: dict[tuple[int, str], Written] = {}
    problems: list[CellProblem] = []
    for component, row in rows.items():
        for key in keys:
            entry = row[key]
            fault = _fault(entry, unit)
            if fault:
                problems.append(problem_at(table.sheet.name, entry.place, entry.text, fault))
            amounts[component, key] = _written(entry, unit, fault)
    return amounts, problems


def unrounded(amounts: Amounts, exact: BudgetCube, printed: BudgetCube, columns: list[MoneyColumn]) -> Amounts:
    """The same amounts, where a cell that says what the plan prints says what the plan holds, to the last đồng."""
    if exact is printed:
        return amounts
    whole = dict(amounts)
    for node in exact.root.walk():
        for column in columns:
            written = amounts.get((node.component.pk, column.key))
            if written and written.dong is not None and written.dong == column.value(printed, node):
                whole[node.component.pk, column.key] = replace(written, dong=column.value(exact, node))
    return whole


def _written(entry: Entry, unit: MoneyUnit, fault: str) -> Written:
    if entry.number is None or fault:
        return Written(entry.place, entry.text, None, bool(fault or entry.fault))
    return Written(entry.place, entry.text, entry.number * unit.factor)


def _fault(entry: Entry, unit: MoneyUnit) -> str:
    if entry.number is None:
        return ""
    dong = entry.number * unit.factor
    if dong < 0:
        return "Số tiền không được âm."
    if dong >= 10**AMOUNT_DIGITS:
        return f"Số tiền quá lớn: nhiều hơn {AMOUNT_DIGITS} chữ số tính bằng đồng. Vui lòng xem lại đơn vị tiền."
    if dong != dong.to_integral_value():
        return f"Số tiền phải là số nguyên đồng; ô này là {number(dong)} đồng. Vui lòng xem lại số hoặc đơn vị tiền."
    return ""
