"""A workbook as plain values: what is in which cell, and nothing of how it looks."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from planning.formats import number, short_date
from planning.sheets.packages import DAMAGED, UnreadableWorkbook, package_of, parts_of
from planning.sheets.parts import scans_of
from planning.sheets.scans import Area, Place, SheetScan


@dataclass(frozen=True)
class FormulaError:
    """A formula whose last result is an error, as `#REF!`, or that was never calculated (no text)."""

    text: str = ""


CellValue = str | Decimal | bool | date | time | timedelta | FormulaError
ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"})
# Signs without width, which come along when text is copied from a page.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
EXACT_FLOAT = 10**15


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its rows from the first, and what is merged, hidden or shown in per cent."""

    name: str
    rows: Sequence[Sequence[CellValue | None]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    percents: frozenset[Place] = frozenset()

    @cached_property
    def last(self) -> Place:
        """The last row and the last column that are read."""
        return Place(len(self.rows), max(map(len, self.rows), default=0))

    @cached_property
    def area_at(self) -> Mapping[Place, Area]:
        """The merged range each cell belongs to; a cell in none is left out."""
        return {place: area for area in self.merged for place in area.places()}

    @property
    def values(self) -> Mapping[Place, CellValue]:
        """The cells that hold something."""
        return dict(self.held(1, self.last.row))

    def held(self, first: int, last: int) -> Iterator[tuple[Place, CellValue]]:
        """What the rows from `first` to `last` hold, row by row."""
        for row, values in enumerate(self.rows[first - 1 : last], start=first):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    yield Place(row, column), value

    def value(self, place: Place) -> CellValue | None:
        """What a cell holds, None for nothing."""
        row, column = place
        if row > len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column - 1] if column <= len(values) else None

    def seen(self, place: Place) -> str:
        """What a reader sees at a place: a merged range shows its first cell's words all over."""
        area = self.area_at.get(place)
        value = self.value(area.first if area else place)
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
    scans = scans_of(parts)
    sheets = _sheets(parts, scans)
    if not sheets:
        raise UnreadableWorkbook("Tệp không có trang tính nào.")
    return sheets


def _sheets(parts: dict[str, bytes], scans: Mapping[str, SheetScan]) -> tuple[Sheet, ...]:
    try:
        workbook = CalamineWorkbook.from_filelike(package_of(parts))
        return tuple(
            _sheet(workbook.get_sheet_by_name(known.name), scans[known.name], known.visible)
            for known in workbook.sheets_metadata
            if known.typ is SheetTypeEnum.WorkSheet
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A broken part raises whatever the reader trips over; where its own code fails, no mere Exception.
        raise UnreadableWorkbook(DAMAGED) from error


def _sheet(worksheet: CalamineSheet, found: SheetScan, visible: SheetVisibleEnum) -> Sheet:
    known = _Floats()
    rows: list[list[CellValue | None]] = [
        [known[value] if type(value) is float else _value(value) for value in row]
        for row in worksheet.to_python(skip_empty_area=False)
    ]
    for (row, column), text in found.errors.items():
        _make_room(rows, row, column)
        rows[row - 1][column - 1] = FormulaError(text)
    return Sheet(
        worksheet.name,
        rows,
        tuple(found.merged),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        visible is not SheetVisibleEnum.Visible,
        frozenset(found.percents),
    )


def _make_room(rows: list[list[CellValue | None]], row: int, column: int) -> None:
    """To the reader of values an error is nothing, and it ends where the values end."""
    rows.extend([] for _ in range(row - len(rows)))
    rows[row - 1].extend([None] * (column - len(rows[row - 1])))


class _Floats(dict[float, Decimal | FormulaError]):
    """Numbers as they are read, each worked out once: most of a table's come many times."""

    def __missing__(self, value: float) -> Decimal | FormulaError:
        self[value] = found = _decimal(value)
        return found


def _value(value: Any) -> CellValue | None:
    kind = type(value)
    if kind is str:
        return _words(value) if value else None
    return Decimal(value) if kind is int else value


def _words(text: str) -> CellValue | None:
    if text in ERRORS:
        return FormulaError(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(UNSEEN)
    return text.strip() or None


def _decimal(value: float) -> Decimal | FormulaError:
    """Fifteen digits are what a spreadsheet itself shows and takes; what follows is noise of its sums."""
    if value.is_integer() and abs(value) < EXACT_FLOAT:
        return Decimal(int(value))
    exact = Decimal(f"{value:.15g}")
    return exact if exact.is_finite() else FormulaError("#NUM!")
