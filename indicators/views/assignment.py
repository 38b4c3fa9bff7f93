"""The screens of what a plan assigns: each target against what units are given, and what these made of it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from indicators.adopting.below import Taken, taken_below
from indicators.assigning.assignment import assignment_of
from indicators.assigning.standing import standings_of
from indicators.views.targets import find_target
from indicators.words import target_key, target_name, unit_words, whole_territory
from planning.people.reach import units_below
from planning.plans.plans import Plan
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
        "has_shares": bool(assigned.shares),
    }
    return render_in_plan(request, plan, "indicators/assignment.html", context, tab="assignment")


@require_safe
def assignment_adopted(request: Request, slug: str) -> HttpResponse:
    """For each target: how many units below ask as much as they were given, less, or nothing yet."""
    plan = visible_plan(request, slug)
    rows = [(each, target_key(each.target)) for each in _taken(request, plan)]
    return render_in_plan(request, plan, "indicators/adopted.html", {"rows": rows}, tab="assignment")


@require_safe
def assignment_adopted_target(request: Request, slug: str, key: str) -> HttpResponse:
    """One target: what each unit was given, what its plan sets, the difference and the reason."""
    plan = visible_plan(request, slug)
    target = find_target(plan, key)
    taken = next((each for each in _taken(request, plan) if each.target.pk == target.pk), Taken(target, ()))
    context = {"taken": taken, "name": target_name(target)}
    return render_in_plan(request, plan, "indicators/adopted_target.html", context, tab="assignment")


def _taken(request: Request, plan: Plan) -> list[Taken]:
    """What the units made of the targets, of those units alone whose plans the person sees in every state."""
    reading = Reading(plan)
    seen = frozenset(units_below(request.user).values_list("pk", flat=True))
    return taken_below(reading, [unit for unit in reading.made(assignment_of).units if unit.pk in seen])
