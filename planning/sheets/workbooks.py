"""A workbook as plain values: what is in which cell, and nothing of how it looks."""

import unicodedata
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from openpyxl import load_workbook

from planning.formats import number, short_date
from planning.sheets.packages import DAMAGED, UnreadableWorkbook, package_of, parts_of
from planning.sheets.scans import Area, Place, SheetScan, scan


@dataclass(frozen=True)
class FormulaError:
    """A formula whose last result is an error, as `#REF!`, or that was never calculated (no text)."""

    text: str = ""


CellValue = str | Decimal | bool | date | time | timedelta | FormulaError
ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True)
class Sheet:
    """One worksheet: the cells that hold something, and what is merged or hidden."""

    name: str
    values: Mapping[Place, CellValue]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False

    @cached_property
    def last(self) -> Place:
        """The last row and the last column that hold something."""
        rows = max((place.row for place in self.values), default=0)
        return Place(rows, max((place.column for place in self.values), default=0))

    @cached_property
    def area_at(self) -> Mapping[Place, Area]:
        """The merged range each cell belongs to; a cell in none is left out."""
        return {place: area for area in self.merged for place in area.places()}

    def seen(self, place: Place) -> str:
        """What a reader sees at a place: a merged range shows its first cell's words all over."""
        area = self.area_at.get(place)
        value = self.values.get(area.first if area else place)
        return "" if value is None else text_of(value)


def text_of(value: CellValue) -> str:
    """A cell's value as its reader would write it."""
    match value:
        case str():
            return value
        case Decimal():
            return number(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case FormulaError():
            return value.text or "(công thức chưa tính)"
        case date():
            return short_date(value)
    return str(value)


def open_workbook(content: bytes) -> tuple[Sheet, ...]:
    """Read the bytes of an .xlsx file into its sheets, hidden ones included.

    Raises UnreadableWorkbook, whose message is for the user, for anything that is not a sound workbook.
    """
    parts = parts_of(content)
    scans = {name: scan(part) for name, part in parts.items()}
    sheets = _sheets(parts, scans)
    if not sheets:
        raise UnreadableWorkbook("Tệp không có trang tính nào.")
    return sheets


def _sheets(parts: dict[str, bytes], scans: dict[str, SheetScan]) -> tuple[Sheet, ...]:
    with warnings.catch_warnings():
        # What openpyxl leaves out (validations, styles of other programs) holds no figures.
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(package_of(parts), read_only=True, data_only=True, keep_links=False)
            # A sheet of the reading mode knows its part only under this name.
            paths = {sheet.title: sheet._worksheet_path for sheet in workbook.worksheets}
            return tuple(_sheet(sheet, scans[paths[sheet.title]]) for sheet in workbook.worksheets)
        except Exception as error:
            # openpyxl has no error of its own: a broken part raises whatever it trips over.
            raise UnreadableWorkbook(DAMAGED) from error


def _sheet(worksheet: Any, found: SheetScan) -> Sheet:
    values: dict[Place, CellValue] = dict.fromkeys(found.not_calculated, FormulaError())
    # The size a sheet states of itself is not to be trusted; the scan has counted.
    worksheet.reset_dimensions()
    for row in worksheet.iter_rows(max_row=found.last.row or 1, max_col=found.last.column or 1):
        for cell in row:
            value = _value(cell.value, cell.data_type)
            if value is not None:
                values[Place(cell.row, cell.column)] = value
    return Sheet(
        worksheet.title,
        values,
        tuple(found.merged),
        frozenset(found.hidden_rows),
        worksheet.sheet_state != "visible",
    )


def _value(value: Any, data_type: str) -> CellValue | None:
    match value:
        case str() if data_type == "e" or value in ERRORS:
            return FormulaError(value)
        case str():
            return unicodedata.normalize("NFC", value).strip() or None
        case bool():
            return value
        case int():
            return Decimal(value)
        case float():
            return _decimal(value)
    return value


def _decimal(value: float) -> Decimal | FormulaError:
    """Fifteen digits are what a spreadsheet itself shows and takes; what follows is noise of its sums."""
    exact = Decimal(f"{value:.15g}")
    return exact if exact.is_finite() else FormulaError("#NUM!")
