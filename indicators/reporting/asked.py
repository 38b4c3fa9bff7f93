"""Which indicators a period asks of units, and which of them the household review answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indicators.models import Indicator, Target
from planning.formats import number, short_date
from planning.plans.in_force import plan_in_force
from planning.plans.periods import OF_SEVERAL_YEARS, PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.tracking.asking import says_what_is_asked

DECEMBER_31 = (12, 31)
CALLED = {PlanKind.ANNUAL: "kế hoạch năm", PlanKind.PERIOD: "kế hoạch 5 năm"}
PARTS_OF_A_YEAR = frozenset({PeriodKind.HALF, PeriodKind.NINE})


@dataclass(frozen=True)
class Asking:
    """What a period asks of all its units, in the order of documents, and the plan in force on which that rests."""

    period: ReportingPeriod
    indicators: tuple[Indicator, ...]
    plan: Plan | None = None

    @property
    def words(self) -> str:
        """On what it rests: the plan usual for the period, the other one, or for want of both the catalogue."""
        lacking = [kind for kind in kinds_binding(self.period) if self.plan is None or kind != self.plan.kind]
        if self.plan and self.plan.kind == kinds_binding(self.period)[0]:
            return f"Các chỉ tiêu được hỏi theo kế hoạch {self.plan.period_words} của {self.plan.unit.full_name}."
        missing = f"Chưa có {_listed(lacking)} được ban hành"
        if self.plan:
            return f"{missing}: hỏi các chỉ tiêu theo {CALLED[PlanKind(self.plan.kind)]} ({self.plan.period_words})."
        return f"{missing}: hỏi mọi chỉ tiêu của danh mục đang áp dụng."


def asking(period: ReportingPeriod) -> Asking:
    """The indicators with a target in the holder's plan in force; without such a plan all in use.

    For a year or a part of it that is the annual plan, else the five-year plan; for several years the other way round.
    """
    for plan in _binding(period):
        targets = Target.objects.of_plan(plan).values("indicator")
        if found := tuple(Indicator.objects.filter(pk__in=targets).select_related("dimension")):
            return Asking(period, found, plan)
    return Asking(period, tuple(Indicator.objects.valid_in(period.year).select_related("dimension")))


def asked_of(period: ReportingPeriod) -> list[Indicator]:
    """The indicators a period asks of all its units."""
    return list(asking(period).indicators)


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


def kinds_binding(period: ReportingPeriod) -> tuple[PlanKind, PlanKind]:
    """The plan usual for the period, and the one in its place where that is not in force."""
    if period.kind in OF_SEVERAL_YEARS:
        return PlanKind.PERIOD, PlanKind.ANNUAL
    return PlanKind.ANNUAL, PlanKind.PERIOD


def _binding(period: ReportingPeriod) -> Iterator[Plan]:
    for kind in kinds_binding(period):
        if plan := plan_in_force(period.unit, period.programme, kind, period.year, on=period.ends_on):
            yield plan


def _listed(kinds: Iterable[PlanKind]) -> str:
    return " và ".join(CALLED[kind] for kind in kinds)


@says_what_is_asked
def indicators_asked(period: ReportingPeriod) -> str:
    """What the opener of a period is told of its indicators: how many there are, and on what they rest."""
    found = asking(period)
    return f"{found.words} Số chỉ tiêu: {number(len(found.indicators))}."
