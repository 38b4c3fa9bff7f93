"""The targets of communes' plans in the sample: what was assigned, and in some communes less, explained or not."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from indicators.models import AssignedTarget, Explanation, Target
from indicators.models.results import rate_of
from planning.plans.plans import Plan
from planning.sample.parts import Sample, sample_figures
from planning.upserts import save_rows

WORDS = "Hộ nghèo chủ yếu là hộ không có khả năng lao động (giải trình giả định)."
# Every so many communes adopt less of one target, and every other of these says why.
LESS = 5


@sample_figures(31)
def adopt_targets(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Set in each commune's plan the targets its province's latest plan assigned to it."""
    plans = [plan for plan in plans if plan.unit_id != sample.province.unit.pk]
    of_unit = {plan.unit_id: (number, plan) for number, plan in enumerate(plans)}
    targets, explanations = [], []
    assigned = AssignedTarget.objects.filter(unit__in=of_unit).select_related("target__indicator")
    for each in assigned.order_by("target", "unit"):
        number, plan = of_unit[each.unit_id]
        is_less = number % LESS == LESS - 1 and each.target.indicator.code == "poor-rate"
        targets.append(_adopted(plan, each, is_less=is_less))
        if is_less and number % (2 * LESS) == LESS - 1:
            explanations.append(Explanation(plan=plan, indicator=each.target.indicator, words=WORDS))
    save_rows(targets, (), by=sample.editor, at=at)
    save_rows(explanations, (), by=sample.editor, at=at)


def _adopted(plan: Plan, assigned: AssignedTarget, *, is_less: bool) -> Target:
    above = assigned.target
    value = assigned.value
    if value is None:
        rate = rate_of(assigned.numerator, assigned.denominator) or Decimal(0)
        value = round(rate * (Decimal("0.8") if is_less else Decimal(1)), above.indicator.decimals)
    return Target(
        plan=plan,
        indicator=above.indicator,
        comparator=above.comparator,
        value=value,
        basis=above.basis,
    )
