"""What binds units in a period: their own plans in force, and where they have none what plans above assigned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from indicators.models import Indicator, Target
from indicators.reporting.given import Given, given_words
from indicators.reporting.outgrown import Outgrown
from planning.places.units import Unit
from planning.plans.in_force import plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan, PlanKind

KINDS = (PlanKind.ANNUAL, PlanKind.PERIOD)


class Binding:
    """The plans that bind some units on the last day of a period, and their targets; read at once for all units."""

    def __init__(
        self, period: ReportingPeriod, units: Sequence[Unit], indicators: Collection[Indicator] | None = None
    ) -> None:
        own = {kind: plans_in_force(units, period.programme, kind, period.year, on=period.ends_on) for kind in KINDS}
        self.outgrown = Outgrown(*own.values())
        self._given = Given(period, units, own, indicators)
        self.plans = {kind: {**own[kind], **self._given.plans[kind]} for kind in KINDS}
        self._targets = _targets_of((plan for of_kind in own.values() for plan in of_kind.values()), indicators)
        self.year = period.year

    @property
    def all_targets(self) -> list[Target]:
        """The targets of all the units."""
        both = (self._targets.values(), self._given.targets.values())
        return [target for found in both for targets in found for target in targets]

    def targets(self, unit: Unit, kind: PlanKind) -> list[Target]:
        """The targets of the unit's plan in force, in the order of the document; without it those assigned to it."""
        plan = self.plans[kind].get(unit.pk)
        if self.is_given(unit, kind):
            return self._given.targets[kind, unit.pk]
        return self._targets.get(plan.pk, []) if plan else []

    def is_given(self, unit: Unit, kind: PlanKind) -> bool:
        """Whether the unit has no plan of the kind in force, and is bound by what was assigned to it."""
        return (kind, unit.pk) in self._given.targets

    def given_words(self, unit: Unit, kind: PlanKind) -> str:
        """`tỉnh giao` where that is so; else empty."""
        return given_words(self.plans[kind][unit.pk]) if self.is_given(unit, kind) else ""

    def plan_words(self, unit: Unit, kind: PlanKind) -> str:
        """`kế hoạch năm 2025`, or `chỉ tiêu tỉnh giao năm 2025`; empty where the unit is bound by neither."""
        plan = self.plans[kind].get(unit.pk)
        if plan is None:
            return ""
        given = self.given_words(unit, kind)
        return f"{f'chỉ tiêu {given}' if given else 'kế hoạch'} {plan.period_words}"

    def plan_of(self, unit: Unit, target: Target) -> Plan:
        """The plan from which one of the unit's targets comes."""
        plans = (of_kind.get(unit.pk) for of_kind in self.plans.values())
        return next(plan for plan in plans if plan and plan.pk == target.plan_id)

    @cached_property
    def first_year(self) -> int:
        """The first year of the plans in force."""
        plans = (plan for of_units in self.plans.values() for plan in of_units.values())
        return min((plan.first_year for plan in plans), default=self.year)


def _targets_of(plans: Iterable[Plan], indicators: Collection[Indicator] | None) -> Mapping[int, list[Target]]:
    """The targets by their plans, of some indicators only where these are named."""
    found: dict[int, list[Target]] = defaultdict(list)
    targets = Target.objects.filter(plan__in={plan.pk for plan in plans}).with_names()
    for target in targets if indicators is None else targets.filter(indicator__in=indicators):
        found[target.plan_id].append(target)
    return found
