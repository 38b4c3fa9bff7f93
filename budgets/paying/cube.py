"""Payments by project, source, nature and holder: the one place where they are added.

Every đồng given lies at one place (`holdings`), so totals over holders and totals over projects are the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from budgets.cube import BudgetCube, Line, SourceNode, footed
from budgets.models import Nature
from budgets.paying.places import ZERO, Place
from budgets.paying.sums import MEASURES, Sums
from projects.tree import Node


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
