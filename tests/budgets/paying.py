"""Payments of the tests: plans in force, a year's periods, and what holders tell."""

from datetime import UTC, date, datetime
from decimal import Decimal

from budgets.models import FundingSource
from budgets.paying.actions import store_payments
from budgets.paying.places import Place, Told
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from projects.models import Component

NOW = datetime(2025, 12, 5, tzinfo=UTC)
ENDS = {PeriodKind.HALF: (6, 30), PeriodKind.NINE: (9, 30), PeriodKind.YEAR: (12, 31)}
MILLION = 10**6


def make_period(unit, programme, kind=PeriodKind.YEAR, year=2025, **more):
    month, day = ENDS.get(kind, (12, 31))
    fields = {
        "slug": f"{unit.code}-{kind}-{year}",
        "kind": kind,
        "first_year": year,
        "last_year": year,
        "ends_on": date(year, month, day),
        "opens_on": date(year, 1, 1),
    }
    return ReportingPeriod.objects.create(unit=unit, programme=programme, **fields | more)


def put_in_force(plan):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    plan.refresh_from_db()
    return plan


def place(unit, code, source, nature, agency=None):
    component = Component.objects.get(code=code)
    return Place(
        unit.pk, agency.pk if agency else None, (component.pk, FundingSource.objects.get(code=source).pk, nature)
    )


def tell(period, by, values):
    """Tell millions by place: paid, or a mapping of fields."""
    store_payments(period, {key: in_dong(told) for key, told in values.items()}, by=by, at=NOW)


def in_dong(told):
    if told is None:
        return None
    told = told if isinstance(told, dict) else {"paid": told}
    return Told(**{name: None if value is None else Decimal(value) * MILLION for name, value in told.items()})
