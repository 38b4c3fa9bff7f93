"""Setting a long table's rows: their words broken into lines, their heights, and the pages they fall on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from planning.documents.grid import INDEX_SCALE, PAGE_WIDTHS, WHOLE, Placed, Side, grid_of
from planning.documents.headings import HeaderCell, header_rows
from planning.documents.model import RowKind, Table
from planning.documents.pdf.faces import Face

STYLES = {RowKind.TOTAL: "bold", RowKind.GROUP: "bold", RowKind.RATE: "italic"}
LEADING = 1.2
# The padding of a cell and its rule, in points, as in document.css.
PADDING_ACROSS, PADDING_DOWN, RULE = 3, 2.5, 0.5
NOTE_SIZE = 12
SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class SetCell:
    """A text broken into lines, over `columns` columns and, in a header, `rows` rows."""

    lines: list[str]
    column: int
    columns: int
    side: Side
    rows: int = 1


@dataclass(frozen=True)
class SetRow:
    """Cells that stand side by side, in one style and size of letters; a row that leads stays with the next.

    A note below the table is a row without rules.
    """

    cells: list[SetCell]
    height: float
    style: str
    size: float
    is_leading: bool = False
    is_ruled: bool = True


class Setter:
    """Sets the rows of one table."""

    def __init__(self, table: Table, faces: dict[str, Face]) -> None:
        self.table, self.faces, self.grid = table, faces, grid_of(table)
        room = PAGE_WIDTHS[table.is_landscape] - RULE
        self.edges = [room * width / WHOLE for width in accumulate(self.grid.widths, initial=0)]

    def rows(self) -> Iterator[SetRow]:
        """The table's rows in order, then its notes, which the last row leads: they never stand alone on a page."""
        for place, row in enumerate(self.table.rows, start=1):
            is_leading = row.kind is RowKind.GROUP or (place == len(self.table.rows) and self.table.has_end)
            style = STYLES.get(row.kind, "regular")
            face, size = self.faces[style], self.grid.size
            cells = [self._cell(placed, face, size) for placed in self.grid.placed(self.table, row)]
            height = height_of(max(len(cell.lines) for cell in cells), size)
            yield SetRow(cells, height, style, size, is_leading)
        for left, note in reversed(list(enumerate(reversed(self.table.notes)))):
            placed = Placed(note, 0, len(self.table.columns), Side.LEFT)
            cell = self._cell(placed, self.faces["regular"], NOTE_SIZE)
            height, is_leading = height_of(len(cell.lines), NOTE_SIZE), left > 0 or self.table.signing is not None
            yield SetRow([cell], height, "regular", NOTE_SIZE, is_leading, is_ruled=False)
        yield from self._signing()

    def _signing(self) -> Iterator[SetRow]:
        """Who signs, in two halves of the table: rows without rules that stay together."""
        frame = self.table.signing
        if frame is None:
            return
        first, second = frame.signers
        whole = len(self.edges) - 1
        half = min(range(1, whole), key=lambda place: abs(2 * self.edges[place] - self.edges[whole]))
        lines = (("", frame.dateline, "italic"), (first.capacity, second.capacity, "bold"))
        for left, right, style in (*lines, (first.how, second.how, "italic")):
            face = self.faces[style]
            halves = (Placed(left, 0, half, Side.CENTRE), Placed(right, half, whole - half, Side.CENTRE))
            cells = [self._cell(placed, face, NOTE_SIZE) for placed in halves]
            height = height_of(max(len(cell.lines) for cell in cells), NOTE_SIZE)
            yield SetRow(cells, height, style, NOTE_SIZE, is_leading=right != second.how, is_ruled=False)

    def header(self) -> list[SetRow]:
        """The rows of the header, the index row last; a heading that stretches down is in the row it begins in."""
        levels = [[self._heading(heading) for heading in level] for level in header_rows(self.table.columns)]
        heights = _heights(levels, self.grid.size)
        size = self.grid.size * INDEX_SCALE
        index = [
            self._cell(Placed(column.index, place, 1, Side.CENTRE), self.faces["regular"], size)
            for place, column in enumerate(self.table.columns)
        ]
        rows = [SetRow(cells, height, "bold", self.grid.size) for cells, height in zip(levels, heights, strict=True)]
        return [*rows, SetRow(index, height_of(max(len(cell.lines) for cell in index), size), "regular", size)]

    def _heading(self, heading: HeaderCell) -> SetCell:
        placed = Placed(heading.text, heading.column, heading.columns, Side.CENTRE)
        return replace(self._cell(placed, self.faces["bold"], self.grid.size), rows=heading.rows)

    def _cell(self, placed: Placed, face: Face, size: float) -> SetCell:
        room = self.edges[placed.column + placed.columns] - self.edges[placed.column]
        text = SPACES.sub(" ", placed.text).strip()
        lines = face.lines(text, size, room - 2 * PADDING_ACROSS - RULE)
        return SetCell(lines, placed.column, placed.columns, placed.side)


def height_of(lines: int, size: float) -> float:
    """The height of a row of so many lines, its padding and one rule included."""
    return lines * size * LEADING + 2 * PADDING_DOWN + RULE


def paged(rows: Iterable[SetRow], first: float, other: float) -> Iterator[list[SetRow]]:
    """Fill page after page: the first, under the appendix's title, has the room `first`, every other `other`."""
    page: list[SetRow] = []
    room = first
    for row in _within(rows, first):
        if page and row.height > room:
            kept = _leading(page)
            yield page[: len(page) - kept]
            page, room = page[len(page) - kept :], other - sum(each.height for each in page[len(page) - kept :])
        page.append(row)
        room -= row.height
    yield page


def _leading(page: list[SetRow]) -> int:
    """How many rows at the foot of a page go over with the rows they lead; none when that would empty the page."""
    kept = 0
    while kept < len(page) and page[len(page) - 1 - kept].is_leading:
        kept += 1
    return kept if kept < len(page) else 0


def _within(rows: Iterable[SetRow], room: float) -> Iterator[SetRow]:
    """Cut a row that is higher than a page into rows that are not; where not a line has room, nothing is cut."""
    for row in rows:
        most = int((room - height_of(0, row.size)) / (row.size * LEADING))
        while most > 0 and row.height > room:
            head = [replace(cell, lines=cell.lines[:most]) for cell in row.cells]
            yield replace(row, cells=head, height=height_of(most, row.size))
            rest = [replace(cell, lines=cell.lines[most:] or [""]) for cell in row.cells]
            row = replace(row, cells=rest, height=height_of(max(len(cell.lines) for cell in rest), row.size))
        yield row


def _heights(levels: list[list[SetCell]], size: float) -> list[float]:
    """The heights of header rows: what their own headings need, the last made to fit those that stretch down."""
    heights = [
        height_of(max((len(cell.lines) for cell in level if cell.rows == 1), default=1), size) for level in levels
    ]
    for top, level in enumerate(levels):
        for cell in level:
            covered = sum(heights[top : top + cell.rows])
            heights[top + cell.rows - 1] += max(height_of(len(cell.lines), size) - covered, 0)
    return heights
