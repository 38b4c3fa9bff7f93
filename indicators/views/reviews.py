"""Screens of the household review: the years, a province's year, a commune's year with its checks and its decision."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Area
from indicators.reviews.actions import (
    AreaIsNotEmpty,
    ReviewIsRecognised,
    add_area,
    remove_area,
    take_over_openings,
)
from indicators.reviews.books import AREAS, read_year
from indicators.reviews.count_table import count_table
from indicators.reviews.findings import CHECKS, Form, count_row
from indicators.reviews.forms import OtherYearForm, RecognitionForm, WithdrawalForm
from indicators.reviews.recognising import (
    NotForOneself,
    NotRecognised,
    ReviewHasProblems,
    may_open_again,
    recognise,
    withdraw_recognition,
)
from indicators.reviews.rows import NO_NAMES, SHORT_TITLES
from indicators.reviews.scopes import find_review, review_name, review_page, reviewing_units
from indicators.reviews.standing import State, lines_for, progress_of, standing_of, with_progress, years_begun
from planning.documents.model import RowKind
from planning.sheets.scopes import NoSuchScope, Scope
from planning.views.access import Request

# Reviews in the list on one page, and communes that are read for it; every real province is on one page of its own.
LINES, MOST_READ = 12, 2_000
COMMUNES = 600
SHOWN = ("households", "poor_households", "poor_households_rate", "near_poor_households", "near_poor_households_rate")
FORMS = [(form.value, form.label, SHORT_TITLES[form]) for form in Form]


@require_safe
def review_list(request: Request) -> HttpResponse:
    """The years and units one has to do with, and how far each review has come."""
    form = OtherYearForm(request.GET)
    year = timezone.localdate().year
    years = {year, year - 1} | years_begun(request.user)
    if form.is_valid() and form.cleaned_data["year"]:
        years.add(form.cleaned_data["year"])
    page = Paginator(lines_for(request.user, years), LINES).get_page(request.GET.get("page"))
    lines = [(line, review_name(line.unit, line.year)) for line in with_progress(list(page), MOST_READ)]
    context = {"page": page, "lines": lines, "form": form, "promise": NO_NAMES}
    return render(request, "indicators/reviews.html", context)


@require_safe
def review(request: Request, scope: str) -> HttpResponse:
    """A commune's review with what the checks say of it, or those of a province one by one."""
    return _page(request, _found(request, scope))


@require_POST
def review_recognise(request: Request, scope: str) -> HttpResponse:
    """Recognise the commune's review, or those chosen of a province, by the decision that is typed in."""
    found = _open(request, scope)
    form = RecognitionForm(request.POST, scope=found)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    try:
        count = recognise(found, _chosen(request, found), form.document(), by=request.user, at=timezone.now())
    except LookupError:
        return HttpResponseBadRequest("Yêu cầu không hợp lệ.")
    except ReviewHasProblems as refusal:
        return _page(request, found, form=form, refusal=refusal, status=409)
    if count:
        messages.success(request, f"Đã công nhận kết quả rà soát của {count} đơn vị. Số liệu đã khóa.")
    else:
        messages.error(request, "Chưa chọn đơn vị nào đủ số liệu và chưa được công nhận.")
    return redirect(review_page(found))


@require_POST
def review_withdraw(request: Request, scope: str) -> HttpResponse:
    """Open a commune's recognised review again."""
    found = _open(request, scope)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, found, withdrawal=form, status=400)
    try:
        withdraw_recognition(found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except NotForOneself as refusal:
        raise PermissionDenied from refusal
    except NotRecognised:
        messages.error(request, "Kết quả rà soát này chưa được công nhận, hoặc việc công nhận đã được rút.")
    else:
        messages.success(request, "Đã rút công nhận. Số liệu mở lại để sửa; lý do được ghi trong lịch sử.")
    return redirect(review_page(found))


@require_POST
def review_openings(request: Request, scope: str) -> HttpResponse:
    """Take the last closing as the opening wherever that is blank."""
    found = _open(request, scope)
    count = take_over_openings(found, by=request.user, at=timezone.now())
    if count:
        messages.success(request, f"Đã lấy số cuối kỳ năm {found.year - 1} làm số đầu kỳ cho {count} dòng.")
    else:
        messages.error(
            request, f"Không có dòng nào: số đầu kỳ đã nhập, hoặc chưa có kết quả năm {found.year - 1} để lấy."
        )
    return redirect(review_page(found))


@require_POST
def review_area(request: Request, scope: str) -> HttpResponse:
    """Give a commune's review a row for its other area, or take an empty one out."""
    found = _open(request, scope)
    act = {"add": add_area, "remove": remove_area}.get(request.POST.get("deed", ""))
    if act is None or request.POST.get("area") not in Area.values or not _is_single(found):
        return HttpResponseBadRequest("Yêu cầu không hợp lệ.")
    try:
        act(found, Area(request.POST["area"]), by=request.user, at=timezone.now())
    except (AreaIsNotEmpty, ReviewIsRecognised) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã đổi các khu vực của đơn vị.")
    return redirect(review_page(found))


def _is_single(scope: Scope) -> bool:
    """Whether the scope is one commune's own review."""
    return [unit.pk for unit in reviewing_units(scope.unit, scope.year)] == [scope.unit.pk]


def _found(request: Request, name: str) -> Scope:
    try:
        return find_review(name, request.user)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _open(request: Request, name: str) -> Scope:
    scope = _found(request, name)
    if not scope.may_enter:
        raise PermissionDenied
    return scope


def _chosen(request: Request, scope: Scope) -> list[str]:
    """The codes of the communes to recognise; `all` are those of the scope that are whole."""
    if "all" not in request.POST:
        return request.POST.getlist("commune")
    reviews = read_year(reviewing_units(scope.unit, scope.year), scope.year)
    return [review.unit.code for review in reviews if standing_of(review).state == State.WHOLE]


def _page(request: Request, scope: Scope, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a review; `more` has what came of a form that was not taken."""
    units = list(reviewing_units(scope.unit, scope.year))
    context = {"scope": scope, "forms": FORMS, "promise": NO_NAMES, "last_year": scope.year - 1} | more
    context |= {"chosen": request.POST.getlist("commune"), "is_all_chosen": "all" in request.POST}
    context.setdefault("form", RecognitionForm(scope=scope))
    if units == [scope.unit]:
        context["may_open_again"] = may_open_again(scope.unit, request.user)
        return render(request, "indicators/review.html", _commune(scope) | context, status=status)
    page = Paginator(units, COMMUNES).get_page(request.GET.get("page"))
    shown = request.GET.get("state", "")
    return render(request, "indicators/review_communes.html", _communes(scope, page, shown) | context, status=status)


def _commune(scope: Scope) -> dict[str, Any]:
    (found,) = read_year([scope.unit], scope.year)
    standing = standing_of(found)
    checks = [] if found.is_blank else [(each.title, list(each.find(found)), each.may_tell(found)) for each in CHECKS]
    return {
        "review": found,
        "standing": standing,
        "checks": checks,
        "areas": [(area, area in found.areas) for area in AREAS],
        "withdrawal": WithdrawalForm(),
    }


def _communes(scope: Scope, page: Any, shown: str) -> dict[str, Any]:
    """The communes of a page as form 1 has them, each with its state: those of the state `shown`, else all.

    Sums only where all communes are on the page.
    """
    standings = [standing_of(review) for review in read_year(page.object_list, scope.year)]
    table = count_table(scope, [standing.review for standing in standings])
    columns = [table.column_at[key] for key in SHOWN]
    of_row = {
        count_row(standing.review.unit, area): (standing, place == 0)
        for standing in standings
        for place, area in enumerate(standing.review.areas)
    }
    rows = [
        (row, [table.text(row, column) for column in columns], *of_row.get(row.key, (None, False)))
        for row in table.rows
        if row.kind is RowKind.ITEM or not page.has_other_pages()
    ]
    if shown in State.values:
        rows = [row for row in rows if row[2] and row[2].state == shown]
    numbers = Counter(standing.state for standing in standings)
    states = [(state, numbers[state]) for state in State if numbers[state]]
    return {
        "page": page,
        "columns": columns,
        "rows": rows,
        "progress": progress_of(standings),
        "states": states,
        "shown": shown,
    }
