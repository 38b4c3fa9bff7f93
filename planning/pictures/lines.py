"""A line for each series over its labels, and dashed beside it the line of its targets; a blank is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planning.pictures import ink
from planning.pictures.labels import labels_of
from planning.pictures.letters import face, line_height, width_of
from planning.pictures.model import Mark, Picture, Series
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, line_sign, rule, span_of, tick_words, ticks

ROOM, AXIS, TARGET = 2.5, 0.24, "kế hoạch"
# A number stands this far from its point; of more lines than these only the last numbers are written.
AWAY, NUMBERED = 0.15, 2


@dataclass(frozen=True)
class Stroke:
    """One line to draw: what it is called, its heights (not a number where blank) and their words, by label."""

    name: str
    heights: tuple[float, ...]
    words: tuple[str, ...]
    how: ink.Ink
    dashed: bool = False

    @property
    def is_blank(self) -> bool:
        return all(isnan(height) for height in self.heights)


def draw(picture: Picture, width: float) -> Figure:
    """Labels from left to right; numbers stand at the points where there is room for them."""
    labels = labels_of(picture)
    strokes = [stroke for stroke in strokes_of(picture, labels) if not stroke.is_blank]
    if not strokes:
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    legend: list[Artist] = [line_sign(each.how, each.name, each.dashed) for each in strokes]
    sheet = Sheet(picture, width, ROOM + AXIS, legend)
    axes, left = _scaled(sheet, strokes)
    axes.set_xlim(-0.5, len(labels) - 0.5)
    room = (width - left - MARGIN) / len(labels)
    for stroke in strokes:
        trace(axes, stroke)
    for place in shown(labels, room):
        sheet.write(labels[place], left + (place + 0.5) * room, ROOM + AXIS / 2, face(8.5), ha="center")
    _number(axes, strokes, _numbered(strokes, room))
    return sheet.figure


def strokes_of(picture: Picture, labels: Sequence[str]) -> list[Stroke]:
    """Each series' line, then that of its targets."""
    strokes = []
    for place, series in enumerate(picture.series):
        how = ink.of(ink.LINES, place)
        marks = _by_label(series, labels)
        name = f"{series.name}, {TARGET}" if len(picture.series) > 1 else TARGET
        values = tuple(float(mark.value) if mark and mark.value is not None else nan for mark in marks)
        targets = tuple(float(mark.target) if mark and mark.target is not None else nan for mark in marks)
        strokes.append(Stroke(series.name, values, tuple(mark.text if mark else "" for mark in marks), how))
        strokes.append(Stroke(name, targets, tuple(mark.target_text if mark else "" for mark in marks), how, True))
    return strokes


def _by_label(series: Series, labels: Sequence[str]) -> list[Mark | None]:
    marks = {mark.label: mark for mark in series.marks}
    return [marks.get(label) for label in labels]


def trace(axes: Axes, stroke: Stroke, size: float = 5) -> None:
    """Draw a line with its points; where a height is missing the line is broken."""
    axes.plot(
        range(len(stroke.heights)), stroke.heights, color=stroke.how.edge, linewidth=1.6 * size / 5,
        linestyle="--" if stroke.dashed else "-", marker=stroke.how.shape, markersize=size,
        markerfacecolor="white" if stroke.dashed else stroke.how.fill, markeredgecolor=stroke.how.edge,
        zorder=2 if stroke.dashed else 3, clip_on=False,
    )  # fmt: skip


def scale_of(strokes: Sequence[Stroke], most: int = 6) -> list[float]:
    """The ticks all lines lie between."""
    return ticks(*span_of([each for stroke in strokes for each in stroke.heights if not isnan(each)]), most=most)


def shown(words: Sequence[str], room: float) -> list[int]:
    """The places whose words can stand side by side; the last one always does."""
    widest = max(width_of(each, face(8.5)) for each in words) + 0.08
    step = max(1, -(-int(widest * 1000) // max(1, int(room * 1000))))
    return [place for place in range(len(words)) if (len(words) - 1 - place) % step == 0]


def _scaled(sheet: Sheet, strokes: Sequence[Stroke]) -> tuple[Axes, float]:
    """Axes with their grid and numbers, and how far from the left they begin."""
    scale = scale_of(strokes)
    left = max(width_of(tick_words(tick), face(8)) for tick in scale) + MARGIN + 0.1
    axes = sheet.axes(left, 0, sheet.width - left - MARGIN, ROOM)
    axes.set_ylim(scale[0], scale[-1])
    for tick in scale:
        rule(axes, tick, upright=False, strong=tick == 0)
        axes.annotate(
            tick_words(tick), (0, tick), xycoords=axes.get_yaxis_transform(), xytext=(-4, 0), va="center", ha="right",
            textcoords="offset points", fontproperties=face(8), color=ink.GREY, annotation_clip=False,
        )  # fmt: skip
    return axes, left


def _numbered(strokes: Sequence[Stroke], room: float) -> list[int]:
    """The places whose figures are written."""
    words = [max((stroke.words[place] for stroke in strokes), key=len) for place in range(len(strokes[0].words))]
    places = shown(words, room)
    return places if len(strokes) <= NUMBERED else places[-1:]


def _number(axes: Axes, strokes: Sequence[Stroke], places: Sequence[int]) -> None:
    """Write figures at their points, and let the axes grow until the highest has room."""
    columns = {place: _figures_at(strokes, place) for place in places}
    for _ in range(2):
        low, high = axes.get_ylim()
        inch = (high - low) / ROOM
        written = {place: apart([height for height, _ in found], inch, low) for place, found in columns.items()}
        axes.set_ylim(low, max([high, *(at + AWAY * inch for each in written.values() for at in each)]))
    for place, found in columns.items():
        for (_, words), at in zip(found, written[place], strict=True):
            axes.text(
                place, at, words, ha="center", va="center", fontproperties=face(8), color=ink.BLACK, zorder=5,
                parse_math=False, bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip


def _figures_at(strokes: Sequence[Stroke], place: int) -> list[tuple[float, str]]:
    """The heights at a label with their words, from the lowest up."""
    found = [(stroke.heights[place], stroke.words[place]) for stroke in strokes if stroke.words[place]]
    return sorted(each for each in found if not isnan(each[0]))


def apart(heights: Sequence[float], inch: float, floor: float) -> list[float]:
    """Where the figures of one label stand, from the lowest up: above their points, the lowest of several below its
    own where there is room; no two on one another.
    """
    step = line_height(face(8)) * inch
    places: list[float] = []
    for height in heights:
        at = height + AWAY * inch
        if not places and len(heights) > 1 and height - AWAY * inch - step / 2 > floor:
            at = height - AWAY * inch
        places.append(max(at, places[-1] + step) if places else at)
    return places
