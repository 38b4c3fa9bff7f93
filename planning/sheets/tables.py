"""Reading the rows below a header: numbers as numbers, blanks as blanks, what is neither as a problem."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.documents.model import Column
from planning.formats import NotANumber, parse_number
from planning.sheets.headers import Header, find_header
from planning.sheets.problems import CellProblem, in_order, problem_at
from planning.sheets.scans import Place
from planning.sheets.workbooks import CellValue, FormulaError, Sheet, text_of

INDEX_CELL = re.compile(r"\(?([A-Z]|\d{1,2})\)?|\d{1,2} ?=.*")
# In tables of money and of debts a dash says that there is nothing: it enters no zero.
NOTHING = ("-", "\u2013", "\u2014", "…", "...")
NOT_A_NUMBER = "Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."


@dataclass(frozen=True)
class Entry:
    """A cell of the table: `number` where it is one; with a `fault` it is neither blank nor a number."""

    place: Place
    text: str = ""
    number: Decimal | None = None
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text and not self.fault


@dataclass(frozen=True)
class TableRow:
    """A row by the keys of the columns that were found."""

    number: int
    entries: Mapping[str, Entry]

    def __getitem__(self, key: str) -> Entry:
        return self.entries.get(key) or Entry(Place(self.number, 1))


@dataclass(frozen=True)
class SheetTable:
    """A table as read: its rows, and what is wrong with single cells."""

    sheet: Sheet
    header: Header
    rows: tuple[TableRow, ...]
    problems: tuple[CellProblem, ...]

    def line_above(self, pattern: re.Pattern[str]) -> tuple[Place, re.Match[str]] | None:
        """The first cell above the header in whose text `pattern` is found, and what is found."""
        above = sorted(place for place in self.sheet.values if place.row < self.header.first)
        for place in above:
            if found := pattern.search(text_of(self.sheet.values[place])):
                return place, found
        return None


def read_table(sheet: Sheet, columns: Iterable[Column]) -> SheetTable | None:
    """Read the table whose headings are the declared ones; None where not one column of words and one of
    numbers is found.

    A blank is blank and 0 is zero; `-` and `…` say that there is nothing and read as blank. A number may be
    typed as text in Vietnamese form. Every faulty cell is in `problems`: none ends the reading.
    """
    columns = list(columns)
    header = find_header(sheet, columns)
    numeric = frozenset(column.key for column in columns if column.is_number)
    if header is None or not numeric.intersection(header.columns) or numeric.issuperset(header.columns):
        return None
    reader = _Reader(sheet, header, numeric)
    rows = tuple(reader.rows())
    problems = {reader.problem(entry) for row in rows for entry in row.entries.values() if entry.fault}
    for column, text in header.repeated.items():
        place = Place(header.last, column)
        problems.add(problem_at(sheet.name, place, text, "Cột này trùng với một cột đã có ở bên trái."))
    return SheetTable(sheet, header, rows, in_order(problems))


class _Reader:
    """Reads the cells under one header."""

    def __init__(self, sheet: Sheet, header: Header, numeric: frozenset[str]) -> None:
        self.sheet, self.header, self.numeric = sheet, header, numeric
        self._end = max(filter(self._is_data, range(header.last + 1, sheet.last.row + 1)), default=0)

    def rows(self) -> Iterator[TableRow]:
        """The rows that hold something, the index row left out."""
        may_be_index = True
        for number in range(self.header.last + 1, self.sheet.last.row + 1):
            entries = {key: self._entry(key, Place(number, at)) for key, at in self.header.columns.items()}
            row = TableRow(number, entries)
            if all(entry.is_blank for entry in entries.values()):
                continue
            if not (may_be_index and self._is_index(row)):
                yield row
            may_be_index = False

    def problem(self, entry: Entry) -> CellProblem:
        """The problem of a faulty cell; a merged range has one, at its first cell."""
        area = self.sheet.area_at.get(entry.place)
        place = area.first if area else entry.place
        return problem_at(self.sheet.name, place, self.sheet.seen(place), entry.fault)

    def _is_data(self, row: int) -> bool:
        """Whether a row holds more than one remark: a number column, or two columns at all."""
        held = [key for key, at in self.header.columns.items() if Place(row, at) in self.sheet.values]
        return len(held) > 1 or bool(self.numeric.intersection(held))

    def _is_index(self, row: TableRow) -> bool:
        words = [entry for key, entry in row.entries.items() if key not in self.numeric]
        held = [entry for entry in row.entries.values() if not entry.is_blank]
        return all(entry.text for entry in words) and all(INDEX_CELL.fullmatch(entry.text) for entry in held)

    def _entry(self, key: str, place: Place) -> Entry:
        area = self.sheet.area_at.get(place)
        value = self.sheet.values.get(place)
        if area and place.row <= self._end:
            fault = f"Ô gộp {area.address} nằm trong vùng số liệu. Vui lòng bỏ gộp ô."
            return Entry(place, self.sheet.seen(place), fault=fault)
        if value is None:
            return Entry(place)
        if isinstance(value, FormulaError):
            return Entry(place, value.text, fault=_formula_fault(value))
        return _number_entry(place, value) if key in self.numeric else Entry(place, text_of(value))


def _formula_fault(value: FormulaError) -> str:
    if value.text:
        return f"Công thức báo lỗi {value.text}. Vui lòng sửa công thức hoặc nhập giá trị."
    return "Công thức chưa có kết quả. Vui lòng mở tệp bằng Excel, lưu lại, hoặc nhập giá trị."


def _number_entry(place: Place, value: CellValue) -> Entry:
    text = text_of(value)
    if isinstance(value, Decimal):
        return Entry(place, text, value)
    if text in NOTHING:
        return Entry(place)
    try:
        # A truth value or a date is no number, whatever it looks like.
        return Entry(place, text, parse_number(text if isinstance(value, str) else ""))
    except NotANumber:
        return Entry(place, text, fault=NOT_A_NUMBER)
