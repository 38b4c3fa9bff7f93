"""Units as points at their places: darker where a figure is higher, of another shape where another thing is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from planning.pictures import ink
from planning.pictures.letters import face, line_height, width_of, wrapped
from planning.pictures.model import Mark, MarkState, Picture
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, shape_sign, tick_words, ticks

CLASSES = 5
LOWEST, HIGHEST = 2.6, 7.2
# Kilometres in a degree of latitude, and the lengths a scale may have.
DEGREE, LENGTHS = 111.2, (1, 2, 5, 10, 20, 50, 100, 200, 500)
NAMED, UNPLACED_LINES = 30, 4
# In inches.
FRAME_GAP = 0.12


@dataclass(frozen=True)
class Spot:
    """A mark on the sheet: its place in degrees of latitude, east-west distances made as long as those."""

    mark: Mark
    x: float
    y: float


def draw(picture: Picture, width: float) -> Figure:
    """The marks that have a place; below them the names of those that have none."""
    marks = [mark for series in picture.series for mark in series.marks]
    spots = spots_of(marks)
    lost = [mark.label for mark in marks if mark.longitude is None or mark.latitude is None]
    words = wrapped(f"Chưa có tọa độ: {'; '.join(lost)}." if lost else "", face(8), width - 2 * MARGIN, UNPLACED_LINES)
    below = len(words) * line_height(face(8))
    edges = edges_of(marks)
    frame = frame_of(spots)
    room = min(max((width - 2 * MARGIN) * frame.tall / frame.wide, LOWEST), HIGHEST) if spots else NOTHING
    sheet = Sheet(picture, width, room + below, _legend(marks, edges))
    for place, line in enumerate(words):
        sheet.write(line, MARGIN, room + (place + 0.5) * line_height(face(8)), face(8))
    if not spots:
        return sheet.say_nothing_is_there(room)
    axes = sheet.axes(MARGIN, 0, width - 2 * MARGIN, room)
    frame.show(axes, width - 2 * MARGIN, room)
    axes.add_patch(Rectangle((0, 0), 1, 1, transform=axes.transAxes, fill=False, edgecolor=ink.FAINT, clip_on=False))
    _plot(axes, spots, edges)
    _name(axes, spots, sheet)
    _scale(axes)
    return sheet.figure


def spots_of(marks: Sequence[Mark]) -> list[Spot]:
    """Where marks lie: at their middle latitude a degree of longitude is as much shorter as its cosine says."""
    places = [
        (mark, float(mark.longitude), float(mark.latitude))
        for mark in marks
        if mark.longitude is not None and mark.latitude is not None
    ]
    if not places:
        return []
    latitudes = [latitude for _, _, latitude in places]
    shrink = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return [Spot(mark, longitude * shrink, latitude) for mark, longitude, latitude in places]


@dataclass(frozen=True)
class Frame:
    """What part of the map is drawn: its middle, and how wide and tall it is at least."""

    x: float
    y: float
    wide: float
    tall: float

    def show(self, axes: Axes, width: float, height: float) -> None:
        """Let the axes show the frame, with as much more at two sides as their own shape asks."""
        wide = max(self.wide, self.tall * width / height)
        tall = wide * height / width
        axes.set_xlim(self.x - wide / 2, self.x + wide / 2)
        axes.set_ylim(self.y - tall / 2, self.y + tall / 2)


def frame_of(spots: Sequence[Spot]) -> Frame:
    """The frame around all spots, with a margin; of a single one, some kilometres around it."""
    if not spots:
        return Frame(0, 0, 1, 1)
    across, up = [spot.x for spot in spots], [spot.y for spot in spots]
    wide, tall = max(across) - min(across), max(up) - min(up)
    edge = max(wide, tall) * 0.08 or 0.05
    middle = (min(across) + max(across)) / 2, (min(up) + max(up)) / 2
    return Frame(*middle, max(wide, 0.3) + 2 * edge, tall + 2 * edge)


def edges_of(marks: Sequence[Mark]) -> list[float]:
    """The limits of the classes of values: round numbers, each class from one to just below the next."""
    values = {float(mark.value) for mark in marks if mark.value is not None}
    if len(values) < 2:
        return []
    return ticks(min(values), max(values), most=CLASSES)


def class_of(value: float, edges: Sequence[float]) -> int:
    """The place of a value's class; what lies on a limit is in the class above, but for the last."""
    return min(max(sum(edge <= value for edge in edges) - 1, 0), max(len(edges) - 2, 0))


def fill_of(mark: Mark, edges: Sequence[float]) -> str:
    """What a mark is filled with: its class where it has a value, else what its state says."""
    if mark.value is None:
        return ink.STATES[mark.state].fill if mark.state is not MarkState.NONE else ink.WHITE
    return ink.shade(class_of(float(mark.value), edges), len(edges) - 1)


def _legend(marks: Sequence[Mark], edges: Sequence[float]) -> list[Artist]:
    plain = ink.STATES[MarkState.NONE]
    signs: list[Artist] = []
    for place, (low, high) in enumerate(pairwise(edges)):
        words = f"từ {tick_words(low)} đến {'' if place == len(edges) - 2 else 'dưới '}{tick_words(high)}"
        signs.append(shape_sign(plain, words, ink.shade(place, len(edges) - 1)))
    found = {mark.state for mark in marks} - {MarkState.NONE}
    names = ink.words_of_states(marks)
    signs += [shape_sign(ink.STATES[state], names[state]) for state in MarkState if state in found]
    return signs


def _plot(axes: Axes, spots: Sequence[Spot], edges: Sequence[float]) -> None:
    size = 64 if len(spots) <= NAMED else 34 if len(spots) <= 200 else 12
    for state in MarkState:
        group = [spot for spot in spots if spot.mark.state is state]
        if group:
            axes.scatter(
                [spot.x for spot in group], [spot.y for spot in group], s=size, marker=ink.STATES[state].shape,
                c=[fill_of(spot.mark, edges) for spot in group], edgecolors=ink.STATES[state].edge, linewidths=0.8,
                zorder=3,
            )  # fmt: skip


def _name(axes: Axes, spots: Sequence[Spot], sheet: Sheet) -> None:
    """Names beside the points where they hide no other name and no point; of many those of the highest figures.

    Where marks have no figures, those of what is missed are named: whose report is overdue.
    """
    left, right = axes.get_xlim()
    inch = (right - left) / (sheet.width - 2 * MARGIN)
    # A name keeps off the frame by as much as a drawn letter may be wider than a measured one.
    left, right = left + FRAME_GAP * inch, right - FRAME_GAP * inch
    font = face(7.5)
    taken = [
        (spot.x - 0.05 * inch, spot.y - 0.05 * inch, spot.x + 0.05 * inch, spot.y + 0.05 * inch) for spot in spots
    ]
    worthy = [spot for spot in spots if len(spots) <= NAMED or _tells(spot.mark)]
    ranked = sorted(worthy, key=lambda spot: (not _tells(spot.mark), -(spot.mark.value or 0), spot.mark.label))
    for spot in ranked[:NAMED]:
        words = f"{spot.mark.label} {spot.mark.text}" if spot.mark.value is not None else spot.mark.label
        wide, high = width_of(words, font) * inch, line_height(font) * inch
        for x, y in _around(spot, wide, high, 0.09 * inch):
            box = (x, y - high / 2, x + wide, y + high / 2)
            if box[0] > left and box[2] < right and not any(_meet(box, other) for other in taken):
                axes.text(x, y, words, fontproperties=font, va="center", ha="left", zorder=4, parse_math=False)
                taken.append(box)
                break


def _tells(mark: Mark) -> bool:
    """Whether one looks for it by name."""
    return mark.value is not None or mark.state is MarkState.MISSED


def _around(spot: Spot, wide: float, high: float, away: float) -> list[tuple[float, float]]:
    """Where a name may begin: right, left, above and below its point."""
    up = away + high / 2
    return [
        (spot.x + away, spot.y),
        (spot.x - away - wide, spot.y),
        (spot.x - wide / 2, spot.y + up),
        (spot.x - wide / 2, spot.y - up),
    ]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(axes: Axes) -> None:
    """A bar of a round number of kilometres at the lower left."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    whole = (right - left) * DEGREE
    length = max([each for each in LENGTHS if each <= whole / 4], default=LENGTHS[0])
    x, y = left + (right - left) * 0.01, low + (high - low) * 0.03
    axes.plot([x, x + length / DEGREE], [y, y], color=ink.BLACK, linewidth=2, zorder=4)
    axes.annotate(
        f"{length} km", (x + length / DEGREE, y), xytext=(4, 0), textcoords="offset points", va="center",
        fontproperties=face(8), parse_math=False,
    )  # fmt: skip
