"""The money of the sample province: rates, lines and shares, importing which registers them."""

from budgets.sample import communes, provinces

__all__ = ["communes", "provinces"]
