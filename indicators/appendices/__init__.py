"""The appendices of indicators: the plan's targets, and what is assigned of them to the units below."""

from indicators.appendices import assigned, targets

__all__ = ["assigned", "targets"]
