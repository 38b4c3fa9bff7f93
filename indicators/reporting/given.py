"""What falls to units without a plan of their own in force: the targets of a plan above, as it assigns them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q

from indicators.adopting.assigned import Assigned, fallen_to
from indicators.models import AssignedTarget, Indicator, Target
from planning.places.restating import Ways, ways_into
from planning.places.units import Succession, Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind

# The plans in force of some units (ids), by the kind of plan.
OfUnits = Mapping[PlanKind, Mapping[int, Plan]]


class Given:
    """The plans above that bind units without their own of a kind, and the targets these have from them.

    Read for many units at once; a target that falls to a unit is that of the plan above with the unit's value. The
    units are those of the map of a day, usually the period's last.
    """

    def __init__(
        self,
        period: ReportingPeriod,
        units: Collection[Unit],
        own: OfUnits,
        indicators: Collection[Indicator] | None = None,
        on_map_of: date | None = None,
    ) -> None:
        self.plans: dict[PlanKind, dict[int, Plan]] = {kind: {} for kind in own}
        self.targets: dict[tuple[PlanKind, int], list[Target]] = {}
        lacking = [unit for unit in units if any(unit.pk not in of_kind for of_kind in own.values())]
        shares = _shares(period, lacking, own, indicators) if lacking else []
        ids = {unit.pk for unit in lacking}
        ways = ways_into(ids) if any(share.unit_id not in ids for share in shares) else Ways([])
        of_units = _by_unit(shares)
        for unit in lacking:
            for kind in own:
                if unit.pk not in own[kind] and (found := _of_kind(unit, kind, of_units, ways)):
                    self._take(unit, kind, found, on_map_of or period.ends_on, ways)

    def _take(self, unit: Unit, kind: PlanKind, shares: list[AssignedTarget], day: date, ways: Ways) -> None:
        of_target: dict[int, list[AssignedTarget]] = defaultdict(list)
        for share in shares:
            of_target[share.target_id].append(share)
        fallen = [fallen_to(unit.pk, day, each, ways) for each in of_target.values()]
        if targets := list(_once(each for each in fallen if each.span)):
            self.plans[kind][unit.pk] = shares[0].plan
            self.targets[kind, unit.pk] = targets


def _shares(
    period: ReportingPeriod, units: Iterable[Unit], own: OfUnits, indicators: Collection[Indicator] | None
) -> list[AssignedTarget]:
    """What plans in force of the period's year assign to the units, or to those they took over."""
    ids = [unit.pk for unit in units]
    former = Succession.objects.filter(successor__in=ids).values("predecessor")
    shares = AssignedTarget.objects.filter(
        _in_force_on(period.ends_on),
        plan__programme=period.programme_id,
        plan__kind__in=list(own),
        plan__first_year__lte=period.year,
        plan__last_year__gte=period.year,
    )
    found = shares.filter(unit__in=ids) | shares.filter(unit__in=former)
    if indicators is not None:
        found = found.filter(target__indicator__in=indicators)
    return _with_targets(list(found.order_by("target__position", "target", "unit_id")), frozenset(ids))


def _with_targets(shares: list[AssignedTarget], units: frozenset[int]) -> list[AssignedTarget]:
    """The shares with their targets and plans, and those of other `units` with these.

    To many units few targets are assigned: they are read once, not with every share.
    """
    named = Target.objects.select_related("plan__unit", "indicator__dimension")
    targets = named.in_bulk({share.target_id for share in shares})
    former = Unit.objects.in_bulk({share.unit_id for share in shares} - units)
    for share in shares:
        share.target = targets[share.target_id]
        share.plan = share.target.plan
        if share.unit_id in former:
            share.unit = former[share.unit_id]
    return shares


def _in_force_on(day: date) -> Q:
    """The version of a plan of a day, since adjusted or not; what was issued later only where there was none."""
    is_first = Q(plan__adjusts=None) | Q(plan__issued_on__lte=day)
    is_last = Q(plan__status=Status.ISSUED) | Q(plan__status=Status.SUPERSEDED, plan__adjusted_by__issued_on__gt=day)
    return is_first & is_last


def _by_unit(shares: Iterable[AssignedTarget]) -> Mapping[int, list[AssignedTarget]]:
    found: dict[int, list[AssignedTarget]] = defaultdict(list)
    for share in shares:
        found[share.unit_id].append(share)
    return found


def _of_kind(
    unit: Unit, kind: PlanKind, of_units: Mapping[int, list[AssignedTarget]], ways: Ways
) -> list[AssignedTarget]:
    """The shares of one plan of a kind: of what names the unit itself, else of those it took over; the nearest's."""
    former = [step.predecessor for step in ways.into.get(unit.pk, ())]
    for holders in ([unit.pk], former):
        shares = [share for holder in holders for share in of_units.get(holder, ()) if share.plan.kind == kind]
        if shares:
            nearest = min(shares, key=lambda share: (share.plan.unit_id != unit.parent_id, -share.plan_id)).plan_id
            return [share for share in shares if share.plan_id == nearest]
    return []


def _once(fallen: Iterable[Assigned]) -> Iterator[Target]:
    """The targets as they fall to the unit; what is assigned of a group's and of all goes by that of all."""
    found: dict[tuple[int, str], Target] = {}
    for each in sorted(fallen, key=lambda each: each.target.group_id is not None):
        found.setdefault((each.target.indicator_id, each.target.comparator), _as_given(each))
    yield from sorted(found.values(), key=_place)


def _place(target: Target) -> tuple[int, int, str, int]:
    indicator = target.indicator
    return indicator.dimension.position, indicator.position, indicator.code, target.position


def _as_given(assigned: Assigned) -> Target:
    """The target of the plan above with the unit's own value, from its own start."""
    above, span = assigned.target, assigned.span
    low, high = (span.low, span.high) if span else (None, None)
    return Target(
        pk=above.pk,
        plan=assigned.plan,
        indicator=above.indicator,
        comparator=above.comparator,
        value=low,
        value_to=None if high == low else high,
        basis=above.basis,
        note=above.note,
        position=above.position,
    )


def given_words(plan: Plan) -> str:
    """`tỉnh giao`: by whose assignment a unit without a plan of its own is measured."""
    return f"{plan.unit.level_word} giao"
