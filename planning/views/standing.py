"""Where a plan stands between draft and signature, for the head of its pages."""

from typing import Any

from planning.documents.issued import IssuedDocument
from planning.people.roles import Action
from planning.people.users import User
from planning.plans.permissions import Status
from planning.plans.plans import Plan


def standing(plan: Plan, user: User) -> dict[str, Any]:
    """What was signed, which plan it adjusts and which adjusts it, as far as `user` sees them; and the next step."""
    visible = Plan.objects.visible_to(user)
    adjustment = visible.filter(adjusts=plan).first()
    return {
        "signed": None if plan.status == Status.DRAFT else _signed(plan),
        "former": visible.filter(pk=plan.adjusts_id).first() if plan.adjusts_id else None,
        "adjustment": adjustment,
        "may_issue": _is_open(plan, user, Action.ISSUE),
        "may_adjust": adjustment is None and _is_open(plan, user, Action.ADJUST),
    }


def _signed(plan: Plan) -> IssuedDocument | None:
    return IssuedDocument.objects.of_plan(plan).without_contents().first()


def _is_open(plan: Plan, user: User, action: Action) -> bool:
    return Plan.objects.open_to(user, action).filter(pk=plan.pk).exists()
