"""Tables too wide for a page: on paper they go on several sheets, while the workbook keeps them whole."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from planning.documents.grid import SIZES, WHOLE, needs_of
from planning.documents.model import Column, PlanDocument, Table

# What the columns of words take of each sheet.
WORDS = WHOLE // 3
# So many lines of a heading can be read in a narrow column.
HEADING_LINES = 8


def on_pages(document: PlanDocument) -> PlanDocument:
    """The document as it is printed: a table too wide for a page goes on several, each with the words again."""
    return replace(document, appendices=tuple(part for table in document.appendices for part in _parts(table)))


def _parts(table: Table) -> list[Table]:
    words = [place for place, column in enumerate(table.columns) if not column.is_number]
    needs = needs_of(table, SIZES[-1], HEADING_LINES)
    if sum(needs) <= WHOLE:
        return [table]
    sheets = _sheets(table, needs)
    return [
        replace(
            table,
            key=f"{table.key}-{number}" if number > 1 else table.key,
            title=f"{table.title} (tờ {number}/{len(sheets)})",
            columns=tuple(_columns(table, words, sheet, needs)),
            rows=tuple(replace(row, cells=tuple(row.cells[p] for p in (*words, *sheet))) for row in table.rows),
            notes=table.notes if number == len(sheets) else (),
            pictures=table.pictures if number == 1 else (),
            is_signed=number == len(sheets),
        )
        for number, sheet in enumerate(sheets, start=1)
    ]


def _columns(table: Table, words: list[int], sheet: list[int], needs: list[int]) -> Iterator[Column]:
    """The columns of words, which share a third, then those of the sheet, which share the rest by what they need."""
    asked = sum(table.columns[place].width for place in words)
    for place in words:
        yield replace(table.columns[place], width=WORDS * table.columns[place].width // asked)
    needed = sum(needs[place] for place in sheet)
    for place in sheet:
        yield replace(table.columns[place], width=(WHOLE - WORDS) * needs[place] // needed)


def _sheets(table: Table, needs: list[int]) -> list[list[int]]:
    """The places of the columns of numbers, in as few even runs as fit a page beside the words."""
    blocks, room = list(_blocks(table, needs)), WHOLE - WORDS
    sheets = _filled(blocks, needs, room)
    while len(narrower := _filled(blocks, needs, room - 1)) == len(sheets) and room:
        sheets, room = narrower, room - 1
    return sheets


def _blocks(table: Table, needs: list[int]) -> Iterator[list[int]]:
    """The columns of numbers that stand under one heading, together while they fit a page."""
    numbers = [place for place, column in enumerate(table.columns) if column.is_number]
    for _, group in groupby(numbers, lambda place: table.columns[place].headings[0]):
        places = list(group)
        fits = sum(needs[place] for place in places) <= WHOLE - WORDS
        yield from [places] if fits else [[place] for place in places]


def _filled(blocks: list[list[int]], needs: list[int], room: int) -> list[list[int]]:
    """Sheets filled one after the other, none with more than there is room for, except by one block alone."""
    sheets: list[list[int]] = []
    left = 0
    for block in blocks:
        need = sum(needs[place] for place in block)
        if not sheets or need > left:
            sheets.append([])
            left = room
        sheets[-1] += block
        left -= need
    return sheets
