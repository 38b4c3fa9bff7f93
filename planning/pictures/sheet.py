"""The sheet a picture is drawn on: title, unit, legend, then the room for its marks, and its note; in inches."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from planning.formats import number
from planning.pictures.ink import BLACK, FAINT, GREY, Ink
from planning.pictures.letters import face, line_height, shortened, width_of, wrapped
from planning.pictures.model import Picture

CENTIMETRE = 1 / 2.54
# The width of the text of a page of A4, upright and lying (Decree 30/2020/NĐ-CP, Appendix I).
UPRIGHT, LYING = 16 * CENTIMETRE, 24.7 * CENTIMETRE
# As wide as a phone shows without making the smallest letters smaller than they are in its own text.
NARROW = 8.6 * CENTIMETRE
MARGIN, GAP = 0.06, 0.08
# How high a picture is that has nothing to show.
NOTHING = 0.6
LEGEND_ROW, LEGEND_SIGN = 0.2, 0.55
# A figure's own number has no more digits after the comma than this; axes have fewer.
DIGITS = 10


class Sheet:
    """A figure that is as high as what stands on it; `plot` is the room for the marks, as Axes are placed in it."""

    def __init__(self, picture: Picture, width: float, room: float, legend: Sequence[Artist] = ()) -> None:
        self.width = width
        title, small, note = face(10.5, "bold"), face(8.5, "italic"), face(8, "italic")
        inner = width - 2 * MARGIN
        above = [(line, title) for line in wrapped(picture.title, title, inner, most=4)]
        above += [(line, face(9)) for line in wrapped(picture.subtitle, face(9), inner)]
        if picture.unit:
            above.append((shortened(f"Đơn vị tính: {picture.unit}", small, inner), small))
        below = [(line, note) for line in wrapped(picture.note, note, inner, most=9)]
        columns, rows = _legend_grid(legend, inner)
        heights = [sum(line_height(font) for _, font in lines) for lines in (above, below)]
        self.height = sum(heights) + rows * LEGEND_ROW + room + 2 * MARGIN + 3 * GAP
        self.figure = Figure(figsize=(width, self.height), facecolor="white")
        top = self._write(above, MARGIN) + GAP
        if legend:
            self._explain(legend, columns, top)
        self.top = top + rows * LEGEND_ROW + GAP
        self._write(below, self.top + room + GAP)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes without frame, ticks or numbers; measured from the left and the top of the room for the marks."""
        down = self.height - self.top - top - height
        box = (left / self.width, down / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(box)
        axes.set_axis_off()
        return axes

    def write(self, words: str, left: float, top: float, font: FontProperties, **how: str) -> None:
        """Words at a place measured as that of axes: their line's left end and middle, unless `how` says else."""
        place: dict[str, Any] = {"ha": "left", "va": "center", "color": BLACK} | how
        x, y = left / self.width, 1 - (self.top + top) / self.height
        self.figure.text(x, y, words, fontproperties=font, parse_math=False, **place)

    def say_nothing_is_there(self, room: float = NOTHING) -> Figure:
        """The sheet of a picture without figures, with the words in the middle of some room."""
        self.write("Chưa có số liệu", self.width / 2, room / 2, face(11, "italic"), ha="center", color=GREY)
        return self.figure

    def _write(self, lines: Sequence[tuple[str, FontProperties]], top: float) -> float:
        for words, font in lines:
            top += line_height(font)
            place = (MARGIN / self.width, 1 - top / self.height)
            self.figure.text(
                *place, words, fontproperties=font, color=BLACK, va="baseline", ha="left", parse_math=False
            )
        return top

    def _explain(self, legend: Sequence[Artist], columns: int, top: float) -> None:
        """Signs in rows; the library fills columns."""
        box = self.figure.legend(
            handles=[sign for column in range(columns) for sign in legend[column::columns]], ncols=columns,
            loc="upper left", bbox_to_anchor=(MARGIN / self.width, 1 - top / self.height), prop=face(8.5),
            frameon=False, borderpad=0, borderaxespad=0.3, handlelength=2.2, labelspacing=0.45,
        )  # fmt: skip
        for text in box.get_texts():
            text.set_parse_math(False)


def _legend_grid(legend: Sequence[Artist], room: float) -> tuple[int, int]:
    """In how many columns and rows the signs stand; a name too long for a row is cut."""
    font = face(8.5)
    for sign in legend:
        sign.set_label(shortened(str(sign.get_label()), font, room - LEGEND_SIGN))
    widest = max((width_of(str(sign.get_label()), font) + LEGEND_SIGN for sign in legend), default=1)
    columns = max(1, min(len(legend), int(room / widest)))
    return columns, -(-len(legend) // columns)


def filled_sign(ink: Ink, words: str) -> Patch:
    """What explains a fill."""
    return Patch(facecolor=ink.fill, edgecolor=ink.edge, hatch=ink.hatch, linewidth=0.8, label=words)


def shape_sign(ink: Ink, words: str, fill: str = "") -> Line2D:
    """What explains the shape of a point, or its fill."""
    return Line2D(
        [], [], linestyle="", marker=ink.shape, markersize=6.5, markerfacecolor=fill or ink.fill,
        markeredgecolor=ink.edge, label=words,
    )  # fmt: skip


def line_sign(ink: Ink, words: str, dashed: bool = False) -> Line2D:
    """What explains a line: dashed with an open shape where it is what was asked for."""
    return Line2D(
        [], [], color=ink.edge, linestyle="--" if dashed else "-", linewidth=1.6, marker=ink.shape, markersize=5,
        markerfacecolor="white" if dashed else ink.fill, markeredgecolor=ink.edge, label=words,
    )  # fmt: skip


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from below the lowest value to above the highest."""
    return [float(tick) for tick in MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]


def tick_words(tick: float) -> str:
    """A number of an axis in Vietnamese form."""
    return number(Decimal(repr(round(tick, DIGITS))) + 0)


def span_of(values: Sequence[float]) -> tuple[float, float]:
    """From the lowest value, or zero where all lie above it, to the highest: lengths are read from zero."""
    low, high = min([0.0, *values]), max([0.0, *values])
    return (low, high) if high > low else (low, low + 1)


def rule(axes: Axes, at: float, *, upright: bool, strong: bool = False) -> None:
    """A line of the grid behind the marks; a strong one where lengths begin."""
    draw = axes.axvline if upright else axes.axhline
    draw(at, color=GREY if strong else FAINT, linewidth=1 if strong else 0.6, zorder=0.5)
