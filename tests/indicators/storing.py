"""Results as tests write them down, how they are stored, and how they are read again."""

from datetime import UTC, datetime
from decimal import Decimal

from indicators.results.actions import Figures, store_results
from indicators.results.series import Series
from indicators.results.totals import totals_of

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
RESTATED = "tính lại theo địa giới mới (1)"


def counts(numerator, denominator):
    """The counts of a rate."""
    return Figures(None, Decimal(numerator), Decimal(denominator))


def value(amount):
    """A value without counts."""
    return Figures(Decimal(amount))


def store(indicator, year, figures):
    """Store {unit: figures} of one indicator and year."""
    store_results({(unit.pk, indicator.pk, year): each for unit, each in figures.items()}, by=None, at=NOW)


def total_of(unit, indicator, year):
    """The kept total over all units below; None where none of them has a result."""
    return totals_of(unit, year).get(indicator.pk)


def series_of(unit, indicator, years, day):
    """The points of a unit of `day` over years, restated to the units of that day."""
    series = Series(indicator, [unit], years, day)
    return [series.restated(unit, year) for year in years]
