"""The appendices of indicators: targets, what is assigned of them to the units below, and what came of them."""

from indicators.appendices import assigned, results, targets

__all__ = ["assigned", "results", "targets"]
