"""Who may hold a share of a plan's money: the units directly below the plan's, and its own agencies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from budgets.models import Allocation
from planning.places.agencies import Agency, AgencyQuerySet
from planning.places.units import Unit, UnitKind
from planning.plans.plans import Plan
from planning.plans.territory import directly_below

AGENCIES = "Các cơ quan, đơn vị"
GROUPS = {
    UnitKind.DISTRICT.value: "Các huyện, thị xã, thành phố",
    UnitKind.COMMUNE.value: "Các xã, phường, đặc khu",
}


@dataclass(frozen=True)
class Holder:
    """A unit or an agency, by a `key` that does not change; `names` are what else a workbook may call it."""

    key: str
    group: str
    code: str
    name: str
    names: tuple[str, ...]
    unit: int | None = None
    agency: int | None = None


def holders_of(plan: Plan) -> list[Holder]:
    """All that may hold a share, units before agencies; who holds one already is among them, come what may.

    An agency may hold one if it exists at any time in the plan's years: what it held passes on during the year.
    """
    held = Allocation.objects.of_plan(plan)
    below = Q(pk__in=directly_below(plan).values("pk"))
    units = Unit.objects.filter(below | Q(pk__in=held.exclude(unit=None).values("unit")))
    own = Q(pk__in=_agencies_in(plan).values("pk"))
    agencies = Agency.objects.filter(own | Q(pk__in=held.exclude(agency=None).values("agency")))
    return [_of_unit(unit) for unit in units] + [_of_agency(agency) for agency in agencies]


def _agencies_in(plan: Plan) -> AgencyQuerySet:
    first, last = date(plan.first_year, 1, 1), date(plan.last_year, 12, 31)
    begins = Q(valid_from=None) | Q(valid_from__lte=last)
    return Agency.objects.filter(unit=plan.unit).filter(begins).filter(Q(valid_to=None) | Q(valid_to__gte=first))


def unit_key(unit: int) -> str:
    """The key of a unit that holds a share."""
    return f"unit-{unit}"


def agency_key(agency: int) -> str:
    """The key of an agency that holds a share."""
    return f"agency-{agency}"


def _of_unit(unit: Unit) -> Holder:
    name = f"{unit.prefix} {unit.name}"
    group = GROUPS.get(unit.kind, GROUPS[UnitKind.COMMUNE.value])
    return Holder(unit_key(unit.pk), group, unit.code, name, (unit.name, str(unit)), unit=unit.pk)


def _of_agency(agency: Agency) -> Holder:
    names = (agency.short_name,) if agency.short_name else ()
    return Holder(agency_key(agency.pk), AGENCIES, agency.code, agency.name, names, agency=agency.pk)
