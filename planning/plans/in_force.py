"""Which plan binds a unit in a year: its own in force, or that of the unit it took over under the same code."""

from collections.abc import Collection

from django.db.models import Case, IntegerField, Q, When

from planning.places.units import Succession, Unit
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.programmes import Programme


def plan_in_force(unit: Unit, programme: Programme, kind: PlanKind, year: int) -> Plan | None:
    """The plan of a kind that covers the year; None where there is none."""
    return plans_in_force([unit], programme, kind, year).get(unit.pk)


def plans_in_force(units: Collection[Unit], programme: Programme, kind: PlanKind, year: int) -> dict[int, Plan]:
    """For many units at once, by their ids, in two queries.

    A province whose plan was issued before it grew is still bound by it, until it has a plan of its own.
    """
    heirs = _heirs(units)
    covering = Plan.objects.filter(
        Q(unit__in=[unit.pk for unit in units]) | Q(unit__in=heirs),
        status=Status.ISSUED,
        programme=programme,
        kind=kind,
        first_year__lte=year,
        last_year__gte=year,
    )
    own_last = Case(When(unit__in=heirs, then=0), default=1, output_field=IntegerField())
    plans = covering.with_names().order_by(own_last, "first_year")
    return {heirs.get(plan.unit_id, plan.unit_id): plan for plan in plans}


def _heirs(units: Collection[Unit]) -> dict[int, int]:
    """Of the former units of the same code: which of the units given took each over."""
    codes = {unit.pk: unit.code for unit in units}
    pairs = Succession.objects.filter(successor__in=codes).values_list("predecessor", "predecessor__code", "successor")
    return {former: heir for former, code, heir in pairs if codes[heir] == code}
