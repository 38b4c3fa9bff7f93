"""Screens of reports as papers: the list, and starting one; a report's own pages are those of a plan."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.forms.reports import DraftReportForm, ReportSearchForm
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.plans.plans import Plan
from planning.reports.drafting import NotOfThisPeriod, ReportExists, draft_report
from planning.views.access import Request
from planning.views.plans import paper_list


@require_safe
def report_list(request: Request) -> HttpResponse:
    """The reports one may see, with their state, found by unit, year and kind."""
    reports = Plan.objects.reports().order_by("-period__ends_on", "unit__code", "-version")
    return paper_list(request, "reports/list.html", reports, ReportSearchForm(request.GET))


def report_draft(request: Request) -> HttpResponse:
    """Start a report for a unit of one's own; `?period=` proposes the period."""
    if not units_of(request.user, Action.DRAFT).exists():
        raise PermissionDenied
    form = DraftReportForm(
        request.POST or None,
        user=request.user,
        today=timezone.localdate(),
        asked=request.GET.get("period", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(draft_report(**form.cleaned_data, by=request.user, at=timezone.now()))
        except (NotOfThisPeriod, ReportExists) as refusal:
            form.add_error(None, str(refusal))
    return render(request, "reports/draft.html", {"form": form}, status=400 if form.errors else 200)
