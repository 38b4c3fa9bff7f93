"""What the cells of one form come to: entered and asked figures, and what formulas make of them."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planning.formats import MoneyUnit, rounded
from planning.official.definition import DefinedColumn, DefinedRow, Definition, Key
from planning.official.formulas import Formula, Reference, worked_out

# Figures elsewhere, of a column; None for unknown.
Asked = Callable[[str, DefinedColumn], Decimal | None]


def needs(definition: Definition, key: Key) -> Iterator[Key]:
    """The cells whose figures a cell is worked out from: of its row by columns, of its column by rows."""
    formula = definition.contents[key].formula
    for name in formula.names if formula else ():
        if place := place_of(definition, key, name):
            yield place


def place_of(definition: Definition, key: Key, name: str) -> Key | None:
    """The cell that a name in the formula of another means; None where there is none."""
    row, column = key
    if name in definition.column_at:
        return row, name
    return (name, column) if name in definition.row_at else None


class Cover:
    """Of which units the figures put together are: a rate of some over all, or a difference, would be none.

    `entered` and `asked` tell the units behind an entered cell and behind a figure elsewhere. Where sums skip
    blanks, one stands whatever is behind its terms.
    """

    def __init__(
        self,
        definition: Definition,
        entered: Mapping[Key, frozenset[int]],
        asked: Callable[[str, DefinedColumn], frozenset[int]],
    ) -> None:
        self.definition, self._entered, self._asked = definition, entered, asked
        self._known: dict[Key, frozenset[int]] = {}
        self._stands: dict[Key, bool] = {}

    def stands(self, key: Key) -> bool:
        """Whether all that a cell is worked out from is of the same units, down to what was entered."""
        if key not in self._stands:
            self._stands[key] = True
            is_even = self._skips_blanks(key) or len(set(self._of_terms(key))) < 2
            self._stands[key] = is_even and all(map(self.stands, needs(self.definition, key)))
        return self._stands[key]

    def of(self, key: Key) -> frozenset[int]:
        """The units whose figures a cell puts together."""
        if key not in self._known:
            self._known[key] = frozenset()
            terms = list(self._of_terms(key))
            entered = self._entered.get(key, frozenset())
            together = frozenset.union if self._skips_blanks(key) else frozenset.intersection
            self._known[key] = together(*terms) if terms else entered
        return self._known[key]

    def _skips_blanks(self, key: Key) -> bool:
        formula = self.definition.contents[key].formula
        return self.definition.sum_skips_blanks and formula is not None and formula.only_adds

    def _of_terms(self, key: Key) -> Iterator[frozenset[int]]:
        formula = self.definition.contents[key].formula
        for reference in formula.references if formula else ():
            yield self._asked(reference, self.definition.column_at[key[1]])
        for place in needs(self.definition, key):
            yield self.of(place)


class Worked:
    """The figures of one unit, or of several put together, each worked out when it is asked for.

    Of several, `cover` says which are behind each figure; what is worked out from figures that are not of the same
    units is blank.
    """

    def __init__(
        self, definition: Definition, entered: Mapping[Key, Decimal], asked: Asked, cover: Cover | None = None
    ) -> None:
        self.definition, self.cover = definition, cover
        self._entered, self._asked = entered, asked
        self._known: dict[Key, Decimal | None] = {}

    def value(self, key: Key) -> Decimal | None:
        """The figure of a cell, unrounded; None is blank."""
        if key not in self._known:
            # A cell that comes back to itself finds a blank here; the check of definitions lets none through.
            self._known[key] = None
            self._known[key] = self._find(key)
        return self._known[key]

    def of(self, formula: Formula, key: Key, *, skips_blanks: bool) -> Decimal | None:
        """What a formula comes to as if it stood in a cell."""
        column = self.definition.column_at[key[1]]

        def value_of(term: str | Reference) -> Decimal | None:
            if isinstance(term, Reference):
                return self._in_unit(self._asked(term.name, column), column)
            place = place_of(self.definition, key, term)
            return self.value(place) if place else None

        return worked_out(formula, value_of, skips_blanks=skips_blanks)

    def shown(self, row: DefinedRow, column: DefinedColumn) -> Decimal | None:
        """The figure of a cell as it is shown: what is worked out is rounded, what is entered stands as it is."""
        key = row.key, column.key
        value = self.value(key)
        if value is None or self.definition.contents[key].is_entered:
            return value
        return rounded(value, self.definition.decimals(row, column))

    def _find(self, key: Key) -> Decimal | None:
        content = self.definition.contents[key]
        if content.is_entered:
            return self._entered.get(key)
        if content.formula is None or (self.cover and not self.cover.stands(key)):
            return None
        return self.of(content.formula, key, skips_blanks=self.definition.sum_skips_blanks)

    def _in_unit(self, value: Decimal | None, column: DefinedColumn) -> Decimal | None:
        if value is None or not column.money_unit:
            return value
        return value / MoneyUnit(column.money_unit).factor
