"""Screens of plans: the list, one plan's text, its checks, its preview and the PDF."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from planning.documents import html
from planning.documents.archive import document_for, reading_of
from planning.documents.assemble import document_of
from planning.documents.writing import parts_of
from planning.forms.header import HeaderForm
from planning.forms.plans import PlanSearchForm
from planning.jobs.jobs import PrintFormat
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanQuerySet
from planning.plans.story import story_of
from planning.reports.former import report_before
from planning.reports.moving import since_signed
from planning.review.problems import notes_among, obstacles, problems_of, problems_of_plan
from planning.text.actions import set_header
from planning.tracking.recommendations.model import units_asked_by
from planning.views.access import Request, open_plan, render_in_plan, visible_plan
from planning.views.standing import is_of_the_house

PAGE_SIZE = 50


@require_safe
def plan_list(request: Request) -> HttpResponse:
    """The plans one may see, with their state, found by year and unit."""
    return paper_list(request, "plans/list.html", Plan.objects.plans(), PlanSearchForm(request.GET))


def paper_list(request: Request, template: str, papers: PlanQuerySet, form: PlanSearchForm) -> HttpResponse:
    """A page of those papers that one may see and asks for, each with what one may do with it."""
    mine = Plan.objects.editable_by(request.user).filter(pk=OuterRef("pk"))
    to_sign = Plan.objects.open_to(request.user, Action.ISSUE).filter(pk=OuterRef("pk"))
    seen = papers.visible_to(request.user).with_names()
    seen = seen.annotate(is_editable=Exists(mine), is_to_sign=Exists(to_sign))
    page = Paginator(form.found(seen), PAGE_SIZE).get_page(request.GET.get("page"))
    may_draft = units_of(request.user, Action.DRAFT).exists()
    context = {"page": page, "form": form, "may_draft": may_draft, "formats": PrintFormat.choices}
    return render(request, template, context)


@require_safe
def plan_page(request: Request, slug: str) -> HttpResponse:
    """A plan's text with the figures in it, section by section."""
    return text_page(request, visible_plan(request, slug))


def text_page(request: Request, plan: Plan, refusal: str = "", status: int = 200) -> HttpResponse:
    """The text as it stands, with `refusal` where something asked of it could not be done."""
    reading = reading_of(plan)
    is_told = plan.is_report and plan.status == Status.ISSUED and is_of_the_house(plan, request.user)
    context = {
        "document": document_of(reading),
        "moved": since_signed(plan) if is_told else None,
        "problems": problems_of(reading) if plan.status == Status.DRAFT else [],
        "before": report_before(plan, request.user) if plan.is_report else None,
        "may_raise": plan.is_report and units_asked_by(request.user).exists(),
        "parts": parts_of(reading),
        "refusal": refusal,
    }
    return render_in_plan(request, plan, "plans/text.html", context, tab="plan", status=status)


def header_edit(request: Request, slug: str) -> HttpResponse:
    """Number, date, signing and recipients of a plan."""
    plan = open_plan(request, slug)
    form = HeaderForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        set_header(form.save(commit=False), by=request.user)
        messages.success(request, f"Đã lưu thể thức của {plan.document_name.lower()}.")
        return redirect(plan)
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "plans/header.html", {"form": form}, tab="plan", status=status)


@require_safe
def plan_check(request: Request, slug: str) -> HttpResponse:
    """Everything that stands in the way of signing the plan, for those whose plan it is."""
    plan = visible_plan(request, slug)
    problems = problems_of_plan(plan) if is_of_the_house(plan, request.user) else []
    context = {"obstacles": obstacles(problems), "notes": notes_among(problems)}
    return render_in_plan(request, plan, "plans/check.html", context, tab="plan-check")


@require_safe
def plan_story(request: Request, slug: str) -> HttpResponse:
    """Who changed what in the plan, and when; the units below a plan in force see only what was done with it."""
    plan = visible_plan(request, slug)
    steps = story_of(plan) if is_of_the_house(plan, request.user) else []
    context = {"steps": steps, "events": plan.events.select_related("by")}
    return render_in_plan(request, plan, "plans/story.html", context, tab="plan-story")


@require_safe
def plan_preview(request: Request, slug: str) -> HttpResponse:
    """The very document that will be printed, drawn from the same markup as the PDF."""
    plan = visible_plan(request, slug)
    body = html.body_of(document_for(plan), figures_at=f"{plan.get_absolute_url()}figures/")
    return render_in_plan(request, plan, "plans/preview.html", {"body": body}, tab="plan-preview")
