"""The appendices of money: the lines, what is shared out of them, what they have for each year, what was paid."""

from budgets.appendices.allocation import allocation_appendix
from budgets.appendices.budget import (
    DIVIDED,
    MoneyColumn,
    budget_table,
    budget_title,
    columns_for,
    every_column,
    line_key,
    money_columns,
)
from budgets.appendices.payments import holders_appendix, payments_appendix
from budgets.appendices.years import years_appendix

__all__ = [
    "DIVIDED",
    "MoneyColumn",
    "allocation_appendix",
    "budget_table",
    "budget_title",
    "columns_for",
    "every_column",
    "holders_appendix",
    "line_key",
    "money_columns",
    "payments_appendix",
    "years_appendix",
]
