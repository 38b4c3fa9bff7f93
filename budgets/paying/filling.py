"""How much of the part `Giải ngân` of the units' reports is filled in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse

from budgets.paying.holdings import holdings_of
from budgets.paying.places import asks_for_payments
from budgets.paying.rounds import round_of
from budgets.paying.telling import told_of
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled, Part, provides_part
from planning.tracking.scopes import report_name


def filled_payments(period: ReportingPeriod, units: Sequence[Unit]) -> Mapping[int, Filled]:
    """Of the cells in which a unit and its agencies hold money, those of which it is told what was paid."""
    if not asks_for_payments(period) or not units:
        return {}
    whole = round_of(period, units[0] if len(units) == 1 else period.unit)
    told = {place for place, row in told_of(whole).items() if row.paid is not None}
    counted = {unit.pk for unit in units}
    asked: defaultdict[int, int] = defaultdict(int)
    given: defaultdict[int, int] = defaultdict(int)
    for place, amount in holdings_of(whole).amounts.items():
        if amount and place.unit in counted:
            asked[place.unit] += 1
            given[place.unit] += place in told
    return {unit: Filled(given[unit], count) for unit, count in asked.items()}


def payments_page(period: ReportingPeriod, unit: Unit) -> str:
    """Where a unit tells of its payments."""
    return reverse("payments", args=[report_name(period, unit)])


PAYMENTS_PART = provides_part(Part("payments", "Giải ngân", payments_page, filled_payments))
