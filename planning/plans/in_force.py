"""Which plan binds a unit in a year: its own in force, or that of the unit it took over under the same code."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Case, IntegerField, Q, When

from planning.places.units import Succession, Unit
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.programmes import Programme


def plan_in_force(
    unit: Unit, programme: Programme, kind: PlanKind, year: int, *, on: date | None = None
) -> Plan | None:
    """The plan of a kind that covers the year; None where there is none."""
    return plans_in_force([unit], programme, kind, year, on=on).get(unit.pk)


def plans_in_force(
    units: Collection[Unit], programme: Programme, kind: PlanKind, year: int, *, on: date | None = None
) -> dict[int, Plan]:
    """For many units at once, by their ids, in two queries.

    A province whose plan was issued before it grew is still bound by it, until it has a plan of its own. `on` asks
    for the versions of that day, since adjusted or not; what was issued later only where there was none.
    """
    heirs = _heirs(units)
    covering = Plan.objects.filter(
        Q(unit__in=[unit.pk for unit in units]) | Q(unit__in=heirs),
        status__in=[Status.ISSUED, Status.SUPERSEDED] if on else [Status.ISSUED],
        programme=programme,
        kind=kind,
        first_year__lte=year,
        last_year__gte=year,
    )
    own_last = Case(When(unit__in=heirs, then=0), default=1, output_field=IntegerField())
    plans = list(covering.with_names().order_by(own_last, "first_year", "version"))
    if on:
        plans = _as_of(plans, on)
    return {heirs.get(plan.unit_id, plan.unit_id): plan for plan in plans}


def _as_of(plans: list[Plan], day: date) -> list[Plan]:
    """Of the versions of each plan, which come one after the other, the one of a day, or the first."""
    found: dict[tuple[int, int], Plan] = {}
    for plan in plans:
        key = plan.unit_id, plan.first_year
        if key not in found or plan.issued_on is None or plan.issued_on <= day:
            found[key] = plan
    return list(found.values())


def annual_plans_in_force(unit: Unit, programme: Programme, first_year: int, last_year: int) -> dict[int, Plan]:
    """The annual plan in force of each year, in two queries."""
    plans = plans_binding([unit], first_year, last_year, programme).get(unit.pk, [])
    return {year: plan for plan in plans if plan.kind == PlanKind.ANNUAL for year in _years(plan)}


def plans_binding(
    units: Collection[Unit], first_year: int, last_year: int, programme: Programme | None = None
) -> dict[int, list[Plan]]:
    """All plans in force in some of the years, of every kind, by the ids of the units, in two queries.

    What a unit took over binds it only where it has no plan of the same kind for these years itself.
    """
    heirs = _heirs(units)
    covering = Plan.objects.plans().filter(
        Q(unit__in=[unit.pk for unit in units]) | Q(unit__in=heirs),
        status=Status.ISSUED,
        first_year__lte=last_year,
        last_year__gte=first_year,
    )
    if programme:
        covering = covering.filter(programme=programme)
    binding: defaultdict[int, list[Plan]] = defaultdict(list)
    plans = list(covering.with_names().order_by("kind", "first_year", "pk"))
    own = {(plan.unit_id, plan.programme_id, plan.kind, year) for plan in plans for year in _years(plan)}
    for plan in plans:
        heir = heirs.get(plan.unit_id, plan.unit_id)
        is_own = heir == plan.unit_id
        if is_own or not any((heir, plan.programme_id, plan.kind, year) in own for year in _years(plan)):
            binding[heir].append(plan)
    return dict(binding)


def _years(plan: Plan) -> range:
    return range(plan.first_year, plan.last_year + 1)


def _heirs(units: Collection[Unit]) -> dict[int, int]:
    """Of the former units of the same code: which of the units given took each over."""
    codes = {unit.pk: unit.code for unit in units}
    pairs = Succession.objects.filter(successor__in=codes).values_list("predecessor", "predecessor__code", "successor")
    return {former: heir for former, code, heir in pairs if codes[heir] == code}
