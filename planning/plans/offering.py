"""Putting a draft before the signer, and taking it back to work on: what is not put forward waits for nobody."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from planning.people.users import User
from planning.plans.actions import hold_open, record
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanQuerySet

OFFERINGS = (PlanEvent.Verb.OFFERED, PlanEvent.Verb.WITHDRAWN)


def offered_among(plans: PlanQuerySet) -> PlanQuerySet:
    """Those of the drafts that were put before the signer and not taken back."""
    last = PlanEvent.objects.filter(plan=OuterRef("pk"), verb__in=OFFERINGS).order_by("-at", "-pk")
    drafts = plans.filter(status=Status.DRAFT).annotate(last_offering=Subquery(last.values("verb")[:1]))
    return drafts.filter(last_offering=PlanEvent.Verb.OFFERED)


def offering_of(plan: Plan) -> PlanEvent | None:
    """By whom and when a draft was put before the signer; None where it was not, or was taken back."""
    last = plan.events.filter(verb__in=OFFERINGS).select_related("by").first()
    return last if last and last.verb == PlanEvent.Verb.OFFERED else None


@transaction.atomic
def offer(plan: Plan, *, by: User, at: datetime) -> None:
    """Put a draft before the signer; once is enough. Raises PlanIsNotOpen."""
    held = hold_open(plan, by=by)
    if offering_of(held) is None:
        record(held, PlanEvent.Verb.OFFERED, by=by, at=at)


@transaction.atomic
def withdraw(plan: Plan, *, by: User, at: datetime) -> None:
    """Take a draft back from the signer to work on it. Raises PlanIsNotOpen."""
    held = hold_open(plan, by=by)
    if offering_of(held) is not None:
        record(held, PlanEvent.Verb.WITHDRAWN, by=by, at=at)
