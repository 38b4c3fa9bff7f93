"""Writes on plans: each is atomic and checks, inside its transaction, that the plan is still open to the person."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from planning.people.roles import Action
from planning.people.users import User
from planning.plans.parts import PlanEvent
from planning.plans.plans import Plan


class PlanIsNotOpen(PermissionDenied):
    """The plan has left the state, or the person the role, in which this could be done."""


def hold_open(plan: Plan, *, by: User, action: Action = Action.EDIT) -> Plan:
    """Lock the plan's row until the transaction ends and return it fresh; raise PlanIsNotOpen otherwise."""
    held = Plan.objects.open_to(by, action).select_for_update().filter(pk=plan.pk).first()
    if held is None:
        raise PlanIsNotOpen(f"{plan.document_name} không còn mở cho việc này.")
    return held


def record(plan: Plan, verb: PlanEvent.Verb, *, by: User | None, at: datetime, note: str = "") -> PlanEvent:
    """Write down what was done with a plan."""
    return PlanEvent.objects.create(plan=plan, verb=verb, by=by, at=at, note=note)
