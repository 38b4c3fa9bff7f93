"""Who holds which money in a period: each đồng once, with whoever is to say what was paid of it.

A unit holds the lines of its annual plan in force, less what it shared out to units that exist on the period's map;
what it shared out to its agencies each agency holds. A unit without such a plan holds what was shared out to it.

Where units below plan with more of a source and nature than was shared out to them, what the unit above keeps of it is
that much less: it is the same money, whose sharing out nobody has entered. Where they plan with less, the rest stays
with the unit above: it has been shared out, but is in no plan yet. Money of which the level above has no line stands
beside.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max

from budgets.cube import Line
from budgets.models import Allocation, BudgetLine
from budgets.paying.places import ZERO, Place
from budgets.paying.rounds import Round
from planning.places.units import Unit, UnitKind
from planning.plans.in_force import plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from projects.models import Component

Amounts = dict[Line, Decimal]
FROM_BELOW = (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)


@dataclass
class _Purse:
    """What one unit has: its lines, and what of them it gave to its agencies and to units below."""

    lines: Amounts = field(default_factory=dict)
    agencies: dict[tuple[int, Line], Decimal] = field(default_factory=dict)
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


@dataclass(frozen=True)
class Holdings:
    """What is held at each place, in đồng; the plans it is read from; each unit's lines, and what of them it shares
    out to agencies and to units of the period's map; what of the amounts was shared out, but is in no plan below."""

    amounts: dict[Place, Decimal]
    plans: Mapping[int, Plan]
    lines: Mapping[int, Amounts]
    shared: Mapping[int, Mapping[Line, Decimal]]
    not_planned: Mapping[Place, Decimal]

    def of(self, units: Collection[int]) -> "Holdings":
        """What some of the units hold."""
        return Holdings(
            {place: dong for place, dong in self.amounts.items() if place.unit in units},
            {key: plan for key, plan in self.plans.items() if key in units},
            {key: lines for key, lines in self.lines.items() if key in units},
            {key: lines for key, lines in self.shared.items() if key in units},
            {place: dong for place, dong in self.not_planned.items() if place.unit in units},
        )


def holdings_of(asked: Round) -> Holdings:
    """What the units of a round hold in its year, in a constant number of queries."""
    units, period = asked.units, asked.period
    plans = plans_in_force(units, period.programme, PlanKind.ANNUAL, period.year)
    purses = _purses(plans, asked.heirs)
    without = [each.pk for each in units if each.pk not in plans]
    for key, amounts in _from_above(period, without, asked.heirs).items():
        purses[key] = _Purse(amounts)
    held, not_planned = _held(units, purses, _ladders(period))
    lines = {key: purse.lines for key, purse in purses.items()}
    return Holdings(held, plans, lines, {key: purse.out() for key, purse in purses.items()}, not_planned)


def _purses(plans: Mapping[int, Plan], heirs: Mapping[int, int]) -> dict[int, _Purse]:
    """The lines in force of many plans, and their shares, in two queries."""
    owners = {plan.pk: unit for unit, plan in plans.items()}
    names = ("pk", "plan", "stage", "component", "source", "nature", "amount")
    rows = list(BudgetLine.objects.filter(plan__in=owners).order_by().values_list(*names))
    latest: dict[int, int] = {}
    for _, plan, stage, *_rest in rows:
        latest[plan] = max(stage, latest.get(plan, 0))
    purses = {unit: _Purse() for unit in owners.values()}
    at: dict[int, Line] = {}
    for pk, plan, stage, component, source, nature, amount in rows:
        if stage == latest[plan]:
            at[pk] = component, source, nature
            purses[owners[plan]].lines[at[pk]] = amount
    shares = Allocation.objects.filter(plan__in=owners).order_by()
    for plan, line, unit, agency, amount in shares.values_list("plan", "line", "unit", "agency", "amount"):
        purse = purses[owners[plan]]
        if line in at and agency:
            purse.agencies[agency, at[line]] = amount
        elif line in at and unit in heirs:
            purse.below[at[line]] += amount
    return purses


def _from_above(period: ReportingPeriod, units: list[int], heirs: Mapping[int, int]) -> dict[int, Amounts]:
    """What issued plans of the year share out to units without a plan, or else to those they took over."""
    without = frozenset(units)
    sought = {former: heir for former, heir in heirs.items() if heir in without}
    shares = Allocation.objects.filter(
        plan__status=Status.ISSUED,
        plan__programme=period.programme_id,
        plan__kind=PlanKind.ANNUAL,
        plan__first_year=period.year,
        plan__last_year=period.year,
        unit__in=sought,
    ).order_by()
    # Not joined to the shares, where each would meet all lines of its plan.
    plans = BudgetLine.objects.filter(plan__in=shares.values("plan")).order_by().values("plan")
    latest = dict(plans.annotate(Max("stage")).values_list("plan", "stage__max"))
    names = ("unit", "line__component", "line__source", "line__nature", "amount", "line__stage", "plan")
    rows = [row for row in shares.values_list(*names) if row[5] == latest[row[6]]]
    named = {row[0] for row in rows}
    found: defaultdict[int, defaultdict[Line, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for unit, component, source, nature, amount, *_ in rows:
        if unit == sought[unit] or sought[unit] not in named:
            found[sought[unit]][component, source, nature] += amount
    return {unit: dict(amounts) for unit, amounts in found.items()}


def _held(
    units: list[Unit], purses: Mapping[int, _Purse], up: Mapping[int, list[int]]
) -> tuple[dict[Place, Decimal], dict[Place, Decimal]]:
    """Each unit's own cells and its agencies', the lower units first: what they hold goes off what is kept above.

    Beside them, what of these was shared out and is in no plan below.
    """
    held: dict[Place, Decimal] = {}
    not_planned: dict[Place, Decimal] = {}
    below: defaultdict[int, Amounts] = defaultdict(lambda: defaultdict(Decimal))
    for unit in sorted(units, key=lambda each: FROM_BELOW.index(UnitKind(each.kind))):
        purse = purses.get(unit.pk, _Purse())
        kept = _withdrawn(purse.kept(), below[unit.pk], purse.below, up)
        own = {Place(unit.pk, None, line): amount for line, amount in kept.items()}
        own |= {Place(unit.pk, agency, line): amount for (agency, line), amount in purse.agencies.items()}
        back = {Place(unit.pk, None, line): dong for line, dong in _not_planned(below[unit.pk], purse.below).items()}
        own |= {place: dong + own.get(place, ZERO) for place, dong in back.items()}
        not_planned |= back
        held |= own
        for line, amount in [*((place.line, amount) for place, amount in own.items()), *below[unit.pk].items()]:
            if unit.parent_id is not None:
                below[unit.parent_id][line] += amount
    return held, not_planned


def _withdrawn(kept: Amounts, held: Amounts, shared: Mapping[Line, Decimal], up: Mapping[int, list[int]]) -> Amounts:
    """What is kept, less what units below hold of the same source and nature beyond what was shared out to them."""
    if not held:
        return kept
    beyond = _beyond(held, shared)
    left = dict(kept)
    for kind in sorted({line[1:] for line in kept}):
        net = sum((more for line, more in beyond.items() if line[1:] == kind), ZERO)
        cuts = sorted(line for line, more in beyond.items() if line[1:] == kind and more > 0)
        for line, target in _pairs(cuts, left, up):
            cut = max(ZERO, min(net, beyond[line], left[target]))
            net, beyond[line], left[target] = net - cut, beyond[line] - cut, left[target] - cut
    return {line: amount for line, amount in left.items() if amount or not kept[line]}


def _not_planned(held: Amounts, shared: Mapping[Line, Decimal]) -> Amounts:
    """What was shared out to units below and is in none of their plans, whatever component they plan with."""
    beyond, back = _beyond(held, shared), {}
    for kind in sorted({line[1:] for line in shared}):
        missing = -sum((more for line, more in beyond.items() if line[1:] == kind), ZERO)
        for line in sorted(line for line, more in beyond.items() if line[1:] == kind and more < 0):
            if (amount := min(missing, -beyond[line])) > 0:
                back[line], missing = amount, missing - amount
    return back


def _beyond(held: Amounts, shared: Mapping[Line, Decimal]) -> Amounts:
    """By how much units below hold more of each cell than was shared out to them, or less."""
    return {line: held.get(line, ZERO) - shared.get(line, ZERO) for line in {*held, *shared}}


def _pairs(cuts: Iterable[Line], left: Iterable[Line], up: Mapping[int, list[int]]) -> Iterable[tuple[Line, Line]]:
    """Each cell of below with the cells above that may be the same money: the same component first."""
    for line in cuts:
        related = [
            other
            for other in left
            if other[1:] == line[1:] and (other[0] in up.get(line[0], ()) or line[0] in up.get(other[0], ()))
        ]
        yield from ((line, other) for other in sorted(related, key=lambda other: (other != line, other)))


def _ladders(period: ReportingPeriod) -> dict[int, list[int]]:
    """For each component of the programme its id and those of all above it."""
    parents = dict(Component.objects.filter(programme=period.programme_id).values_list("pk", "parent"))

    def climb(key: int | None) -> list[int]:
        return [] if key is None else [key, *climb(parents.get(key))]

    return {key: climb(key) for key in parents}
