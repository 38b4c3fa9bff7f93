"""The page that explains a figure of a paper: of what it is made, by which rule, who entered that and when."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from planning.documents.archive import document_for, stored
from planning.documents.assemble import document_of, quotable
from planning.documents.model import PlanDocument
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.reports.snapshot import Held, held_with
from planning.text.binding import State
from planning.text.explaining import explain
from planning.views.access import Request, render_in_plan, visible_plan
from planning.views.standing import is_of_the_house


@require_safe
def figure_explained(request: Request, slug: str, name: str) -> HttpResponse:
    """How a figure came about; of an issued paper what was signed, with a word where today's value is another.

    Whoever sees the paper only because it binds them is shown what was signed, and nothing of today's rows.
    """
    plan = visible_plan(request, slug)
    told = _explained(plan, name) if is_of_the_house(plan, request.user) else _as_signed(plan, name)
    return render_in_plan(request, plan, "reports/figure.html", {"name": name} | told, tab="plan")


def _explained(plan: Plan, name: str) -> dict[str, Any]:
    """The figure as it was signed and as it is today, with its explanation; Http404 for what is no figure."""
    signed, reading = stored(plan), Reading(plan)
    figure = next((each for each in quotable(reading) if each.name == name), None)
    now = _printed(document_of(reading), name)
    printed = _printed(signed.document, name) if signed else now
    explanation = explain(reading, name)
    if figure is None and not printed:
        raise Http404
    labels = (each for each in (figure and figure.label, explanation and explanation.label) if each)
    return {
        "label": next(labels, name),
        "printed": printed,
        "now": now,
        "is_other_now": signed is not None and bool(printed) and printed != now,
        "explanation": explanation,
        "signed_on": plan.issued_on if signed else None,
        "held": _held(signed.document, document_of(reading), name) if signed else [],
    }


def _held(signed: PlanDocument, today: PlanDocument, name: str) -> list[Held]:
    """What of the signed appendices the figure stands with, beside the same of today."""
    run = next((run for run in signed.runs if run.figure == name and run.value is not None), None)
    return held_with(name, run.label, run.text, signed, today) if run else []


def _as_signed(plan: Plan, name: str) -> dict[str, Any]:
    """The figure as the paper prints it; Http404 where it does not."""
    document = document_for(plan)
    printed = _printed(document, name)
    if not printed:
        raise Http404
    label = next((run.label for run in document.runs if run.figure == name and run.label), name)
    return {"label": label, "printed": printed, "signed_on": plan.issued_on, "held": _held(document, document, name)}


def _printed(document: PlanDocument, name: str) -> list[str]:
    """The ways in which a document prints the figure, each once."""
    runs = (run for run in document.runs if run.figure == name and run.state is not State.UNKNOWN)
    return list(dict.fromkeys(run.text for run in runs))
