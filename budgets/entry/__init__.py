"""Tables of money that people fill in: what is shared out to whom."""

from budgets.entry.allocation import ALLOCATION

__all__ = ["ALLOCATION"]
