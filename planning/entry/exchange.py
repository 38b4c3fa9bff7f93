"""What goes between the grid on the screen and the server: what was typed there, what follows from it here."""

import json
from collections.abc import Iterator, Mapping

from planning.documents.model import RowKind
from planning.entry.saving import Typed
from planning.entry.screen import standing_of
from planning.entry.tables import EntryTable

# More than a person can have typed.
MOST_CELLS = 20_000


class NotAGrid(ValueError):
    """What was sent is neither a form nor a message of the grid."""


def kept_base(table: EntryTable) -> str:
    """The keys of the rows and columns in their order, and the text of each cell: what a saving begins from."""
    base = {"rows": [row.key for row in table.rows], "columns": [column.key for column in table.columns]}
    return json.dumps(base | {"texts": table.texts}, ensure_ascii=False, separators=(",", ":"))


def typed_in_form(fields: Mapping[str, str]) -> list[Typed]:
    """The cells of a sent form whose text is not what stood there; raises NotAGrid."""
    try:
        base = json.loads(fields["base"])
        places = [
            (f"{place}.{number}", str(row), str(column), str(base["texts"][place][number]))
            for place, row in enumerate(base["rows"])
            for number, column in enumerate(base["columns"])
        ]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise NotAGrid from error
    return [
        Typed(row, column, fields[name], text)
        for name, row, column, text in places
        if name in fields and fields[name].strip() != text
    ]


def typed_in_message(body: bytes) -> list[Typed]:
    """The cells of `{"cells": [{"row", "column", "text", "base"}]}`; raises NotAGrid."""
    try:
        cells = json.loads(body)["cells"]
        if not isinstance(cells, list) or len(cells) > MOST_CELLS:
            raise NotAGrid
        return [Typed(*(_text(cell[key]) for key in ("row", "column", "text", "base"))) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAGrid from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotAGrid
    return value


def following(before: EntryTable, after: EntryTable, touched: set[str]) -> Iterator[dict[str, str | bool]]:
    """The cells to draw anew: all of the rows touched, all sums of rows, and whatever else is not as it was."""
    for row in after.rows:
        everything = row.kind is not RowKind.ITEM or row.key in touched
        for column in after.columns:
            key = row.key, column.key
            if everything or after.cells.get(key) != before.cells.get(key):
                standing = standing_of(after, row, column)
                yield {
                    "row": row.key,
                    "column": column.key,
                    "text": after.text(row, column),
                    "state": standing.state,
                    "note": standing.note,
                    "locked": standing.is_locked,
                }
