"""Where a plan stands between draft and signature, for the head of its pages."""

from typing import Any

from planning.documents.issued import IssuedDocument
from planning.people.reach import units_below
from planning.people.users import User
from planning.plans.offering import offering_of
from planning.plans.permissions import Status
from planning.plans.plans import Plan


def standing(plan: Plan, user: User) -> dict[str, Any]:
    """What was signed of a plan, which it adjusts and which adjusts it, as far as `user` sees them; if it waits for
    the signer.
    """
    visible = Plan.objects.visible_to(user)
    is_draft = plan.status == Status.DRAFT
    return {
        "signed": None if is_draft else IssuedDocument.objects.of_plan(plan).without_contents().first(),
        "former": visible.filter(pk=plan.adjusts_id).first() if plan.adjusts_id else None,
        "adjustment": None if is_draft else visible.filter(adjusts=plan).first(),
        "is_of_the_house": is_draft or is_of_the_house(plan, user),
        "offering": offering_of(plan) if is_draft else None,
    }


def is_of_the_house(plan: Plan, user: User) -> bool:
    """Whether the plan's unit is the user's own or below it; others see of a plan in force only what was signed."""
    return units_below(user).filter(pk=plan.unit_id).exists()
