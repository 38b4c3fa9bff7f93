"""Screens of dashboards: the choice of one, its pictures with their tables, and each picture as a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from planning.documents import xlsx
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Table
from planning.documents.picture_tables import keys_of, table_of
from planning.forms.dashboard import DashboardSearchForm, MeasureForm
from planning.pictures.drawing import png_of, svg_of
from planning.pictures.keeping import digest_of, keep, kept
from planning.pictures.model import Picture
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope
from planning.tracking.dashboards import Exhibit, Sight, all_exhibits, exhibit
from planning.tracking.looking import dashboard_name, find_sight, has_dashboard, way_to
from planning.tracking.taking import file_name, on_page, taken_away, whose_words
from planning.views.access import Request
from planning.views.jobs import CONTENT_TYPES

PAGE_SIZE = 50
KEPT, DAY = 64, 24 * 3600
WIDTHS = ("wide", "narrow")
# A picture opened by itself may style its own shapes, and do nothing else.
ALONE = {"default-src": [NONE], "img-src": [NONE], "form-action": [NONE], "style-src": [UNSAFE_INLINE]}


@require_safe
def dashboard_list(request: Request) -> HttpResponse:
    """The units one may look at in a year."""
    periods = ReportingPeriod.objects.visible_to(request.user).order_by("-ends_on")
    last = periods.values_list("ends_on", flat=True).first()
    year = last.year if last else timezone.localdate().year
    form = DashboardSearchForm({"year": year} | request.GET.dict())
    if not form.is_valid():
        return render(request, "dashboard/list.html", {"form": form}, status=400)
    chosen = form.cleaned_data["year"]
    page = Paginator(form.found(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    units = [(unit, reverse("dashboard", args=[dashboard_name(unit, chosen)])) for unit in page]
    return render(request, "dashboard/list.html", {"form": form, "page": page, "units": units, "year": chosen})


@require_safe
def dashboard(request: Request, scope: str) -> HttpResponse:
    """All pictures of a unit's year, each with its table and its files."""
    sight = _sight(request, scope)
    shown = [Shown.of(sight, found) for found in all_exhibits(sight)]
    context = {
        "sight": sight,
        "unit": sight.unit,
        "shown": shown,
        "form": MeasureForm(sight.measures, sight.shown),
        "above": [(each, dashboard_name(each, sight.year)) for each in way_to(sight)],
        "years": _years_beside(sight),
    }
    return render(request, "dashboard/dashboard.html", context)


def _years_beside(sight: Sight) -> list[tuple[int, str]]:
    """The years before and after in which the unit was on the map, with the names of their dashboards."""
    years = (year for year in (sight.year - 1, sight.year + 1) if has_dashboard(sight.unit, year))
    return [(year, dashboard_name(sight.unit, year)) for year in years]


@csp_replace(ALONE)  # type: ignore[arg-type]  # its types know no arguments of addresses
@require_safe
def dashboard_picture(request: Request, scope: str, picture: str, form: str) -> HttpResponseBase:
    """One picture as a file; who has it is told so before it is drawn."""
    sight = _sight(request, scope)
    found = exhibit(picture, sight)
    if found is None:
        raise Http404
    drawn = taken_away(found.picture, sight)
    etag = f'"{form}-{digest_of(drawn)}"'
    response = get_conditional_response(request, etag=etag) or _file(form, drawn, sight)
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@csp_replace(ALONE)  # type: ignore[arg-type]  # its types know no arguments of addresses
@require_safe
def dashboard_drawing(request: Request, scope: str, picture: str, digest: str, width: str) -> HttpResponse:
    """A picture as the page shows it, `narrow` or `wide`: of the figures the page has worked out where they are kept.

    What is drawn never changes under its address; where it is another by now, that is shown and not remembered.
    """
    if width not in WIDTHS:
        raise Http404
    drawn = kept(digest, request.user.pk)
    if drawn is None:
        sight = _sight(request, scope)
        found = exhibit(picture, sight)
        if found is None:
            raise Http404
        drawn = on_page(found.picture, sight)
    response = HttpResponse(_svg(drawn, width == "narrow"), content_type=FORMS["svg"][1])
    if digest_of(drawn) == digest:
        patch_cache_control(response, private=True, max_age=DAY, immutable=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _file(form: str, picture: Picture, sight: Sight) -> HttpResponse:
    draw, kind = FORMS[form]
    response = HttpResponse(draw(picture, sight), content_type=kind)
    way = "attachment" if form == "xlsx" else "inline"
    response["Content-Disposition"] = f'{way}; filename="{file_name(picture, sight, form)}"'
    return response


@lru_cache(maxsize=KEPT)
def _svg(picture: Picture, is_narrow: bool = False) -> bytes:
    return svg_of(picture, is_narrow=is_narrow)


def _workbook(picture: Picture, sight: Sight) -> bytes:
    subject = f"{picture.title}, {whose_words(sight)}"
    leaf = Leaf(issuer=(sight.unit.full_name,), kind="Bảng theo dõi", subject=subject, paragraphs=())
    return xlsx.draw(PlanDocument((leaf,), (table_of(picture),), mark=sight.unit.sample_mark))


FORMS: dict[str, tuple[Callable[[Picture, Sight], bytes], str]] = {
    "svg": (lambda picture, _: _svg(picture), "image/svg+xml; charset=utf-8"),
    "png": (lambda picture, _: png_of(picture), "image/png"),
    "xlsx": (_workbook, CONTENT_TYPES["xlsx"]),
}


def _sight(request: Request, scope: str) -> Sight:
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    today = timezone.localdate()
    try:
        return find_sight(scope, request.user, today, shown=request.GET.get("show", ""), page=max(1, number))
    except NoSuchScope as error:
        raise Http404 from error


@dataclass(frozen=True)
class Shown:
    """A picture on the screen: the addresses of its files, its table, and where each row leads to."""

    exhibit: Exhibit
    table: Table
    files: dict[str, str]
    page: int

    @classmethod
    def of(cls, sight: Sight, found: Exhibit) -> "Shown":
        """The picture with the addresses of what is looked at."""
        asked = urlencode({"show": sight.shown, "page": sight.page})
        name, key = dashboard_name(sight.unit, sight.year), found.picture.key
        files = {form: f"{reverse(f'dashboard-{form}', args=[name, key])}?{asked}" for form in FORMS}
        digest = keep(on_page(found.picture, sight), sight.user.pk)
        files |= {
            width: f"{reverse('dashboard-drawing', args=[name, key, digest, width])}?{asked}" for width in WIDTHS
        }
        return cls(found, table_of(found.picture), files, min(sight.page, found.pages))

    @property
    def picture(self) -> Picture:
        return self.exhibit.picture

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1

    @property
    def rows(self) -> Iterator[tuple[str, list[tuple[Column, Cell]]]]:
        """Each row's address, and its cells with their columns."""
        for key, row in zip(keys_of(self.picture), self.table.rows, strict=True):
            yield self.exhibit.addresses.get(key, ""), list(zip(self.table.columns, row.cells, strict=True))
