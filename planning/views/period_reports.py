"""A unit's own page in a period: its parts, its files, sending it, and the answer of the level above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from planning.forms.periods import AnswerForm, AttachmentForm, ExtensionForm, ReturnForm, SendForm
from planning.people.reach import units_within
from planning.people.roles import Action
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, Scope
from planning.tracking.actions import accept_report, extend, return_report, send_report
from planning.tracking.attachments import Attachment, attach, detach, words_of_subject
from planning.tracking.board import board_of
from planning.tracking.refusals import CannotBeDone
from planning.tracking.scopes import APART, find_report, is_above
from planning.tracking.story import deeds_of
from planning.views.access import Request


def found_report(request: Request, period: str, code: str) -> Scope:
    """The unit's report of the period, if the person may see it; Http404 otherwise."""
    try:
        return find_report(f"{period}{APART}{code}", request.user)
    except NoSuchScope as error:
        raise Http404 from error


@require_safe
def period_unit(request: Request, period: str, code: str) -> HttpResponse:
    """What a unit reports in a period, how far it is, and what was done with it."""
    return report_page(request, found_report(request, period, code))


def report_page(
    request: Request,
    scope: Scope,
    *,
    bound: Mapping[str, forms.Form] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a report; `bound` holds the form that was sent and could not be taken, by its name."""
    period, unit = scope.reported, scope.unit
    line = board_of(period, Unit.objects.filter(pk=unit.pk), timezone.localdate()).lines[0]
    answers = _answers(request, scope) and period.is_open_at(timezone.localtime())
    is_own = unit.pk == period.unit_id
    subject = request.GET.get("subject", "")
    context = {
        "scope": scope,
        "period": period,
        "line": line,
        "standing": line.standing,
        "may_return": answers and line.standing.is_sent,
        "may_accept": answers and line.standing.is_sent and not is_own,
        "may_extend": answers and line.standing.is_due,
        "files": Attachment.objects.of_report(period, unit),
        "deeds": deeds_of(period, unit),
        "refusal": refusal,
        "subject_words": words_of_subject(subject),
        **{name: form(initial={"subject": subject}) for name, form in FORMS.items()},
        **(bound or {}),
    }
    return render(request, "periods/unit.html", context, status=status)


FORMS: Mapping[str, type[forms.Form]] = {
    "send": SendForm,
    "answer": AnswerForm,
    "giving_back": ReturnForm,
    "extension": ExtensionForm,
    "attachment": AttachmentForm,
}


def _enters(request: Request, scope: Scope) -> bool:
    """Whether the person edits for the unit, whatever state its report is in."""
    return units_within(request.user, Action.EDIT).filter(pk=scope.unit.pk).exists()


def _answers(request: Request, scope: Scope) -> bool:
    """Whether the person edits for the level above; of the holder's own report, for the holder."""
    if scope.unit.pk == scope.reported.unit_id:
        return ReportingPeriod.objects.editable_by(request.user).filter(pk=scope.reported.pk).exists()
    return is_above(scope.unit, request.user)


@dataclass(frozen=True)
class Deed:
    """What is done with a report: by which form, by whom, how, and what is said when it is done."""

    form: str
    is_done_from_above: bool
    do: Callable[..., Any]
    done: str


DEEDS: Mapping[str, Deed] = {
    "send": Deed(
        "send",
        False,
        lambda report, data, **who: send_report(*report, knowingly=data["knowingly"], **who),
        "Đã gửi báo cáo. Số liệu của đơn vị đã khóa cho đến khi được trả lại.",
    ),
    "return": Deed(
        "giving_back",
        True,
        lambda report, data, **who: return_report(*report, reason=data["reason"], **who),
        "Đã trả lại báo cáo; đơn vị sửa và gửi lại được.",
    ),
    "accept": Deed(
        "answer",
        True,
        lambda report, data, **who: accept_report(*report, note=data["note"], **who),
        "Đã tiếp nhận báo cáo.",
    ),
    "extend": Deed(
        "extension",
        True,
        lambda report, data, **who: extend(*report, due_on=data["due_on"], reason=data["reason"], **who),
        "Đã gia hạn cho đơn vị.",
    ),
    "attach": Deed(
        "attachment",
        False,
        lambda report, data, **who: attach(
            *report, name=data["file"].name, content=data["file"].read(), subject=data["subject"], **who
        ),
        "Đã đính kèm tệp.",
    ),
}


@require_POST
def period_deed(request: Request, period: str, code: str, deed: str) -> HttpResponse:
    """Do something with a report, and say what was done or what stands in the way."""
    scope, asked = found_report(request, period, code), DEEDS[deed]
    if not (_answers if asked.is_done_from_above else _enters)(request, scope):
        raise PermissionDenied
    form = FORMS[asked.form](request.POST, request.FILES)
    if not form.is_valid():
        return report_page(request, scope, bound={asked.form: form}, status=400)
    try:
        asked.do((scope.reported, scope.unit), form.cleaned_data, by=request.user, at=timezone.now())
    except CannotBeDone as error:
        return report_page(request, scope, bound={asked.form: form}, refusal=str(error), status=409)
    messages.success(request, asked.done)
    return redirect("period-unit", scope.reported.slug, scope.unit.code)


@require_safe
def period_file(request: Request, period: str, code: str, pk: int) -> HttpResponse:
    """A file to save; the browser is told not to guess what it is, and not to open it."""
    file = _found_file(found_report(request, period, code), pk)
    headers = {
        "Content-Disposition": str(content_disposition_header(True, file.name)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(file.file, content_type="application/octet-stream", headers=headers)


@require_POST
def period_detach(request: Request, period: str, code: str, pk: int) -> HttpResponse:
    """Take a file away."""
    scope = found_report(request, period, code)
    file = _found_file(scope, pk)
    if not _enters(request, scope):
        raise PermissionDenied
    try:
        detach(file, by=request.user, at=timezone.now())
    except CannotBeDone as error:
        return report_page(request, scope, refusal=str(error), status=409)
    messages.success(request, f"Đã bỏ tệp “{file.name}”.")
    return redirect("period-unit", scope.reported.slug, scope.unit.code)


def _found_file(scope: Scope, pk: int) -> Attachment:
    return get_object_or_404(Attachment, period=scope.reported, unit=scope.unit, pk=pk)
