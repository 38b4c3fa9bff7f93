"""Which rows of a table a person may fill in, in words: what an import can reach is shown before the upload."""

from planning.documents.model import RowKind
from planning.entry.tables import EntryTable


def open_rows(table: EntryTable) -> list[str]:
    """The labels of the rows in which at least one cell may be entered, in the table's order."""
    columns = [column for column in table.columns if column.is_entered]
    return [
        row.in_words
        for row in table.rows
        if row.kind is RowKind.ITEM and not all(table.lock(row, column) for column in columns)
    ]
