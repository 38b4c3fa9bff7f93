"""Bars with their targets as lines across: how far each figure is from what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from planning.pictures.ink import BLACK, GREY, NO_FIGURE, STATE_WORDS, STATES
from planning.pictures.letters import face, line_height, wrapped
from planning.pictures.model import Mark, MarkState, Picture
from planning.pictures.rows import NAME_SIZE, Row, bar, height_of, rows_of, target_line
from planning.pictures.sheet import LYING, MARGIN, NOTHING, Sheet, filled_sign, rule, span_of, tick_words, ticks

THICK, TARGET_HIGH, LEAST, AXIS = 0.17, 0.29, 0.36, 0.22
# Shares of the width: the names, the bars; the words have what is left.
NAMES, BARS = 0.38, 0.34
HEADROOM, SIGN = 1.06, 0.28
# So many marks stand in one column also where the page lies.
ONE_COLUMN = 6


@dataclass(frozen=True)
class Column:
    """Marks one below the other, with their rows and the lines of words beside them."""

    marks: Sequence[Mark]
    rows: list[Row]
    words: list[list[str]]
    left: float
    width: float


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
    words = [_words(mark, width * (1 - NAMES - BARS) - SIGN - MARGIN) for mark in marks]
    least = [max(LEAST, len(lines) * line_height(face(NAME_SIZE))) for lines in words]
    rows = rows_of([mark.label for mark in marks], width * NAMES - 0.15, least)
    return Column(marks, rows, words, left, width)


def _draw_column(sheet: Sheet, column: Column, high: float, common: tuple[float, float] | None) -> None:
    left, width = column.left + column.width * NAMES, column.width * BARS
    axes = sheet.axes(left, 0, width, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, 1)
    if common:
        _scale(sheet, axes, common, (left, width, high))
    for mark, row, said in zip(column.marks, column.rows, column.words, strict=True):
        _row(axes, mark, row, common or _span([mark]))
        _lines(sheet, row.name, column.left + MARGIN, row.middle)
        _lines(sheet, said, left + width + SIGN, row.middle)
    _signs(sheet, column, left + width, high)


def _legend(marks: Sequence[Mark]) -> list[Artist]:
    found = {mark.state for mark in marks if mark.value is not None} - {MarkState.NONE, MarkState.UNKNOWN}
    signs: list[Artist] = [filled_sign(STATES[state], STATE_WORDS[state]) for state in MarkState if state in found]
    if any(mark.target is not None for mark in marks):
        signs.append(
            Line2D([], [], linestyle="", marker="|", markersize=11, markeredgewidth=2.2, color=BLACK, label="kế hoạch")
        )
    return signs


def _span(marks: Sequence[Mark]) -> tuple[float, float]:
    low, high = span_of([float(each) for mark in marks for each in (mark.value, mark.target) if each is not None])
    return low * HEADROOM, high * HEADROOM


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
    zero = _share(0, span)
    axes.plot([zero, zero], [row.top, row.top + row.height], color=GREY, linewidth=1, zorder=1)
    if mark.value is not None:
        bar(axes, row.middle, THICK, (zero, _share(float(mark.value), span)), STATES[mark.state])
    if mark.target is not None:
        target_line(axes, row.middle, TARGET_HIGH, _share(float(mark.target), span))


def _words(mark: Mark, room: float) -> list[str]:
    """The figure with what is said of it, and its target below."""
    state = NO_FIGURE if mark.value is None else STATE_WORDS[mark.state]
    figure = " – ".join(part for part in (mark.text if mark.value is not None else "", state) if part)
    target = f"kế hoạch: {mark.target_text}" if mark.target_text else ""
    font = face(NAME_SIZE)
    return [*wrapped(figure, font, room, 2), *wrapped(target, font, room, 3)]


def _signs(sheet: Sheet, column: Column, left: float, high: float) -> None:
    """The shape of what is said of each figure, before its words."""
    axes = sheet.axes(left, 0, SIGN, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, SIGN)
    for mark, row in zip(column.marks, column.rows, strict=True):
        if mark.value is not None and mark.state is not MarkState.NONE:
            how = STATES[mark.state]
            axes.scatter(SIGN * 0.6, row.middle, s=30, marker=how.shape, c=how.fill, edgecolors=how.edge)


def _lines(sheet: Sheet, lines: Sequence[str], left: float, middle: float) -> None:
    font = face(NAME_SIZE)
    step = line_height(font)
    for place, line in enumerate(lines):
        sheet.write(line, left, middle + (place - (len(lines) - 1) / 2) * step, font)
