"""Figures beside their targets: how far each is from what was asked, and on which side of it one wants it to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from planning.pictures.ink import BLACK, GREY, NO_FIGURE, STATE_WORDS, STATES, WANTED, WHITE, said_of
from planning.pictures.letters import face, wrapped
from planning.pictures.model import Mark, MarkState, Picture
from planning.pictures.rows import (
    NAME_SIZE,
    Row,
    bar,
    height_of,
    is_stacked,
    rows_of,
    stacked_rows_of,
    target_line,
    write_lines,
    write_names,
)
from planning.pictures.sheet import LYING, MARGIN, NOTHING, Sheet, filled_sign, rule, span_of, tick_words, ticks

THICK, TARGET_HIGH, LEAST, AXIS = 0.17, 0.29, 0.36, 0.22
# Shares of the width: the names, the bars; the words have what is left.
NAMES, BARS = 0.35, 0.29
HEADROOM, ROOM_AROUND, SIGN = 1.06, 0.5, 0.28
# So many marks stand in one column also where the page lies.
ONE_COLUMN = 6
DOWN = "càng thấp càng tốt"


@dataclass(frozen=True)
class Column:
    """Marks one below the other with their rows; where the bars lie, and where the words about them begin."""

    marks: Sequence[Mark]
    rows: list[Row]
    left: float
    bars: tuple[float, float]
    words: float


def draw(picture: Picture, width: float) -> Figure:
    """All marks in their order; with a unit they share a scale, without one each has its own.

    Many marks stand in two columns where the page lies, so that they are not higher than it.
    """
    marks = [mark for series in picture.series for mark in series.marks]
    if not marks:
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    count = 2 if width >= LYING and len(marks) > ONE_COLUMN else 1
    each = -(-len(marks) // count)
    columns = [
        _column(marks[place * each : (place + 1) * each], place * width / count, width / count)
        for place in range(count)
    ]
    high = max(height_of(column.rows) for column in columns)
    sheet = Sheet(picture, width, high + (AXIS if picture.unit else 0.0), _legend(marks))
    common = _span(marks) if picture.unit else None
    for column in columns:
        _draw_column(sheet, column, high, common)
    return sheet.figure


def _column(marks: Sequence[Mark], left: float, width: float) -> Column:
    names, drawn = [mark.label for mark in marks], [LEAST] * len(marks)
    if is_stacked(width):
        inner = width - 2 * MARGIN
        words = [_words(mark, inner - SIGN) for mark in marks]
        return Column(marks, stacked_rows_of(names, inner, drawn, words), left, (left + MARGIN, inner), left)
    words = [_words(mark, width * (1 - NAMES - BARS) - SIGN - MARGIN) for mark in marks]
    rows, begins = rows_of(names, width * NAMES - 0.15, drawn, words), left + width * NAMES
    return Column(marks, rows, left, (begins, width * BARS), begins + width * BARS)


def _draw_column(sheet: Sheet, column: Column, high: float, common: tuple[float, float] | None) -> None:
    left, width = column.bars
    axes = sheet.axes(left, 0, width, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, 1)
    if common:
        _scale(sheet, axes, common, (left, width, high))
    write_names(sheet, column.rows, column.left)
    for mark, row in zip(column.marks, column.rows, strict=True):
        _row(axes, mark, row, common or _own_span(mark))
        write_lines(sheet, row.said, column.words + SIGN, row.said_at)
    _signs(sheet, column, high)


def _legend(marks: Sequence[Mark]) -> list[Artist]:
    found = {mark.state for mark in marks if mark.value is not None} - {MarkState.NONE, MarkState.UNKNOWN}
    signs: list[Artist] = [filled_sign(STATES[state], STATE_WORDS[state]) for state in MarkState if state in found]
    if any(mark.target is not None for mark in marks):
        signs += [
            Line2D(
                [], [], linestyle="", marker="|", markersize=11, markeredgewidth=2.2, color=BLACK, label="kế hoạch"
            ),
            Patch(facecolor=WANTED, edgecolor="none", label="phía đạt kế hoạch"),
        ]
    if any(mark.start is not None for mark in marks):
        label = "từ mức trước kỳ này"
        signs.append(Line2D([], [], marker="o", markersize=5, markerfacecolor=WHITE, color=GREY, label=label))
    return signs


def _span(marks: Sequence[Mark]) -> tuple[float, float]:
    ends = [each for mark in marks for each in (mark.value, mark.target, mark.start) if each is not None]
    low, high = span_of([float(each) for each in ends])
    return low * HEADROOM, high * HEADROOM


def _own_span(mark: Mark) -> tuple[float, float]:
    """The scale of one mark: of a bar from zero, of a point on its way so wide that the way is seen."""
    ends = [float(each) for each in (mark.value, mark.target, mark.start) if each is not None]
    if not mark.is_down or not ends:
        return _span([mark])
    low, high = min(ends), max(ends)
    edge = (high - low) * ROOM_AROUND or abs(high) * ROOM_AROUND or 1
    return (max(low - edge, 0.0) if low >= 0 else low - edge), high + edge


def _scale(sheet: Sheet, axes: Axes, span: tuple[float, float], box: tuple[float, float, float]) -> None:
    left, room, high = box
    for tick in ticks(*span, most=4):
        if span[0] <= tick <= span[1]:
            at = _share(tick, span)
            rule(axes, at, upright=True)
            sheet.write(tick_words(tick), left + at * room, high + AXIS / 2, face(8), ha="center", color=GREY)


def _share(value: float, span: tuple[float, float]) -> float:
    return (value - span[0]) / (span[1] - span[0])


def _row(axes: Axes, mark: Mark, row: Row, span: tuple[float, float]) -> None:
    zero, middle = _share(0, span), row.drawn_at
    if mark.target is not None:
        at = _share(float(mark.target), span)
        side = (0, at) if mark.is_down else (at, 1 - at)
        axes.add_patch(
            Rectangle((side[0], middle - TARGET_HIGH / 2), side[1], TARGET_HIGH, facecolor=WANTED, zorder=0.6)
        )
        target_line(axes, middle, TARGET_HIGH, at)
    if not mark.is_down or zero >= 0:
        axes.plot([zero, zero], [middle - LEAST / 2, middle + LEAST / 2], color=GREY, linewidth=1, zorder=1)
    if mark.value is None:
        return
    value = _share(float(mark.value), span)
    if mark.is_down:
        _come_down(axes, mark, middle, value, None if mark.start is None else _share(float(mark.start), span))
    else:
        bar(axes, middle, THICK, (zero, value), STATES[mark.state])


def _come_down(axes: Axes, mark: Mark, middle: float, value: float, start: float | None) -> None:
    """A point and the way it came: of what is to be low, a longer bar would look like more."""
    how = STATES[mark.state]
    if start is not None and start != value:
        axes.annotate(
            "", (value, middle), (start, middle), zorder=3.5, annotation_clip=False,
            arrowprops={"arrowstyle": "-|>", "color": GREY, "linewidth": 1.4, "shrinkA": 2, "shrinkB": 4},
        )  # fmt: skip
        axes.scatter(start, middle, s=22, c=WHITE, edgecolors=GREY, linewidths=1.2, zorder=3.6, clip_on=False)
    axes.scatter(
        value, middle, s=62, marker=how.shape, c=how.fill, edgecolors=how.edge, hatch=how.hatch, linewidths=1.1,
        zorder=4, clip_on=False,
    )  # fmt: skip


def _words(mark: Mark, room: float) -> list[str]:
    """The figure with what is said of it; its target below, and where it began."""
    state = NO_FIGURE if mark.value is None else said_of(mark)
    figure = " – ".join(part for part in (mark.text if mark.value is not None else "", state) if part)
    target = f"kế hoạch: {mark.target_text}" if mark.target_text else ""
    way = ", ".join(filter(None, (mark.start_text, DOWN if mark.is_down else "")))
    font = face(NAME_SIZE)
    return [*wrapped(figure, font, room, 2), *wrapped(target, font, room, 3), *wrapped(way, font, room, 2)]


def _signs(sheet: Sheet, column: Column, high: float) -> None:
    """The shape of what is said of each figure, before its words."""
    axes = sheet.axes(column.words, 0, SIGN, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, SIGN)
    for mark, row in zip(column.marks, column.rows, strict=True):
        if mark.value is not None and mark.state is not MarkState.NONE:
            how = STATES[mark.state]
            axes.scatter(SIGN * 0.6, row.said_at, s=30, marker=how.shape, c=how.fill, edgecolors=how.edge)
