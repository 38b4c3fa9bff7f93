"""Finding a table in a sheet: the rows whose headings are those of the declared columns, wherever they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planning.documents.model import Column
from planning.formats import same_words
from planning.sheets.scans import Place
from planning.sheets.workbooks import Sheet

# Titles and remarks may stand above a table, but not a page of them.
SEARCHED_ROWS = 60

Path = tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """Where a table's headings are: rows `first` to `last`, and which column holds what.

    `columns` gives the column of each declared key; `repeated` gives key and heading of columns found once
    more, and `unread` the headings of the others.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    repeated: Mapping[int, tuple[str, str]]
    unread: Mapping[int, str]


def find_header(sheet: Sheet, columns: Iterable[Column]) -> Header | None:
    """The rows in which most of the declared headings are found; None where there is not one of them.

    A heading is its whole path, `Ngân sách trung ương` over `Sự nghiệp`; case, spaces and dashes do not count.
    """
    keys = {tuple(map(same_words, column.headings)): column.key for column in columns}
    depth = max(map(len, keys))
    best: Header | None = None
    for first in range(1, min(sheet.last.row, SEARCHED_ROWS) + 1):
        for last in range(first, first + depth):
            header = _header(sheet, first, last, keys)
            if len(header.columns) > (len(best.columns) if best else 0):
                best = header
    return best


def _header(sheet: Sheet, first: int, last: int, keys: Mapping[Path, str]) -> Header:
    found: dict[str, int] = {}
    repeated: dict[int, tuple[str, str]] = {}
    unread: dict[int, str] = {}
    for column, path in _paths(sheet, first, last).items():
        key = keys.get(tuple(map(same_words, path)))
        if key is None:
            unread[column] = " / ".join(path)
        elif key in found:
            repeated[column] = key, " / ".join(path)
        else:
            found[key] = column
    return Header(first, last, found, repeated, unread)


def _paths(sheet: Sheet, first: int, last: int) -> dict[int, Path]:
    """The headings over each column, from the top down; columns without any are left out."""
    paths: dict[int, Path] = {}
    left: list[str] = []
    for column in range(1, sheet.last.column + 1):
        levels = [_heading(sheet, Place(row, column), first) for row in range(first, last + 1)]
        levels = _carried(levels, left)
        left = levels
        if path := tuple(level for level in levels if level):
            paths[column] = path
    return paths


def _heading(sheet: Sheet, place: Place, first: int) -> str:
    """The words at a place, said once where a range merged downwards repeats them."""
    area = sheet.area_at.get(place)
    return "" if area and max(area.first.row, first) < place.row else sheet.seen(place)


def _carried(levels: list[str], left: list[str]) -> list[str]:
    """A heading centred over several columns without a merge stands over those right of it too."""
    carried = list(levels)
    for level, text in enumerate(levels[:-1]):
        if text or not left or carried[:level] != left[:level]:
            break
        if any(levels[level + 1 :]):
            carried[level] = left[level]
    return carried
