"""For each label a bar of every series, one below the other: given beside paid, say."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planning.pictures import ink
from planning.pictures.labels import labels_of, marks_at
from planning.pictures.letters import face, line_height, width_of
from planning.pictures.model import Mark, Picture
from planning.pictures.rows import NAME_SIZE, Row, bar, height_of, rows_of, target_line
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, filled_sign, rule, span_of, tick_words, ticks

THICK, AXIS, NAMES = 0.16, 0.22, 0.36


def draw(picture: Picture, width: float) -> Figure:
    """Labels from the top down in the order in which series first name them."""
    labels = labels_of(picture)
    if not labels:
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    rows = rows_of(labels, width * NAMES - 0.15, [THICK * len(picture.series)] * len(labels))
    legend = [filled_sign(ink.of(ink.FILLS, place), each.name) for place, each in enumerate(picture.series)]
    high = height_of(rows)
    sheet = Sheet(picture, width, high + AXIS, legend if len(legend) > 1 else ())
    axes = sheet.axes(width * NAMES, 0, width * (1 - NAMES) - MARGIN, high)
    axes.set_ylim(high, 0)
    _scale(sheet, axes, picture, high)
    for label, row in zip(labels, rows, strict=True):
        _row(sheet, axes, row, marks_at(picture, label))
    return sheet.figure


def _scale(sheet: Sheet, axes: Axes, picture: Picture, high: float) -> None:
    """An axis from zero, with room at its end for the longest bar's own number."""
    marks = [mark for series in picture.series for mark in series.marks]
    low, top = span_of([float(each) for mark in marks for each in (mark.value, mark.target) if each is not None])
    room = sheet.width * (1 - NAMES) - MARGIN
    words = max((width_of(mark.text, face(8)) for mark in marks), default=0) + 0.12
    span = top - low
    axes.set_xlim(low, top + span * words / (room - words))
    left, right = axes.get_xlim()
    for tick in ticks(low, top, most=5):
        if low <= tick <= top:
            rule(axes, tick, upright=True, strong=tick == 0)
            at = sheet.width * NAMES + (tick - left) / (right - left) * room
            sheet.write(tick_words(tick), at, high + AXIS / 2, face(8), ha="center", color=ink.GREY)


def _row(sheet: Sheet, axes: Axes, row: Row, marks: Sequence[Mark | None]) -> None:
    first = row.middle - THICK * (len(marks) - 1) / 2
    for place, mark in enumerate(marks):
        if mark:
            _bar(axes, first + place * THICK, mark, ink.of(ink.FILLS, place))
    font = face(NAME_SIZE)
    for place, line in enumerate(row.name):
        sheet.write(line, MARGIN, row.middle + (place - (len(row.name) - 1) / 2) * line_height(font), font)


def _bar(axes: Axes, middle: float, mark: Mark, how: ink.Ink) -> None:
    if mark.value is not None:
        bar(axes, middle, THICK * 0.82, (0, float(mark.value)), how)
    if mark.target is not None:
        target_line(axes, middle, THICK, float(mark.target))
    words = mark.text if mark.value is not None else ink.NO_FIGURE
    reach = max([Decimal(0), *(each for each in (mark.value, mark.target) if each is not None)])
    axes.annotate(
        words, (float(reach), middle), xytext=(4, 0), textcoords="offset points", va="center", zorder=4,
        fontproperties=face(8), color=ink.BLACK if mark.value is not None else ink.GREY, parse_math=False,
        annotation_clip=False,
    )  # fmt: skip
