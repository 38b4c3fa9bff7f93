"""Screens of a period's results: a unit's targets with their verdicts, and one figure with all that is behind it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.entry.periods.columns import ABOVE
from indicators.entry.periods.lines import find_results, hold_results
from indicators.forms import ResultNoteForm
from indicators.models import Indicator
from indicators.reporting.account import Account
from indicators.reporting.actions import settle_vetted, store_period_results
from indicators.reporting.asked import is_from_review
from indicators.reporting.asked_units import AskedUnits
from indicators.reporting.cell import look_at_cell
from indicators.reporting.doubts import looked_at_again
from indicators.reporting.tables import results_table, units_table
from planning.documents.headings import header_rows
from planning.documents.model import RowKind, Table
from planning.people.reach import units_below
from planning.places.units import Unit
from planning.reports.moving import moved_in
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.attachments import Attachment
from planning.tracking.refusals import PeriodIsLocked
from planning.tracking.scopes import APART, report_name
from planning.views.access import Request

TAKES, KEEPS = "take", "keep"
ANSWERED = {TAKES: "Đã lấy số báo cáo mới làm số thẩm định.", KEEPS: "Đã xác nhận giữ số thẩm định."}


@require_safe
def period_results(request: Request, scope: str) -> HttpResponse:
    """What a unit's targets came to in a period, or where the address names one of them, that figure alone."""
    found, indicator = _found(request, scope)
    if indicator:
        return _cell(request, found, indicator, ResultNoteForm)
    below = list(
        Unit.objects.filter(parent=found.unit, pk__in=units_below(request.user).values("pk"))
        .existing_on(found.reported.ends_on)
        .select_related("parent")
        .order_by("code")
    )
    account = Account(found.reported, [found.unit])
    table = results_table(account, found.unit, f"Các chỉ tiêu {found.reported.words}")
    context: dict[str, Any] = {
        "scope": found,
        "drawn": _drawn(table, _links(found, account, table)),
        "below": below,
        "asked": AskedUnits(found.reported, [found.unit]).words(found.unit),
        "doubtful": list(looked_at_again(account, [found.unit])),
        "moved": moved_in(found.reported, found.unit, "result"),
    }
    if below:
        context |= _below(request, found, account, below)
    return render(request, "indicators/period_results.html", context)


def _links(scope: Scope, account: Account, table: Table) -> dict[str, str]:
    """Where each line leads: its name, with the marks it bears in the table, is that of its indicator."""
    items = (row.cells[1].text for row in table.rows if row.kind is RowKind.ITEM)
    outcomes = account.outcomes(scope.unit)
    return {name: _address(scope, each.indicator) for name, each in zip(items, outcomes, strict=True)}


def _below(request: Request, scope: Scope, account: Account, units: list[Unit]) -> dict[str, Any]:
    """The units below with one indicator, the one asked for or the first."""
    choices = list({each.indicator.pk: each.indicator for each in account.outcomes(scope.unit)}.values())
    chosen = next((each for each in choices if each.code == request.GET.get("indicator")), None)
    chosen = chosen or next(iter(choices), None)
    if chosen is None:
        return {}
    told = Account(scope.reported, units, [chosen])
    table = units_table(told, units, [chosen], f"{chosen.name}: các đơn vị")
    links = {f"{unit.prefix} {unit.name}": _page(scope, unit) for unit in units}
    vetting = "" if is_from_review(chosen, scope.reported) else report_name(scope.reported, scope.unit, chosen.code)
    return {
        "choices": choices,
        "chosen": chosen,
        "units": _drawn(table, links),
        "vetting": vetting,
        "doubtful_below": list(looked_at_again(told, units)),
    }


@require_POST
def period_result_vetted(request: Request, scope: str) -> HttpResponse:
    """Answer a report that changed after it was vetted: take the new figure, or keep the vetted one."""
    found, indicator = _found(request, scope)
    if indicator is None or request.POST.get("answer") not in ANSWERED:
        raise Http404
    if not found.opens & ABOVE:
        raise PermissionDenied
    answer, key = request.POST["answer"], (found.reported.pk, found.unit.pk, indicator.pk)
    try:
        with transaction.atomic():
            if not hold_results(found, request.user).opens & ABOVE:
                raise PermissionDenied
            settle_vetted(key, takes=answer == TAKES, by=request.user, at=timezone.now())
    except (PeriodIsLocked, ScopeIsNotOpen) as refusal:
        raise PermissionDenied from refusal
    except LookupError as nothing:
        raise Http404 from nothing
    messages.success(request, ANSWERED[answer])
    return redirect(_address(found, indicator))


@require_POST
def period_result_note(request: Request, scope: str) -> HttpResponse:
    """Store the note beside a figure: whoever may enter one of its figures may explain them."""
    found, indicator = _found(request, scope)
    if indicator is None:
        raise Http404
    form = ResultNoteForm(request.POST)
    if not found.opens:
        raise PermissionDenied
    if not form.is_valid():
        return _cell(request, found, indicator, lambda **_: form, status=400)
    key = found.reported.pk, found.unit.pk, indicator.pk
    try:
        with transaction.atomic():
            hold_results(found, request.user)
            store_period_results(
                {key: {"note": form.cleaned_data["note"]}}, by=request.user, at=timezone.now(), reason="Ghi chú"
            )
    except PeriodIsLocked as refusal:
        raise PermissionDenied from refusal
    messages.success(request, "Đã lưu ghi chú.")
    return redirect(_address(found, indicator))


def _cell(request: Request, scope: Scope, indicator: Indicator, form: Any, status: int = 200) -> HttpResponse:
    look = look_at_cell(scope.reported, scope.unit, indicator)
    files = Attachment.objects.of_report(scope.reported, scope.unit).about(f"result:{indicator.code}")
    context = {
        "scope": scope,
        "indicator": indicator,
        "look": look,
        "page": _page(scope, scope.unit),
        "here": report_name(scope.reported, scope.unit, indicator.code),
        "files": files,
        "form": form(initial={"note": look.note}) if scope.opens else None,
        "may_answer": bool(look.moved and scope.opens & ABOVE),
        "below": [(unit, point, text, _page(scope, unit, indicator)) for unit, point, text in look.below],
    }
    return render(request, "indicators/period_result.html", context, status=status)


def _found(request: Request, name: str) -> tuple[Scope, Indicator | None]:
    """The report an address names, and the indicator where it names one."""
    report, code = (name, "") if name.count(APART) < 2 else name.rsplit(APART, 1)
    try:
        scope = find_results(report, request.user)
    except NoSuchScope as unknown:
        raise Http404 from unknown
    indicator = Indicator.objects.select_related("dimension").filter(code=code).first() if code else None
    if code and indicator is None:
        raise Http404
    return scope, indicator


def _page(scope: Scope, unit: Unit, indicator: Indicator | None = None) -> str:
    return reverse("period-results", args=[report_name(scope.reported, unit, indicator.code if indicator else "")])


def _address(scope: Scope, indicator: Indicator) -> str:
    return _page(scope, scope.unit, indicator)


def _drawn(table: Table, links: Mapping[str, str]) -> dict[str, Any]:
    """A table for the screen: names that have a page of their own lead to it."""
    rows = []
    for row in table.rows:
        cells = [
            (column, cell, links.get(cell.text, "") if column.key in ("indicator", "unit") else "")
            for column, cell in zip(table.columns, row.cells, strict=True)
        ]
        rows.append((row, cells))
    return {"table": table, "header": header_rows(table.columns), "rows": rows}
