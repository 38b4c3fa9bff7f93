"""What a dashboard's address names: a unit in a year, as far as the person sees it."""

import re
from dataclasses import replace
from datetime import date

from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit, UnitKind, UnitQuerySet
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.sheets.scopes import NoSuchScope
from planning.tracking.dashboards import Sight, measures_of

NAME = re.compile(r"(?P<code>\w{1,8})-(?P<year>20\d\d)", re.ASCII)
# The periods in which units tell of a year; of two that end on one day the later of these counts.
IN_A_YEAR = (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR)


def dashboard_name(unit: Unit, year: int) -> str:
    """What an address calls the dashboard of a unit's year."""
    return f"{unit.code}-{year}"


def has_dashboard(unit: Unit, year: int) -> bool:
    """Whether a unit stands on the map at the year's end; under the code of one that is gone another may."""
    last = date(year, 12, 31)
    return (unit.valid_from or last) <= last <= (unit.valid_to or last)


def units_of_year(user: User, year: int) -> UnitQuerySet:
    """The units a person sees on the map at the year's end."""
    return units_below(user).existing_on(date(year, 12, 31)).select_related("parent__parent")


def find_sight(name: str, user: User, today: date, *, shown: str = "", page: int = 1) -> Sight:
    """What is to be seen under `<code>-<year>`; raises NoSuchScope, also where the person does not see the unit.

    `shown` that is no measure gives way to the usual one.
    """
    parts = NAME.fullmatch(name)
    if parts is None:
        raise NoSuchScope(name)
    year = int(parts["year"])
    unit = units_of_year(user, year).filter(code=parts["code"]).first()
    if unit is None:
        raise NoSuchScope(name)
    period = _period_of(unit, user, year, today)
    sight = Sight(user, unit, year, today, period=period, page=page)
    communes = _communes_of(unit, user, sight.day)
    sight = Sight(user, unit, year, today, communes, period, page=page)
    measures = tuple(measures_of(sight))
    values = [value for value, _ in measures]
    chosen = shown if shown in values else next(iter(values), "")
    return replace(sight, shown=chosen, measures=measures)


def _communes_of(unit: Unit, user: User, day: date) -> tuple[Unit, ...]:
    """The communes below that the person sees; a commune is its own."""
    if unit.kind == UnitKind.COMMUNE:
        return (unit,)
    below = units_below(user).existing_on(day).under(unit).filter(kind=UnitKind.COMMUNE)
    return tuple(below.select_related("parent").order_by("code"))


def _period_of(unit: Unit, user: User, year: int, today: date) -> ReportingPeriod | None:
    """The last period of the year that has begun, held by the unit or one above it, in which the unit was there."""
    holders = [unit.pk, *(each.pk for each in _above(unit))]
    periods = ReportingPeriod.objects.visible_to(user).with_names()
    periods = periods.filter(unit__in=holders, kind__in=IN_A_YEAR, ends_on__year=year, opens_on__lte=today)
    there = [each for each in periods if (unit.valid_from or each.ends_on) <= each.ends_on]
    return max(there, key=lambda each: (each.ends_on, IN_A_YEAR.index(PeriodKind(each.kind))), default=None)


def way_to(sight: Sight) -> list[Unit]:
    """The units above the one looked at that the person sees as well, from the top down."""
    above = [each.pk for each in _above(sight.unit)]
    seen = set(units_of_year(sight.user, sight.year).filter(pk__in=above).values_list("pk", flat=True))
    return [each for each in reversed(_above(sight.unit)) if each.pk in seen]


def _above(unit: Unit) -> list[Unit]:
    """The units it belongs to, the nearest first."""
    found = []
    while parent := unit.parent:
        found.append(parent)
        unit = parent
    return found
