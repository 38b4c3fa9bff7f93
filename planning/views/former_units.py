"""What became of units that are no more: the units that took them over, with their forms where these may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Succession, Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import report_name
from planning.tracking.standing import reporting_pairs

PERIODS_LOOKED_AT = 20


@dataclass(frozen=True)
class Former:
    """A unit that is no more, and the ones after it, each with the address of its latest forms or nothing."""

    unit: Unit
    successors: tuple[tuple[Unit, str], ...]


def former_units(user: User, units: Iterable[Unit], today: date) -> list[Former]:
    """Those of some units that are no more, in four queries at most."""
    gone = {unit.pk: unit for unit in units if unit.valid_to and unit.valid_to < today}
    if not gone:
        return []
    steps = Succession.objects.filter(predecessor__in=gone).select_related("successor").order_by("successor__code")
    after: dict[int, list[Unit]] = {pk: [] for pk in gone}
    for step in steps:
        after[step.predecessor_id].append(step.successor)
    addresses = _addresses(user, {unit.pk for units in after.values() for unit in units})
    return [Former(unit, tuple((each, addresses.get(each.pk, "")) for each in after[pk])) for pk, unit in gone.items()]


def _addresses(user: User, successors: Iterable[int]) -> dict[int, str]:
    """Where the forms of the latest period of each unit stand that the person may see."""
    seen = list(units_below(user).filter(pk__in=successors).select_related("parent"))
    periods = list(ReportingPeriod.objects.visible_to(user).order_by("ends_on", "pk").reverse()[:PERIODS_LOOKED_AT])
    found: dict[int, str] = {}
    for period, unit in reporting_pairs(periods, seen):
        found.setdefault(unit.pk, reverse("form", args=[report_name(period, unit)]))
    return found
