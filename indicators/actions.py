"""Writes on a plan's targets."""

from django.db import transaction

from indicators.models import Explanation, Indicator, Target
from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.plans import Plan

ALREADY_SET = "Kế hoạch đã có chỉ tiêu này với cùng địa bàn và yêu cầu."


class TargetIsSetAlready(ValueError):
    """Another target of the plan has the same indicator, comparator and territory."""


@transaction.atomic
def set_target(target: Target, *, by: User) -> Target:
    """Save a new or changed target of a plan that is open to the person; raise PlanIsNotOpen otherwise."""
    hold_open(target.plan, by=by)
    same = Target.objects.of_plan(target.plan).exclude(pk=target.pk)
    if same.filter(indicator=target.indicator, comparator=target.comparator, group=target.group).exists():
        raise TargetIsSetAlready(ALREADY_SET)
    target.save()
    return target


@transaction.atomic
def remove_target(target: Target, *, by: User) -> None:
    """Take a target out of its plan; its history stays."""
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
