"""What payments bring to tracking: how far they are told of, and money that will lapse at the year's end."""

from budgets.paying.filling import PAYMENTS_PART
from budgets.paying.lapsing import money_that_will_lapse

__all__ = ["PAYMENTS_PART", "money_that_will_lapse"]
