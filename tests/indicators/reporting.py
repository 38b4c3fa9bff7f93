"""Periods and what units report for them, as tests write them down. All figures are invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

from indicators.models import PeriodResult
from indicators.reporting.actions import store_period_results
from planning.plans.periods import PeriodKind, ReportingPeriod

NOW = datetime(2025, 12, 10, 8, tzinfo=UTC)
ENDS = {PeriodKind.HALF: date(2025, 7, 15), PeriodKind.YEAR: date(2025, 12, 31)}


def make_period(unit, programme, kind=PeriodKind.YEAR, year=2025, **more):
    """A period the unit holds, open since the year began."""
    ends_on = ENDS.get(kind, date(2025, 12, 31)).replace(year=year)
    fields = {"ends_on": ends_on, "opens_on": date(year, 1, 1), "first_year": year, "last_year": year} | more
    return ReportingPeriod.objects.create(
        unit=unit, programme=programme, kind=kind, slug=f"{unit.code}-{kind}-{year}", **fields
    )


def tell(period, indicator, figures, by=None, at=NOW):
    """Store {unit: {field: text}} of one indicator."""
    values = {
        (period.pk, unit.pk, indicator.pk): {name: _value(name, text) for name, text in fields.items()}
        for unit, fields in figures.items()
    }
    store_period_results(values, by=by, at=at)


def reported(numerator, denominator=None):
    """The counts of a rate as reported, or a value."""
    if denominator is None:
        return {"reported_value": numerator}
    return {"reported_numerator": numerator, "reported_denominator": denominator}


def vetted(numerator, denominator=None):
    """The same as vetted."""
    return {name.replace("reported", "vetted"): value for name, value in reported(numerator, denominator).items()}


def row_of(period, unit, indicator):
    """What is stored; None where nothing is."""
    return PeriodResult.objects.filter(period=period, unit=unit, indicator=indicator).first()


def _value(name, text):
    return text if name == "note" or text is None else Decimal(str(text))
