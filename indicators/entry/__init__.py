"""Tables of indicators that people fill in: what is assigned, what is adopted, what the reviews counted."""

from indicators.entry import assignment, periods, results, reviews, targets

__all__ = ["assignment", "periods", "results", "reviews", "targets"]
