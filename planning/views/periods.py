"""Screens of reporting periods: the list, the board of who has sent, its deadlines and its lock."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planning.forms.periods import DeadlinesForm, UnlockForm
from planning.people.reach import units_below, units_of
from planning.people.roles import Action
from planning.plans.periods import ReportingPeriod
from planning.tracking.actions import lock_period, set_deadlines, unlock_period
from planning.tracking.asking import asked_words
from planning.tracking.board import Board, Filter, board_of
from planning.tracking.board_sheet import workbook_of
from planning.tracking.concerns import concerns_of
from planning.tracking.mistaken import deleted_periods
from planning.tracking.refusals import CannotBeDone
from planning.tracking.scopes import units_of_period
from planning.tracking.story import deeds_of_period
from planning.views.access import Request
from planning.views.jobs import CONTENT_TYPES

PERIODS, LINES = 30, 200
# Of units in the way of a lock so many are called by name.
NAMED = 20


def found_period(request: Request, period: str) -> ReportingPeriod:
    """The period, if the person may see it; Http404 otherwise."""
    return get_object_or_404(ReportingPeriod.objects.visible_to(request.user).with_names(), slug=period)


def may_hold(request: Request, period: ReportingPeriod) -> bool:
    """Whether the person sets the period's dates and its lock."""
    return ReportingPeriod.objects.editable_by(request.user).filter(pk=period.pk).exists()


def held_period(request: Request, period: str) -> ReportingPeriod:
    """The period, if the person edits for its holder; Http404 or PermissionDenied otherwise."""
    found = found_period(request, period)
    if not may_hold(request, found):
        raise PermissionDenied
    return found


def may_open(request: Request) -> bool:
    """Whether the person edits for a unit with others below it."""
    return units_of(request.user, Action.EDIT).exclude(children=None).exists()


@require_safe
def period_list(request: Request) -> HttpResponse:
    """The periods one has to do with: own reports in each, and how those below stand."""
    periods = ReportingPeriod.objects.visible_to(request.user).with_names()
    page = Paginator(periods, PERIODS).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "concerns": concerns_of(request.user, page, today),
        "today": today,
        "may_open": may_open(request),
        "deleted": deleted_periods(units_of(request.user, Action.EDIT)),
    }
    return render(request, "periods/list.html", context)


@require_safe
def period_board(request: Request, period: str) -> HttpResponse:
    """Who has sent, who is late, who has blanks; a person of one unit is led to its report."""
    return board_page(request, found_period(request, period))


def board_page(
    request: Request,
    period: ReportingPeriod,
    *,
    unlock: UnlockForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The board, with `refusal` where something asked of it could not be done."""
    board, is_held = _board(request, period), may_hold(request, period)
    if len(board.lines) == 1 and not is_held:
        return redirect("period-unit", period.slug, board.lines[0].unit.code)
    context = {
        "period": period,
        "unit": period.unit,
        "may_hold": is_held,
        "unlock": unlock or UnlockForm(),
        "refusal": refusal,
        "deeds": deeds_of_period(period),
        "asked": asked_words(period) if is_held else [],
    }
    return render(request, "periods/board.html", context | _shown(request, board), status=status)


def _shown(request: Request, board: Board) -> dict[str, Any]:
    """The lines of a board that were asked for, page by page; what cannot be read leaves all."""
    asked = request.GET.get("show", "")
    chosen = Filter(asked) if asked in set(Filter) else Filter.ALL
    page = Paginator(board.shown(chosen), LINES).get_page(request.GET.get("page"))
    return {"board": board, "chosen": chosen, "page": page}


def _board(request: Request, period: ReportingPeriod) -> Board:
    units = units_of_period(period).filter(pk__in=units_below(request.user).values("pk"))
    return board_of(period, units, timezone.localdate())


@require_safe
def period_workbook(request: Request, period: str) -> HttpResponse:
    """The board as a workbook."""
    found = found_period(request, period)
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.xlsx"'}
    return HttpResponse(workbook_of(_board(request, found)), content_type=CONTENT_TYPES["xlsx"], headers=headers)


def period_deadlines(request: Request, period: str) -> HttpResponse:
    """By which day each level sends."""
    held = held_period(request, period)
    form = DeadlinesForm(request.POST or None, initial=DeadlinesForm.known(held))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            set_deadlines(held, form.deadlines(), by=request.user, at=timezone.now())
        except CannotBeDone as error:
            refusal = str(error)
        else:
            messages.success(request, "Đã lưu hạn gửi báo cáo.")
            return redirect("period", held.slug)
    context = {"period": held, "unit": held.unit, "form": form, "refusal": refusal}
    return render(request, "periods/deadlines.html", context, status=400 if form.errors or refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def period_lock(request: Request, period: str) -> HttpResponse:
    """Close the period, once it is confirmed by who has seen whose reports are missing or have blanks."""
    held = held_period(request, period)
    if request.method != "POST":
        return _lock_page(request, held)
    try:
        lock_period(held, by=request.user, at=timezone.now())
    except CannotBeDone as error:
        return board_page(request, held, refusal=str(error), status=409)
    messages.success(request, "Đã khóa kỳ báo cáo. Số liệu của mọi đơn vị không sửa được nữa.")
    return redirect("period", held.slug)


def _lock_page(request: Request, period: ReportingPeriod) -> HttpResponse:
    board = _board(request, period)
    missing = [line for line in board.lines if not line.standing.is_sent]
    blank = [line for line in board.lines if line.standing.is_sent and line.blanks]
    context = {
        "period": period,
        "board": board,
        "groups": [
            ("Chưa gửi hoặc bị trả lại", missing[:NAMED], len(missing), Filter.MISSING),
            ("Đã gửi nhưng còn ô trống", blank[:NAMED], len(blank), Filter.BLANKS),
        ],
    }
    return render(request, "periods/lock.html", context)


@require_POST
def period_unlock(request: Request, period: str) -> HttpResponse:
    """Open a locked period again."""
    held = held_period(request, period)
    form = UnlockForm(request.POST)
    if not form.is_valid():
        return board_page(request, held, unlock=form, status=400)
    try:
        unlock_period(held, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except CannotBeDone as error:
        return board_page(request, held, unlock=form, refusal=str(error), status=409)
    messages.success(request, "Đã mở khóa kỳ báo cáo; lý do được ghi trong lịch sử.")
    return redirect("period", held.slug)
