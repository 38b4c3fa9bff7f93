"""Groups and totals that a workbook has and the table has not: they must be a sum of the rows around them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planning.entry.additions import is_counted
from planning.entry.reading.cells import Cells, Said
from planning.entry.reading.rows import FoundRows
from planning.entry.tables import EntryColumn, EntryRow
from planning.sheets.tables import Entry, TableRow

ZERO = Decimal(0)
Items = list[tuple[EntryRow, TableRow]]


def stranger_faults(rows: FoundRows, here: list[EntryColumn], cells: Cells) -> Iterator[tuple[Entry, str]]:
    """The figures of strange sums that are none of the sums they may be, in columns that add up."""
    bounds = [row.number for row in (*rows.foreign, *rows.headings)] + [row.number for _, row in rows.sums]
    for row in rows.foreign:
        above = max((bound for bound in bounds if bound < row.number), default=0)
        below = min((bound for bound in bounds if bound > row.number), default=10**9)
        meant = [
            rows.items,
            [each for each in rows.items if above < each[1].number < row.number],
            [each for each in rows.items if row.number < each[1].number < below],
        ]
        for column in filter(is_counted, here):
            entry = row[column.key]
            if entry.number is not None and (fault := _fault(entry, column, meant, cells)):
                yield entry, fault


def _fault(entry: Entry, column: EntryColumn, meant: list[Items], cells: Cells) -> str:
    sums = [_added(items, column, cells) for items in meant if items]
    if None in sums or any(_is_worth(entry, each) for each in sums):
        return ""
    if not sums:
        return f"Số tổng {entry.text} không có dòng nào trong tệp để cộng."
    due = ", ".join(dict.fromkeys(column.text(each.stored) for each in sums if each))
    return f"Số tổng {entry.text} không bằng số cộng nào của các dòng trong tệp ({due})."


class _Sum:
    """A sum in the sheet's own unit, to compare, and in the stored one, to show."""

    def __init__(self, said: Iterable[Said]) -> None:
        said = [each for each in said if each.value is not None]
        self.shown = sum((each.entry.number or ZERO for each in said), ZERO)
        self.stored = sum((each.value or ZERO for each in said), ZERO)


def _added(items: Items, column: EntryColumn, cells: Cells) -> _Sum | None:
    """What the column of these rows comes to; None where one of them is faulty."""
    said = [said for known, _ in items if (said := cells.get((known.key, column.key)))]
    return None if any(each.is_faulty for each in said) else _Sum(said)


def _is_worth(entry: Entry, added: _Sum | None) -> bool:
    return added is not None and entry.number == added.shown
