"""Rows of a picture, one below the other: their names, the room for what is drawn, and the words about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from planning.pictures.ink import BLACK, WHITE, Ink
from planning.pictures.letters import face, line_height, wrapped
from planning.pictures.sheet import MARGIN, NARROW, Sheet

NAME_SIZE, ROW_GAP = 8.5, 0.1


@dataclass(frozen=True)
class Row:
    """The name of a row and the words about it in lines, and the middles of these and of the drawing, in inches."""

    name: tuple[str, ...]
    said: tuple[str, ...]
    top: float
    height: float
    name_at: float
    drawn_at: float
    said_at: float


def is_stacked(width: float) -> bool:
    """Whether there is no room for names beside what is drawn: then they stand above it."""
    return width <= NARROW


def rows_of(names: Iterable[str], room: float, drawn: Iterable[float], said: Iterable[Sequence[str]]) -> list[Row]:
    """Name, drawing and words side by side: each row as high as the highest of them."""
    rows, top = list[Row](), 0.0
    for name, beside, words in zip(names, drawn, said, strict=True):
        lines = tuple(wrapped(name, face(NAME_SIZE), room, most=4))
        height = max(_high(lines), beside, _high(words)) + ROW_GAP
        middle = top + height / 2
        rows.append(Row(lines, tuple(words), top, height, middle, middle, middle))
        top += height
    return rows


def stacked_rows_of(
    names: Iterable[str], room: float, drawn: Iterable[float], said: Iterable[Sequence[str]]
) -> list[Row]:
    """The name, below it the drawing, below that the words."""
    rows, top = list[Row](), 0.0
    for name, beside, words in zip(names, drawn, said, strict=True):
        lines = tuple(wrapped(name, face(NAME_SIZE), room, most=4))
        begins, ends = top + _high(lines), top + _high(lines) + beside
        height = _high(lines) + beside + _high(words) + 2 * ROW_GAP
        places = top + _high(lines) / 2, (begins + ends) / 2, ends + _high(words) / 2
        rows.append(Row(lines, tuple(words), top, height, *places))
        top += height
    return rows


def height_of(rows: list[Row]) -> float:
    """How high all rows are together."""
    return rows[-1].top + rows[-1].height if rows else 0.0


def write_lines(sheet: Sheet, lines: Sequence[str], left: float, middle: float) -> None:
    """Lines of a row around their middle."""
    font = face(NAME_SIZE)
    for place, line in enumerate(lines):
        sheet.write(line, left, middle + (place - (len(lines) - 1) / 2) * line_height(font), font)


def write_names(sheet: Sheet, rows: Iterable[Row], left: float = 0.0) -> None:
    """The names of rows, all from one edge."""
    for row in rows:
        write_lines(sheet, row.name, left + MARGIN, row.name_at)


def bar(axes: Axes, middle: float, thick: float, ends: tuple[float, float], ink: Ink) -> None:
    """A bar lying from one end to the other; one without length, a zero, is a stroke where bars begin."""
    start, end = sorted(ends)
    axes.barh(
        middle, end - start, thick, left=start, facecolor=ink.fill, edgecolor=ink.edge, hatch=ink.hatch,
        linewidth=0.8 if end > start else 2, zorder=2, clip_on=False,
    )  # fmt: skip


def target_line(axes: Axes, middle: float, high: float, at: float) -> None:
    """A target: a line across the bar, set off from a dark one by white."""
    ends = [middle - high / 2, middle + high / 2]
    axes.plot([at, at], ends, color=WHITE, linewidth=4, zorder=3)
    axes.plot([at, at], ends, color=BLACK, linewidth=2.2, zorder=3)


def _high(lines: Sequence[str]) -> float:
    return len(lines) * line_height(face(NAME_SIZE))
