"""How wide columns are, how many lines words take in them, and how a formula names places."""

import textwrap
from collections.abc import Iterable

from xlsxwriter.utility import xl_range

from planning.documents.headings import lone_headings
from planning.documents.model import Cell, Table
from planning.documents.sums import Place
from planning.formats import number

# What fits the width of an A4 page at the usual size, in characters; more is made smaller by the printer.
PAGE_WIDTHS = {False: 95, True: 140}
# A heading over one column takes not many more lines.
HEADING_LINES = 6
# Letters are on average narrower than the digits in which widths of columns are counted.
LETTERS = 1.05
# Capitals and digits, of which codes are made, are wider than letters on average.
CODE = 1.2


def widths_of(table: Table) -> list[float]:
    """Widths of the columns, in characters: a share of the page, never less than figures, codes and headings need."""
    whole = sum(column.width for column in table.columns)
    widths = []
    for place, (column, headings) in enumerate(zip(table.columns, lone_headings(table.columns), strict=True)):
        width = column.width * PAGE_WIDTHS[table.is_landscape] / whole
        if column.is_number:
            longest = max((len(row.cells[place].text) for row in table.rows), default=0)
            width = max(width, longest * CODE + 2, *(len(text) / HEADING_LINES for text in headings))
        elif column.key == "code":
            width = max([width, *(len(row.cells[place].text) * CODE + 1 for row in table.rows)])
        widths.append(round(width, 1))
    return widths


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width in characters."""
    room = max(int(width * LETTERS), 1)
    return 1 if len(text) <= room else len(textwrap.wrap(text, room))


def is_written_in_full(cell: Cell) -> bool:
    """Whether a figure shows all its decimals."""
    return not cell.value or cell.text == number(cell.value)


def ranges(places: Iterable[Place]) -> str:
    """`E12:E14,E20`: places of one row or column as a formula names them."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and _is_next_to(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(xl_range(*run[0], *run[-1]) for run in runs)


def _is_next_to(place: Place, other: Place) -> bool:
    return (other[0] - place[0], other[1] - place[1]) in ((1, 0), (0, 1))
