"""Reading the rows below a header: numbers as numbers, blanks as blanks, what is neither as a problem."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from planning.documents.model import Column
from planning.formats import NotANumber, number, parse_number
from planning.sheets.headers import Header, HeadingsBelow, find_header
from planning.sheets.problems import CellProblem, in_order, problem_at
from planning.sheets.scans import Area, Place
from planning.sheets.workbooks import CellValue, FormulaError, Sheet, text_of

INDEX_CELL = re.compile(r"\(?([A-ZĐ]|\d{1,3})\)?( ?= ?[\d()+\-*/x:%,. …]+)?")
# A hyphen, dashes, the sign of minus; twice, as some type them.
DASHES = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2015", "\u2212", "--")
NOTHING = ("…", "...")
NOT_A_NUMBER = "Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."
PERCENT_SIGN = "Không ghi dấu % trong ô số; vui lòng ghi số, ví dụ 8,67."
ANOTHER_TABLE = "Từ dòng này là một bảng khác trên cùng trang tính. Vui lòng để mỗi bảng trên một trang tính."
TABLES_ABREAST = "Hai bảng đặt cạnh nhau: cột này đã có ở bên trái. Vui lòng để mỗi bảng trên một trang tính."
ZERO = Decimal(0)


class Entry(NamedTuple):
    """A cell of the table: `number` where it is one; with a `fault` it is neither blank nor a number."""

    place: Place
    value: CellValue | None = None
    number: Decimal | None = None
    fault: str = ""

    @property
    def text(self) -> str:
        return "" if self.value is None else text_of(self.value)

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.fault


class TableRow:
    """A row by the keys of the columns that were found. Its cells are made out only when they are asked for: of the
    many plain ones a number is all that is wanted."""

    __slots__ = ("_entries", "_reader", "columns", "is_plain", "number", "values")

    def __init__(self, number: int, values: Sequence[CellValue | None], reader: "_Reader") -> None:
        self.number, self.values, self._reader = number, values, reader
        self.columns: Mapping[str, int] = reader.header.columns
        # Whether a Decimal is the cell's number and None a blank, with nothing else to look at.
        self.is_plain = reader.is_plain(number)
        self._entries: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        if key not in self._entries:
            self._entries[key] = self._reader.entry(self, key)
        return self._entries[key]

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The cells that are not blank, by key."""
        return {key: entry for key in self.columns if not (entry := self[key]).is_blank}

    def raw(self, key: str) -> CellValue | None:
        """What the sheet has in a column."""
        at = self.columns.get(key, 0)
        return self.values[at - 1] if 0 < at <= len(self.values) else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in any column."""
        if self.is_plain and any(isinstance(self.raw(key), Decimal) for key in self.columns):
            return False
        return all(self[key].is_blank for key in self.columns)


@dataclass(frozen=True)
class SheetTable:
    """A table as read: its rows, in which single cells may be at fault. `numeric` are the keys of its columns of
    numbers; `next_table` is where the headings of another begin below it."""

    sheet: Sheet
    header: Header
    rows: tuple[TableRow, ...]
    numeric: frozenset[str]
    next_table: Place | None

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """What is wrong with its cells and columns."""
        cells = {self.problem(entry) for row in self.rows for entry in row.entries.values() if entry.fault}
        return in_order(cells.union(self.repeats(self.header.columns), self.other_tables()))

    def other_tables(self) -> Iterator[CellProblem]:
        """The problems of tables beside or below: whose figures are whose cannot be told there."""
        numbers = [at for key, at in self.header.columns.items() if key in self.numeric]
        for column, (key, heading) in self.header.repeated.items():
            if key not in self.numeric and min(numbers) < column < max(numbers):
                yield problem_at(self.sheet.name, Place(self.header.last, column), heading, TABLES_ABREAST)
        if self.next_table:
            yield problem_at(self.sheet.name, self.next_table, self.sheet.seen(self.next_table), ANOTHER_TABLE)

    def problem(self, entry: Entry) -> CellProblem:
        """The problem of a faulty cell; a merged range has one, at its first cell."""
        area = self.sheet.area_at.get(entry.place)
        place = area.first if area else entry.place
        return problem_at(self.sheet.name, place, self.sheet.seen(place), entry.fault)

    def hidden_columns(self, besides: Container[str] = ()) -> list[str]:
        """The letters of the columns that are read though they are out of sight, but for some keys."""
        hidden = self.sheet.hidden_columns
        places = (at for key, at in self.header.columns.items() if at in hidden and key not in besides)
        return [get_column_letter(at) for at in sorted(places)]

    def repeats(self, keys: Container[str]) -> Iterator[CellProblem]:
        """The problems of columns that are there once more."""
        for column, (key, heading) in self.header.repeated.items():
            if key in keys:
                place, words = Place(self.header.last, column), "Cột này trùng với một cột đã có ở bên trái."
                yield problem_at(self.sheet.name, place, heading, words)

    def line_above(self, pattern: re.Pattern[str]) -> tuple[Place, re.Match[str]] | None:
        """The first cell above the header in whose text `pattern` is found, and what is found."""
        return next(self.lines_above(pattern), None)

    def lines_above(self, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
        """The cells above the header in whose text `pattern` is found, and what is found in each."""
        for place, value in self.sheet.held(1, self.header.first - 1):
            if found := pattern.search(text_of(value)):
                yield place, found


def read_table(
    sheet: Sheet, columns: Iterable[Column], *, dash_is_zero: bool = False, merges_names: bool = False
) -> SheetTable | None:
    """Read the table whose headings are the declared ones; None where not one column of words and one of
    numbers is found.

    A blank is blank and 0 is zero; `…` says that there is nothing and reads as blank, and so does `-`, unless it
    is zero here. A number may be typed as text in Vietnamese form. Words merged over several rows are those of
    each where it `merges_names`. A faulty cell says why it is one, and none ends the reading.
    """
    columns = list(columns)
    header = find_header(sheet, columns)
    numeric = frozenset(column.key for column in columns if column.is_number)
    if header is None or not numeric.intersection(header.columns) or numeric.issuperset(header.columns):
        return None
    reader = _Reader(sheet, header, columns, ZERO if dash_is_zero else None, merges_names)
    rows = tuple(reader.rows())
    return SheetTable(sheet, header, rows, numeric.intersection(header.columns), reader.next_table)


class _Reader:
    """Reads the cells under one header."""

    def __init__(
        self, sheet: Sheet, header: Header, columns: Sequence[Column], dash: Decimal | None, merges_names: bool
    ) -> None:
        self.sheet, self.header, self.dash, self.merges_names = sheet, header, dash, merges_names
        self.numeric = frozenset(column.key for column in columns if column.is_number)
        self.next_table: Place | None = None
        self._headings = HeadingsBelow(sheet, header, columns)
        self._numbers = {at for key, at in header.columns.items() if key in self.numeric}
        numbered = range(sheet.last.row, header.last, -1)
        self._end = next((row for row in numbered if self._is_data(row)), 0)
        self._merged_rows = {
            row for area in sheet.merged for row in range(area.first.row, min(area.last.row, sheet.last.row) + 1)
        }

    def rows(self) -> Iterator[TableRow]:
        """The rows that hold something, without index rows and the header as it stands again on a second page."""
        may_be_index = True
        for number_, values in enumerate(self.sheet.rows[self.header.last :], start=self.header.last + 1):
            row = TableRow(number_, values, self)
            if row.is_blank:
                continue
            if self._headings.are_in(values):
                may_be_index = True
                if self._headings.are_ours(values):
                    continue
                self.next_table = min(entry.place for entry in row.entries.values())
                return
            if not (may_be_index and self._is_index(row)):
                yield row
            may_be_index = False

    def _is_data(self, row: int) -> bool:
        """Whether a row holds more than one remark: a number column, or two columns at all."""
        held = [key for key, at in self.header.columns.items() if self.sheet.value(Place(row, at)) is not None]
        return len(held) > 1 or bool(self.numeric.intersection(held))

    def _is_index(self, row: TableRow) -> bool:
        words = [row[key] for key in self.header.columns if key not in self.numeric]
        held = sorted(row.entries.values(), key=lambda entry: entry.place)
        numbers = [found for entry in held if (found := INDEX_CELL.fullmatch(entry.text))]
        if len(numbers) < len(held):
            return False
        # Where nothing stands under some of the names, the numbers must count.
        counted = [int(found[1]) for found in numbers if found[1].isdigit()]
        return all(entry.text for entry in words) or (len(counted) > 1 and _count(counted))

    def is_plain(self, row: int) -> bool:
        """Whether the cells of a row are what they hold: none is merged, none may be in per cent."""
        return row not in self._merged_rows and not self.sheet.percents

    def entry(self, row: TableRow, key: str) -> Entry:
        """A cell of a row, blank where the column was not found."""
        place, value = Place(row.number, row.columns.get(key, 1)), row.raw(key)
        is_number = key in self.numeric
        if key in row.columns and not row.is_plain and (area := self.sheet.area_at.get(place)):
            if self._is_spread(area, is_number):
                fault = f"Ô gộp {area.address} nằm trong vùng số liệu. Vui lòng bỏ gộp ô."
                return Entry(place, self.sheet.value(area.first), fault=fault)
            value = self.sheet.value(area.first) if place.column == area.first.column and not is_number else None
        if value is None:
            return Entry(place)
        return self._number(place, value) if is_number else _words(place, value)

    def _is_spread(self, area: Area, is_number: bool) -> bool:
        """Whether a merged range takes a number, or one name, over several cells; where names may be merged, words
        over a whole row are a heading."""
        if self.merges_names:
            return is_number and area.first.row <= self._end and area.first.column in self._numbers
        return area.first.row <= self._end

    def _number(self, place: Place, value: CellValue) -> Entry:
        if isinstance(value, Decimal) and place not in self.sheet.percents:
            return Entry(place, value, value)
        if isinstance(value, Decimal):
            return Entry(place, value, fault=_percent_fault(value))
        if isinstance(value, FormulaError):
            return Entry(place, value.text or None, fault=_formula_fault(value))
        # The sign by which spreadsheets are told that a number is text may have come along as text.
        text = value.removeprefix("'").strip() if isinstance(value, str) else ""
        if text in DASHES and self.dash is not None:
            return Entry(place, text, self.dash)
        if text in DASHES or text in NOTHING:
            return Entry(place)
        try:
            # A truth value or a date is no number, whatever it looks like.
            return Entry(place, value, parse_number(text))
        except NotANumber:
            return Entry(place, value, fault=PERCENT_SIGN if text.endswith("%") else NOT_A_NUMBER)


def _count(numbers: list[int]) -> bool:
    """Whether each number is the one after the number before it."""
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _words(place: Place, value: CellValue) -> Entry:
    if isinstance(value, FormulaError):
        return Entry(place, value.text or None, fault=_formula_fault(value))
    # A code or a row number that a program has taken for a number has no thousands.
    return Entry(place, f"{value:f}" if isinstance(value, Decimal) else text_of(value))


def _formula_fault(value: FormulaError) -> str:
    if value.text:
        return f"Công thức báo lỗi {value.text}. Vui lòng sửa công thức hoặc nhập giá trị."
    return "Công thức chưa có kết quả. Vui lòng mở tệp bằng Excel, lưu lại, hoặc nhập giá trị."


def _percent_fault(value: Decimal) -> str:
    shown = number(value * 100)
    return f"Ô định dạng phần trăm, hiện {shown}%. Vui lòng định dạng lại là số và ghi số, không ghi dấu %."
