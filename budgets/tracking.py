"""What payments bring to tracking: how far they are told of, money that will lapse, reports they moved on from."""

from budgets.models import Payment
from budgets.paying.filling import PAYMENTS_PART
from budgets.paying.lapsing import money_that_will_lapse
from planning.reports.moving import moves, of_period

moves("payments", of_period(Payment))

__all__ = ["PAYMENTS_PART", "money_that_will_lapse"]
