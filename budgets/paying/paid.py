"""What became of a unit's money in a period: who holds it, what they told, and the cube of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgets.cube import BudgetCube, SourceNode, counted_keys, source_tree
from budgets.holders import agency_key, unit_key
from budgets.paying.cube import PaymentCube, PrintedCube
from budgets.paying.holdings import Holdings, holdings_of
from budgets.paying.places import ZERO, Place, Told
from budgets.paying.rounds import round_of_many
from budgets.paying.telling import carried_over, sums_at, told_of
from planning.formats import MoneyUnit
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from projects.tree import tree_of_programme


@dataclass(frozen=True)
class Paid:
    """A unit's money in a period with all below it: the units, who holds what, and the cube of what became of it."""

    period: ReportingPeriod
    unit: Unit
    units: tuple[Unit, ...]
    holdings: Holdings
    told: Mapping[Place, Told]
    carried: Mapping[Place, Decimal]
    tops: tuple[SourceNode, ...]
    cube: PaymentCube

    @cached_property
    def branches(self) -> dict[int, frozenset[int]]:
        """For each unit directly below this one: its id and those of all below it."""
        branches: dict[int, set[int]] = {}
        for unit in self.units:
            if unit.pk != self.unit.pk:
                branches.setdefault(self._top[unit.pk], set()).add(unit.pk)
        return {key: frozenset(below) for key, below in branches.items()}

    @cached_property
    def planned(self) -> BudgetCube:
        """The lines of the unit's own plan, or what was shared out to it where it has none."""
        return self.cube.frame.holding(self.holdings.lines.get(self.unit.pk, {}))

    @cached_property
    def shared(self) -> BudgetCube:
        """What of them the unit shares out."""
        return self.cube.frame.holding(self.holdings.shared.get(self.unit.pk, {}))

    @property
    def money(self) -> MoneyUnit:
        """The unit in which its amounts are shown: that of the unit's plan in force."""
        plans = self.holdings.plans.get(self.unit.pk)
        return plans[0].unit_of_money if plans else MoneyUnit.MILLION

    @property
    def not_planned(self) -> Decimal:
        """What of the money given, loans aside, was shared out to units below but is in none of their plans."""
        counts = self.cube.faces["given"].counts
        return sum((dong for place, dong in self.holdings.not_planned.items() if counts(place.line)), ZERO)

    def holder_of(self, place: Place) -> str:
        """The key of who holds a place, seen from this unit: itself, an agency of it, or a unit directly below."""
        if place.unit == self.unit.pk and place.agency is not None:
            return agency_key(place.agency)
        return unit_key(self._top[place.unit])

    @cached_property
    def _top(self) -> dict[int, int]:
        """For each unit the one directly below this one that it belongs to, or is."""
        above = {unit.pk: unit.parent_id for unit in self.units}
        tops: dict[int, int] = {}
        for unit in self.units:
            key = unit.pk
            while (parent := above.get(key)) in above and parent != self.unit.pk:
                key = parent
            tops[unit.pk] = key
        return tops


def paid_by(period: ReportingPeriod, unit: Unit) -> Paid:
    """What became of the money of a unit and of all below it up to the end of a period, exact to the đồng.

    A constant number of queries, whatever the number of units and cells.
    """
    return paid_by_many([(period, unit)])[0]


def paid_by_many(asked: Sequence[tuple[ReportingPeriod, Unit]]) -> list[Paid]:
    """The same of several units, none below another, in periods of one programme and day: the same queries."""
    whole, tops = round_of_many(asked), source_tree()
    frame = BudgetCube({}, tree_of_programme(whole.period.programme), counted_keys(tops))
    holdings, told, carried = holdings_of(whole), told_of(whole), carried_over(whole)
    found = []
    for period, tree in zip(whole.periods, whole.trees, strict=True):
        keys = frozenset(unit.pk for unit in tree)
        held = holdings.of(keys)
        said = {place: each for place, each in told.items() if place.unit in keys}
        came = {place: dong for place, dong in carried.items() if place.unit in keys}
        cube = PaymentCube(frame, sums_at(held.amounts, said, came))
        found.append(Paid(period, tree[0], tree, held, said, came, tops, cube))
    return found


def printed(paid: Paid, step: Decimal | None) -> PaymentCube:
    """The cube as it prints in steps of so many đồng; exact where None."""
    return paid.cube if step is None else PrintedCube(paid.cube, paid.tops, step)
