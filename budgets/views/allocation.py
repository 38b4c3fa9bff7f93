"""The screen of shares: what was given of each line, what is shared out, and what remains."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from budgets.above import given_above
from budgets.appendices import allocation_appendix
from budgets.columns import plan_lines
from budgets.cube import sources_of
from budgets.models import Stage, stage_in_force
from budgets.notes import beyond_the_note, forced_share_words
from budgets.sharing import exact_sharing_of
from budgets.standing import above_rows, kind_rows, standing_rows
from planning.documents.headings import header_rows
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.views.access import Request, render_in_plan, visible_plan


@require_safe
def allocation(request: Request, slug: str) -> HttpResponse:
    """What the level above gave, what is shared out of each source and nature and of each line, and to whom."""
    plan = visible_plan(request, slug)
    reading = Reading(plan)
    unit, lines, sharing = plan.unit_of_money, plan_lines(reading), exact_sharing_of(reading)
    table = allocation_appendix(reading)
    context = {
        "kind_names": ("Nguồn vốn", "Tính chất vốn"),
        "line_names": ("Nội dung", "Nguồn vốn", "Tính chất vốn"),
        "kinds": kind_rows(lines, sharing, reading.once(sources_of), unit),
        "rows": standing_rows(lines, sharing, unit) if len({line.node.component.pk for line in lines}) > 1 else [],
        "table": table,
        "header": header_rows(table.columns) if table else [],
        "forced": beyond_the_note(forced_share_words(reading)),
        "stage": Stage(reading.once(stage_in_force)).label,
        "above": above_rows(reading),
        "plans_above": Plan.objects.filter(slug__in=reading.once(given_above).plans).with_names(),
    }
    return render_in_plan(request, plan, "budgets/allocation.html", context, tab="allocation")
