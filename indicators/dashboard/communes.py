"""Communes beside one another: an indicator on the map, and over the years in small pictures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.urls import reverse

from indicators.dashboard.figures import compares_communes, figures_of, indicator_of, printed, years_of
from indicators.models import Indicator
from indicators.reporting.asked import asked_of
from planning.pictures.model import Mark, MarkState, Picture, PictureKind, Series
from planning.places.units import Unit
from planning.tracking.dashboards import Exhibit, Sight, compares, exhibits
from planning.tracking.looking import dashboard_name

# Small pictures in one picture: what fits a page.
TOGETHER = 24
ONE_SCALE = "Các hình nhỏ trong cùng một hình có chung thang đo."


@compares(position=10)
def indicators_asked(sight: Sight) -> Iterator[tuple[str, str]]:
    """The indicators the period asks; without a period all in use."""
    asked = asked_of(sight.period) if sight.period else Indicator.objects.valid_in(sight.year)
    yield from ((each.code, f"{each.name} ({each.unit_of_measure})") for each in asked)


@exhibits("communes-map", position=40)
def communes_map(sight: Sight) -> Iterator[Exhibit]:
    """Each commune at its place, darker where the figure is higher."""
    indicator = indicator_of(sight) if compares_communes(sight) else None
    if indicator is None:
        return
    figures = figures_of(sight, indicator, sight.communes, [sight.year])
    marks = tuple(_spot(unit, indicator, figures[unit.pk][sight.year]) for unit in sight.communes)
    title = f"{indicator.name} năm {sight.year} của các xã, {sight.unit.full_name}"
    words = f"{title}. {_extremes(marks)}"
    series = (Series(indicator.name, marks),)
    picture = Picture("communes-map", PictureKind.POINTS, title, indicator.unit_of_measure, series, words)
    yield Exhibit(picture, {unit.code: _address(unit, sight) for unit in sight.communes})


@exhibits("communes-years", position=50)
def communes_years(sight: Sight) -> Iterator[Exhibit]:
    """A small line for each commune, as many together as fit a page."""
    indicator = indicator_of(sight) if compares_communes(sight) else None
    if indicator is None:
        return
    pages = max(1, -(-len(sight.communes) // TOGETHER))
    first = (min(sight.page, pages) - 1) * TOGETHER
    units = sight.communes[first : first + TOGETHER]
    figures = figures_of(sight, indicator, units, years_of(sight))
    series = tuple(Series(name_of(unit), _line(indicator, figures[unit.pk])) for unit in units)
    title = f"{indicator.name} qua các năm của các xã, {sight.unit.full_name}"
    title += f" (hình {min(sight.page, pages)}/{pages})" if pages > 1 else ""
    words = f"{title}. {len(units)} xã, từ năm {years_of(sight)[0]} đến năm {sight.year}."
    picture = Picture(
        "communes-years", PictureKind.MULTIPLES, title, indicator.unit_of_measure, series, words, ONE_SCALE
    )
    yield Exhibit(picture, {name_of(unit): _address(unit, sight) for unit in units}, pages)


def name_of(unit: Unit) -> str:
    """`Xã Ba Dinh`."""
    return f"{unit.prefix} {unit.name}"


def _spot(unit: Unit, indicator: Indicator, value: Decimal | None) -> Mark:
    shown, text = printed(indicator, value)
    state = MarkState.UNKNOWN if shown is None else MarkState.NONE
    return Mark(
        name_of(unit), shown, text, state=state, key=unit.code, longitude=unit.longitude, latitude=unit.latitude
    )


def _line(indicator: Indicator, years: Mapping[int, Decimal | None]) -> tuple[Mark, ...]:
    return tuple(Mark(str(year), *printed(indicator, value)) for year, value in years.items())


def _extremes(marks: tuple[Mark, ...]) -> str:
    """The highest and the lowest figure, and of how many communes there is none."""
    known = [(mark.value, mark) for mark in marks if mark.value is not None]
    blank = f"{len(marks) - len(known)}/{len(marks)} xã chưa có số liệu."
    if not known:
        return blank
    high, low = (end(known, key=lambda each: each[0])[1] for end in (max, min))
    return f"Cao nhất: {high.label} {high.text}; thấp nhất: {low.label} {low.text}; {blank}"


def _address(unit: Unit, sight: Sight) -> str:
    return f"{reverse('dashboard', args=[dashboard_name(unit, sight.year)])}?show={sight.shown}"
