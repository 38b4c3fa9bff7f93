"""What stands above and below a table that goes out by itself, in pairs of words over either half of its sheet."""

from itertools import zip_longest
from typing import Any

from planning.documents.model import Table

# Words and how they look.
Words = tuple[str, dict[str, Any]]
BOLD, ITALIC = {"bold": True}, {"italic": True}
NOTHING: Words = ("", {})


def corners_of(table: Table) -> list[tuple[Words, Words]]:
    """The issuer, and beside it the label over where the table is from; nothing for a table without a frame."""
    if table.frame is None:
        return []
    left: list[Words] = [(line, BOLD) for line in table.frame.issuer]
    right: list[Words] = [(table.label, BOLD), *((line, ITALIC) for line in table.frame.origin)]
    return list(zip_longest(left, right, fillvalue=NOTHING))


def signing_of(table: Table) -> list[tuple[Words, Words]]:
    """When the table was made, and who signs, with an empty line above."""
    if table.signing is None:
        return []
    first, second = table.signing.signers
    return [
        (NOTHING, NOTHING),
        (NOTHING, (table.signing.dateline, ITALIC)),
        ((first.capacity, BOLD), (second.capacity, BOLD)),
        ((first.how, ITALIC), (second.how, ITALIC)),
    ]
