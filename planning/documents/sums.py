"""Which cells of a table are sums of others, for the formats that can say so in a formula."""

from decimal import Decimal

from planning.documents.model import RowKind, Table

Place = tuple[int, int]
# Rows that never add up: `Trong đó:` with its parts, and rates.
NOT_ADDED = (RowKind.WITHIN, RowKind.PART, RowKind.RATE)


def sums_of(table: Table) -> dict[Place, tuple[Place, ...]]:
    """The places (row, column, from 0) of the cells that are sums, each with the places of what it adds.

    A cell is a sum across where its column adds columns, else down where its row adds rows. One that holds an
    entry of its own is not what the others come to, and so is no sum; nor is a blank.
    """
    columns = {column.key: place for place, column in enumerate(table.columns)}
    sums: dict[Place, tuple[Place, ...]] = {}
    for row, drawn in enumerate(table.rows):
        if drawn.kind is RowKind.RATE:
            continue
        below = [place for place in drawn.adds if table.rows[place].kind not in NOT_ADDED]
        for place, column in enumerate(table.columns):
            across = tuple((row, columns[key]) for key in column.adds)
            down = tuple((other, place) for other in below)
            adds = next((parts for parts in (across, down) if _is_sum(table, (row, place), parts)), None)
            if adds:
                sums[row, place] = adds
    return sums


def _is_sum(table: Table, place: Place, parts: tuple[Place, ...]) -> bool:
    added = [value for value in (_value(table, part) for part in parts) if value is not None]
    return bool(added) and _value(table, place) == sum(added)


def _value(table: Table, place: Place) -> Decimal | None:
    row, column = place
    return table.rows[row].cells[column].value
