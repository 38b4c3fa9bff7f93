"""The reviews, results and targets of the sample province, importing which registers them."""

from indicators.sample import adopted, results, reviews, targets

__all__ = ["adopted", "results", "reviews", "targets"]
