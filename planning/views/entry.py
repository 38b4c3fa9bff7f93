"""The grid: a table to fill in on the screen, saved cell by cell."""

import json
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from planning.documents.headings import header_rows
from planning.documents.model import RowKind
from planning.entry.kinds import EntryKind, UnknownEntry, entry_kind
from planning.entry.saving import Typed, save_typed
from planning.entry.tables import EntryTable
from planning.sheets.scopes import NoSuchScope, Scope
from planning.views.access import Request
from planning.views.frames import render_in_scope

# More rows than a person looks through, and more inputs than a browser draws at once: these go by workbook.
GRID_ROWS = 500
MOST_CELLS = 20_000


@require_safe
def entry_grid(request: Request, slug: str, sheet: str) -> HttpResponse:
    """The table with an input in each cell that may be entered."""
    scope, kind = _scope_and_kind(request, slug, sheet)
    table = kind.table(scope)
    is_too_long = len(table.rows) > GRID_ROWS
    context = {
        "kind": kind,
        "page": kind.page(scope),
        "table": table,
        "header": header_rows((*table.words, *(column.column for column in table.columns))),
        "rows": [] if is_too_long else [(row, _cells(table, row)) for row in table.rows],
        "is_too_long": is_too_long,
        "may_enter": scope.may_enter,
    }
    return render_in_scope(request, scope, "entry/grid.html", context, tab=kind.tab)


@require_POST
def entry_save(request: Request, slug: str, sheet: str) -> HttpResponse:
    """Store typed cells; answers what became of each, and every figure that follows from them.

    The body is `{"cells": [{"row", "column", "text", "base"}]}`, the answer `{"cells": [{"row", "column", "state",
    "text", "message"}], "follow": [{"row", "column", "text", "warning"}]}`.
    """
    scope, kind = _scope_and_kind(request, slug, sheet)
    try:
        typed = [Typed(str(c["row"]), str(c["column"]), str(c["text"]), str(c["base"])) for c in _cells_sent(request)]
    except (ValueError, KeyError, TypeError):
        return HttpResponseBadRequest("Yêu cầu không hợp lệ.")
    answers, table = save_typed(kind, scope, typed, by=request.user, at=timezone.now())
    cells = [
        {"row": a.row, "column": a.column, "state": a.state, "text": a.text, "message": a.message} for a in answers
    ]
    return JsonResponse({"cells": cells, "follow": _following(table, {cell.row for cell in typed})})


def _cells_sent(request: Request) -> list[dict[str, Any]]:
    cells = json.loads(request.body)["cells"]
    if not isinstance(cells, list) or len(cells) > MOST_CELLS:
        raise ValueError(len(cells))
    return cells


def _following(table: EntryTable, rows: set[str]) -> list[dict[str, str]]:
    """The cells that are worked out, of the rows touched and of all sums; and what is now to be looked at."""
    return [
        {"row": row.key, "column": column.key, "text": table.text(row, column), "warning": cell.warning}
        for row in table.rows
        if row.kind is not RowKind.ITEM or row.key in rows
        for column, cell in ((column, table.cell(row, column)) for column in table.columns)
    ]


def _cells(table: EntryTable, row: Any) -> list[dict[str, Any]]:
    return [
        {
            "column": column,
            "text": table.text(row, column),
            "lock": table.lock(row, column),
            "cell": table.cell(row, column),
            "above": column.text(table.cell(row, column).above),
        }
        for column in table.columns
    ]


def _scope_and_kind(request: Request, slug: str, sheet: str) -> tuple[Scope, EntryKind]:
    try:
        kind = entry_kind(sheet)
        return kind.find(slug, request.user), kind
    except (NoSuchScope, UnknownEntry) as unknown:
        raise Http404 from unknown
