"""Tables that people fill in: one shape for the grid on the screen, the workbook out and the workbook in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planning.documents.model import Column, RowKind
from planning.formats import NotANumber, number, parse_number
from planning.sheets.tables import DASHES, ZERO

# (key of the row, key of the column)
CellKey = tuple[str, str]
# Whole digits that every column of figures in the database holds; money holds more.
DIGITS = 11
IS_A_SUM = "Ô này được tính từ các ô khác."


class NotAnEntry(ValueError):
    """The text cannot stand in the cell; the message says what was expected."""


@dataclass(frozen=True)
class EntryColumn:
    """A column of numbers: `factor` times what is shown is what is stored, with at most `decimals` shown digits
    after the comma and fewer than `digits` stored ones before it.

    `shows` fixes the digits after the comma; `adds` are the keys of the columns it sums; `spellings` are other
    headings under which a workbook may have it. A column that is not entered is worked out and never imported.
    """

    key: str
    headings: tuple[str, ...]
    decimals: int = 0
    factor: int = 1
    shows: int | None = None
    most: Decimal | None = None
    digits: int = DIGITS
    is_entered: bool = True
    adds: tuple[str, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    width: int = 10

    @property
    def column(self) -> Column:
        """The column as tables on paper and readers of workbooks know it."""
        return Column(self.key, self.headings, "", self.width, is_number=True, adds=self.adds)

    @property
    def label(self) -> str:
        """`Ngân sách trung ương, sự nghiệp`."""
        first, *rest = self.headings
        return ", ".join([first, *(words[:1].lower() + words[1:] for words in rest)])

    @cached_property
    def too_much(self) -> Decimal:
        """The first number in the unit of the table that has too many digits to be stored."""
        return Decimal(10**self.digits) / self.factor

    def text(self, value: Decimal | None) -> str:
        """A stored value as people write it; blank is nothing."""
        return "" if value is None else number(self.shown(value), self.shows)

    def shown(self, value: Decimal) -> Decimal:
        """A stored value in the unit of the table."""
        return value / self.factor

    def read(self, text: str) -> Decimal | None:
        """The value to store for a typed text, None for a blank; raises NotAnEntry."""
        if not text.strip():
            return None
        try:
            return self.stored(parse_number(text))
        except NotANumber as error:
            raise NotAnEntry("Không phải là số. Cách viết đúng: 1.234,5 (dấu phẩy thập phân).") from error

    def stored(self, shown: Decimal) -> Decimal:
        """The value to store for a number in the unit of the table; raises NotAnEntry."""
        if shown < 0:
            raise NotAnEntry("Giá trị không được âm.")
        if shown >= self.too_much:
            raise NotAnEntry("Giá trị quá lớn.")
        if round(shown, self.decimals) != shown:
            words = f"tối đa {self.decimals} chữ số sau dấu phẩy" if self.decimals else "số nguyên"
            raise NotAnEntry(f"Quá nhiều chữ số thập phân; cần {words}.")
        if self.most is not None and shown > self.most:
            raise NotAnEntry(f"Không được lớn hơn {number(self.most)}.")
        return shown if self.factor == 1 else shown * self.factor


@dataclass(frozen=True)
class EntryRow:
    """A row by its key: `labels` has a text for each of the table's word columns, `names` what else it is called.

    Rows that are no items are worked out; `adds` are the keys of the rows they sum, `remains` those of a whole and
    of what goes off it.
    """

    key: str
    labels: tuple[str, ...]
    kind: RowKind = RowKind.ITEM
    names: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    remains: tuple[str, str] | None = None

    @property
    def in_words(self) -> str:
        """`21499, Xã Ba Dinh, Nhân khẩu`."""
        if self.kind is not RowKind.ITEM:
            return next((label for label in reversed(self.labels) if label), self.key)
        return ", ".join(filter(None, self.labels[1:])) or self.labels[0]


class EntryCell(NamedTuple):
    """What stands in a cell, in the stored unit: `lock` says why it cannot be entered, `above` is what the level
    above has for it, `warning` what is to be looked at in it. `decimals` and `most`, where given, go before those
    of the column: each row of a table of targets has its own."""

    value: Decimal | None = None
    lock: str = ""
    above: Decimal | None = None
    warning: str = ""
    decimals: int | None = None
    most: Decimal | None = None


BLANK = EntryCell()


def ruled(column: EntryColumn, cell: EntryCell) -> EntryColumn:
    """A column as it holds for a cell with decimals and a most of its own."""
    if cell.decimals is None and cell.most is None:
        return column
    decimals = column.decimals if cell.decimals is None else cell.decimals
    shows = column.shows if column.shows is None else decimals
    return replace(column, decimals=decimals, shows=shows, most=column.most if cell.most is None else cell.most)


@dataclass(frozen=True)
class EntryTable:
    """A table as it is now. `words` are the columns that tell what a row is (TT, mã, đơn vị); cells left out are
    blank; a dash reads as zero where `dash_is_zero`, else as blank. `above_words` says whose figure it is that a cell
    has from above. Of the word columns those in `keys` are read back and never shown, those in `asides` give
    way on narrow screens: the line above the grid tells them of the row one is in. `alerts` stand above the table on
    the screen, `notes` under it everywhere."""

    title: str
    words: tuple[Column, ...]
    columns: tuple[EntryColumn, ...]
    rows: tuple[EntryRow, ...]
    cells: Mapping[CellKey, EntryCell]
    unit_line: str = ""
    notes: tuple[str, ...] = ()
    dash_is_zero: bool = False
    above_words: str = "Cấp trên"
    keys: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    alerts: tuple[str, ...] = ()

    @cached_property
    def shown_words(self) -> tuple[int, ...]:
        """The places of the word columns that people see."""
        return tuple(place for place, word in enumerate(self.words) if word.key not in self.keys)

    @cached_property
    def column_at(self) -> Mapping[str, EntryColumn]:
        return {column.key: column for column in self.columns}

    @cached_property
    def row_at(self) -> Mapping[str, EntryRow]:
        return {row.key: row for row in self.rows}

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Every cell as people write it, row by row."""
        return tuple(tuple(self.text(row, column) for column in self.columns) for row in self.rows)

    def cell(self, row: EntryRow, column: EntryColumn) -> EntryCell:
        """The cell of a row and a column."""
        return self.cells.get((row.key, column.key), BLANK)

    def lock(self, row: EntryRow, column: EntryColumn) -> str:
        """Why a cell cannot be entered; empty where it can."""
        if row.kind is not RowKind.ITEM or not column.is_entered:
            return IS_A_SUM
        return self.cell(row, column).lock

    def rule(self, row: EntryRow, column: EntryColumn) -> EntryColumn:
        """The column as it holds for one cell: how it is written and read, and what it may be at most."""
        return ruled(column, self.cell(row, column))

    def text(self, row: EntryRow, column: EntryColumn) -> str:
        """A cell as people write it."""
        return self.rule(row, column).text(self.cell(row, column).value)

    def above(self, row: EntryRow, column: EntryColumn) -> str:
        """What the level above has for a cell, where that is something else than stands in it; else empty."""
        cell = self.cell(row, column)
        return "" if cell.above == cell.value else self.rule(row, column).text(cell.above)

    def read(self, row: EntryRow, column: EntryColumn, text: str) -> Decimal | None:
        """The value to store for a text typed into a cell, None for a blank; raises NotAnEntry.

        A dash means here what it means in the table's workbook: blocks are pasted from there.
        """
        if text.strip() in DASHES:
            return ZERO if self.dash_is_zero else None
        return self.rule(row, column).read(text)

    def entered(self) -> Iterator[tuple[EntryRow, EntryColumn, EntryCell]]:
        """The cells that may be entered now, row by row."""
        for row in self.rows:
            for column in self.columns:
                if not self.lock(row, column):
                    yield row, column, self.cell(row, column)
