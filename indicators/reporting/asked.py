"""Which indicators a period asks of units, and which of them the household review answers."""

from collections.abc import Iterable

from indicators.models import Indicator, Target
from planning.formats import short_date
from planning.plans.in_force import plan_in_force
from planning.plans.periods import OF_SEVERAL_YEARS, PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind

DECEMBER_31 = (12, 31)
PARTS_OF_A_YEAR = frozenset({PeriodKind.HALF, PeriodKind.NINE})


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
    """Whether the period's figure of an indicator is that of the household review, and nobody types it again."""
    return bool(indicator.review_numerator) and tells_of_year(period)


def tells_of_year(period: ReportingPeriod) -> bool:
    """Whether the figures are those with which a year ended: then its results stand where nothing else is told."""
    return period.kind == PeriodKind.YEAR or (period.kind in OF_SEVERAL_YEARS and _ends_with_year(period))


def is_part_of_year(period: ReportingPeriod) -> bool:
    """Whether what has accumulated by its end is less than a year brings."""
    return period.kind in PARTS_OF_A_YEAR or (period.kind != PeriodKind.YEAR and not _ends_with_year(period))


def until_words(period: ReportingPeriod) -> str:
    """`đến hết ngày 30/6/2025`."""
    return f"đến hết ngày {short_date(period.ends_on)}"


def part_label(period: ReportingPeriod) -> str:
    """`6 tháng 2025`, or the last day of what has no such name: how short labels call part of a year."""
    if period.kind in PARTS_OF_A_YEAR:
        return f"{PeriodKind(period.kind).label} {period.year}"
    return f"đến {short_date(period.ends_on)}"


def _ends_with_year(period: ReportingPeriod) -> bool:
    return (period.ends_on.month, period.ends_on.day) == DECEMBER_31


def typed_in(period: ReportingPeriod) -> list[Indicator]:
    """The indicators asked whose figures units enter for the period."""
    return [each for each in asked_of(period) if not is_from_review(each, period)]


def _binding(period: ReportingPeriod) -> Iterable[Plan]:
    kinds = [PlanKind.ANNUAL]
    if period.kind in OF_SEVERAL_YEARS:
        kinds.insert(0, PlanKind.PERIOD)
    found = (plan_in_force(period.unit, period.programme, kind, period.year) for kind in kinds)
    return (plan for plan in found if plan)
