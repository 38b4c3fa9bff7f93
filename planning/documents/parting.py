"""Tables too wide for a page: on paper they go on several sheets, while the workbook keeps them whole."""

from dataclasses import replace

from planning.documents.grid import SIZES, WHOLE, needs_of
from planning.documents.model import PlanDocument, Table

# What the columns of words take of each sheet.
WORDS = WHOLE // 3


def on_pages(document: PlanDocument) -> PlanDocument:
    """The document as it is printed: a table too wide for a page goes on several, each with the words again."""
    return replace(document, appendices=tuple(part for table in document.appendices for part in _parts(table)))


def _parts(table: Table) -> list[Table]:
    words = [place for place, column in enumerate(table.columns) if not column.is_number]
    sheets = _sheets(table)
    if len(sheets) < 2:
        return [table]
    return [
        replace(
            table,
            key=f"{table.key}-{number}" if number > 1 else table.key,
            title=f"{table.title} (tờ {number}/{len(sheets)})",
            columns=tuple(table.columns[place] for place in (*words, *sheet)),
            rows=tuple(replace(row, cells=tuple(row.cells[p] for p in (*words, *sheet))) for row in table.rows),
            notes=table.notes if number == len(sheets) else (),
        )
        for number, sheet in enumerate(sheets, start=1)
    ]


def _sheets(table: Table) -> list[list[int]]:
    """The places of the columns of numbers, in as few even runs as fit a page beside the words."""
    needs = needs_of(table, SIZES[-1])
    numbers = [place for place, column in enumerate(table.columns) if column.is_number]
    if sum(needs) <= WHOLE:
        return [numbers]
    for count in range(2, len(numbers) + 1):
        runs = [numbers[len(numbers) * at // count : len(numbers) * (at + 1) // count] for at in range(count)]
        if all(sum(needs[place] for place in run) <= WHOLE - WORDS for run in runs):
            return runs
    return [[place] for place in numbers]
