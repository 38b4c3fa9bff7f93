"""Spreadsheets out and in: a plan's workbook, and the way back through a preview."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from planning.forms.sheets import SheetUploadForm
from planning.people.roles import Action
from planning.plans.plans import Plan
from planning.sheets.actions import (
    PreviewIsOutdated,
    UploadIsGone,
    WorkbookHasProblems,
    apply_upload,
    discard_upload,
    hold_upload,
    preview,
)
from planning.sheets.kinds import SheetKind, UnknownSheet, sheet_kind
from planning.sheets.packages import CHUNK, MAX_BYTES, TOO_LARGE, UnreadableWorkbook
from planning.sheets.uploads import SheetUpload
from planning.views.access import Request, open_plan, render_in_plan

# The fields around the file and the words between them.
MAX_REQUEST = MAX_BYTES + 2**16
NOT_SENT = "Tệp gửi lên bị đứt quãng. Vui lòng chọn tệp và gửi lại."
OUTDATED = "Số liệu của kế hoạch đã thay đổi sau khi bạn xem trước. Chưa có gì được ghi; vui lòng xem lại."


# The token is in the body, and a body that is too long must be refused before anyone reads it; so the check
# for it comes after the length, in the form's own view.
@csrf_exempt
def sheet_upload(request: Request, slug: str, sheet: str) -> HttpResponse:
    """Take a workbook and lead to its preview; a file that cannot be read is answered by one sentence."""
    plan, kind = _plan_and_kind(request, slug, sheet)
    if _length(request) > MAX_REQUEST:
        while request.read(CHUNK):
            # A browser shows the answer only once it has sent everything.
            continue
        return _upload_page(request, plan, kind, SheetUploadForm(), sentence=TOO_LARGE)
    try:
        return _take(request, plan, kind)
    except MultiPartParserError:
        return _upload_page(request, plan, kind, SheetUploadForm(), sentence=NOT_SENT)


@csrf_protect
def _take(request: Request, plan: Plan, kind: SheetKind) -> HttpResponse:
    is_sent = request.method == "POST"
    form = SheetUploadForm(request.POST, request.FILES) if is_sent else SheetUploadForm()
    if form.is_valid():
        file = form.cleaned_data["workbook"]
        try:
            upload = hold_upload(
                plan, kind, file_name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
        except UnreadableWorkbook as refusal:
            form.add_error("workbook", str(refusal))
        else:
            return redirect("sheet-preview", slug=plan.slug, sheet=kind.key, pk=upload.pk)
    return _upload_page(request, plan, kind, form)


@require_safe
def sheet_preview(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """What the workbook would change, or everything that is wrong with it."""
    plan, kind = _plan_and_kind(request, slug, sheet)
    upload = _upload(request, plan, kind, pk)
    return _preview_page(request, plan, kind, upload) if upload else _gone(request, plan, kind)


@require_POST
def sheet_apply(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """Write the previewed changes; when they are no longer the same, show the new preview instead."""
    plan, kind = _plan_and_kind(request, slug, sheet)
    upload = _upload(request, plan, kind, pk)
    if upload is None:
        return _gone(request, plan, kind)
    digest = request.POST.get("digest", "")
    try:
        outcome = apply_upload(upload, digest=digest, by=request.user, at=timezone.now())
    except (PreviewIsOutdated, WorkbookHasProblems):
        return _preview_page(request, plan, kind, upload, sentence=OUTDATED)
    except UploadIsGone:
        return _gone(request, plan, kind)
    messages.success(request, f"Đã nhập số liệu từ tệp {upload.file_name}: {outcome.summary()}.")
    return redirect(kind.url_name, slug=plan.slug)


@require_POST
def sheet_discard(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """Give the workbook up."""
    plan, kind = _plan_and_kind(request, slug, sheet)
    if upload := _upload(request, plan, kind, pk):
        discard_upload(upload)
    return redirect("sheet-upload", slug=plan.slug, sheet=kind.key)


def _plan_and_kind(request: Request, slug: str, sheet: str) -> tuple[Plan, SheetKind]:
    plan = open_plan(request, slug, Action.IMPORT)
    try:
        return plan, sheet_kind(sheet)
    except UnknownSheet as unknown:
        raise Http404 from unknown


def _upload(request: Request, plan: Plan, kind: SheetKind, pk: int) -> SheetUpload | None:
    """One's own waiting workbook; none when it has been applied or given up."""
    mine = SheetUpload.objects.of_plan(plan).filter(by=request.user, sheet=kind.key)
    return mine.select_related("plan__unit", "plan__programme").filter(pk=pk).first()


def _gone(request: Request, plan: Plan, kind: SheetKind) -> HttpResponse:
    messages.error(request, "Tệp này đã được ghi hoặc đã hủy. Nếu cần, vui lòng tải tệp lên lại.")
    return redirect("sheet-upload", slug=plan.slug, sheet=kind.key)


def _upload_page(
    request: Request, plan: Plan, kind: SheetKind, form: SheetUploadForm, sentence: str = ""
) -> HttpResponse:
    context = {"form": form, "kind": kind, "sentence": sentence}
    status = 400 if sentence or form.errors else 200
    return render_in_plan(request, plan, "sheets/upload.html", context, tab=kind.url_name, status=status)


def _preview_page(
    request: Request, plan: Plan, kind: SheetKind, upload: SheetUpload, sentence: str = ""
) -> HttpResponse:
    context = {
        "kind": kind,
        "upload": upload,
        "outcome": preview(upload, by=request.user),
        "sentence": sentence,
    }
    status = 409 if sentence else 200
    return render_in_plan(request, plan, "sheets/preview.html", context, tab=kind.url_name, status=status)


def _length(request: Request) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdigit() else 0
