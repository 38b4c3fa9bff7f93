"""A year's results as a table to fill in: those of many units, or all of one."""

from indicators.entry.results import kinds

__all__ = ["kinds"]
