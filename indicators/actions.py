"""Writes on a plan's targets."""

from django.db import transaction

from indicators.models import AssignedTarget, Explanation, Indicator, Target
from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.plans import Plan

ALREADY_SET = "Kế hoạch đã có chỉ tiêu này với cùng địa bàn và yêu cầu."

IS_ASSIGNED = (
    "Chỉ tiêu này đã giao cho đơn vị cấp dưới. Muốn đổi chỉ tiêu, địa bàn hoặc yêu cầu, hãy bỏ các mức đã giao trước."
)


class TargetIsSetAlready(ValueError):
    """Another target of the plan has the same indicator, comparator and territory."""


class TargetIsAssigned(ValueError):
    """Units below have their share of the target, which would mean something else were the target another."""


@transaction.atomic
def set_target(target: Target, *, by: User) -> Target:
    """Save a new or changed target of a plan that is open to the person.

    Raises PlanIsNotOpen, TargetIsSetAlready, or TargetIsAssigned where it would become a target of another kind.
    """
    hold_open(target.plan, by=by)
    if _is_another(target) and AssignedTarget.objects.filter(target=target).exists():
        raise TargetIsAssigned(IS_ASSIGNED)
    same = Target.objects.of_plan(target.plan).exclude(pk=target.pk)
    if same.filter(indicator=target.indicator, comparator=target.comparator, group=target.group).exists():
        raise TargetIsSetAlready(ALREADY_SET)
    target.save()
    return target


def _is_another(target: Target) -> bool:
    """Whether a stored target becomes one of another indicator, comparator or territory."""
    stored = Target.objects.filter(pk=target.pk).values_list("indicator", "comparator", "group").first()
    return stored is not None and stored != (target.indicator_id, target.comparator, target.group_id)


@transaction.atomic
def remove_target(target: Target, *, by: User) -> None:
    """Take a target out of its plan, with what is assigned of it; the history of both stays."""
    hold_open(target.plan, by=by)
    target.delete()


@transaction.atomic
def explain(plan: Plan, indicator: Indicator, words: str, *, by: User) -> None:
    """Say why the plan adopts less of an indicator than was assigned; no words take the explanation back."""
    held = hold_open(plan, by=by)
    known = Explanation.objects.of_plan(held).filter(indicator=indicator).first()
    if not words:
        if known:
            known.delete()
        return
    explanation = known or Explanation(plan=held, indicator=indicator)
    explanation.words = words
    explanation.save()
