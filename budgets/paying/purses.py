"""What plans give each unit in a period's year: the lines of its own, or those of whom it took over, or its shares.

A unit has the lines of its annual plan in force. One that has made none since a reform has those of all whom it took
over as a whole, put together; of whom of these had no plan either, what was shared out to them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max

from budgets.cube import Line
from budgets.models import Allocation, BudgetLine
from budgets.paying.rounds import Round
from planning.plans.in_force import plans_in_force
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind, PlanQuerySet

Amounts = dict[Line, Decimal]
# For each unit the plans its money is in: its own, or those of all whom it took over.
Plans = Mapping[int, tuple[Plan, ...]]


@dataclass
class Purse:
    """What one unit has: its lines, and what of them it gave to its agencies and to units below."""

    lines: defaultdict[Line, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    agencies: defaultdict[tuple[int, Line], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    below: defaultdict[Line, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def out(self) -> defaultdict[Line, Decimal]:
        """What of each line is shared out."""
        out: defaultdict[Line, Decimal] = defaultdict(Decimal, self.below)
        for (_, line), amount in self.agencies.items():
            out[line] += amount
        return out

    def kept(self) -> Amounts:
        """What remains with the unit itself; a line that is shared out to the last đồng is none of its own."""
        out = self.out()
        return {line: amount - out[line] for line, amount in self.lines.items() if amount > out[line] or not amount}


def plans_of(asked: Round) -> Plans:
    """The annual plans in force by the units of a round whose money they have; three queries at most."""
    period = asked.period
    plans: dict[int, tuple[Plan, ...]] = {
        unit: (plan,)
        for unit, plan in plans_in_force(asked.units, period.programme, PlanKind.ANNUAL, period.year).items()
    }
    own = {unit for unit, (plan,) in plans.items() if plan.unit_id == unit}
    sought = {former: heir for former, heir in asked.heirs.items() if former != heir and heir not in own}
    for plan in _annual_plans(asked).filter(unit__in=sought).order_by("unit__code", "pk") if sought else ():
        heir = sought[plan.unit_id]
        plans[heir] = tuple({each.pk: each for each in (*plans.get(heir, ()), plan)}.values())
    return plans


def purses_of(asked: Round, plans: Plans) -> dict[int, Purse]:
    """What each unit of a round has, and what of it is shared out; four queries."""
    purses = _from_plans(plans, asked.heirs)
    for unit, amounts in _from_above(asked, plans).items():
        purse = purses.setdefault(unit, Purse())
        for line, amount in amounts.items():
            purse.lines[line] += amount
    return purses


def _annual_plans(asked: Round) -> PlanQuerySet:
    """The annual plans of the programme and the year that are in force."""
    year, programme = asked.period.year, asked.period.programme_id
    return Plan.objects.filter(
        status=Status.ISSUED, programme=programme, kind=PlanKind.ANNUAL, first_year=year, last_year=year
    )


def _from_plans(plans: Plans, heirs: Mapping[int, int]) -> dict[int, Purse]:
    """The lines in force of many plans, and their shares, in two queries."""
    owners = {plan.pk: unit for unit, of_unit in plans.items() for plan in of_unit}
    names = ("pk", "plan", "stage", "component", "source", "nature", "amount")
    rows = list(BudgetLine.objects.filter(plan__in=owners).order_by().values_list(*names))
    latest: dict[int, int] = {}
    for _, plan, stage, *_rest in rows:
        latest[plan] = max(stage, latest.get(plan, 0))
    purses = {unit: Purse() for unit in owners.values()}
    at: dict[int, Line] = {}
    for pk, plan, stage, component, source, nature, amount in rows:
        if stage == latest[plan]:
            at[pk] = component, source, nature
            purses[owners[plan]].lines[at[pk]] += amount
    shares = Allocation.objects.filter(plan__in=owners).order_by()
    for plan, line, unit, agency, amount in shares.values_list("plan", "line", "unit", "agency", "amount"):
        purse = purses[owners[plan]]
        if line in at and agency:
            purse.agencies[agency, at[line]] += amount
        elif line in at and unit in heirs:
            purse.below[at[line]] += amount
    return purses


def _from_above(asked: Round, plans: Plans) -> dict[int, Amounts]:
    """What plans share out to units without a plan, or else to those they took over and that had none."""
    planning = {plan.unit_id for of_unit in plans.values() for plan in of_unit}
    settled = {unit for unit, of_unit in plans.items() if any(plan.unit_id == unit for plan in of_unit)}
    sought = {
        former: heir
        for former, heir in asked.heirs.items()
        if heir not in settled and former not in planning and (former != heir or heir not in plans)
    }
    shares = Allocation.objects.filter(plan__in=_annual_plans(asked), unit__in=sought).order_by()
    # Not joined to the shares, where each would meet all lines of its plan.
    stages = BudgetLine.objects.filter(plan__in=shares.values("plan")).order_by().values("plan")
    latest = dict(stages.annotate(Max("stage")).values_list("plan", "stage__max"))
    names = ("unit", "line__component", "line__source", "line__nature", "amount", "line__stage", "plan")
    rows = [row for row in shares.values_list(*names) if row[5] == latest[row[6]]]
    named = {row[0] for row in rows}
    found: defaultdict[int, defaultdict[Line, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for unit, component, source, nature, amount, *_ in rows:
        if unit == sought[unit] or sought[unit] not in named:
            found[sought[unit]][component, source, nature] += amount
    return {unit: dict(amounts) for unit, amounts in found.items()}
