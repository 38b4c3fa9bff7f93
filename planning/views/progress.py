"""Screens of how far the tasks of a unit are in a period: the list, a form for many, a form for one, a workbook."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.documents import xlsx
from planning.forms.periods import AttachmentForm
from planning.forms.posted_progress import Lost, Posted, heir_of, posted_of
from planning.forms.progress import ProgressFilterForm, ProgressForm
from planning.reports.moving import moved_in
from planning.reports.printed import printed_above
from planning.sheets.scopes import NoSuchScope, Scope
from planning.tracking.attachments import Attachment
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import find_report
from planning.tracking.tasks.below import below_of
from planning.tracking.tasks.evidence import subject_of
from planning.tracking.tasks.saying import ProgressIsWrong, TaskIsNotAsked, rows_here, say
from planning.tracking.tasks.standing import Standing, Summary, standings_in
from planning.tracking.tasks.tables import progress_table, progress_workbook
from planning.views.access import Request
from planning.views.jobs import CONTENT_TYPES

LIST = "task-progress"
MOVED = "Kế hoạch vừa được điều chỉnh: nội dung đã nhập được ghi cho nhiệm vụ tương ứng của bản điều chỉnh."


@require_safe
def progress_list(request: Request, scope: str) -> HttpResponse:
    """All tasks of the unit's plans that fall in the period, counted and one by one."""
    found = _found(request, scope)
    summary = _summary(found)
    form = ProgressFilterForm(request.GET, summary=summary)
    shown = form.found(summary)
    below = below_of(found.reported, found.unit, shown, _last_day(found))
    plans = [
        (plan, [(group, [(each, below.get(each.task.pk)) for each in members]) for group, members in groups])
        for plan, groups in _grouped(shown)
    ]
    context = {
        "scope": found, "summary": summary, "form": form, "plans": plans, "shown": len(shown),
        "on": _last_day(found), "query": request.GET.urlencode(),
        "moved": moved_in(found.reported, found.unit, "task"),
    }  # fmt: skip
    return render(request, "tasks/progress.html", context)


def progress_edit(request: Request, scope: str) -> HttpResponse:
    """Say of many tasks at once how far they are."""
    found = _open(request, scope)
    summary = _summary(found)
    if request.method == "POST":
        return _posted(request, found, posted_of(request.POST, summary, request.user))
    shown = ProgressFilterForm(request.GET, summary=summary).found(summary)
    return _edit_page(request, found, _forms(found, shown))


def _posted(request: Request, scope: Scope, posted: Posted) -> HttpResponse:
    """Write down what a form for many says, whatever its filter would show by now."""
    forms = _forms(scope, posted.standings, posted.data)
    if not posted.lost and _save(request, scope, forms, is_moved=posted.is_moved):
        query = request.GET.urlencode()
        return redirect(f"{reverse(LIST, args=[scope.name])}{f'?{query}' if query else ''}")
    return _edit_page(request, scope, forms, posted.lost, status=400)


def _edit_page(
    request: Request, scope: Scope, forms: Sequence[ProgressForm], lost: Sequence[Lost] = (), status: int = 200
) -> HttpResponse:
    by_task = {form.standing.task.pk: form for form in forms}
    plans = [
        (plan, [(group, [by_task[each.task.pk] for each in members]) for group, members in groups])
        for plan, groups in _grouped([form.standing for form in forms])
    ]
    problems = [(form.standing.task, *problem) for form in forms for problem in form.problems]
    query = request.GET.urlencode()
    context = {
        "scope": scope, "plans": plans, "problems": problems, "lost": lost, "query": query,
        "printed": printed_above(scope.reported, scope.unit),
    }  # fmt: skip
    return render(request, "tasks/progress_edit.html", context, status=status)


def progress_task(request: Request, scope: str, pk: int) -> HttpResponse:
    """How far one task is, what was said of it in other periods, and who changed it; a POST says it anew."""
    found = _open(request, scope) if request.method == "POST" else _found(request, scope)
    summary = _summary(found)
    posted = posted_of(request.POST, summary, request.user) if request.method == "POST" else None
    if posted and posted.lost:
        return _edit_page(request, found, [], posted.lost, status=400)
    standing = heir_of(pk, summary, request.user)
    if standing is None:
        raise Http404
    [form] = _forms(found, [standing], posted.data if posted else None)
    if posted and _save(request, found, [form], is_moved=posted.is_moved):
        return redirect(LIST, scope=found.name)
    return render(request, "tasks/progress_task.html", _of_one(found, form), status=400 if form.errors else 200)


def _of_one(scope: Scope, form: ProgressForm) -> dict[str, Any]:
    """What the page of a task shows beside its form."""
    task, teller = form.standing.task, form.standing.teller
    told = TaskProgress.objects.filter(task=task, unit=teller).exclude(period=scope.reported).select_related("period")
    return {
        "scope": scope,
        "printed": printed_above(scope.reported, scope.unit) if scope.may_enter else [],
        "standing": form.standing,
        "form": form,
        "told": told.order_by("-period__ends_on"),
        "below": below_of(scope.reported, scope.unit, [form.standing], _last_day(scope)).get(task.pk),
        "history": form.here.history.select_related("history_user") if form.here else (),
        "files": Attachment.objects.of_report(scope.reported, scope.unit).about(subject_of(task)),
        "attachment": AttachmentForm(initial={"subject": subject_of(task)}),
    }


@require_safe
def progress_workbook_page(request: Request, scope: str) -> HttpResponse:
    """The list as a workbook."""
    found = _found(request, scope)
    table = progress_table(found.reported, _summary(found))
    headers = {"Content-Disposition": f'attachment; filename="nhiem-vu-{found.name}.xlsx"'}
    return HttpResponse(
        xlsx.draw(progress_workbook(found.unit, table)), content_type=CONTENT_TYPES["xlsx"], headers=headers
    )


def _found(request: Request, name: str) -> Scope:
    try:
        return find_report(name, request.user)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _open(request: Request, name: str) -> Scope:
    found = _found(request, name)
    if not found.may_enter:
        raise PermissionDenied
    return found


def _last_day(scope: Scope) -> Any:
    """The day whose end the screen shows: today, until the period is over."""
    return min(timezone.localdate(), scope.reported.ends_on)


def _summary(scope: Scope) -> Summary:
    found = standings_in(scope.reported, [scope.unit], _last_day(scope))
    return Summary(tuple(found.get(scope.unit.pk, [])))


def _grouped(standings: Sequence[Standing]) -> list[tuple[Any, list[tuple[Any, list[Standing]]]]]:
    """By plan and by group of its matrix."""
    return [
        (plan, [(group, list(tasks)) for group, tasks in groupby(members, key=lambda each: each.task.group)])
        for plan, members in groupby(standings, key=lambda each: each.task.plan)
    ]


def _forms(scope: Scope, standings: Sequence[Standing], data: QueryDict | None = None) -> list[ProgressForm]:
    here = rows_here(scope.reported, standings)
    last_day = _last_day(scope)
    return [ProgressForm(data, standing=each, here=here.get(each.task.pk), last_day=last_day) for each in standings]


def _save(request: Request, scope: Scope, forms: Sequence[ProgressForm], *, is_moved: bool) -> bool:
    """Write down what all forms say, if all are right; what is wrong is told in the forms."""
    if not all([form.is_valid() for form in forms]):
        return False
    try:
        count = say(scope, [form.said for form in forms], by=request.user, at=timezone.now())
    except TaskIsNotAsked as unknown:
        raise Http404 from unknown
    except ProgressIsWrong as refusal:
        by_task = {form.standing.task.pk: form for form in forms}
        for wrong in refusal.wrongs:
            by_task[wrong.task].add_error(wrong.field, wrong.message)
        return False
    if is_moved:
        messages.success(request, MOVED)
    messages.success(request, f"Đã ghi tiến độ của {count} nhiệm vụ." if count else "Không có gì thay đổi.")
    return True
