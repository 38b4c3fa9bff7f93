"""The units below one in a year, on either map, and the former districts they are grouped by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.models import Indicator
from indicators.results.points import Point
from indicators.results.series import Series
from planning.places.former import homes_on
from planning.places.units import Unit


class Map(StrEnum):
    """Through which units figures are seen."""

    TODAY = "today"
    THEN = "then"


@dataclass(frozen=True)
class Gathering:
    """The points of a former district's units with their total, or of the units of none; `shared` lie in several."""

    points: tuple[Point, ...]
    total: Point | None = None
    shared: frozenset[int] = frozenset()


def points_below(series: Series, unit: Unit, year: int, seen: Map) -> list[Gathering]:
    """The points of a year of the units directly below a unit of the series, gathered by former districts."""
    if seen is Map.TODAY:
        return _gathered(series.indicator, _children([unit.pk], series.day), year, series.day)
    day = min(date(year, 12, 31), series.day)
    parents = series.ways.sources(unit.pk, day)
    below = Series(series.indicator, _children(parents, day), [year], day)
    points = {point.unit: point for each in below.units for point in below.as_they_were(each, year)}
    return [Gathering(tuple(points.values()))] if points else []


def _children(parents: Sequence[int], day: date) -> list[Unit]:
    return list(Unit.objects.filter(parent__in=parents).existing_on(day).select_related("parent").order_by("code"))


def _gathered(indicator: Indicator, units: list[Unit], year: int, day: date) -> list[Gathering]:
    """The units under their former districts; one that lies in several stands under the first, marked."""
    series = Series(indicator, units, [year], day)
    points = {unit.pk: series.restated(unit, year) for unit in units}
    homes = homes_on(day, units)
    gatherings: list[Gathering] = []
    for group in sorted({home.group for home in homes.values()}, key=lambda group: group.code):
        inside = [unit for unit in units if unit.pk in homes and homes[unit.pk].group == group]
        shared = frozenset(unit.pk for unit in inside if homes[unit.pk].is_shared)
        total = series.together(group, inside, year)
        gatherings.append(Gathering(tuple(points[unit.pk] for unit in inside), total, shared))
    others = tuple(point for key, point in points.items() if key not in homes)
    return gatherings + ([Gathering(others)] if others else [])
