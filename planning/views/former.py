"""Screens beside the report before: the words people wrote in it, offered for a draft; its figures against these."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.documents.adjustment import content_of
from planning.documents.archive import document_for
from planning.documents.changes import FigureChange
from planning.documents.comparison import compare
from planning.documents.writing import as_read
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.reports.former import report_before, take_over, words_of_people
from planning.text.actions import SectionHasChanged
from planning.views.access import Request, open_plan, render_in_plan, visible_plan

TAB = "plan"


def former_words(request: Request, slug: str) -> HttpResponse:
    """Choose what people wrote in the report before, as it would read here; a POST puts it under its headings."""
    report = open_plan(request, slug)
    before = report_before(report, request.user)
    if request.method == "POST" and before:
        return _taken(request, report, before)
    offered = words_of_people(before) if before else []
    reading = Reading(report)
    told = [(each.heading, [as_read(reading, line) for line in each.source.splitlines()]) for each in offered]
    context = {"before": before, "offered": told}
    return render_in_plan(request, report, "reports/former.html", context, tab=TAB)


def _taken(request: Request, report: Plan, before: Plan) -> HttpResponse:
    chosen = [int(place) for place in request.POST.getlist("words") if place.isdecimal() and len(place) < 6]
    try:
        count = take_over(report, before, chosen, by=request.user, at=timezone.now())
    except SectionHasChanged:
        messages.error(request, "Có người khác vừa sửa lời văn; chưa sao gì. Vui lòng chọn lại.")
        return redirect("former-words", slug=report.slug)
    if count:
        messages.success(request, f"Đã sao {count} đoạn từ báo cáo {before.period_words}; hãy sửa lại cho kỳ này.")
    else:
        messages.success(request, "Không chọn đoạn nào; lời văn giữ nguyên.")
    return redirect(report)


@require_safe
def former_figures(request: Request, slug: str) -> HttpResponse:
    """The figures of a report against those of the report before, wherever both print them."""
    report = visible_plan(request, slug)
    before = report_before(report, request.user)
    parts: list[tuple[str, list[FigureChange]]] = []
    if before:
        content = content_of(document_for(report))
        found = compare(content_of(document_for(before)), content)
        figures = [each for each in found.figures if each.old.text and each.new.text]
        parts = _by_place(figures, [table.label for table in content.appendices])
    context = {"before": before, "parts": parts}
    return render_in_plan(request, report, "reports/former_figures.html", context, tab=TAB)


def _by_place(figures: list[FigureChange], appendices: list[str]) -> list[tuple[str, list[FigureChange]]]:
    """What differs in the text, then appendix by appendix: these have hundreds of figures."""
    parts: dict[str, list[FigureChange]] = {"Lời văn": [], **{label: [] for label in appendices}}
    for figure in figures:
        parts[figure.place if figure.place in appendices else "Lời văn"].append(figure)
    return [(place, found) for place, found in parts.items() if found]
