"""Whether a target is due in a period: only then can it be missed."""

from indicators.models import Basis, Target
from indicators.reporting.asked import is_part_of_year
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan

# These judge a plan of several years as it stands.
JUDGE_THE_PLAN = frozenset({PeriodKind.MIDTERM, PeriodKind.FINAL})


def is_due(target: Target, plan: Plan, period: ReportingPeriod) -> bool:
    """Part of a year is no year; and a year is not all years of a plan, unless the target is for each of them."""
    is_of_several = plan.last_year > plan.first_year
    if is_of_several and period.kind in JUDGE_THE_PLAN:
        return True
    if is_part_of_year(period):
        return False
    return target.basis != Basis.END or plan.last_year <= period.year
