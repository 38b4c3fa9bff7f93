"""Results as tests write them down, and how they are stored."""

from datetime import UTC, datetime
from decimal import Decimal

from indicators.results.actions import Figures, store_results

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def counts(numerator, denominator):
    """The counts of a rate."""
    return Figures(None, Decimal(numerator), Decimal(denominator))


def value(amount):
    """A value without counts."""
    return Figures(Decimal(amount))


def store(indicator, year, figures):
    """Store {unit: figures} of one indicator and year."""
    store_results({(unit.pk, indicator.pk, year): each for unit, each in figures.items()}, by=None, at=NOW)
