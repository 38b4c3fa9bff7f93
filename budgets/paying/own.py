"""What a unit itself is to report of its money: its own cells and those of its agencies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgets.cells import cell_words, cells_of
from budgets.paying.paid import Paid, paid_by
from budgets.paying.places import Place, Told, asks_for_payments
from budgets.paying.sums import Sums
from planning.entry.tables import CellKey
from planning.places.agencies import Agency
from planning.sheets.scopes import Scope
from projects.tree import Node


@dataclass(frozen=True)
class Item:
    """A row that is entered: a place with its component, what its cell is called, and the agency that holds it."""

    key: str
    place: Place
    node: Node
    name: str
    holder: str


class OwnMoney:
    """What a unit itself is to report for a period, row by row in the order of the component tree."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.period = scope, scope.reported
        self.paid: Paid = paid_by(self.period, scope.unit)
        unit = self.paid.unit.pk
        self.cube = self.paid.cube.where(lambda place: place.unit == unit)
        self.money = self.paid.money

    @cached_property
    def items(self) -> list[Item]:
        """All rows that are entered."""
        if not asks_for_payments(self.period):
            return []
        agencies = Agency.objects.in_bulk({place.agency for place in self.cube.places if place.agency})
        found = []
        for node, source, nature in cells_of(self.cube.root, self.paid.tops):
            line = (node.component.pk, source.source.pk, nature.value)
            key = f"{node.component.code}.{source.source.code}.{nature.value}"
            name = cell_words(node, source.source, nature)
            for place in sorted(self._at.get(line, ()), key=lambda each: each.agency or 0):
                agency = agencies[place.agency] if place.agency else None
                whole = f"{key}@{agency.code}" if agency else key
                found.append(Item(whole, place, node, name, agency.name if agency else ""))
        return found

    @cached_property
    def _at(self) -> dict[tuple[int, int, str], list[Place]]:
        at: dict[tuple[int, int, str], list[Place]] = {}
        for place in self.cube.places:
            at.setdefault(place.line, []).append(place)
        return at

    @cached_property
    def item_at(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    @property
    def has_agencies(self) -> bool:
        return any(item.holder for item in self.items)

    def is_counted(self, item: Item) -> bool:
        """Whether the money is part of totals."""
        return self.cube.faces["given"].counts(item.place.line)

    def known_at(self, place: Place) -> Sums:
        """What is known of a place without its holder telling."""
        return Sums(given=self.cube.places[place].given, carried_in=self.paid.carried.get(place))

    def would_be(self, values: Mapping[CellKey, Decimal | None]) -> dict[Place, Told]:
        """What would be told of each place that new values are of."""
        told: dict[Place, Told] = {}
        for (row, column), value in values.items():
            place = self.item_at[row].place
            told[place] = replace(told.get(place, self.cube.places[place].told), **{column: value})
        return told
