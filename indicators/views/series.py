"""Screens of series: which unit, then its figures over years and those of the units below, on either map."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from indicators.results.addresses import find_series, series_name
from indicators.results.below import Map
from indicators.results.forms import SeriesForm, UnitSearchForm, YearForm
from indicators.results.looking import Look, former_group, look_at, look_at_year
from indicators.results.tables import below_table, way_words, workbook, year_table, years_table
from indicators.reviews.scopes import exists_at_the_end, review_name
from planning.documents import xlsx
from planning.documents.headings import header_rows
from planning.documents.model import Table
from planning.formats import fold
from planning.people.reach import units_below
from planning.places.units import Unit, UnitQuerySet
from planning.sheets.scopes import NoSuchScope, Scope
from planning.views.access import Request
from planning.views.jobs import CONTENT_TYPES

UNITS = 30
# Columns whose words lead on.
NAMING = ("unit", "indicator")


@require_safe
def series_list(request: Request) -> HttpResponse:
    """Find a unit whose figures one may see."""
    form = UnitSearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(_units(request, words), UNITS).get_page(request.GET.get("page"))
    lines = [(unit, _name(unit)) for unit in page.object_list]
    return render(request, "indicators/series_list.html", {"form": form, "page": page, "lines": lines, "words": words})


@require_safe
def series(request: Request, scope: str) -> HttpResponse:
    """A unit's figures over years, and those of the units below it in one year."""
    found = _found(request, scope)
    form, look = _asked(request, found)
    query = request.GET.urlencode()
    context: dict[str, Any] = {"scope": found, "form": form, "query": query} | _kin(request, found.unit)
    if look:
        links = _links(look, query)
        tables = _tables(look, form.wish().indicator)
        context |= {"tables": [_drawn(table, links) for table in tables], "is_empty": not look.points}
        if found.may_enter and exists_at_the_end(found.unit, look.whole.year):
            context |= {"entry": review_name(found.unit, look.whole.year), "entry_year": look.whole.year}
    return render(request, "indicators/series.html", context)


@require_safe
def series_year(request: Request, scope: str) -> HttpResponse:
    """All indicators of a unit's year, each with the way to its series."""
    found = _found(request, scope)
    form = YearForm(request.GET, year=found.year)
    context: dict[str, Any] = {"scope": found, "form": form}
    if form.is_valid():
        year = form.cleaned_data["year"]
        told = look_at_year(found.unit, year, timezone.localdate())
        table = year_table(found.unit, year, told)
        address = reverse("series", args=[found.name])
        links = {each.name: f"{address}?{urlencode({'indicator': each.code, 'year': year})}" for each, _ in told}
        context["drawn"] = _drawn(table, links)
    return render(request, "indicators/series_year.html", context)


@require_safe
def series_workbook(request: Request, scope: str) -> HttpResponse:
    """The tables of the screen as a workbook."""
    found = _found(request, scope)
    form, look = _asked(request, found)
    if look is None:
        raise Http404
    tables = _tables(look, form.wish().indicator)
    headers = {"Content-Disposition": f'attachment; filename="so-lieu-{found.name}.xlsx"'}
    return HttpResponse(xlsx.draw(workbook(tables, found.unit)), content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _units(request: Request, words: str) -> UnitQuerySet:
    """Units in being first, from the top down."""
    units = units_below(request.user).select_related("parent")
    if words:
        units = units.filter(Q(search_name__contains=fold(words)) | Q(code=words))
    return units.order_by(
        F("valid_to").desc(nulls_first=True), F("parent__parent").asc(nulls_first=True),
        F("parent").asc(nulls_first=True), "code",
    )  # fmt: skip


def _name(unit: Unit) -> str:
    return series_name(unit, timezone.localdate())


def _found(request: Request, name: str) -> Scope:
    try:
        return find_series(name, request.user)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _asked(request: Request, scope: Scope) -> tuple[SeriesForm, Look | None]:
    """What is asked, and where that is valid what is to be seen; a former district through the group it goes on as."""
    today, first = timezone.localdate(), Indicator.objects.first()
    group = former_group(scope.unit, request.user, today)
    form = SeriesForm(request.GET, first=first, unit=scope.unit, goes_on=group is not None)
    if not form.is_valid():
        return form, None
    wish = form.wish()
    if group and wish.day:
        group = former_group(scope.unit, request.user, wish.day)
    return form, look_at(scope.unit, wish, today, group)


def _kin(request: Request, unit: Unit) -> dict[str, Any]:
    """What the unit was made from and what it became, with the addresses of those one sees, for the same indicator."""
    olds = list(unit.predecessors().select_related("parent"))
    news = list(unit.successors().select_related("parent")) if unit.valid_to else []
    ids = [each.pk for each in (*olds, *news)]
    seen = set(units_below(request.user).filter(pk__in=ids).values_list("pk", flat=True))
    names = {each: _name(each) if each.pk in seen else "" for each in (*olds, *news)}
    wanted = {name: request.GET[name] for name in ("indicator", "map") if name in request.GET}
    return {
        "predecessors": [(each, names[each]) for each in olds],
        "successors": [(each, names[each]) for each in news],
        "kept": urlencode(wanted),
    }


def _tables(look: Look, indicator: Indicator) -> tuple[Table, ...]:
    way = way_words(look.day if look.seen is Map.TODAY else None, timezone.localdate())
    years = years_table(indicator, look.points, way)
    if not look.gatherings:
        return (years,)
    return years, below_table(indicator, look.whole, look.gatherings, way)


def _drawn(table: Table, links: Mapping[str, str]) -> dict[str, Any]:
    """A table for the screen: each cell with its column, and with an address where it names what has its own page."""
    rows = []
    for row in table.rows:
        address = links.get(row.cells[0].text, "")
        pairs = zip(table.columns, row.cells, strict=True)
        rows.append((row, [(column, cell, address if column.key in NAMING else "") for column, cell in pairs]))
    return {"table": table, "header": header_rows(table.columns), "rows": rows}


def _links(look: Look, query: str) -> dict[str, str]:
    """Where each unit below has its own series, by its code."""
    return {
        point.unit.code: f"{reverse('series', args=[_name(point.unit)])}?{query}"
        for gathering in look.gatherings
        for point in gathering.points
        if isinstance(point.unit, Unit)
    }
