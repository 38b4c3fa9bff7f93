"""The screen of what a plan assigns: each target of its own against what the units below are given of it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from indicators.assigning.assignment import assignment_of
from indicators.assigning.standing import standings_of
from indicators.words import unit_words, whole_territory
from planning.plans.reading import Reading
from planning.views.access import Request, render_in_plan, visible_plan


@require_safe
def assignment(request: Request, slug: str) -> HttpResponse:
    """A plan's targets, the sum of their shares, and whether that is enough."""
    plan = visible_plan(request, slug)
    reading = Reading(plan)
    assigned = reading.made(assignment_of)
    context = {
        "standings": [(standing, unit_words(standing.target)) for standing in standings_of(reading)],
        "units": len(assigned.units),
        "whole": whole_territory(plan),
    }
    return render_in_plan(request, plan, "indicators/assignment.html", context, tab="assignment")
