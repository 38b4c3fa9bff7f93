"""The screen that starts a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from planning.forms.drafting import DraftForm
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.text.drafting import PlanExists, discard_draft, draft
from planning.views.access import Request, open_plan


def plan_draft(request: Request) -> HttpResponse:
    """Start a plan for a unit of one's own."""
    if not units_of(request.user, Action.DRAFT).exists():
        raise PermissionDenied
    form = DraftForm(request.POST or None, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            plan = draft(**form.cleaned_data, by=request.user, at=timezone.now())
        except PlanExists as error:
            form.add_error(None, str(error))
        else:
            return redirect(plan)
    return render(request, "plans/draft.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
def plan_discard(request: Request, slug: str) -> HttpResponse:
    """Throw a mistaken draft away."""
    plan = open_plan(request, slug)
    discard_draft(plan, by=request.user)
    messages.success(request, f"Đã xóa dự thảo {plan}.")
    return redirect("report-list" if plan.is_report else "plan-list")
