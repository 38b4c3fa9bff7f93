"""The targets of the sample's plan for all years of the programme: every year some, or by the end so many."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from indicators.models import (
    Basis,
    Comparator,
    HouseholdReview,
    Indicator,
    Measure,
    OverTime,
    PovertyClass,
    PovertyMovement,
    Target,
)
from indicators.sample.targets import COUNTS, RATES
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import Sample, sample_figures
from planning.upserts import save_rows

# Points that the rates fall by every year on average, hundredths of the start that the rate of the near-poor comes
# down to, and how many times a year's number five years are to come to.
EVERY_YEAR = {"poor-rate": Decimal("1.5"), "minority-poor-rate": Decimal("3.5")}
LEFT, TIMES = 75, 5
# Poor households of minorities before a year, in hundredths of those after it.
MINORITY_BEFORE = 115


@sample_figures(32)
def add_targets_of_all_years(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Set the targets of the province's plan for the whole programme."""
    for plan in plans:
        if plan.kind == PlanKind.PERIOD:
            save_rows(list(_targets(plan)), (), by=sample.editor, at=at)


def _targets(plan: Plan) -> Iterator[Target]:
    poor, near_poor, households = _beginning(plan.first_year)
    began = {"poor-rate": _rate(poor, households), "minority-poor-rate": _rate(*_of_minority(plan.first_year))}
    for code, points in EVERY_YEAR.items():
        target = _target(plan, code, Comparator.REDUCE_BY, points, Basis.AVERAGE)
        target.baseline, target.baseline_on = began[code], date(plan.first_year - 1, 12, 31)
        yield target
    left = (_rate(near_poor, households) * LEFT / 100).quantize(Decimal("0.01"))
    target = _target(plan, "near-poor-rate", Comparator.DOWN_TO, left)
    target.baseline, target.baseline_on = _rate(near_poor, households), date(plan.first_year - 1, 12, 31)
    yield target
    for aim in COUNTS:
        number = (poor + near_poor) * aim.per_thousand // 1000
        target = _target(plan, aim.indicator, aim.comparator, Decimal(number))
        # What accumulates adds up over the years; a level is that of the households still poor at their end.
        is_sum = target.indicator.over_time == OverTime.CUMULATIVE
        target.value = Decimal(number * TIMES if is_sum else number * LEFT // 100)
        yield target
    for aim in RATES:
        yield _target(plan, aim.indicator, aim.comparator, Decimal(aim.rate or 0))


def _beginning(year: int) -> tuple[int, int, int]:
    """The poor and the near-poor that the first year began with, and the households it counted."""
    openings = PovertyMovement.objects.filter(year=year, unit__is_sample=True, measure=Measure.HOUSEHOLDS).order_by()
    found = dict(openings.values_list("poverty_class").annotate(Sum("opening")))
    reviews = HouseholdReview.objects.filter(year=year, unit__is_sample=True)
    counted = reviews.aggregate(all=Sum("households"))["all"]
    return found[PovertyClass.POOR] or 0, found[PovertyClass.NEAR_POOR] or 0, counted or 0


def _of_minority(year: int) -> tuple[int, int]:
    """The poor households of minorities that the first year began with, and all of minorities."""
    reviews = HouseholdReview.objects.filter(year=year, unit__is_sample=True)
    counted = reviews.aggregate(poor=Sum("minority_poor_households"), all=Sum("minority_households"))
    return (counted["poor"] or 0) * MINORITY_BEFORE // 100, counted["all"] or 0


def _rate(part: int, households: int) -> Decimal:
    return (Decimal(100 * part) / max(households, 1)).quantize(Decimal("0.01"))


def _target(plan: Plan, code: str, comparator: Comparator, value: Decimal, basis: Basis = Basis.END) -> Target:
    indicator = Indicator.objects.get(code=code)
    return Target(plan=plan, indicator=indicator, comparator=comparator, value=value, basis=basis)
