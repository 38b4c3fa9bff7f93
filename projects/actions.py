"""Writes on what a plan says about its components."""

from collections.abc import Iterable

from django.db import transaction

from planning.people.users import User
from planning.places.agencies import Agency
from planning.plans.actions import hold_open
from projects.models import ProjectPlan


@transaction.atomic
def set_project_plan(project_plan: ProjectPlan, partners: Iterable[Agency], *, by: User) -> ProjectPlan:
    """Save what a plan says about one component; raise PlanIsNotOpen where the plan is closed to the person."""
    hold_open(project_plan.plan, by=by)
    project_plan.save()
    project_plan.partners.set(partners)
    return project_plan


@transaction.atomic
def remove_project_plan(project_plan: ProjectPlan, *, by: User) -> None:
    """Take the assignment of a component out of the plan; its history stays."""
    hold_open(project_plan.plan, by=by)
    project_plan.delete()
