"""The grid: a table to fill in on the screen, saved cell by cell, or as a form where no script runs."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planning.entry.exchange import NotAGrid, following, kept_base, typed_in_form, typed_in_message
from planning.entry.kinds import EntryKind, UnknownEntry, entry_kind
from planning.entry.saving import Saved, Typed, save_typed
from planning.entry.screen import drawn_header, drawn_rows
from planning.entry.tables import EntryTable
from planning.reports.moving import moved_in
from planning.reports.printed import printed_above
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.views.access import Request
from planning.views.frames import render_in_scope

# More rows than a person looks through, or more inputs than a browser draws at once: these go by workbook.
GRID_ROWS, GRID_CELLS = 500, 10_000
ANOTHER = "Trình duyệt này nay do {} đăng nhập, không phải người đã mở trang"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry_grid(request: Request, slug: str, sheet: str) -> HttpResponse:
    """The table with an input in each cell that may be entered; a page kept by the browser would show old figures."""
    scope, kind = _scope_and_kind(request, slug, sheet)
    if request.method == "POST":
        return _sent_as_form(request, scope, kind)
    if kind.size and (size := kind.size(scope)) > GRID_ROWS:
        return _too_large(request, scope, kind, size)
    return _page(request, scope, kind, kind.drawn(kind.table(scope)))


@require_POST
def entry_save(request: Request, slug: str, sheet: str) -> HttpResponse:
    """Store typed cells; answers what became of each, and every figure that follows from them.

    The body is `{"cells": [{"row", "column", "text", "base"}]}`, the answer `{"cells": [{"row", "column", "state",
    "text", "message"}], "follow": [{"row", "column", "text", "state", "note", "locked"}]}`. The header `X-Opened-By`
    tells who opened the page: what one person typed is not stored as another's who has signed in since.
    """
    if request.headers.get("X-Opened-By", str(request.user.pk)) != str(request.user.pk):
        return _closed(ANOTHER.format(request.user))
    scope, kind = _scope_and_kind(request, slug, sheet)
    if not scope.may_enter:
        return _closed(scope.closed)
    try:
        typed = typed_in_message(request.body)
        saved = save_typed(kind, scope, typed, by=request.user, at=timezone.now())
    except NotAGrid:
        return HttpResponseBadRequest("Yêu cầu không hợp lệ.")
    except ScopeIsNotOpen as refusal:
        return _closed(str(refusal) or _scope_and_kind(request, slug, sheet)[0].closed)
    cells = [
        {"row": a.row, "column": a.column, "state": a.state, "text": a.text, "message": a.message}
        for a in saved.answers
    ]
    follow = following(saved.before, saved.after, {cell.row for cell in typed})
    return JsonResponse({"cells": cells, "follow": list(follow)})


def _sent_as_form(request: Request, scope: Scope, kind: EntryKind) -> HttpResponse:
    """Save what the form changed; what could not be saved stands in its cell again, with the reason."""
    if not scope.may_enter:
        raise PermissionDenied(scope.closed)
    try:
        typed = typed_in_form(request.POST)
    except NotAGrid:
        return HttpResponseBadRequest("Yêu cầu không hợp lệ.")
    saved = save_typed(kind, scope, typed, by=request.user, at=timezone.now())
    if saved.count < len(saved.answers):
        return _page(request, scope, kind, _drawn(kind, saved.after, typed), typed, saved)
    messages.success(request, f"Đã lưu {saved.count} ô." if saved.count else "Không có ô nào thay đổi.")
    return redirect("entry-grid", scope.name, kind.key)


def _page(
    request: Request,
    scope: Scope,
    kind: EntryKind,
    table: EntryTable,
    typed: Sequence[Typed] = (),
    saved: Saved | None = None,
) -> HttpResponse:
    if len(table.rows) > GRID_ROWS or len(table.rows) * len(table.columns) > GRID_CELLS:
        return _too_large(request, scope, kind, len(table.rows), len(table.columns))
    answers = saved.answers if saved else ()
    context: dict[str, Any] = {
        **_head(scope, kind),
        "table": table,
        "header": drawn_header(table),
        "rows": list(drawn_rows(table, typed, answers)),
        "base": kept_base(table),
        "saved": saved,
        "unsaved": len(answers) - (saved.count if saved else 0),
        "moved": moved_in(scope.period, scope.unit, kind.figures) if scope.period and kind.figures else [],
        "printed": printed_above(scope.period, scope.unit) if scope.period and scope.may_enter else [],
    }
    return render_in_scope(
        request, scope, "entry/grid.html", context, tab=kind.tab, status=400 if context["unsaved"] else 200
    )


def _drawn(kind: EntryKind, table: EntryTable, typed: Sequence[Typed]) -> EntryTable:
    """As much of the table as a page draws; nothing typed is left out."""
    drawn = kind.drawn(table)
    return drawn if all(cell.column in drawn.column_at for cell in typed) else table


def _too_large(request: Request, scope: Scope, kind: EntryKind, rows: int, columns: int = 0) -> HttpResponse:
    """The way to the workbook; who only asks for so large a table does not wait for it to be made."""
    context = {"row_count": rows, "column_count": columns, "most_rows": GRID_ROWS, "most_cells": GRID_CELLS}
    return render_in_scope(request, scope, "entry/large.html", _head(scope, kind) | context, tab=kind.tab)


def _head(scope: Scope, kind: EntryKind) -> dict[str, Any]:
    return {"kind": kind, "page": kind.page(scope), "may_enter": scope.may_enter}


def _closed(why: str) -> HttpResponse:
    """Why nothing is saved any more, for the line above the grid."""
    return JsonResponse({"why": why}, status=403)


def _scope_and_kind(request: Request, slug: str, sheet: str) -> tuple[Scope, EntryKind]:
    try:
        kind = entry_kind(sheet)
        return kind.find(slug, request.user), kind
    except (NoSuchScope, UnknownEntry) as unknown:
        raise Http404 from unknown
