"""Tables of money that people fill in: what a plan has, what of it is shared out, falls to each year, was paid."""

from budgets.entry.allocation import ALLOCATION
from budgets.entry.lines import LINES
from budgets.entry.payments import PAYMENTS
from budgets.entry.years import YEARS

__all__ = ["ALLOCATION", "LINES", "PAYMENTS", "YEARS"]
