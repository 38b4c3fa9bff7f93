"""The official forms of a period: which there are, what a unit has filled in, what those below it come to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.documents import docx, pdf, xlsx
from planning.documents.headings import header_rows
from planning.official.books import Book, read_book
from planning.official.checks import Finding
from planning.official.entry import form_of
from planning.official.filling import filled_forms, tellers_told
from planning.official.looking import look_at
from planning.official.models import OfficialForm, forms_of
from planning.official.numbering import reader_of, ways_of
from planning.official.papers import notes_of, over_how_many, paper_of, table_of
from planning.people.reach import units_below, units_of_posts
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, Scope
from planning.tracking.filling import Filled
from planning.tracking.scopes import find_report, report_name, units_of_period
from planning.tracking.standing import reporting_pairs
from planning.views.access import Request
from planning.views.former_units import former_units
from planning.views.jobs import CONTENT_TYPES

PERIODS_SHOWN = 60
FILES = {"xlsx": (xlsx.draw, "attachment"), "docx": (docx.draw, "attachment"), "pdf": (pdf.draw, "inline")}


@require_safe
def form_periods(request: Request) -> HttpResponse:
    """The periods a person may see, each leading to the forms of their own units and of those these took over."""
    periods = ReportingPeriod.objects.visible_to(request.user).with_names()
    page = Paginator(periods, PERIODS_SHOWN).get_page(request.GET.get("page"))
    lines = [(period, unit, report_name(period, unit)) for period, unit in _lines(request.user, list(page))]
    own = Unit.objects.filter(pk__in=request.user.posts.values("unit")).order_by("code")
    context = {"lines": lines, "page": page, "former": former_units(request.user, own, timezone.localdate())}
    return render(request, "official/periods.html", context)


@require_safe
def form_page(request: Request, scope: str) -> HttpResponse:
    """The forms of a unit's report `<period>__<code>`, or one of them, `<period>__<code>__<form>`."""
    found = _scope(request.user, scope)
    if not found.subject:
        return _list(request, found)
    form = _form(found)
    book = read_book(form, found.reported, found.unit)
    table = replace(table_of(book), notes=(*form.notes.splitlines(), *notes_of(book)))
    is_filled_here = found.unit.kind in form.levels and bool(book.definition.entered)
    context = {
        "former": former_units(request.user, [found.unit], timezone.localdate()),
        "over": over_how_many(book),
        "ways": list(ways_of(reader_of(form, book.definition))),
        "findings": _findings(form, found) if is_filled_here else [],
        "scope": found,
        "form": form,
        "table": table,
        "header": header_rows(table.columns),
        "units": _units(request.user, book),
        "is_filled_here": is_filled_here,
        "list": report_name(found.reported, found.unit),
    }
    return render(request, "official/form.html", context)


def _findings(form: OfficialForm, scope: Scope) -> list[Finding]:
    """What does not agree in the unit's own figures."""
    return look_at(form, scope.reported, scope.unit).findings if form.checks.exists() else []


@require_safe
def form_workbook(request: Request, scope: str) -> HttpResponse:
    """The form as a workbook to read: figures as numbers, sums as formulas."""
    return _file(_book(request.user, scope), "xlsx")


@require_safe
def form_pdf(request: Request, scope: str) -> HttpResponse:
    """The form as it is printed."""
    return _file(_book(request.user, scope), "pdf")


@require_safe
def form_docx(request: Request, scope: str) -> HttpResponse:
    """The form as a document to work on."""
    return _file(_book(request.user, scope), "docx")


def _file(book: Book, ending: str) -> HttpResponse:
    draw, way = FILES[ending]
    name = f"{report_name(book.period, book.unit, book.form.code)}.{ending}"
    headers = {"Content-Disposition": f'{way}; filename="{name}"'}
    return HttpResponse(draw(paper_of(book)), content_type=CONTENT_TYPES[ending], headers=headers)


def _scope(user: User, name: str) -> Scope:
    try:
        return find_report(name, user)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _form(scope: Scope) -> OfficialForm:
    try:
        return form_of(scope)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _book(user: User, name: str) -> Book:
    scope = _scope(user, name)
    return read_book(_form(scope), scope.reported, scope.unit)


def _list(request: Request, scope: Scope) -> HttpResponse:
    period, unit = scope.reported, scope.unit
    filled = filled_forms(period, [unit])[unit.pk]
    told = tellers_told(period, unit)
    lines = [_line(period, unit, form, filled.get(form.pk)) | {"told": told.get(form.pk)} for form in forms_of(period)]
    context = {
        "scope": scope,
        "lines": lines,
        "below": _below(request.user, period, unit),
        "former": former_units(request.user, [unit], timezone.localdate()),
    }
    return render(request, "official/list.html", context)


def _line(period: ReportingPeriod, unit: Unit, form: OfficialForm, filled: Filled | None) -> dict[str, Any]:
    name = report_name(period, unit, form.code)
    entry = reverse("entry-grid", args=[name, "form"]) if filled else ""
    return {"form": form, "filled": filled, "address": reverse("form", args=[name]), "entry": entry}


def _below(user: User, period: ReportingPeriod, unit: Unit) -> list[tuple[Unit, str]]:
    """The units directly below, each with the address of its forms."""
    units = units_of_period(period).filter(parent=unit, pk__in=units_below(user).values("pk")).order_by("code")
    return [(each, reverse("form", args=[report_name(period, each)])) for each in units]


def _units(user: User, book: Book) -> list[tuple[Unit, str]]:
    """The units that fill the form in, each with the address of its own, where they are others than this one."""
    if book.is_own:
        return []
    return [
        (unit, reverse("form", args=[report_name(book.period, unit, book.form.code)]))
        for unit in book.tellers
        if unit != book.unit
    ]


def _lines(user: User, periods: Sequence[ReportingPeriod]) -> Iterator[tuple[ReportingPeriod, Unit]]:
    """Each period with the person's units that report in it; who has none looks at its holder's, where they may."""
    own: dict[int, list[Unit]] = {}
    for period, unit in reporting_pairs(periods, units_of_posts(user).select_related("parent").order_by("code")):
        own.setdefault(period.pk, []).append(unit)
    holders = Unit.objects.filter(pk__in=[period.unit_id for period in periods])
    seen = set(holders.filter(pk__in=units_below(user).values("pk")).values_list("pk", flat=True))
    for period in periods:
        holder = period.unit
        first, last = holder.valid_from or date.min, holder.valid_to or date.max
        may_look = period.unit_id in seen and first <= period.ends_on <= last
        yield from ((period, unit) for unit in own.get(period.pk, [holder] if may_look else []))
