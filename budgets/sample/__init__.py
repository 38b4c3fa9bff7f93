"""The money of the sample province: rates, lines, shares and payments, importing which registers them."""

from budgets.sample import communes, paid, provinces

__all__ = ["communes", "paid", "provinces"]
