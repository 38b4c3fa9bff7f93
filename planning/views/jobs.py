"""Screens of printing jobs: order, watch, call off, fetch."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from planning.jobs.actions import NothingToPrint, TooManyPlans, cancel_print, order_print
from planning.jobs.jobs import JobState, PrintFormat, PrintJob
from planning.views.access import Request

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
SHOWN = 20


def job_list(request: Request) -> HttpResponse:
    """The person's jobs; a POST orders one for the plans ticked in the list."""
    if request.method == "POST":
        return _order(request)
    jobs = PrintJob.objects.visible_to(request.user)[:SHOWN]
    return render(request, "jobs/list.html", {"jobs": jobs})


def _order(request: Request) -> HttpResponse:
    form = request.POST.get("format", "")
    if form not in PrintFormat.values:
        messages.error(request, "Định dạng không có.")
        return redirect("plan-list")
    try:
        job = order_print(request.POST.getlist("plan"), PrintFormat(form), by=request.user, at=timezone.now())
    except (NothingToPrint, TooManyPlans) as refusal:
        messages.error(request, str(refusal))
        return redirect("plan-list")
    return redirect("print-job", pk=job.pk)


@require_safe
def job_page(request: Request, pk: UUID) -> HttpResponse:
    """How far a job has come; the page asks again by itself while it is open."""
    job = get_object_or_404(PrintJob.objects.visible_to(request.user), pk=pk)
    response = render(request, "jobs/job.html", {"job": job})
    if job.is_open:
        response["Refresh"] = "2"
    return response


@require_POST
def job_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call a job off."""
    job = get_object_or_404(PrintJob.objects.visible_to(request.user), pk=pk)
    if cancel_print(job, by=request.user):
        messages.success(request, "Đã hủy lệnh in.")
    else:
        messages.error(request, "Lệnh in đã kết thúc, không hủy được nữa.")
    return redirect("print-job", pk=pk)


@require_safe
def job_file(request: Request, pk: UUID) -> HttpResponse:
    """The finished file."""
    job = get_object_or_404(PrintJob.objects.filter(by=request.user), pk=pk, state=JobState.DONE)
    if job.content is None:
        raise Http404
    return HttpResponse(
        bytes(job.content),
        content_type=CONTENT_TYPES[job.file_name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{job.file_name}"'},
    )
