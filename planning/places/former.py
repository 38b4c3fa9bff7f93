"""Under which former district each of today's units stands: one rule for every table that gathers by them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planning.places.units import GroupMembership, Unit, UnitGroup


@dataclass(frozen=True)
class Home:
    """The former district a unit stands under and is counted in; `is_shared`: others have part of its territory."""

    group: UnitGroup
    is_shared: bool = False


def homes_on(day: date, units: Iterable[Unit]) -> dict[int, Home]:
    """The homes of units (by id) that lie in former districts on `day`, in the order of the districts' codes.

    A unit on the territory of several stands once, under the first by code: no sum counts it twice.
    """
    memberships = (
        GroupMembership.objects.open_on(day)
        .filter(unit__in=units)
        .exclude(group__former_unit=None)
        .select_related("group")
        .order_by("group__former_unit__code", "group__code")
    )
    homes: dict[int, Home] = {}
    for each in memberships:
        known = homes.get(each.unit_id)
        homes[each.unit_id] = replace(known, is_shared=True) if known else Home(each.group)
    return homes
