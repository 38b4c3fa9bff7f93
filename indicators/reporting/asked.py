"""Which indicators a period asks of units, and which of them the household review answers."""

from collections.abc import Iterable

from indicators.models import Indicator, Target
from planning.plans.in_force import plan_in_force
from planning.plans.periods import OF_SEVERAL_YEARS, PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind

# A review tells how a year ended: in these periods its counts are the figures, and nobody types them again.
TAKEN_FROM_REVIEW = frozenset({PeriodKind.YEAR, *OF_SEVERAL_YEARS})


def asked_of(period: ReportingPeriod) -> list[Indicator]:
    """The indicators with a target in the holder's plan in force, in the order of documents; else all in use.

    For a year or a part of it that is the annual plan, for several years the five-year plan before it.
    """
    for plan in _binding(period):
        targets = Target.objects.of_plan(plan).values("indicator")
        if found := list(Indicator.objects.filter(pk__in=targets).select_related("dimension")):
            return found
    return list(Indicator.objects.valid_in(period.year).select_related("dimension"))


def is_from_review(indicator: Indicator, period: ReportingPeriod) -> bool:
    """Whether the period's figure of an indicator is that of the household review."""
    return bool(indicator.review_numerator) and period.kind in TAKEN_FROM_REVIEW


def typed_in(period: ReportingPeriod) -> list[Indicator]:
    """The indicators asked whose figures units enter for the period."""
    return [each for each in asked_of(period) if not is_from_review(each, period)]


def _binding(period: ReportingPeriod) -> Iterable[Plan]:
    kinds = [PlanKind.ANNUAL]
    if period.kind in OF_SEVERAL_YEARS:
        kinds.insert(0, PlanKind.PERIOD)
    found = (plan_in_force(period.unit, period.programme, kind, period.year) for kind in kinds)
    return (plan for plan in found if plan)
