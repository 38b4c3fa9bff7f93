"""The page that explains a figure of a paper: of what it is made, by which rule, who entered that and when."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from planning.documents.archive import stored
from planning.documents.assemble import document_of, quotable
from planning.documents.model import PlanDocument
from planning.plans.reading import Reading
from planning.text.binding import State
from planning.text.explaining import explain
from planning.views.access import Request, render_in_plan, visible_plan


@require_safe
def figure_explained(request: Request, slug: str, name: str) -> HttpResponse:
    """How a figure came about; of an issued paper what was signed, with a word where today's value is another."""
    plan = visible_plan(request, slug)
    signed, reading = stored(plan), Reading(plan)
    figure = next((each for each in quotable(reading) if each.name == name), None)
    now = _printed(document_of(reading), name)
    printed = _printed(signed.document, name) if signed else now
    explanation = explain(reading, name)
    if figure is None and not printed:
        raise Http404
    labels = (each for each in (explanation and explanation.label, figure and figure.label) if each)
    context = {
        "name": name,
        "label": next(labels, name),
        "printed": printed,
        "now": now,
        "is_other_now": signed is not None and bool(printed) and printed != now,
        "explanation": explanation,
    }
    return render_in_plan(request, plan, "reports/figure.html", context, tab="plan")


def _printed(document: PlanDocument, name: str) -> list[str]:
    """The ways in which a document prints the figure, each once."""
    runs = (run for run in document.runs if run.figure == name and run.state is not State.UNKNOWN)
    return list(dict.fromkeys(run.text for run in runs))
