"""Screens of recommendations: the list, one with its answer and history, what is asked, opening again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from planning.forms.recommendations import (
    AnswerForm,
    RecommendationForm,
    RecommendationSearchForm,
    ReopeningForm,
)
from planning.people.reach import units_below
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.tracking.recommendations.actions import (
    AnswerIsWrong,
    accept_recommendation,
    answer_recommendation,
    correct_recommendation,
    raise_recommendation,
    reopen_recommendation,
)
from planning.tracking.recommendations.model import Recommendation, units_asked_by
from planning.views.access import Request

ROWS = 50


@require_safe
def recommendation_list(request: Request) -> HttpResponse:
    """The recommendations one has to do with, the latest first."""
    today = timezone.localdate()
    visible = Recommendation.objects.visible_to(request.user)
    units = units_below(request.user).filter(pk__in=visible.values("unit"))
    form = RecommendationSearchForm(request.GET, units=units)
    page = Paginator(form.found(visible, today).with_names(), ROWS).get_page(request.GET.get("page"))
    lines = [(each, each.is_overdue_on(today)) for each in page]
    context = {"form": form, "page": page, "lines": lines, "may_raise": units_asked_by(request.user).exists()}
    return render(request, "recommendations/list.html", context)


def recommendation_new(request: Request) -> HttpResponse:
    """Enter what a monitoring round asks of a unit."""
    if not units_asked_by(request.user).exists():
        raise PermissionDenied
    return _edited(request, _begun(request), raise_recommendation)


def _begun(request: Request) -> Recommendation:
    """A recommendation not yet entered; `?report=` names the monitoring report in force that asks for it."""
    asked = Plan.objects.reports().visible_to(request.user).filter(status=Status.ISSUED)
    report = asked.filter(slug=request.GET.get("report", "")).first()
    if report is None or report.issued_on is None:
        return Recommendation()
    return Recommendation(raised_by=f"{report.get_kind_display()} số {report.reference}", raised_on=report.issued_on)


def recommendation_edit(request: Request, pk: int) -> HttpResponse:
    """Correct what was asked."""
    recommendation = _visible(request, pk)
    if not _may_raise(request, recommendation):
        raise PermissionDenied
    return _edited(request, recommendation, correct_recommendation)


def recommendation_page(request: Request, pk: int) -> HttpResponse:
    """A recommendation with its history; a POST answers it."""
    recommendation = _visible(request, pk)
    may_answer = Recommendation.objects.editable_by(request.user).filter(pk=pk).exists()
    if request.method == "POST" and (not may_answer or recommendation.is_closed):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, recommendation=recommendation, today=timezone.localdate())
    if request.method == "POST" and form.is_valid() and _answer(request, form):
        messages.success(request, "Đã ghi kết quả thực hiện kiến nghị.")
        return redirect("recommendation", pk=pk)
    return _page(request, recommendation, status=400 if form.errors else 200, form=form, may_answer=may_answer)


def _answer(request: Request, form: AnswerForm) -> bool:
    """Write an answer down; what another wrote in the meantime is told in the form."""
    try:
        answer_recommendation(form.recommendation, form.given, by=request.user, at=timezone.now())
    except AnswerIsWrong as refusal:
        form.recommendation.refresh_from_db()
        form.refuse(refusal.problems)
        return False
    return True


@require_POST
def recommendation_accept(request: Request, pk: int) -> HttpResponse:
    """Accept an answer: whoever asked says that nothing more is asked."""
    recommendation = _visible(request, pk)
    if not _may_raise(request, recommendation):
        raise PermissionDenied
    accept_recommendation(recommendation, by=request.user, at=timezone.now())
    messages.success(request, "Đã xác nhận kết quả; kiến nghị kết thúc.")
    return redirect("recommendation", pk=pk)


@require_POST
def recommendation_reopen(request: Request, pk: int) -> HttpResponse:
    """Open again what the level above does not hold for done."""
    recommendation = _visible(request, pk)
    if not _may_raise(request, recommendation):
        raise PermissionDenied
    form = ReopeningForm(request.POST)
    if not form.is_valid():
        return _page(request, recommendation, status=400, reopening=form)
    reason = form.cleaned_data["reason"]
    reopen_recommendation(recommendation, reason=reason, by=request.user, at=timezone.now())
    messages.success(request, "Đã mở lại kiến nghị.")
    return redirect("recommendation", pk=pk)


def _visible(request: Request, pk: int) -> Recommendation:
    return get_object_or_404(Recommendation.objects.visible_to(request.user).with_names(), pk=pk)


def _may_raise(request: Request, recommendation: Recommendation) -> bool:
    return units_asked_by(request.user).filter(pk=recommendation.unit_id).exists()


def _edited(request: Request, recommendation: Recommendation, write: Any) -> HttpResponse:
    form = RecommendationForm(
        request.POST or None, instance=recommendation, user=request.user, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = write(form.save(commit=False), by=request.user, at=timezone.now())
        except AnswerIsWrong as refusal:
            for name, message in refusal.problems.items():
                form.add_error(name, message)
        else:
            messages.success(request, "Đã lưu kiến nghị.")
            return redirect("recommendation", pk=saved.pk)
    context = {"form": form, "recommendation": recommendation}
    return render(request, "recommendations/edit.html", context, status=400 if form.errors else 200)


def _page(request: Request, recommendation: Recommendation, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "recommendation": recommendation,
        "unit": recommendation.unit,
        "is_overdue": recommendation.is_overdue_on(timezone.localdate()),
        "may_raise": _may_raise(request, recommendation),
        "history": recommendation.history.select_related("history_user"),
        "reopening": ReopeningForm(),
    }
    return render(request, "recommendations/recommendation.html", context | more, status=status)
