"""Cells of a sheet that would lower or take away money which is shared out already."""

from collections.abc import Iterator

from budgets.appendices import MoneyColumn
from budgets.bonds import FREE, bonds_of
from budgets.sheets.amounts import Written
from budgets.sheets.settling import Settlement, cells_in_order, line_of
from planning.plans.reading import Reading


def held_back(settled: Settlement, columns: list[MoneyColumn], reading: Reading) -> Iterator[tuple[Written, str]]:
    """Each cell whose line could not become what the sheet says, and why."""
    bonds, unit = reading.once(bonds_of), reading.plan.unit_of_money
    for node, column in cells_in_order(settled.root, columns):
        line, written = line_of(node, column), settled.amounts.get((node.component.pk, column.key))
        after = settled.after.get(line)
        if written and after != settled.before.get(line) and (why := bonds.get(line, FREE).refusal(after, unit)):
            yield written, why
