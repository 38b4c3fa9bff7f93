"""Tables of money that people fill in: what is shared out to whom, what falls to which year, what was paid."""

from budgets.entry.allocation import ALLOCATION
from budgets.entry.payments import PAYMENTS
from budgets.entry.years import YEARS

__all__ = ["ALLOCATION", "PAYMENTS", "YEARS"]
