"""For each label a bar of every series, one below the other: given beside paid, say."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planning.pictures import ink
from planning.pictures.labels import labels_of, marks_at
from planning.pictures.letters import face, width_of
from planning.pictures.model import Mark, Picture
from planning.pictures.rows import (
    Row,
    bar,
    height_of,
    is_stacked,
    rows_of,
    stacked_rows_of,
    target_line,
    write_names,
)
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, filled_sign, rule, span_of, tick_words, ticks

THICK, AXIS, NAMES = 0.16, 0.22, 0.36


def draw(picture: Picture, width: float) -> Figure:
    """Labels from the top down in the order in which series first name them."""
    labels = labels_of(picture)
    if not labels:
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    left, room, rows = _places(picture, labels, width)
    legend = [filled_sign(ink.of(ink.FILLS, place), each.name) for place, each in enumerate(picture.series)]
    high = height_of(rows)
    sheet = Sheet(picture, width, high + AXIS, legend if len(legend) > 1 else ())
    axes = sheet.axes(left, 0, room, high)
    axes.set_ylim(high, 0)
    _scale(sheet, axes, picture, (left, room, high))
    write_names(sheet, rows)
    for label, row in zip(labels, rows, strict=True):
        _row(axes, row, marks_at(picture, label))
    return sheet.figure


def _places(picture: Picture, labels: Sequence[str], width: float) -> tuple[float, float, list[Row]]:
    """Where bars begin, how long they may be, and their rows: beside their names, or below them."""
    drawn, said = [THICK * len(picture.series)] * len(labels), [()] * len(labels)
    if is_stacked(width):
        room = width - 2 * MARGIN
        return MARGIN, room, stacked_rows_of(labels, room, drawn, said)
    return width * NAMES, width * (1 - NAMES) - MARGIN, rows_of(labels, width * NAMES - 0.15, drawn, said)


def _scale(sheet: Sheet, axes: Axes, picture: Picture, box: tuple[float, float, float]) -> None:
    """An axis from zero, with room at its end for the longest bar's own number."""
    marks = [mark for series in picture.series for mark in series.marks]
    low, top = span_of([float(each) for mark in marks for each in (mark.value, mark.target) if each is not None])
    begin, room, high = box
    words = max((width_of(_words(mark), face(8)) for mark in marks), default=0) + 0.12
    span = top - low
    axes.set_xlim(low, top + span * words / (room - words))
    left, right = axes.get_xlim()
    for tick in ticks(low, top, most=5):
        if low <= tick <= top:
            rule(axes, tick, upright=True, strong=tick == 0)
            at = begin + (tick - left) / (right - left) * room
            sheet.write(tick_words(tick), at, high + AXIS / 2, face(8), ha="center", color=ink.GREY)


def _row(axes: Axes, row: Row, marks: Sequence[Mark | None]) -> None:
    first = row.drawn_at - THICK * (len(marks) - 1) / 2
    for place, mark in enumerate(marks):
        if mark:
            _bar(axes, first + place * THICK, mark, ink.of(ink.FILLS, place))


def _words(mark: Mark) -> str:
    """The number at a bar's end, and what is said of it."""
    if mark.value is None:
        return ink.NO_FIGURE
    return f"{mark.text} ({mark.said})" if mark.said else mark.text


def _bar(axes: Axes, middle: float, mark: Mark, how: ink.Ink) -> None:
    if mark.value is not None:
        bar(axes, middle, THICK * 0.82, (0, float(mark.value)), how)
    if mark.target is not None:
        target_line(axes, middle, THICK, float(mark.target))
    reach = max([Decimal(0), *(each for each in (mark.value, mark.target) if each is not None)])
    axes.annotate(
        _words(mark), (float(reach), middle), xytext=(4, 0), textcoords="offset points", va="center", zorder=4,
        fontproperties=face(8), color=ink.BLACK if mark.value is not None else ink.GREY, parse_math=False,
        annotation_clip=False,
    )  # fmt: skip
