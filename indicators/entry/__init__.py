"""Tables of indicators that people fill in: what is assigned, what is adopted, what the reviews counted."""

from indicators.entry import results, reviews

__all__ = ["results", "reviews"]
