"""The units below one in a year, on either map, and the former districts they are grouped by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from indicators.models import Indicator
from indicators.results.points import Point
from indicators.results.series import Series
from planning.places.units import GroupMembership, Unit, UnitGroup


class Map(StrEnum):
    """Through which units figures are seen."""

    TODAY = "today"
    THEN = "then"


@dataclass(frozen=True)
class Gathering:
    """The points of a former district's units with their total, or of the units of none; `parts` lie in several."""

    points: tuple[Point, ...]
    total: Point | None = None
    parts: frozenset[int] = frozenset()


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
    """A unit on the territory of two former districts is shown and counted in both, and marked."""
    series = Series(indicator, units, [year], day)
    points = {unit.pk: series.restated(unit, year) for unit in units}
    gatherings: list[Gathering] = []
    seen: set[int] = set()
    for group, members in _districts(units, day):
        inside = tuple(points[key] for key in points if key in members)
        parts = frozenset(key for key, is_part in members.items() if is_part)
        gatherings.append(
            Gathering(inside, series.together(group, [each for each in units if each.pk in members], year), parts)
        )
        seen |= members.keys()
    others = tuple(point for key, point in points.items() if key not in seen)
    return gatherings + ([Gathering(others)] if others else [])


def _districts(units: list[Unit], day: date) -> list[tuple[UnitGroup, dict[int, bool]]]:
    """The former districts with their units of a day; whether a unit is on the territory of others too."""
    open_on_day = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    memberships = (
        GroupMembership.objects.filter(*open_on_day, unit__in=units)
        .exclude(group__former_unit=None)
        .select_related("group")
        .order_by("group__code")
    )
    found: dict[UnitGroup, dict[int, bool]] = {}
    for membership in memberships:
        found.setdefault(membership.group, {})[membership.unit_id] = False
    homes = [unit for members in found.values() for unit in members]
    return [(group, {unit: homes.count(unit) > 1 for unit in members}) for group, members in found.items()]
