"""Payments by project, source, nature and holder: the one place where they are added.

Every đồng given lies at one place (`holdings`), so totals over holders and totals over projects are the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgets.cube import BudgetCube, Line, SourceNode, counted_keys, footed, source_tree
from budgets.holders import agency_key, unit_key
from budgets.models import Nature
from budgets.paying.holdings import Holdings, holdings_of
from budgets.paying.places import ZERO, Place, unit_at, units_within
from budgets.paying.telling import MEASURES, Sums, carried_over, sums_at, told_of
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from projects.tree import Node, tree_of_programme


class PaymentCube:
    """Sums over places. A sum over nothing known is None: blank, not zero."""

    def __init__(self, frame: BudgetCube, places: Mapping[Place, Sums]) -> None:
        self.root, self.places = frame.root, places
        self.frame = frame

    @cached_property
    def faces(self) -> dict[str, BudgetCube]:
        """For each measure its amounts by component, source and nature."""
        cells: dict[str, dict[Line, Decimal]] = {measure: {} for measure in MEASURES}
        for place, sums in self.places.items():
            for measure in MEASURES:
                if (amount := getattr(sums, measure)) is not None:
                    cells[measure][place.line] = cells[measure].get(place.line, ZERO) + amount
        return {measure: self.frame.holding(of) for measure, of in cells.items()}

    @cached_property
    def lines(self) -> frozenset[Line]:
        """The cells of which anything is known."""
        return frozenset(place.line for place in self.places)

    def total(self, node: Node | None = None, source: SourceNode | None = None, nature: Nature | None = None) -> Sums:
        """What is known at or below a component and a source; without a source of all that count as spending."""
        return Sums(**{measure: face.total(node, source, nature) for measure, face in self.faces.items()})

    def within(self, components: Collection[int], sources: Collection[int]) -> Sums:
        """What is known at exactly these components and sources, counted as spending or not."""
        return Sums(**{measure: face.within(components, sources) for measure, face in self.faces.items()})

    def undivided(self, node: Node) -> Sums:
        """What counts at a component but at none of those below it, where money is below it too; else blank."""
        if not any(self.is_known(child) for child in node.children):
            return Sums()
        return self.within({node.component.pk}, self.frame.counted)

    def is_known(self, node: Node) -> bool:
        """Whether anything is known at or below a component."""
        below = self.frame.below(node)
        return any(component in below for component, _, _ in self.lines)

    def own(self, line: Line) -> Sums:
        """What is known at exactly this cell."""
        return Sums(**{measure: face.lines.get(line) for measure, face in self.faces.items()})

    def has(self, source: SourceNode, nature: Nature | None = None) -> bool:
        """Whether anything is known of money of a source."""
        return any(face.has(source, nature) for face in self.faces.values())

    @cached_property
    def told(self) -> tuple[int, int]:
        """Of how many of the places where money counts, loans aside, it is told what was paid; of how many it is."""
        counts = self.frame.counts
        asked = [sums for place, sums in self.places.items() if counts(place.line) and sums.available]
        return sum(sums.paid is not None for sums in asked), len(asked)

    def where(self, keep: Callable[[Place], bool]) -> "PaymentCube":
        """The cube of some places only."""
        return PaymentCube(self.frame, {place: sums for place, sums in self.places.items() if keep(place)})

    def parts(self, key: Callable[[Place], str]) -> dict[str, "PaymentCube"]:
        """The cube in parts, each of the places of one key."""
        places: dict[str, dict[Place, Sums]] = {}
        for place, sums in self.places.items():
            places.setdefault(key(place), {})[place] = sums
        return {name: PaymentCube(self.frame, part) for name, part in places.items()}

    def of_units(self, units: Iterable[int]) -> "PaymentCube":
        """What some units and their agencies hold."""
        chosen = frozenset(units)
        return self.where(lambda place: place.unit in chosen)


class PrintedCube(PaymentCube):
    """The same, brought to what prints: cells are footed measure by measure, so every sum of them holds."""

    def __init__(self, exact: PaymentCube, tops: tuple[SourceNode, ...], step: Decimal) -> None:
        super().__init__(exact.frame, exact.places)
        self._tops, self._step = tops, step

    @cached_property
    def faces(self) -> dict[str, BudgetCube]:
        exact = PaymentCube(self.frame, self.places).faces
        shown = {measure: footed(face, self._tops, self._step) for measure, face in exact.items()}
        return shown | {"untold": self.frame.holding(self._untold(exact, shown))}

    def _untold(self, exact: Mapping[str, BudgetCube], shown: Mapping[str, BudgetCube]) -> dict[Line, Decimal]:
        """A cell of which nothing is told prints as untold what it prints as available, so that what is left foots."""
        untold = dict(shown["untold"].lines)
        for line in untold.keys() - exact["paid"].lines.keys():
            untold[line] = sum((shown[name].lines.get(line, ZERO) for name in ("given", "carried_in")), ZERO)
        return untold


@dataclass(frozen=True)
class Paid:
    """A unit's money in a period with all below it: the units, who holds what, and the cube of what became of it."""

    period: ReportingPeriod
    unit: Unit
    units: tuple[Unit, ...]
    holdings: Holdings
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

    A constant number of queries, whatever the number of units and cells. Raises ProgrammeHasNoTree.
    """
    unit = unit_at(period, unit)
    units = units_within(period, unit)
    tops = source_tree()
    holdings, carried = holdings_of(period, unit), carried_over(period, units)
    places = sums_at(holdings.amounts, told_of(period, units), carried)
    frame = BudgetCube({}, tree_of_programme(period.programme), counted_keys(tops))
    return Paid(period, unit, tuple(units), holdings, carried, tops, PaymentCube(frame, places))


def printed(paid: Paid, step: Decimal | None) -> PaymentCube:
    """The cube as it prints in steps of so many đồng; exact where None."""
    return paid.cube if step is None else PrintedCube(paid.cube, paid.tops, step)
