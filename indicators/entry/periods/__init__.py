"""What units report for a period, as tables to fill in: a unit's report, or one indicator of many units."""

from indicators.entry.periods import kinds

__all__ = ["kinds"]
