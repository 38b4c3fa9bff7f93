"""A plan's own money as typed: what of it becomes lines, and what contradicts the rest."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from budgets.actions import enter_lines, would_contradict
from budgets.appendices import line_key
from budgets.bonds import FREE, bonds_of
from budgets.columns import places_of
from budgets.cube import Line, lines_of
from budgets.overlaps import overlaps_of
from budgets.rules import ONE_OF_TWO
from planning.entry.kinds import EntryRefused
from planning.entry.tables import CellKey, EntryTable
from planning.formats import amount
from planning.people.users import User
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope

ZERO = Decimal(0)
GONE = "Dự án hoặc nguồn vốn này không còn trong bảng."


def refused_lines(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> dict[CellKey, str]:
    """Which of new values cannot become lines, and why."""
    return _Typed(Reading(scope.plan), values).faults


def write_typed(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
) -> None:
    """Store amounts by (component, source and nature), in đồng; None takes a line away.

    Raises EntryRefused, and writes nothing then.
    """
    typed = _Typed(Reading(scope.plan), values)
    if typed.faults:
        raise EntryRefused(typed.faults)
    enter_lines(scope.plan, typed.amounts, by=by, at=at, reason=reason)


class _Typed:
    """Typed amounts beside the lines in force; `faults` are the cells that cannot stand, `amounts` the new lines.

    A block copied from a spreadsheet brings its sums along: one that adds up is no line, another is at fault.
    """

    def __init__(self, reading: Reading, values: Mapping[CellKey, Decimal | None]) -> None:
        at = {(place.node.component.code, line_key(place.source, place.nature)): place for place in places_of(reading)}
        self.faults = {cell: GONE for cell in values if cell not in at}
        self._reading, self._before, self._overlaps = reading, reading.once(lines_of), overlaps_of(reading)
        # In the order of the table, whatever the order in which they were typed.
        self._cells = {place.line: cell for cell, place in at.items() if cell in values}
        self._words = {place.line: place.words for cell, place in at.items() if cell in values}
        self.amounts = {line: values[cell] for line, cell in self._cells.items()}
        self._leave_sums()
        self._keep_bonds()
        self._keep_rules()

    def _after(self) -> dict[Line, Decimal]:
        after = {**self._before, **self.amounts}
        return {line: dong for line, dong in after.items() if dong is not None}

    def _refuse(self, line: Line, words: str) -> None:
        self.faults[self._cells[line]] = words
        self.amounts.pop(line, None)

    def _leave_sums(self) -> None:
        # Turned round, every part comes before its whole.
        for line, dong in reversed(list(self.amounts.items())):
            parts = self._parts(line) if dong is not None else {}
            if dong is None or not parts:
                continue
            together = sum(parts.values(), ZERO) if all(part[1:] == line[1:] for part in parts) else None
            if dong == together:
                del self.amounts[line]
            else:
                self._refuse(line, self._against_parts(dong, together))

    def _parts(self, whole: Line) -> dict[Line, Decimal]:
        """What stands below a line and would count twice with it; an old contradiction is corrected in steps."""
        after = self._after()
        parts = [each for each in self._overlaps.of(whole) if each in after]
        parts = [each for each in parts if self._overlaps.stands_above(whole, each)]
        is_old = whole in self._before and self._before.keys() >= {*parts}
        return {} if is_old else {each: after[each] for each in parts}

    def _against_parts(self, dong: Decimal, together: Decimal | None) -> str:
        unit = self._reading.plan.unit_of_money
        if together is None:
            return f"Đang ghi một số chung, lại ghi riêng từng phần. {ONE_OF_TWO}"
        told = f"Số nhập {amount(dong, unit)} khác với số cộng các dòng thuộc dòng này"
        return f"{told} là {amount(together, unit)} {unit.label}. Ô này được tính, không nhập."

    def _keep_bonds(self) -> None:
        bonds, unit = bonds_of(self._reading.plan), self._reading.plan.unit_of_money
        for line, dong in list(self.amounts.items()):
            if why := bonds.get(line, FREE).refusal(dong, unit):
                self._refuse(line, why)

    def _keep_rules(self) -> None:
        """A rule names the cell it speaks of first; what names none of the typed ones is said at all of them."""
        typed = list(self.amounts)
        for told in would_contradict(self._reading, self._after()) if typed else ():
            for line in [each for each in typed if told.startswith(f"{self._words[each]}: ")] or typed:
                self._refuse(line, told)
