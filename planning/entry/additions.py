"""Which worked-out cells of a table are plain sums: by their figures, and while there are none by what they count."""

from collections.abc import Iterable
from decimal import Decimal

from planning.entry.tables import EntryColumn, EntryRow, EntryTable

ZERO = Decimal(0)


def adds_down(table: EntryTable, row: EntryRow, column: EntryColumn) -> bool:
    """Whether a row sums the rows it names in this column; a rate of many is no sum of theirs."""
    parts = [table.row_at[key] for key in row.adds if key in table.row_at]
    return _is_sum(table.cell(row, column).value, (table.cell(part, column).value for part in parts), column)


def adds_across(table: EntryTable, row: EntryRow, column: EntryColumn) -> bool:
    """Whether a column sums the columns it names in this row."""
    parts = [table.column_at[key] for key in column.adds if key in table.column_at]
    return _is_sum(table.cell(row, column).value, (table.cell(row, part).value for part in parts), column)


def _is_sum(value: Decimal | None, parts: Iterable[Decimal | None], column: EntryColumn) -> bool:
    parts = list(parts)
    known = [part for part in parts if part is not None]
    if known:
        return value == sum(known, ZERO)
    return bool(parts) and value is None and is_counted(column)


def is_counted(column: EntryColumn) -> bool:
    """Whether a column holds counts or money, which add up, as far as its form tells."""
    return column.decimals == 0 or column.factor > 1
