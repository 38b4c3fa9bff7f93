"""Screens on which a period comes and goes: for whom and when, then its days; taken away when it was a mistake."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from planning.forms.periods import DeletionForm, PeriodForm, SpanForm
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.programmes import Programme
from planning.tracking.actions import delete_period, open_period
from planning.tracking.asking import asked_words
from planning.tracking.mistaken import what_holds
from planning.tracking.refusals import CannotBeDone
from planning.tracking.suggesting import suggested
from planning.views.access import Request
from planning.views.periods import held_period, may_open

# Who opens a period in these days of the year most likely opens the half-year's.
FIRST_HALF = timedelta(days=180)


@require_http_methods(["GET", "HEAD", "POST"])
def period_new(request: Request) -> HttpResponse:
    """Open a period: the address says for whom and when, and what is sent holds its days, which are proposed."""
    if not may_open(request):
        raise PermissionDenied
    if request.method == "POST":
        return _open(request)
    span = SpanForm(request.GET if "kind" in request.GET else None, by=request.user, initial=_this_year())
    if not span.is_valid():
        return _span_page(request, span)
    return _days_page(request, PeriodForm(by=request.user, initial=_proposed(span)))


def _open(request: Request) -> HttpResponse:
    form = PeriodForm(request.POST, by=request.user)
    refusal = ""
    if form.is_valid():
        try:
            period = _opened(request, form)
        except CannotBeDone as error:
            refusal = str(error)
        else:
            messages.success(request, f"Đã mở kỳ báo cáo {period.words}.")
            return redirect("period", period.slug)
    span = SpanForm(request.POST, by=request.user)
    if not span.is_valid():
        return _span_page(request, span, form)
    return _days_page(request, form, refusal)


def _span_page(request: Request, span: SpanForm, form: PeriodForm | None = None) -> HttpResponse:
    """For whom and when; `form` is what was sent with a span that is wrong."""
    context = {"span": span, "form": form or span}
    return render(request, "periods/new.html", context, status=400 if span.errors else 200)


def _days_page(request: Request, form: PeriodForm, refusal: str = "") -> HttpResponse:
    """The days of a period whose span is known, and what it will ask."""
    period = form.about_to_open()
    context = {
        "form": form,
        "period": period,
        "asked": asked_words(period) if period else [],
        "refusal": refusal,
        "basis": form.initial.get("basis", ""),
    }
    return render(request, "periods/new.html", context, status=400 if form.errors or refusal else 200)


def _opened(request: Request, form: PeriodForm) -> ReportingPeriod:
    data = form.cleaned_data
    return open_period(
        form.holder,
        data["programme"],
        kind=data["kind"],
        first_year=data["first_year"],
        last_year=form.last,
        ends_on=data["ends_on"],
        opens_on=data["opens_on"],
        occasion=data["occasion"],
        deadlines=form.deadlines(),
        by=request.user,
        at=timezone.now(),
    )


def _this_year() -> dict[str, Any]:
    """The programme under way, or else the last one, and the year of it that is nearest."""
    today = timezone.localdate()
    kind = PeriodKind.HALF if today - today.replace(month=1, day=1) < FIRST_HALF else PeriodKind.YEAR
    begun = Programme.objects.filter(first_year__lte=today.year).order_by("-last_year", "-first_year").first()
    if begun is None:
        return {"kind": kind, "first_year": today.year}
    return {"kind": kind, "first_year": min(today.year, begun.last_year), "programme": begun}


def _proposed(span: SpanForm) -> dict[str, Any]:
    """What the form shows first: the span asked for, and the days proposed for it."""
    asked = span.cleaned_data
    proposal = suggested(asked["code"], PeriodKind(asked["kind"]), asked["first_year"], span.last)
    return asked | PeriodForm.proposed(proposal) | {"basis": proposal.basis}


@require_http_methods(["GET", "HEAD", "POST"])
def period_delete(request: Request, period: str) -> HttpResponse:
    """Take away a period opened by mistake, once it is confirmed with a reason; else say what hangs on it."""
    held = held_period(request, period)
    form, refusal = DeletionForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            delete_period(held, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except CannotBeDone as error:
            refusal = str(error)
        else:
            messages.success(request, f"Đã xóa kỳ báo cáo {held.words}.")
            return redirect("period-list")
    context = {"period": held, "form": form, "refusal": refusal, "holding": what_holds(held)}
    status = 409 if refusal else 400 if form.errors else 200
    return render(request, "periods/delete.html", context, status=status)
