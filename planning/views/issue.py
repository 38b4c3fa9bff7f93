"""Screens of the signature: issuing a plan, what was signed, what differs from it, and adjusting it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.documents.actions import CannotBeIssued, PlanContradictsItself, issue, sight_in
from planning.documents.adjustment import changes_of
from planning.documents.archive import document_for, stored
from planning.documents.fonts import FontIsMissing
from planning.forms.issue import IssueForm
from planning.people.roles import Action
from planning.plans.adjusting import IsBeingAdjusted, adjust
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.reports.moving import since_signed
from planning.review.problems import notes_among, obstacles, problems_of, problems_of_plan
from planning.views.access import Request, open_plan, render_in_plan, visible_plan
from planning.views.standing import is_of_the_house

TAB = ""


def plan_issue(request: Request, slug: str) -> HttpResponse:
    """Issue a plan; while something stands in the way, say what and offer no button.

    What is worth a look stands in nobody's way, but whoever signs ticks that they have read it.
    """
    plan = open_plan(request, slug, Action.ISSUE)
    form = IssueForm(request.POST or None, plan=plan, today=timezone.localdate())
    reading = Reading(plan)
    problems = obstacles(problems_of(reading))
    form.notes = notes_among(problems_of_plan(form.proposed))
    if request.method == "POST" and not problems and form.is_valid() and _is_issued(request, plan, form):
        messages.success(request, "Đã ban hành. Số liệu và lời văn được khóa; bản đã ký được lưu lâu dài.")
        return redirect("plan-signed", slug=plan.slug)
    status = 409 if problems and request.method == "POST" else 400 if form.errors else 200
    context = {"form": form, "problems": problems, "seen": sight_in(reading)}
    return render_in_plan(request, plan, "plans/issue.html", context, tab=TAB, status=status)


def _is_issued(request: Request, plan: Plan, form: IssueForm) -> bool:
    try:
        issue(plan, **form.cleaned_data, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except PlanContradictsItself as refusal:
        for problem in refusal.problems:
            form.add_error(None, f"{problem.place}: {problem.message}")
    except (CannotBeIssued, FontIsMissing) as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@require_safe
def plan_signed(request: Request, slug: str) -> HttpResponse:
    """What was signed, by whom and when, with the fingerprints by which anyone can check the file."""
    plan = visible_plan(request, slug)
    signed = stored(plan)
    context = {
        "size": len(signed.file) if signed else 0,
        "is_readable": signed is not None and bool(signed.document.leaves),
        "events": plan.events.select_related("by"),
    }
    return render_in_plan(request, plan, "plans/signed.html", context, tab=TAB)


@require_safe
def plan_difference(request: Request, slug: str) -> HttpResponse:
    """Every figure and line of an issued plan that would print otherwise today, for those whose figures they are."""
    plan = visible_plan(request, slug)
    if not is_of_the_house(plan, request.user):
        raise PermissionDenied
    context = {"comparison": since_signed(plan)}
    return render_in_plan(request, plan, "plans/difference.html", context, tab=TAB)


@require_safe
def plan_adjustment(request: Request, slug: str) -> HttpResponse:
    """What an adjustment changes in the plan it adjusts: old, new and difference."""
    plan = visible_plan(request, slug)
    comparison = changes_of(document_for(plan), plan.adjusts) if plan.adjusts else None
    return render_in_plan(request, plan, "plans/adjustment.html", {"comparison": comparison}, tab=TAB)


def plan_adjust(request: Request, slug: str) -> HttpResponse:
    """Draft the adjustment of a plan in force, once it is confirmed."""
    plan = open_plan(request, slug, Action.ADJUST)
    if request.method == "POST":
        try:
            adjustment = adjust(plan, by=request.user, at=timezone.now())
        except IsBeingAdjusted as refusal:
            return redirect(refusal.adjustment)
        of = plan.document_name.lower()
        messages.success(request, f"Đã lập bản điều chỉnh. Số liệu và lời văn được chép từ {of} đang có hiệu lực.")
        return redirect(adjustment)
    return render_in_plan(request, plan, "plans/adjust.html", {"next_version": plan.version + 1}, tab=TAB)
