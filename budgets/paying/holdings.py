"""Who holds which money in a period: each đồng once, with whoever is to say what was paid of it.

A unit holds what is in its purse (`purses`), less what it shared out to units that exist on the period's map; what it
shared out to its agencies each agency holds.

Where units below plan with more of a source and nature than was shared out to them, what the unit above keeps of it is
that much less: it is the same money, whose sharing out nobody has entered. Where they plan with less, the rest stays
with the unit above: it has been shared out, but is in no plan yet. Money of which the level above has no line stands
beside.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgets.cube import Line
from budgets.paying.places import ZERO, Place
from budgets.paying.purses import Amounts, Plans, Purse, plans_of, purses_of
from budgets.paying.rounds import Round
from planning.places.units import Unit, UnitKind
from planning.plans.periods import ReportingPeriod
from projects.models import Component

FROM_BELOW = (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)


@dataclass(frozen=True)
class Holdings:
    """What is held at each place, in đồng; the plans it is read from; each unit's lines, and what of them it shares
    out to agencies and to units of the period's map; what of the amounts was shared out, but is in no plan below."""

    amounts: dict[Place, Decimal]
    plans: Plans
    lines: Mapping[int, Amounts]
    shared: Mapping[int, Mapping[Line, Decimal]]
    not_planned: Mapping[Place, Decimal]

    def of(self, units: Collection[int]) -> "Holdings":
        """What some of the units hold."""
        return Holdings(
            {place: dong for place, dong in self.amounts.items() if place.unit in units},
            {key: plans for key, plans in self.plans.items() if key in units},
            {key: lines for key, lines in self.lines.items() if key in units},
            {key: lines for key, lines in self.shared.items() if key in units},
            {place: dong for place, dong in self.not_planned.items() if place.unit in units},
        )


def holdings_of(asked: Round) -> Holdings:
    """What the units of a round hold in its year, in a constant number of queries."""
    plans = plans_of(asked)
    purses = purses_of(asked, plans)
    held, not_planned = _held(asked.units, purses, _ladders(asked.period))
    lines = {key: purse.lines for key, purse in purses.items()}
    return Holdings(held, plans, lines, {key: purse.out() for key, purse in purses.items()}, not_planned)


def _held(
    units: list[Unit], purses: Mapping[int, Purse], up: Mapping[int, list[int]]
) -> tuple[dict[Place, Decimal], dict[Place, Decimal]]:
    """Each unit's own cells and its agencies', the lower units first: what they hold goes off what is kept above.

    Beside them, what of these was shared out and is in no plan below.
    """
    held: dict[Place, Decimal] = {}
    not_planned: dict[Place, Decimal] = {}
    below: defaultdict[int, Amounts] = defaultdict(lambda: defaultdict(Decimal))
    for unit in sorted(units, key=lambda each: FROM_BELOW.index(UnitKind(each.kind))):
        purse = purses.get(unit.pk, Purse())
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
