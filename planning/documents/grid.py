"""How a table is laid on its page: the size of its letters, the widths of its columns, what each cell covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from planning.documents.headings import lone_headings
from planning.documents.model import Column, Row, RowKind, Table

# What the decree's margins leave of an A4 page, in points, portrait and landscape.
PAGE_WIDTHS = {False: 459.2, True: 705.8}
SIZES = (11, 10, 9, 8)
# Padding and border of a cell, left and right, in points.
EDGES = 6.5
# Widths are counted in halves of a percent of the table, for which document.css has classes up to the widest.
WHOLE, WIDEST = 200, 120
# Columns of words narrower than this are centred.
NARROW = 30
# The part of the width it asks for that a column of words keeps, whatever the figures beside it need.
KEPT = 0.45
# Widths of letters in a face of Times' metrics, in ems, rather too wide than too narrow.
SLIM, BROAD, DIGIT, CAPITAL, SMALL = 0.28, 0.95, 0.5, 0.74, 0.51
# Bold letters are wider by this factor, bold digits are not.
BOLD = 1.1
BOLD_ROWS = frozenset({RowKind.TOTAL, RowKind.GROUP})
# What a text of several lines leaves blank at their ends, as a factor.
LOOSE = 1.15
# The index row is printed smaller, by this factor.
INDEX_SCALE = 0.82
SLIM_LETTERS, BROAD_LETTERS = frozenset(" .,;:'|/ijlt"), frozenset("MWmw%—…")


class Side(StrEnum):
    """Where in its cell a text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Placed:
    """A text over `columns` columns from `column` (0-based)."""

    text: str
    column: int
    columns: int
    side: Side


@dataclass(frozen=True)
class Grid:
    """The size of a table's letters in points, and its columns' widths, which make a WHOLE."""

    size: int
    widths: tuple[int, ...]

    def placed(self, table: Table, row: Row) -> Iterator[Placed]:
        """The cells of a row; the words of a group run on over the columns of words that it leaves blank."""
        column = 0
        while column < len(row.cells):
            span = _span(table, row, column)
            yield Placed(row.cells[column].text, column, span, self._side(table, column, span))
            column += span

    def _side(self, table: Table, column: int, span: int) -> Side:
        if table.columns[column].is_number:
            return Side.RIGHT
        return Side.CENTRE if span == 1 and self.widths[column] < NARROW else Side.LEFT


def needs_of(table: Table, size: int, most_lines: int) -> list[int]:
    """The widths without which a figure or a word would be broken, in letters of this size, or a heading would take
    more lines than that."""
    lone = lone_headings(table.columns)
    longest = [
        max([_longest(table, place, lone[place]), *(_bold_ems(text) * LOOSE / most_lines for text in lone[place])])
        for place in range(len(table.columns))
    ]
    return _needs(table, longest, size)


def grid_of(table: Table) -> Grid:
    """The largest letters with which no figure and no word is broken, and the widths the columns then need."""
    lone = lone_headings(table.columns)
    longest = [_longest(table, place, lone[place]) for place in range(len(table.columns))]
    least = [_least(table, column) for column in table.columns]
    for size in SIZES:
        needs = [max(each) for each in zip(_needs(table, longest, size), least, strict=True)]
        if sum(needs) <= WHOLE:
            return Grid(size, _shared(table.columns, needs))
    return Grid(SIZES[-1], _shared(table.columns, [need * WHOLE // sum(needs) for need in needs]))


def _needs(table: Table, longest: list[float], size: int) -> list[int]:
    room = PAGE_WIDTHS[table.is_landscape]
    return [min(ceil((ems * size + EDGES) / room * WHOLE), WIDEST) for ems in longest]


def _span(table: Table, row: Row, column: int) -> int:
    end = column + 1
    if row.kind is RowKind.GROUP and column and row.cells[column].text and not table.columns[column].is_number:
        while end < len(row.cells) and not table.columns[end].is_number and not row.cells[end].text:
            end += 1
    return end - column


def _least(table: Table, column: Column) -> int:
    asked = WHOLE * column.width / sum(each.width for each in table.columns)
    return 0 if column.is_number else int(asked * KEPT)


def _longest(table: Table, place: int, headings: list[str]) -> float:
    """The width in ems of what may not be broken in a column: a figure, or a word of a heading or a cell."""
    column = table.columns[place]
    words = [word for heading in headings for word in heading.split()]
    widths = [_ems(column.index) * INDEX_SCALE, *map(_bold_ems, words)]
    for is_bold, measured in ((True, _bold_ems), (False, _ems)):
        texts = (row.cells[place].text for row in table.rows if (row.kind in BOLD_ROWS) is is_bold)
        widths += map(measured, _longest_few(texts if column.is_number else _words(texts)))
    return max(widths)


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in text.split())


def _longest_few(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=len)[-20:]


def _ems(word: str) -> float:
    return sum(_em(letter) for letter in word)


def _bold_ems(word: str) -> float:
    return sum(_em(letter) * (1 if letter.isdigit() else BOLD) for letter in word)


def _em(letter: str) -> float:
    if letter in SLIM_LETTERS:
        return SLIM
    if letter in BROAD_LETTERS:
        return BROAD
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() else SMALL


def _shared(columns: tuple[Column, ...], needs: list[int]) -> tuple[int, ...]:
    """Share the whole as the columns ask, none below its need; the widest takes what rounding leaves."""
    fixed: dict[int, int] = {}
    while True:
        free = [place for place in range(len(columns)) if place not in fixed]
        asked = sum(columns[place].width for place in free)
        room = WHOLE - sum(fixed.values())
        shares = {place: room * columns[place].width // asked for place in free}
        short = {place: needs[place] for place in free if shares[place] < needs[place]}
        if not short:
            break
        fixed |= short
    widths = [(fixed | shares)[place] for place in range(len(columns))]
    widths[widths.index(max(widths))] += WHOLE - sum(widths)
    return tuple(widths)
