"""Finding a table in a sheet: the rows whose headings are those of the declared columns, wherever they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planning.documents.model import Column
from planning.formats import same_words
from planning.sheets.scans import Place
from planning.sheets.titles import is_title
from planning.sheets.wording import Headings, Path
from planning.sheets.workbooks import Sheet

# Titles and remarks may stand above a table, but not a page of them.
SEARCHED_ROWS = 60
WORDS_OR_NOTHING = (str, type(None))


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


class HeadingsBelow:
    """Knows headings among the rows below a header: its own on a second page, or those of another table."""

    def __init__(self, sheet: Sheet, header: Header, columns: Sequence[Column]) -> None:
        self._numbers = {header.columns[each.key] for each in columns if each.is_number and each.key in header.columns}
        self._words = sorted(set(header.columns.values()) - self._numbers)
        self._of_words = {same_words(text) for each in columns if not each.is_number for text in each.headings}
        self._of_numbers = {same_words(text) for each in columns if each.is_number for text in each.headings}
        # A heading over all columns may stand above the rows that count.
        self._ours = {
            at: {same_words(sheet.seen(Place(row, at))) for row in range(max(1, header.first - 2), header.last + 1)}
            for at in header.columns.values()
        }

    def are_in(self, values: Sequence[object]) -> bool:
        """Whether a row has words where figures stand, and a heading of names where names do."""
        for column in self._numbers:
            if not isinstance(_at(values, column), WORDS_OR_NOTHING):
                return False
        numbers = [text for column in self._numbers if (text := _text(values, column))]
        if not numbers or any(map(_is_figure, numbers)):
            return False
        words = [text for column in self._words if (text := _text(values, column))]
        if words:
            return bool(self._of_words.intersection(words))
        return self.are_ours(values) or self._of_numbers.issuperset(numbers)

    def are_ours(self, values: Sequence[object]) -> bool:
        """Whether the headings of a row are those of the header."""
        return all((text := _text(values, at)) == "" or text in ours for at, ours in self._ours.items())


def _at(values: Sequence[object], column: int) -> object:
    return values[column - 1] if column <= len(values) else None


def _text(values: Sequence[object], column: int) -> str:
    value = _at(values, column)
    return same_words(value) if isinstance(value, str) else ""


def _is_figure(text: str) -> bool:
    """Whether a text in a column of figures is a figure typed as text, or a dash in its place."""
    return not any(map(str.isalpha, text))


def find_header(sheet: Sheet, columns: Iterable[Column]) -> Header | None:
    """The rows in which most of the declared headings are found; None where there is not one of them.

    A heading is its whole path, `Ngân sách trung ương` over `Sự nghiệp`; case, spaces and dashes do not count.
    `Số hộ` under `Hộ nghèo` is not `Số hộ` alone, wherever one begins to read. Of windows that find as many the
    first counts, down to its lowest row.
    """
    keys = {column.headings: column.key for column in columns}
    headings, depth = Headings(keys), max(map(len, keys))
    best, most = None, 1
    for first in range(1, min(sheet.last.row, SEARCHED_ROWS) + 1):
        if best and first > best.first and len(best.columns) == len(set(keys.values())):
            break
        parents = _parents(sheet, first)
        for last in range(first, first + depth):
            header = _header(sheet, first, last, headings, parents)
            if len(header.columns) >= most + (best is not None and best.first != first):
                best, most = header, len(header.columns)
    return best


def _header(sheet: Sheet, first: int, last: int, headings: Headings, parents: Mapping[int, str]) -> Header:
    found: dict[str, int] = {}
    repeated: dict[int, tuple[str, str]] = {}
    unread: dict[int, str] = {}
    for column, path in _paths(sheet, first, last, parents).items():
        key = None if _is_of_several(sheet, Place(last, column)) else headings.key(path)
        if key is None:
            unread[column] = " / ".join(path)
        elif key in found:
            repeated[column] = key, " / ".join(path)
        else:
            found[key] = column
    return Header(first, last, found, repeated, unread)


def _paths(sheet: Sheet, first: int, last: int, parents: Mapping[int, str]) -> dict[int, Path]:
    """The headings over each column, from the top down; columns without any are left out."""
    paths: dict[int, Path] = {}
    left: list[str] = []
    for column in range(1, sheet.last.column + 1):
        levels = [_heading(sheet, Place(row, column), first) for row in range(first, last + 1)]
        levels = _carried(levels, left)
        left = levels
        if path := tuple(level for level in levels if level):
            paths[column] = (parents[column], *path) if column in parents else path
    return paths


def _is_of_several(sheet: Sheet, place: Place) -> bool:
    """Whether the heading at a place stands over several columns, and so says of none of them what it holds."""
    area = sheet.area_at.get(place)
    return area is not None and area.first.column != area.last.column


def _parents(sheet: Sheet, first: int) -> dict[int, str]:
    """The headings right above a row, over some of its columns: `Hộ nghèo` over `Số hộ`.

    What stands over the first column too is a title, and so is what reads like one.
    """
    parents: dict[int, str] = {}
    left = ""
    columns = [column for column in range(1, sheet.last.column + 1) if first > 1 and sheet.seen(Place(first, column))]
    for column in columns:
        above = Place(first - 1, column)
        area, text = sheet.area_at.get(above), sheet.seen(above)
        is_over_names = column == columns[0] or (area is not None and area.first.column <= columns[0])
        if is_over_names or (area and area.last.row >= first) or is_title(text):
            left = ""
        else:
            left = text or ("" if area else left)
        if left:
            parents[column] = left
    return parents


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
