"""Screens on which the words of a section are written, and its place among the others."""

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from planning.documents.writing import figures_told, numbering_start
from planning.forms.editor import SectionForm, StampForm
from planning.plans.parts import Section
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.actions import (
    LastSection,
    NoNeighbour,
    SectionHasChanged,
    SectionIsGone,
    add_section,
    move_section,
    remove_section,
    rewrite_section,
)
from planning.text.differences import differences
from planning.views.access import Request, open_plan, render_in_plan
from planning.views.plans import text_page


@never_cache
def section_edit(request: Request, slug: str, position: int) -> HttpResponse:
    """Rewrite one section; a page kept by the browser would begin from a revision that is past."""
    plan = open_plan(request, slug)
    form = SectionForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        return _rewritten(request, plan, form.cleaned_data)
    section = get_object_or_404(Section.objects.of_plan(plan), position=position)
    return _page(request, section, form or SectionForm.of(section), status=400 if form else 200)


def _rewritten(request: Request, plan: Plan, words: dict[str, Any]) -> HttpResponse:
    section = Section.objects.of_plan(plan).filter(pk=words["section"]).first()
    if section and request.POST.get("choice") == "edit":
        return _page(request, section, SectionForm(initial=words))
    try:
        section = _saved(request, plan, words)
    except SectionHasChanged as conflict:
        return _conflict_page(request, plan, _conflict(request, conflict.section, words["body"]))
    except SectionIsGone:
        return _conflict_page(request, plan, {"mine": words["body"]})
    messages.success(request, "Đã lưu lời văn.")
    return redirect(f"{plan.get_absolute_url()}#section-{section.position}")


@require_POST
def section_save(request: Request, slug: str, position: int) -> JsonResponse:
    """Keep what is being written, as often as the page's script asks for it."""
    plan = open_plan(request, slug)
    form = SectionForm(_sent(request))
    if not form.is_valid():
        return JsonResponse({"error": form.complaint}, status=400)
    try:
        section = _saved(request, plan, form.cleaned_data)
    except SectionHasChanged as conflict:
        return JsonResponse(_overtaken(request, conflict.section, form.cleaned_data["body"]), status=409)
    except SectionIsGone as gone:
        return JsonResponse({"error": str(gone)}, status=410)
    at = timezone.localtime()
    return JsonResponse(_told(plan, section) | {"revision": section.revision, "saved_at": f"{at:%H:%M}"})


@require_POST
def section_add(request: Request, slug: str, position: int) -> HttpResponse:
    """Open a new section behind this one, to be written at once."""
    plan = open_plan(request, slug)
    section, _ = _meant(request, plan)
    added = add_section(section, by=request.user)
    return redirect("section-edit", plan.slug, added.position)


@require_POST
def section_move(request: Request, slug: str, position: int) -> HttpResponse:
    """Let a section change places with the one above or below."""
    plan = open_plan(request, slug)
    section, _ = _meant(request, plan)
    try:
        moved = move_section(section, up=request.POST.get("to") == "up", by=request.user)
    except NoNeighbour as refusal:
        return text_page(request, plan, refusal=str(refusal), status=409)
    return redirect(f"{plan.get_absolute_url()}#section-{moved.position}")


@require_POST
def section_delete(request: Request, slug: str, position: int) -> HttpResponse:
    """Take a section away, unless someone has rewritten it since the page was drawn."""
    plan = open_plan(request, slug)
    section, revision = _meant(request, plan)
    try:
        remove_section(section, revision=revision, by=request.user)
    except (SectionHasChanged, LastSection) as refusal:
        return text_page(request, plan, refusal=f"{refusal} Chưa xóa gì.", status=409)
    messages.success(request, "Đã xóa phần lời văn; lời cũ còn trong lịch sử.")
    return redirect(plan)


def _meant(request: Request, plan: Plan) -> tuple[Section, int]:
    """The section the person saw when they pressed the button, and its revision then."""
    form = StampForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    section = get_object_or_404(Section.objects.of_plan(plan), pk=form.cleaned_data["section"])
    return section, form.cleaned_data["revision"]


def _sent(request: Request) -> dict[str, Any]:
    """The fields of a JSON body; none where it cannot be read."""
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig):
        return {}
    return fields if isinstance(fields, dict) else {}


def _saved(request: Request, plan: Plan, words: dict[str, Any]) -> Section:
    section = Section.objects.of_plan(plan).filter(pk=words["section"]).first()
    if section is None:
        raise SectionIsGone("Phần này vừa được người khác xóa.")
    return rewrite_section(
        section,
        words["body"],
        revision=words["revision"],
        by=request.user,
        at=timezone.now(),
        continues=words["continues"],
    )


def _told(plan: Plan, section: Section) -> dict[str, Any]:
    """What the page's script draws chips and numbers from."""
    reading = Reading(plan)
    figures = {name: asdict(told) for name, told in figures_told(reading, section).items()}
    return {"figures": figures, "start": numbering_start(reading, section)}


def _conflict(request: Request, section: Section, mine: str) -> dict[str, Any]:
    """Two people's words for a section, who the other is, and how they differ."""
    last = section.history.select_related("history_user").first()
    by = last.history_user if last else None
    return {
        "section": section,
        "mine": mine,
        "who": "Bạn, ở một cửa sổ khác," if by == request.user else str(by or "Một người khác"),
        "differences": differences(section.body, mine),
    }


def _overtaken(request: Request, section: Section, mine: str) -> dict[str, Any]:
    conflict = _conflict(request, section, mine)
    return {
        "revision": section.revision,
        "body": section.body,
        "who": conflict["who"],
        "html": render_to_string("plans/_differences.html", conflict),
    }


def _conflict_page(request: Request, plan: Plan, conflict: dict[str, Any]) -> HttpResponse:
    return render_in_plan(request, plan, "plans/conflict.html", conflict, tab="plan", status=409)


def _page(request: Request, section: Section, form: SectionForm, status: int = 200) -> HttpResponse:
    told = _told(section.plan, section)
    is_unsaved = form["body"].value() != section.body
    context = {"form": form, "section": section, "told": told, "is_unsaved": is_unsaved}
    return render_in_plan(request, section.plan, "plans/section.html", context, tab="plan", status=status)
