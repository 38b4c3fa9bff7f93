"""The appendices of money: the lines, what is shared out of them, and what they have for each year."""

from budgets.appendices.allocation import allocation_appendix
from budgets.appendices.budget import DIVIDED, MoneyColumn, budget_table, budget_title, every_column, money_columns
from budgets.appendices.years import years_appendix

__all__ = [
    "DIVIDED",
    "MoneyColumn",
    "allocation_appendix",
    "budget_table",
    "budget_title",
    "every_column",
    "money_columns",
    "years_appendix",
]
