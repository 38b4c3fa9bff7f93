"""What the screen of series shows of a unit: its years, and those below it in one year, on either map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.models import Indicator
from indicators.results.below import Gathering, Map, points_below
from indicators.results.points import Point
from indicators.results.series import Ground, Series, members_at_home, series_of_group
from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit, UnitGroup

# How many years back the screen looks.
YEARS = 15


@dataclass(frozen=True)
class Look:
    """The points over years, that of the chosen year, the units below in that year, and the map they are on.

    `day` is the one whose units they are restated to.
    """

    points: tuple[Point, ...]
    whole: Point
    gatherings: tuple[Gathering, ...]
    seen: Map
    day: date


@dataclass(frozen=True)
class Wish:
    """What one wants to see: of which year the units below, on which map; restated to the units of `day` or today."""

    indicator: Indicator
    year: int | None = None
    seen: Map = Map.TODAY
    day: date | None = None


def look_at(unit: Unit, wish: Wish, today: date, group: UnitGroup | None = None) -> Look:
    """The figures of a unit, those below it in the year one wants or the last one told.

    A former district is seen through units of after its time by the `group` it goes on as. A unit that is no more
    is restated to its own last day.
    """
    indicator, seen, day = wish.indicator, wish.seen, wish.day or today
    years = sorted({*range(today.year - YEARS + 1, today.year + 1), wish.year or today.year})
    if group and seen is Map.TODAY and not _is_there(unit, day):
        return _at_group(group, wish, years, day, today)
    series = Series(indicator, [unit], years, _day_of(unit, day))
    if seen is Map.TODAY:
        points = [series.restated(unit, each) for each in years]
    else:
        points = [point for each in years for point in series.as_they_were(unit, each)]
    year = wish.year or _last(points, today)
    there = [point for point in points if point.year == year]
    whole = there[0] if len(there) == 1 else series.restated(unit, year)
    return Look(_told(points), whole, tuple(points_below(series, unit, year, seen)), seen, series.day)


def look_at_year(unit: Unit, year: int, today: date) -> list[tuple[Indicator, Point]]:
    """What a unit has in a year for each indicator in use then, read in as many queries as one indicator takes."""
    indicators = list(Indicator.objects.valid_in(year))
    day = _day_of(unit, today)
    ground = Ground(indicators, [unit], [year], day)
    return [(each, Series(each, [unit], [year], day, ground).restated(unit, year)) for each in indicators]


def _day_of(unit: Unit, day: date) -> date:
    """The day, or the nearest to it on which the unit is there."""
    return min(max(day, unit.valid_from or day), unit.valid_to or date.max)


def _is_there(unit: Unit, day: date) -> bool:
    return _day_of(unit, day) == day


def former_group(unit: Unit, user: User, day: date) -> UnitGroup | None:
    """The group that a former district goes on as, for those who see all its members: a sum tells of each of them."""
    group = UnitGroup.objects.filter(former_unit=unit).first() if unit.valid_to else None
    if group is None or group.members_on(day).exclude(pk__in=units_below(user).values("pk")).exists():
        return None
    return group


def _at_group(group: UnitGroup, wish: Wish, years: Sequence[int], day: date, today: date) -> Look:
    points = series_of_group(group, wish.indicator, years, day)
    year = wish.year or _last(points, today)
    [whole] = [point for point in points if point.year == year]
    members = Series(wish.indicator, members_at_home(group, day), [year], day)
    below = tuple(members.restated(unit, year) for unit in members.units)
    return Look(_told(points), whole, (Gathering(below),), Map.TODAY, day)


def _last(points: Sequence[Point], today: date) -> int:
    return max((point.year for point in points if point.sums.units), default=today.year)


def _told(points: Sequence[Point]) -> tuple[Point, ...]:
    """From the first year with a figure to the last."""
    years = [point.year for point in points if point.sums.units]
    return tuple(point for point in points if years and min(years) <= point.year <= max(years))
