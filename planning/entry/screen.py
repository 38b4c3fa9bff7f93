"""The table as the grid draws it: a text, a state and a note for each cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planning.documents.headings import HeaderCell, header_rows
from planning.documents.model import RowKind
from planning.entry.saving import Answer, CellState, Typed
from planning.entry.tables import CellKey, EntryColumn, EntryRow, EntryTable

NARROWEST = 6


class Mark(StrEnum):
    """How a cell stands while nobody types in it; a cell that is as usual has no mark."""

    NONE = ""
    LOCKED = "locked"
    WARNING = "warning"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Standing:
    """The mark of a cell, the same in words, and whether it is always worked out, or cannot be entered now."""

    state: Mark
    note: str
    is_sum: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell on the screen: `place` is its column's, `size` the letters its column has room for."""

    place: int
    text: str
    state: str
    note: str
    size: int
    is_entered: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class DrawnHeading:
    """A heading: `place` is that of its column of numbers, None over several columns or over words, whose `look` is
    as in a row."""

    cell: HeaderCell
    place: int | None = None
    label: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row on the screen; `labels` tells for each word whether it is the one the row is known by (`name`) or gives
    way on narrow screens (`aside`), `name` says that word and what stands behind it, such as the unit of measure."""

    place: int
    row: EntryRow
    name: str
    labels: tuple[tuple[str, str], ...]
    cells: tuple[DrawnCell, ...]


def drawn_rows(table: EntryTable, typed: Iterable[Typed] = (), answers: Iterable[Answer] = ()) -> Iterator[DrawnRow]:
    """The rows; what was typed and is not stored stands in its cell, together with the answer."""
    texts = {cell.key: cell.text for cell in typed}
    refused = {
        (each.row, each.column): (each, texts[each.row, each.column])
        for each in answers
        if each.state is not CellState.SAVED
    }
    name, sizes, looks = name_column(table), _sizes(table), _looks(table)
    for place, row in enumerate(table.rows):
        labels = tuple((row.labels[number], looks[number]) for number in table.shown_words)
        spoken = ", ".join(row.labels[number] for number in table.shown_words if number >= name and row.labels[number])
        yield DrawnRow(place, row, spoken, labels, tuple(_cells(table, place, row, sizes, refused)))


def drawn_header(table: EntryTable) -> list[list[DrawnHeading]]:
    """The headings; those that stand over one column of numbers carry its whole label."""
    shown = [table.words[place] for place in table.shown_words]
    words, looks = len(shown), _looks(table)
    levels = header_rows((*shown, *(column.column for column in table.columns)))

    def heading(cell: HeaderCell, bottom: int) -> DrawnHeading:
        place = cell.column - words
        if place < 0 or bottom < len(levels):
            return DrawnHeading(cell, look=looks[table.shown_words[cell.column]] if place < 0 else "")
        return DrawnHeading(cell, place, table.columns[place].label)

    return [[heading(cell, level + cell.rows) for cell in row] for level, row in enumerate(levels)]


def name_column(table: EntryTable) -> int:
    """The place of the widest column of words: the one that names a row."""
    return max(table.shown_words, key=lambda place: table.words[place].width)


def _looks(table: EntryTable) -> list[str]:
    """What each column of words is to those who see the table."""
    looks = ["aside" if word.key in table.asides else "" for word in table.words]
    looks[name_column(table)] = "name"
    return looks


def standing_of(table: EntryTable, row: EntryRow, column: EntryColumn) -> Standing:
    """How a cell stands: the most pressing mark, and all there is to say of it."""
    lock, warning = table.lock(row, column), table.cell(row, column).warning
    # A cell that is worked out only for now keeps its input: it may be open again before the page is left.
    is_sum = row.kind is not RowKind.ITEM or not column.is_entered
    reason = "" if is_sum else lock
    above = "" if is_sum else table.above(row, column)
    state = Mark.WARNING if warning else Mark.LOCKED if reason else Mark.ABOVE if above else Mark.NONE
    *before, last = [*filter(None, (warning, reason, above and f"{table.above_words}: {above}"))] or [""]
    note = " ".join([*(f"{words.rstrip('.')}." for words in before), last])
    return Standing(state, note, is_sum, bool(lock))


def _cells(
    table: EntryTable,
    place: int,
    row: EntryRow,
    sizes: list[int],
    refused: Mapping[CellKey, tuple[Answer, str]],
) -> Iterator[DrawnCell]:
    for number, column in enumerate(table.columns):
        text, standing = table.texts[place][number], standing_of(table, row, column)
        state, note = str(standing.state), standing.note
        if told := refused.get((row.key, column.key)):
            answer, text = told
            state, note = answer.state, answer.message
        yield DrawnCell(number, text, state, note, sizes[number], not standing.is_sum, standing.is_locked)


def _sizes(table: EntryTable) -> list[int]:
    """For each column as many letters as its longest figure has, and one to type."""
    longest = (max(map(len, texts), default=0) for texts in zip(*table.texts, strict=True))
    return [max(NARROWEST, letters) + 1 for letters in longest] or [NARROWEST] * len(table.columns)
