"""A plan's own money in the grid, as its tests read and name it."""

from budgets.entry.lines import LINES
from budgets.models import BudgetLine
from planning.sheets.scopes import scope_of

RECURRENT, INVESTMENT, PLAIN = "central.recurrent", "central.investment", "central."
MILLION = 10**6


def table_of(plan):
    return LINES.table(scope_of(plan, may_enter=True))


def text_at(table, row, column):
    return table.text(table.row_at[row], table.column_at[column])


def lock_at(table, row, column):
    return table.lock(table.row_at[row], table.column_at[column])


def lines(plan):
    rows = BudgetLine.objects.in_force(plan).values_list("component__code", "source__code", "nature", "amount")
    return {(component, f"{source}.{nature}"): amount for component, source, nature, amount in rows}
