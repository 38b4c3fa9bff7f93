"""What former districts still tell of today's units: under which each stands, and who is in groups of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F

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


def members_by_group(groups: Collection[int], day: date) -> Mapping[int, frozenset[int]]:
    """The units (ids) in each group on `day`; of one whose districts a reform ended, the units on their territory.

    A group without any is left out.
    """
    found: dict[int, set[int]] = {}
    memberships = GroupMembership.objects.open_on(day)
    for group, unit in memberships.filter(group__in=groups).values_list("group", "unit"):
        found.setdefault(group, set()).add(unit)
    if ended := set(groups) - found.keys():
        of_district = "group__former_unit__memberships"
        heirs = memberships.filter(
            **{f"{of_district}__group__in": ended, f"{of_district}__valid_to": F("group__former_unit__valid_to")}
        )
        for group, unit in heirs.values_list(f"{of_district}__group", "unit"):
            found.setdefault(group, set()).add(unit)
    return {group: frozenset(members) for group, members in found.items()}
