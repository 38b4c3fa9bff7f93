"""What would be wrong with newly assigned values: said of each cell before anything is written."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.assigning.columns import column_key
from indicators.models.results import rate_of
from planning.entry.tables import CellKey, EntryTable
from planning.formats import number, rounded
from planning.sheets.scopes import Scope

Values = Mapping[CellKey, Decimal | None]


def contradictions(scope: Scope, table: EntryTable, values: Values) -> dict[CellKey, str]:
    """A message for each new value that its neighbours contradict."""
    places = {(row, column.rpartition("/")[0]) for row, column in values}
    faults: dict[CellKey, str] = {}
    for row, target in places:
        for field, words in _faults(_Share(table, values, row, target)):
            key = row, column_key(target, field)
            if key in values:
                faults.setdefault(key, words)
    return faults


class _Share:
    """A unit's share of a target as it would be: what is new, else what stands."""

    def __init__(self, table: EntryTable, values: Values, row: str, target: str) -> None:
        self.table, self.values, self.row, self.target = table, values, row, target

    def key(self, field: str) -> CellKey:
        return self.row, column_key(self.target, field)

    def value(self, field: str) -> Decimal | None:
        """The entered value; a rate that is worked out now is none."""
        key = self.key(field)
        if key in self.values:
            return self.values[key]
        cell = self.table.cells.get(key)
        return None if cell is None or cell.lock else cell.value

    @property
    def decimals(self) -> int:
        return self.table.column_at[column_key(self.target, "value")].decimals


def _faults(share: _Share) -> Iterator[tuple[str, str]]:
    """The fields at fault; a contradiction is told of every field that has part in it."""
    numerator, denominator = share.value("numerator"), share.value("denominator")
    if denominator == 0:
        yield "denominator", "Mẫu số phải lớn hơn 0."
    elif numerator is not None and denominator is not None:
        yield from _faults_of_counts(share, numerator, denominator)
    value, value_to = share.value("value"), share.value("value_to")
    if value_to is not None and (value is None or value_to <= value):
        words = "Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng."
        yield "value_to", words
        yield "value", words


def _faults_of_counts(share: _Share, numerator: Decimal, denominator: Decimal) -> Iterator[tuple[str, str]]:
    if numerator > denominator:
        words = f"Tử số ({number(numerator)}) lớn hơn mẫu số ({number(denominator)})."
        yield "numerator", words
        yield "denominator", words
    rate = rounded(rate_of(numerator, denominator) or Decimal(0), share.decimals)
    value, is_new = share.value("value"), share.key("value") in share.values
    if is_new and value is not None and value != rate:
        yield "value", f"Khác với tỷ lệ tính từ số đếm ({number(rate, share.decimals)}); để trống ô này."
    if share.key("value_to") in share.values and share.value("value_to") is not None:
        yield "value_to", "Đã có số đếm thì tỷ lệ được tính; để trống ô này."
