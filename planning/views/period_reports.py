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
from planning.reports.printed import printed_above
from planning.sheets.scopes import NoSuchScope, Scope
from planning.tracking.actions import accept_report, extend, return_report, send_report
from planning.tracking.actions.checks import edits_for
from planning.tracking.attachments import Attachment, attach, detach
from planning.tracking.board import Line, board_of
from planning.tracking.doubts import doubts_about
from planning.tracking.papers import draft_in
from planning.tracking.refusals import CannotBeDone
from planning.tracking.scopes import APART, find_report, is_above
from planning.tracking.standing import Standing
from planning.tracking.story import deeds_of
from planning.tracking.subjects import words_of_subjects
from planning.tracking.suggesting import resend_day
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
    context = {
        "scope": scope,
        "period": period,
        "line": line,
        "standing": line.standing,
        "deeds": deeds_of(period, unit),
        "doubts": doubts_about(period, unit),
        "refusal": refusal,
        **_answerable(request, scope, line.standing),
        **_sending(request, scope, line),
        **_files(request, scope),
        **_forms(line.standing),
        **(bound or {}),
    }
    # Above a province nobody grants in here: the paper that did is named.
    context["extension"].fields["document"].required = unit.parent_id is None
    return render(request, "periods/unit.html", context, status=status)


def _forms(standing: Standing) -> dict[str, forms.Form]:
    """The forms of what may be done with a report, as they are before anything is sent."""
    blank = {name: form() for name, form in FORMS.items() if form is not AttachmentForm}
    proposed = resend_day(standing.deadline, standing.today)
    return blank | {"giving_back": ReturnForm(initial={"resend_by": proposed})}


def _answerable(request: Request, scope: Scope, standing: Standing) -> dict[str, bool]:
    """What the person may answer to the report as it stands."""
    is_open = scope.reported.is_open_at(timezone.localtime())
    answers = is_open and _answers(request, scope)
    return {
        "may_return": answers and standing.is_sent,
        "may_accept": answers and standing.is_sent and scope.unit.pk != scope.reported.unit_id,
        "may_extend": is_open and standing.is_due and _extends(request, scope),
    }


def _sending(request: Request, scope: Scope, line: Line) -> dict[str, Any]:
    """What is told at the place of sending: the paper of the report, and for whom the person sends."""
    if not scope.may_enter:
        return {}
    return {
        "draft": None if line.papers else draft_in(scope.reported, scope.unit),
        "printed": printed_above(scope.reported, scope.unit),
        "is_for_another": not edits_for(scope.unit, request.user),
    }


def _files(request: Request, scope: Scope) -> dict[str, Any]:
    """The report's files with what each shows, and the form for one more, about what was asked for if it is known."""
    files = list(Attachment.objects.of_report(scope.reported, scope.unit))
    asked = request.GET.get("subject", "")
    words = words_of_subjects([asked, *(file.subject for file in files)])
    return {
        "files": [(file, words.get(file.subject, "")) for file in files],
        "subject_words": words.get(asked, ""),
        "attachment": AttachmentForm(initial={"subject": asked if asked in words else ""}),
    }


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


def _extends(request: Request, scope: Scope) -> bool:
    """Whether the person may give the unit more time: never their own, unless no level above it works here."""
    if scope.unit.parent_id is None:
        return edits_for(scope.unit, request.user)
    return is_above(scope.unit, request.user)


@dataclass(frozen=True)
class Deed:
    """What is done with a report: by which form, who may, how, and what is said when it is done."""

    form: str
    may: Callable[[Request, Scope], bool]
    do: Callable[..., Any]
    done: str


DEEDS: Mapping[str, Deed] = {
    "send": Deed(
        "send",
        _enters,
        lambda report, data, **who: send_report(*report, knowingly=data["knowingly"], **who),
        "Đã gửi báo cáo. Số liệu của đơn vị đã khóa cho đến khi được trả lại.",
    ),
    "return": Deed(
        "giving_back",
        _answers,
        lambda report, data, **who: return_report(*report, reason=data["reason"], resend_by=data["resend_by"], **who),
        "Đã trả lại báo cáo; đơn vị sửa và gửi lại được.",
    ),
    "accept": Deed(
        "answer",
        _answers,
        lambda report, data, **who: accept_report(*report, note=data["note"], **who),
        "Đã tiếp nhận báo cáo.",
    ),
    "extend": Deed(
        "extension",
        _extends,
        lambda report, data, **who: extend(
            *report, due_on=data["due_on"], reason=data["reason"], document=data["document"], **who
        ),
        "Đã gia hạn cho đơn vị.",
    ),
    "attach": Deed(
        "attachment",
        _enters,
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
    if not asked.may(request, scope):
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
