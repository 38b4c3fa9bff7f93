"""Screens of a plan's targets: the list, one target, and why less is asked than was assigned."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.actions import TargetIsAssigned, TargetIsSetAlready, explain, remove_target, set_target
from indicators.adopting.actions import adopt_assigned, adoptable
from indicators.adopting.adoption import Adoption, adoptions_of
from indicators.adopting.starting import other_starts, start_words
from indicators.forms import ExplanationForm, TargetForm
from indicators.models import Explanation, Indicator, Target
from indicators.words import target_key, targets_of, unit_words, whole_territory
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.views.access import Request, open_plan, render_in_plan, visible_plan

NOTHING_WRITTEN = "Chưa có lời giải trình nào để lưu. Hãy nhập giải trình, hoặc bấm “Quay lại”."


@require_safe
def target_list(request: Request, slug: str) -> HttpResponse:
    """A plan's targets under the headings of the document, and against what the level above assigned."""
    plan = visible_plan(request, slug)
    reading = Reading(plan)
    starts = reading.made(other_starts)
    rows = [
        (target, target_key(target), unit_words(target), _start_words(target, starts.get(target.pk)))
        for target in reading.once(targets_of)
    ]
    groups = groupby(rows, key=lambda row: row[0].indicator.dimension)
    context = {
        "has_baselines": any(target.baseline is not None for target, *_ in rows),
        "groups": [(dimension, list(members)) for dimension, members in groups],
        "whole": whole_territory(plan),
        "adoptable": len(adoptable(reading.made(adoptions_of), plan)),
    } | _held_against(reading.made(adoptions_of))
    return render_in_plan(request, plan, "indicators/targets.html", context, tab="target-list")


def _held_against(adoptions: list[Adoption]) -> dict[str, Any]:
    """The adoptions, and the plan above where all of it comes from one: it is named once then."""
    plans = {each.plan_words for each in adoptions}
    return {"adoptions": adoptions, "plan_above": plans.pop() if len(plans) == 1 else ""}


def _start_words(target: Target, result: Decimal | None) -> str:
    return "" if result is None else start_words(target, result)


def target_edit(request: Request, slug: str, key: str = "") -> HttpResponse:
    """Correct a target, or add one where no key is given."""
    plan = open_plan(request, slug)
    target = find_target(plan, key) if key else Target(plan=plan)
    form = TargetForm(request.POST or None, instance=target)
    if request.method == "POST" and form.is_valid():
        try:
            set_target(form.save(commit=False), by=request.user)
        except (TargetIsSetAlready, TargetIsAssigned) as error:
            form.add_error("indicator", str(error))
        else:
            messages.success(request, "Đã lưu chỉ tiêu.")
            return redirect("target-list", slug=plan.slug)
    context = {"form": form, "key": key}
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "indicators/target.html", context, tab="target-list", status=status)


@require_POST
def target_remove(request: Request, slug: str, key: str) -> HttpResponse:
    """Take a target out of the plan."""
    plan = open_plan(request, slug)
    target = find_target(plan, key)
    remove_target(target, by=request.user)
    messages.success(request, f"Đã bỏ chỉ tiêu “{target.indicator}” khỏi kế hoạch.")
    return redirect("target-list", slug=plan.slug)


@require_POST
def target_adopt(request: Request, slug: str) -> HttpResponse:
    """Set what was assigned and the plan has not, as it was assigned."""
    plan = open_plan(request, slug)
    count = adopt_assigned(plan, by=request.user, at=timezone.now())
    told = f"Đã đặt {count} chỉ tiêu theo mức được giao." if count else "Không còn chỉ tiêu được giao nào chưa đặt."
    messages.success(request, told)
    return redirect("target-list", slug=plan.slug)


def target_explain(request: Request, slug: str, indicator: str) -> HttpResponse:
    """Say why the plan asks less of an indicator than the level above assigned."""
    plan = open_plan(request, slug)
    subject = get_object_or_404(Indicator, code=indicator)
    known = Explanation.objects.of_plan(plan).filter(indicator=subject).first()
    form = ExplanationForm(request.POST or None, instance=known or Explanation(plan=plan, indicator=subject))
    adoptions = [each for each in adoptions_of(Reading(plan)) if each.assigned.target.indicator_id == subject.pk]
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if words or known:
            explain(plan, subject, words, by=request.user)
            _tell_explained(request, words, is_needed=any(each.needs_explanation for each in adoptions))
            return redirect("target-list", slug=plan.slug)
        form.add_error("words", NOTHING_WRITTEN)
    context = {"form": form, "indicator": subject} | _held_against(adoptions)
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "indicators/explanation.html", context, tab="target-list", status=status)


def _tell_explained(request: Request, words: str, *, is_needed: bool) -> None:
    if words:
        messages.success(request, "Đã lưu giải trình.")
    elif is_needed:
        messages.warning(request, "Đã bỏ giải trình. Chỉ tiêu chưa bằng mức được giao vẫn cần giải trình.")
    else:
        messages.success(request, "Đã bỏ giải trình.")


def find_target(plan: Plan, key: str) -> Target:
    """A plan's target by its key; Http404 where the plan has none such."""
    for target in targets_of(plan):
        if target_key(target) == key:
            return target
    raise Http404
