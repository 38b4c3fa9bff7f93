"""The screen of shares: what was given of each line, what is shared out, and what remains."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from budgets.above import given_above
from budgets.columns import plan_lines
from budgets.models import Stage, stage_in_force
from budgets.sharing import exact_sharing_of
from budgets.standing import above_rows, standing_rows
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.views.access import Request, render_in_plan, visible_plan


@require_safe
def allocation(request: Request, slug: str) -> HttpResponse:
    """Each line in force with what is shared out of it."""
    plan = visible_plan(request, slug)
    reading = Reading(plan)
    unit = plan.unit_of_money
    context = {
        "rows": standing_rows(plan_lines(reading), exact_sharing_of(reading), unit),
        "stage": Stage(reading.once(stage_in_force)).label,
        "above": above_rows(reading),
        "plans_above": Plan.objects.filter(slug__in=reading.once(given_above).plans).with_names(),
    }
    return render_in_plan(request, plan, "budgets/allocation.html", context, tab="allocation")
