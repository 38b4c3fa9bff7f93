"""What payments bring to tracking: what is told, what to look at again, what will lapse, which reports moved."""

from budgets.models import Payment
from budgets.paying.filling import PAYMENTS_PART
from budgets.paying.lapsing import money_that_will_lapse
from budgets.paying.looking import doubtful_payments
from planning.reports.moving import moves, of_period

moves("payments", of_period(Payment))

__all__ = ["PAYMENTS_PART", "doubtful_payments", "money_that_will_lapse"]
