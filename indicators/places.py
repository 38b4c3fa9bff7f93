"""What of the indicators is worked out by the map of units: the totals kept for the units above."""

from indicators.results.following import totals_follow

__all__ = ["totals_follow"]
