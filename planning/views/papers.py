"""The papers of a plan, each a file to fetch."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from planning.documents.archive import document_for, stored
from planning.jobs.drawing import drawn, is_long
from planning.jobs.jobs import PrintFormat
from planning.views.access import Request, render_in_plan, visible_plan
from planning.views.jobs import CONTENT_TYPES


@require_safe
def plan_paper(request: Request, slug: str, form: PrintFormat) -> HttpResponse:
    """A plan in one format: of an issued plan what was signed, of a draft what it says now.

    A document of hundreds of rows is left to the worker; the stored PDF is at hand whatever its length.
    """
    plan = visible_plan(request, slug)
    is_at_hand = form is PrintFormat.PDF and stored(plan) is not None
    if not is_at_hand and is_long(document_for(plan)):
        return render_in_plan(request, plan, "jobs/long.html", {"format": form.value}, tab="plan-preview")
    name, content = drawn(plan, form)
    way = "inline" if form is PrintFormat.PDF else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[form.value], headers=headers)
