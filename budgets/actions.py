"""Writes on a plan's money."""

from decimal import Decimal

from django.db import transaction

from budgets.bonds import FREE, bonds_of
from budgets.models import BudgetLine, FundingSource, Nature, stage_in_force
from budgets.rules import (
    PLACE,
    a_component_carries_its_kinds_of_capital,
    a_line_belongs_to_the_plans_programme,
    a_source_is_divided_as_it_is_declared,
    money_is_entered_once,
)
from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import Problem
from projects.models import Component

RULES_OF_ENTRY = (
    a_component_carries_its_kinds_of_capital,
    a_line_belongs_to_the_plans_programme,
    a_source_is_divided_as_it_is_declared,
    money_is_entered_once,
)


class FiguresContradict(ValueError):
    """The write would make the plan's money contradict itself; `problems` says how."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def contradictions(reading: Reading) -> set[Problem]:
    """Problems of entry in the lines of a reading."""
    return {problem for check in RULES_OF_ENTRY for problem in check(reading)}


@transaction.atomic
def set_amount(
    plan: Plan,
    component: Component,
    source: FundingSource,
    nature: Nature,
    amount: Decimal | None,
    *,
    by: User,
) -> BudgetLine | None:
    """Enter an amount of đồng, or take the line away with None: blank, which is not zero.

    Raises PlanIsNotOpen, or FiguresContradict when the plan would gain a contradiction, or less than is shared out
    already; then nothing is written.
    """
    plan = hold_open(plan, by=by)
    if why := bonds_of(plan).get((component.pk, source.pk, nature.value), FREE).refusal(amount, plan.unit_of_money):
        raise FiguresContradict([Problem("is-shared-out", PLACE, why)])
    before = contradictions(Reading(plan))
    cell = {"plan": plan, "stage": stage_in_force(plan), "component": component, "source": source, "nature": nature}
    line = BudgetLine.objects.filter(**cell).first()
    if amount is None:
        if line:
            line.delete()
        line = None
    else:
        line = line or BudgetLine(**cell)
        line.amount = amount
        line.save()
    if new := contradictions(Reading(plan)) - before:
        raise FiguresContradict(sorted(new, key=lambda problem: problem.message))
    return line
