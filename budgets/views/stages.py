"""The screen of stages: the money of each side by side, and the way on to the next."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.actions import NothingToTakeOn, StageIsPast, enter_stage
from budgets.forms import StageForm
from budgets.models import Stage, stage_in_force
from budgets.stages import AtStage, Course, courses, stages_of
from budgets.standing import signed
from planning.formats import MoneyUnit, amount
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.views.access import Request, open_plan, render_in_plan, visible_plan


@require_http_methods(["GET", "HEAD", "POST"])
def stages(request: Request, slug: str) -> HttpResponse:
    """Each line at every stage; whoever may edit takes the money on to a later stage by its document."""
    is_sent = request.method == "POST"
    plan = open_plan(request, slug) if is_sent else visible_plan(request, slug)
    form = StageForm(request.POST if is_sent else None, plan=plan, now=stage_in_force(plan))
    if form.is_valid():
        try:
            enter_stage(plan, **form.cleaned_data, by=request.user, at=timezone.now())
        except (NothingToTakeOn, StageIsPast) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Kinh phí đã chuyển sang giai đoạn {form.cleaned_data['stage'].label.lower()}.")
            return redirect("budget-stages", slug=plan.slug)
    return _page(request, plan, form)


def _page(request: Request, plan: Plan, form: StageForm) -> HttpResponse:
    reading = Reading(plan)
    unit, through = plan.unit_of_money, stages_of(reading)
    context = {
        "form": form,
        "stages": [(stage, position > 0) for position, stage in enumerate(through)],
        "rows": [(course, list(_cells(course, unit))) for course in courses(reading)],
        "is_last": bool(through) and through[-1] == max(Stage),
    }
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "budgets/stages.html", context, tab="budget", status=status)


def _cells(course: Course, unit: MoneyUnit) -> Iterator[tuple[AtStage, str, str, bool]]:
    """For each stage what is shown: the amount, the difference, and whether there is a stage before it."""
    for position, at in enumerate(course.stages):
        told = "" if at.dong is None else amount(at.dong, unit)
        difference = "" if at.difference is None else signed(at.difference, unit)
        yield at, told, difference, position > 0
