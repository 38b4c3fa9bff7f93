"""How a screen comes by its plan: out of reach is 404, visible but not open to the deed is 403."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from planning.people.roles import Action
from planning.people.users import User
from planning.plans.permissions import statuses_open_to
from planning.plans.plans import Plan
from planning.views.standing import standing
from planning.views.tabs import is_of_plans_alone, tabs_of


class Request(HttpRequest):
    """A request of someone who has signed in: LoginRequiredMiddleware lets no other through to a view."""

    user: User


def visible_plan(request: Request, slug: str) -> Plan:
    """The plan, if the person may see it; Http404 otherwise, and for a report under an address of plans alone."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_names(), slug=slug)
    if plan.is_report and is_of_plans_alone(request.path, slug):
        raise Http404
    return plan


def is_open(request: Request, plan: Plan, action: Action = Action.EDIT) -> bool:
    """Whether the person may do `action` with the plan now."""
    if plan.status not in statuses_open_to(action):
        return False
    return Plan.objects.open_to(request.user, action).filter(pk=plan.pk).exists()


def open_plan(request: Request, slug: str, action: Action = Action.EDIT) -> Plan:
    """The plan, if the person may do `action` with it; Http404 or PermissionDenied otherwise."""
    plan = visible_plan(request, slug)
    if not is_open(request, plan, action):
        raise PermissionDenied
    return plan


def render_in_plan(
    request: Request, plan: Plan, template: str, context: dict[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """Draw a page of a plan: its heading, its tabs with `tab` as the present one, and the page's own content."""
    frame = {
        "plan": plan,
        "tabs": tabs_of(plan),
        "tab": tab,
        "may_edit": is_open(request, plan),
        "may_import": is_open(request, plan, Action.IMPORT),
        "may_issue": is_open(request, plan, Action.ISSUE),
        "may_adjust": is_open(request, plan, Action.ADJUST),
    }
    return render(request, template, frame | standing(plan, request.user) | context, status=status)
