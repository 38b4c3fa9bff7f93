"""Headers of several levels: which heading covers which cells, for every format alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planning.documents.model import Column

# An index of more terms names the first and the last: 1=4+…+54.
MOST_TERMS = 6


@dataclass(frozen=True)
class HeaderCell:
    """A heading over `columns` columns from `column` (0-based), through `rows` header rows."""

    text: str
    column: int
    columns: int
    rows: int


def indexed(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give each column its index: words are lettered A, B…, numbers counted 1, 2…, sums say of what: 3=1+2."""
    columns = tuple(columns)
    words = iter("ABCDEFGHIJ")
    numbers = {column.key: place for place, column in enumerate((c for c in columns if c.is_number), start=1)}

    def index(column: Column) -> str:
        if not column.is_number:
            return next(words)
        terms = _terms([str(numbers[key]) for key in column.adds])
        return f"{numbers[column.key]}={terms}" if terms else str(numbers[column.key])

    return tuple(replace(column, index=index(column)) for column in columns)


def _terms(numbers: list[str]) -> str:
    return "+".join(numbers if len(numbers) <= MOST_TERMS else [numbers[0], "…", numbers[-1]])


def header_rows(columns: tuple[Column, ...]) -> list[list[HeaderCell]]:
    """Merge equal neighbouring headings of a level, and stretch a short path down to the last level."""
    depth = max(len(column.headings) for column in columns)
    return [_level(columns, level, depth) for level in range(depth)]


def lone_headings(columns: tuple[Column, ...]) -> list[list[str]]:
    """For each column the headings that stand over it alone."""
    lone: list[list[str]] = [[] for _ in columns]
    for level in header_rows(columns):
        for heading in level:
            if heading.columns == 1:
                lone[heading.column].append(heading.text)
    return lone


def _level(columns: tuple[Column, ...], level: int, depth: int) -> list[HeaderCell]:
    cells: list[HeaderCell] = []
    position = 0
    while position < len(columns):
        path = columns[position].headings[: level + 1]
        if len(path) <= level:
            position += 1
            continue
        is_last = len(columns[position].headings) == level + 1
        span = 1 if is_last else _span(columns, position, path)
        cells.append(HeaderCell(path[level], position, span, depth - level if is_last else 1))
        position += span
    return cells


def _span(columns: tuple[Column, ...], start: int, path: tuple[str, ...]) -> int:
    end = start
    while end < len(columns) and columns[end].headings[: len(path)] == path:
        end += 1
    return end - start
