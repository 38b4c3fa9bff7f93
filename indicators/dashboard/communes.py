"""Communes beside one another: an indicator on the map, and over the years in small pictures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from indicators.dashboard.figures import (
    compares_communes,
    figures_of,
    indicator_of,
    printed,
    time_words,
    year_label,
    years_told,
)
from indicators.models import Indicator
from indicators.reporting.asked import asked_of
from planning.pictures.model import Mark, MarkState, Picture, PictureKind, Series
from planning.places.units import Unit
from planning.tracking.dashboards import Exhibit, Sight, compares, exhibits
from planning.tracking.looking import dashboard_name, has_dashboard
from planning.tracking.scopes import report_name

# Small pictures in one picture: what fits a page.
TOGETHER = 24
COMMUNES = "xã, phường, đặc khu"
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
    names = names_of(sight.communes)
    marks = tuple(_spot(unit, names[unit.pk], indicator, figures[unit.pk][sight.year]) for unit in sight.communes)
    title = f"{indicator.name} {time_words(sight)} của các {COMMUNES} thuộc {sight.unit.full_name}"
    words = f"{title}. {_extremes(marks)}"
    series = (Series(indicator.name, marks),)
    picture = Picture("communes-map", PictureKind.POINTS, title, indicator.unit_of_measure, series, words)
    yield Exhibit(picture, _addresses(sight, sight.communes, indicator))


@exhibits("communes-years", position=50)
def communes_years(sight: Sight) -> Iterator[Exhibit]:
    """A small line for each commune, as many together as fit a page."""
    indicator = indicator_of(sight) if compares_communes(sight) else None
    if indicator is None:
        return
    pages = max(1, -(-len(sight.communes) // TOGETHER))
    first = (min(sight.page, pages) - 1) * TOGETHER
    units = sight.communes[first : first + TOGETHER]
    years, names = years_told(sight, indicator), names_of(sight.communes)
    figures = figures_of(sight, indicator, units, years)
    series = tuple(Series(names[unit.pk], _line(sight, unit, indicator, figures[unit.pk])) for unit in units)
    title = f"{indicator.name} qua các năm của các {COMMUNES} thuộc {sight.unit.full_name}"
    title += f" (hình {min(sight.page, pages)}/{pages})" if pages > 1 else ""
    words = f"{title}. {len(units)} {COMMUNES}, từ năm {years[0]} đến năm {years[-1]}."
    picture = Picture(
        "communes-years", PictureKind.MULTIPLES, title, indicator.unit_of_measure, series, words, ONE_SCALE
    )
    yield Exhibit(picture, _addresses(sight, units, indicator), pages)


def name_of(unit: Unit) -> str:
    """`Xã Ba Dinh`."""
    return f"{unit.prefix} {unit.name}"


def names_of(units: Sequence[Unit]) -> dict[int, str]:
    """What units (by their ids) are called among each other: of those of one name with whom they belong to."""
    plain = {unit.pk: name_of(unit) for unit in units}
    homes = {unit.pk: f"{name_of(unit)} ({unit.parent.full_name})" if unit.parent else "" for unit in units}
    codes = {unit.pk: f"{name_of(unit)} ({unit.code})" for unit in units}
    found: dict[int, str] = {}
    for names in (plain, homes, codes):
        often = Counter(names.values())
        found = {key: name for key, name in names.items() if often[name] == 1} | found
    return found


def _spot(unit: Unit, name: str, indicator: Indicator, value: Decimal | None) -> Mark:
    shown, text = printed(indicator, value)
    state = MarkState.UNKNOWN if shown is None else MarkState.NONE
    return Mark(name, shown, text, state=state, key=unit.code, longitude=unit.longitude, latitude=unit.latitude)


def _line(sight: Sight, unit: Unit, indicator: Indicator, years: Mapping[int, Decimal | None]) -> tuple[Mark, ...]:
    return tuple(
        Mark(year_label(sight, year), *printed(indicator, value), key=unit.code) for year, value in years.items()
    )


def _extremes(marks: tuple[Mark, ...]) -> str:
    """The highest and the lowest figure, and of how many communes there is none."""
    known = [(mark.value, mark) for mark in marks if mark.value is not None]
    blank = f"{len(marks) - len(known)}/{len(marks)} {COMMUNES} chưa có số liệu."
    if not known:
        return blank
    high, low = (end(known, key=lambda each: each[0])[1] for end in (max, min))
    return f"Cao nhất: {high.label} {high.text}; thấp nhất: {low.label} {low.text}; {blank}"


def _addresses(sight: Sight, units: Iterable[Unit], indicator: Indicator) -> dict[str, str]:
    """Where communes lead to: their dashboards; those that are gone by the year's end to what they told."""
    found = {}
    for unit in units:
        if has_dashboard(unit, sight.year):
            found[unit.code] = f"{reverse('dashboard', args=[dashboard_name(unit, sight.year)])}?show={sight.shown}"
        elif sight.period:
            found[unit.code] = reverse("period-results", args=[report_name(sight.period, unit, indicator.code)])
    return found
