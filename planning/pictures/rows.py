"""Pictures made of rows: names at the left, bars in the middle, and words at the right, as high as the names need."""

from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes

from planning.pictures.ink import BLACK, WHITE, Ink
from planning.pictures.letters import face, line_height, wrapped

NAME_SIZE, ROW_GAP = 8.5, 0.1


@dataclass(frozen=True)
class Row:
    """The name of a row in lines, and where the row begins and how high it is, in inches."""

    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def rows_of(names: Iterable[str], room: float, least: Iterable[float]) -> list[Row]:
    """Rows one below the other: each as high as its name, and at least as high as what stands beside it."""
    font, rows, top = face(NAME_SIZE), list[Row](), 0.0
    for name, beside in zip(names, least, strict=True):
        lines = tuple(wrapped(name, font, room, most=4))
        height = max(len(lines) * line_height(font), beside) + ROW_GAP
        rows.append(Row(lines, top, height))
        top += height
    return rows


def height_of(rows: list[Row]) -> float:
    """How high all rows are together."""
    return rows[-1].top + rows[-1].height if rows else 0.0


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
