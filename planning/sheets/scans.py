"""What a worksheet's XML holds beside its values: merged areas, hidden rows, formulas never calculated.

The scan comes before the reader of values: it refuses document types (entity bombs) and sheets of absurd extent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from planning.sheets.packages import DAMAGED, UnreadableWorkbook

MAX_ROWS = 20_000
MAX_COLUMNS = 250
MAX_CELLS = 500_000
MAX_MERGED_CELLS = 300_000
HIDDEN = ("1", "true")
ENTITIES = "Tệp chứa khai báo không được phép trong bảng tính nên không được đọc."


class Place(NamedTuple):
    """A cell's row and column, both from 1."""

    row: int
    column: int

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


NOWHERE = Place(0, 0)


@dataclass(frozen=True)
class Area:
    """A merged range, its corners included."""

    first: Place
    last: Place

    @property
    def address(self) -> str:
        return f"{self.first.address}:{self.last.address}"

    def places(self) -> Iterator[Place]:
        """Its cells, as far as a sheet is read at all."""
        for row in range(self.first.row, min(self.last.row, MAX_ROWS) + 1):
            for column in range(self.first.column, min(self.last.column, MAX_COLUMNS) + 1):
                yield Place(row, column)

    def __len__(self) -> int:
        rows = min(self.last.row, MAX_ROWS) - self.first.row + 1
        return max(rows, 0) * max(min(self.last.column, MAX_COLUMNS) - self.first.column + 1, 0)


def area_of(reference: str) -> Area:
    """The range that an address as `A4:C5` names."""
    left, top, right, bottom = range_boundaries(reference)
    return Area(Place(top, left), Place(bottom, right))


@dataclass
class SheetScan:
    """What is found in one part; `is_worksheet` is false for the other parts of a workbook.

    `errors` are the errors of formulas, as `#REF!`, empty where a formula was never calculated.
    """

    is_worksheet: bool = False
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    last: Place = NOWHERE

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that are out of sight, as far as a sheet is read at all."""
        self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))


def refuse_harm(part: bytes) -> None:
    """Go through one XML part of a workbook for nothing but what may not be in it.

    Raises UnreadableWorkbook where it is no well-formed XML or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    _parse(parser, part)


def _parse(parser: expat.XMLParserType, part: bytes) -> None:
    try:
        parser.Parse(part, True)
    except UnreadableWorkbook:
        raise
    except (expat.ExpatError, ValueError, TypeError) as error:
        raise UnreadableWorkbook(DAMAGED) from error


def scan(part: bytes, percents: frozenset[str] = frozenset()) -> SheetScan:
    """Go through one XML part of a workbook; `percents` are the looks of cells that show a number in per cent.

    Raises UnreadableWorkbook where it is no well-formed XML, declares a document type or is too large.
    """
    scanner = _Scanner(percents)
    _parse(scanner.parser, part)
    return scanner.found


class _Scanner:
    """Counts rows and cells as spreadsheets do: an address where there is one, else the next place."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.found = SheetScan()
        self._percents = percents
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = _refuse_document_type
        self.parser.StartElementHandler = self._root
        self._here = NOWHERE
        self._type = ""
        self._has_formula = self._has_value = self._in_value = False
        self._cells = self._merged_cells = 0

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self.found.is_worksheet = _local(name) == "worksheet"
        self.parser.StartElementHandler = self._start if self.found.is_worksheet else None
        self.parser.EndElementHandler = self._end if self.found.is_worksheet else None
        self.parser.CharacterDataHandler = self._words if self.found.is_worksheet else None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "col":
                self._column(attributes)
            case "row":
                self._row(attributes)
            case "c":
                self._cell(attributes)
            case "f":
                self._has_formula = True
            case "is":
                self._has_value = True
            case "v":
                # Only of a text result is an empty value a value; elsewhere it says: not calculated.
                self._in_value, self._has_value = True, self._type == "str"
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _words(self, text: str) -> None:
        self._has_value = self._has_value or self._in_value
        if self._in_value and self._type == "e":
            self.found.errors[self._here] = self.found.errors.get(self._here, "") + text

    def _end(self, name: str) -> None:
        self._in_value = False
        if _local(name) != "c":
            return
        if self._has_formula and not self._has_value:
            self.found.errors[self._here] = ""
        if self._has_formula or self._has_value:
            self._reach(self._here)

    def _column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in HIDDEN:
            self.found.hide_columns(int(attributes.get("min", 1)), int(attributes.get("max", 0)))

    def _row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._here.row + 1))
        self._here = Place(row, 0)
        if attributes.get("hidden") in HIDDEN:
            self.found.hidden_rows.add(row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise UnreadableWorkbook(f"Bảng tính có quá nhiều ô (giới hạn {MAX_CELLS:,}).".replace(",", "."))
        self._has_formula = self._has_value = False
        self._type = attributes.get("t", "n")
        address = attributes.get("r")
        after = Place(self._here.row, self._here.column + 1)
        self._here = Place(*coordinate_to_tuple(address)) if address else after
        if attributes.get("s") in self._percents:
            self.found.percents.add(self._here)

    def _merge(self, reference: str) -> None:
        area = area_of(reference)
        self._merged_cells += len(area)
        if self._merged_cells > MAX_MERGED_CELLS:
            raise UnreadableWorkbook("Bảng tính có quá nhiều ô gộp nên không được đọc.")
        self.found.merged.append(area)

    def _reach(self, place: Place) -> None:
        if place.row > MAX_ROWS or place.column > MAX_COLUMNS:
            limits = f"{MAX_ROWS:,} dòng và {MAX_COLUMNS} cột".replace(",", ".")
            raise UnreadableWorkbook(
                f"Bảng tính quá rộng hoặc quá dài: có dữ liệu ở ô {place.address}, giới hạn là {limits}."
            )
        last = self.found.last
        self.found.last = Place(max(last.row, place.row), max(last.column, place.column))


def _refuse_document_type(*declaration: object) -> None:
    raise UnreadableWorkbook(ENTITIES)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
