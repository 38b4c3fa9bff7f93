"""Spreadsheets out and in: the workbook to fill in, and the way back through a preview; an import is undone whole."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from planning.formats import number
from planning.forms.sheets import SheetUploadForm
from planning.sheets.actions import (
    ImportCannotBeUndone,
    PreviewIsOutdated,
    UploadIsGone,
    WorkbookHasProblems,
    apply_upload,
    discard_upload,
    hold_upload,
    preview,
    undo_import,
)
from planning.sheets.changes import Outcome
from planning.sheets.kinds import SheetKind, UnknownSheet, sheet_kind
from planning.sheets.marking import CannotBeMarked, marked_copy
from planning.sheets.packages import CHUNK, MAX_BYTES, TOO_LARGE, UnreadableWorkbook
from planning.sheets.scopes import NoSuchScope, Scope
from planning.sheets.uploads import AppliedSheet, SheetUpload
from planning.views.access import Request
from planning.views.frames import render_in_scope
from planning.views.jobs import CONTENT_TYPES

IMPORTS_SHOWN = 10
# A person looks through so many; of more there are counts, and the marked copy holds every fault.
CHANGES_SHOWN = PROBLEMS_SHOWN = 300
ROWS_SHOWN = 10
# So many rows are not read from a list; whether each may be filled in would take the whole table to say.
MANY_ROWS = 500

# The fields around the file and the words between them.
MAX_REQUEST = MAX_BYTES + 2**16
NOT_SENT = "Tệp gửi lên bị đứt quãng. Vui lòng chọn tệp và gửi lại."
OUTDATED = "Số liệu đã thay đổi sau khi bạn xem trước. Chưa có gì được ghi; vui lòng xem lại."


@require_safe
def sheet_template(request: Request, slug: str, sheet: str) -> HttpResponse:
    """The workbook to fill in, with the figures that are there already."""
    scope, kind = _scope_and_kind(request, slug, sheet)
    name = f"{slug}-{sheet}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kind.template(scope, request.user), content_type=CONTENT_TYPES["xlsx"], headers=headers)


# The token is in the body, and a body that is too long must be refused before anyone reads it; so the check
# for it comes after the length, in the form's own view.
@csrf_exempt
def sheet_upload(request: Request, slug: str, sheet: str) -> HttpResponse:
    """Take a workbook and lead to its preview; a file that cannot be read is answered by one sentence."""
    scope, kind = _open_scope(request, slug, sheet)
    if _length(request) > MAX_REQUEST:
        while request.read(CHUNK):
            # A browser shows the answer only once it has sent everything.
            continue
        return _upload_page(request, scope, kind, SheetUploadForm(), sentence=TOO_LARGE)
    try:
        return _take(request, scope, kind)
    except MultiPartParserError:
        return _upload_page(request, scope, kind, SheetUploadForm(), sentence=NOT_SENT)


@csrf_protect
def _take(request: Request, scope: Scope, kind: SheetKind) -> HttpResponse:
    is_sent = request.method == "POST"
    form = SheetUploadForm(request.POST, request.FILES) if is_sent else SheetUploadForm()
    if form.is_valid():
        file = form.cleaned_data["workbook"]
        try:
            upload = hold_upload(
                scope, kind, file_name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
        except UnreadableWorkbook as refusal:
            form.add_error("workbook", str(refusal))
        else:
            return redirect("sheet-preview", slug=scope.name, sheet=kind.key, pk=upload.pk)
    return _upload_page(request, scope, kind, form)


@require_safe
def sheet_preview(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """What the workbook would change, or everything that is wrong with it."""
    scope, kind = _open_scope(request, slug, sheet)
    upload = _upload(request, scope, kind, pk)
    return _preview_page(request, scope, kind, upload) if upload else _gone(request, scope, kind)


@require_safe
def sheet_marked(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """The uploaded workbook with a comment in each bad cell and a list of all faults in front."""
    scope, kind = _open_scope(request, slug, sheet)
    upload = _upload(request, scope, kind, pk)
    if upload is None:
        return _gone(request, scope, kind)
    outcome = preview(upload, by=request.user)
    try:
        content = marked_copy(bytes(upload.content), outcome.problems)
    except CannotBeMarked as refusal:
        return _preview_page(request, scope, kind, upload, sentence=str(refusal))
    headers = {"Content-Disposition": content_disposition_header(True, f"loi-{_stem(upload.file_name)}.xlsx") or ""}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


@require_POST
def sheet_apply(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """Write the previewed changes; when they are no longer the same, show the new preview instead."""
    scope, kind = _open_scope(request, slug, sheet)
    upload = _upload(request, scope, kind, pk)
    if upload is None:
        return _gone(request, scope, kind)
    digest = request.POST.get("digest", "")
    try:
        outcome = apply_upload(upload, digest=digest, by=request.user, at=timezone.now())
    except PreviewIsOutdated:
        return _preview_page(request, scope, kind, upload, sentence=OUTDATED)
    except WorkbookHasProblems as refusal:
        return _preview_page(request, scope, kind, upload, sentence=f"Chưa ghi được: {refusal}")
    except UploadIsGone:
        return _gone(request, scope, kind)
    undoing = "Nếu nhập nhầm, có thể hoàn tác ở trang “Nhập từ bảng tính”."
    messages.success(request, f"Đã nhập số liệu từ tệp {upload.file_name}: {outcome.summary()}. {undoing}")
    return redirect(kind.page(scope))


@require_POST
def sheet_discard(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """Give the workbook up."""
    scope, kind = _open_scope(request, slug, sheet)
    if upload := _upload(request, scope, kind, pk):
        discard_upload(upload)
    return redirect("sheet-upload", slug=scope.name, sheet=kind.key)


@require_POST
def sheet_undo(request: Request, slug: str, sheet: str, pk: int) -> HttpResponse:
    """Give back what an import has changed, as one step."""
    scope, kind = _open_scope(request, slug, sheet)
    applied = get_object_or_404(AppliedSheet.objects.of(kind.key, scope.name), pk=pk)
    try:
        undo_import(applied, by=request.user, at=timezone.now())
    except ImportCannotBeUndone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã hoàn tác lần nhập từ tệp {applied.file_name}.")
    return redirect("sheet-upload", slug=scope.name, sheet=kind.key)


def _scope_and_kind(request: Request, slug: str, sheet: str) -> tuple[Scope, SheetKind]:
    try:
        kind = sheet_kind(sheet)
        return kind.find(slug, request.user), kind
    except (NoSuchScope, UnknownSheet) as unknown:
        raise Http404 from unknown


def _open_scope(request: Request, slug: str, sheet: str) -> tuple[Scope, SheetKind]:
    scope, kind = _scope_and_kind(request, slug, sheet)
    if not scope.may_enter:
        raise PermissionDenied(scope.closed)
    return scope, kind


def _upload(request: Request, scope: Scope, kind: SheetKind, pk: int) -> SheetUpload | None:
    """One's own waiting workbook; none when it has been applied or given up."""
    return SheetUpload.objects.of(kind.key, scope.name).filter(by=request.user, pk=pk).first()


def _gone(request: Request, scope: Scope, kind: SheetKind) -> HttpResponse:
    messages.error(request, "Tệp này đã được ghi hoặc đã hủy. Nếu cần, vui lòng tải tệp lên lại.")
    return redirect("sheet-upload", slug=scope.name, sheet=kind.key)


def _upload_page(
    request: Request, scope: Scope, kind: SheetKind, form: SheetUploadForm, sentence: str = ""
) -> HttpResponse:
    imports = AppliedSheet.objects.of(kind.key, scope.name).select_related("by", "undone_by").defer("changes")
    context = {
        "form": form,
        "kind": kind,
        "page": kind.page(scope),
        "sentence": sentence,
        "imports": imports[:IMPORTS_SHOWN],
        **_rows(scope, kind),
    }
    status = 400 if sentence or form.errors else 200
    return render_in_scope(request, scope, "sheets/upload.html", context, tab=kind.tab, status=status)


def _rows(scope: Scope, kind: SheetKind) -> dict[str, Any]:
    """What an import can reach, the first rows by name."""
    if kind.rows is None:
        return {}
    if kind.size and (size := kind.size(scope)) > MANY_ROWS:
        return {"has_rows": True, "all_rows": number(size)}
    rows = kind.rows(scope)
    more = number(len(rows) - ROWS_SHOWN) if len(rows) > ROWS_SHOWN else ""
    return {"has_rows": True, "row_count": number(len(rows)), "rows": rows[:ROWS_SHOWN], "more_rows": more}


def _preview_page(
    request: Request, scope: Scope, kind: SheetKind, upload: SheetUpload, sentence: str = ""
) -> HttpResponse:
    context = {
        "kind": kind,
        "page": kind.page(scope),
        "upload": upload,
        "sentence": sentence,
        **_shown(preview(upload, by=request.user)),
    }
    status = 409 if sentence else 200
    return render_in_scope(request, scope, "sheets/preview.html", context, tab=kind.tab, status=status)


def _shown(outcome: Outcome) -> dict[str, Any]:
    """As much of an outcome as a page can hold, and by column how much there is of the rest."""
    writes, problems = outcome.writes, outcome.problems
    columns = Counter(change.column for change in writes) if len(writes) > CHANGES_SHOWN else {}
    return {
        "outcome": outcome,
        "counts": [(kind, number(count)) for kind, count in outcome.counts],
        "problem_count": number(len(problems)),
        "write_count": number(len(writes)),
        "changes": writes[:CHANGES_SHOWN],
        "by_column": [(column, number(count)) for column, count in columns.items()],
        "problems": problems[:PROBLEMS_SHOWN],
        "are_problems_cut": len(problems) > PROBLEMS_SHOWN,
    }


def _stem(file_name: str) -> str:
    """A file's name without its ending: what is given back of an .xlsm has no macros and is an .xlsx."""
    return file_name.rpartition(".")[0] or file_name


def _length(request: Request) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdigit() else 0
