"""Money: sources, a plan's lines, what is shared out of them, the counterpart they call for, and payments."""

from budgets.models.lines import AMOUNT_DIGITS, BudgetLine, Stage, stage_in_force
from budgets.models.payments import Payment
from budgets.models.rates import CounterpartRate, RateBase, Rounding
from budgets.models.shares import Allocation, YearAmount
from budgets.models.sources import FundingSource, Nature
from budgets.models.watching import PaymentWatch

__all__ = [
    "AMOUNT_DIGITS",
    "Allocation",
    "BudgetLine",
    "CounterpartRate",
    "FundingSource",
    "Nature",
    "Payment",
    "PaymentWatch",
    "RateBase",
    "Rounding",
    "Stage",
    "YearAmount",
    "stage_in_force",
]
