"""Bars with their targets as lines across: how far each figure is from what was asked."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from planning.pictures.ink import BLACK, GREY, NO_FIGURE, STATE_WORDS, STATES
from planning.pictures.letters import face, line_height, wrapped
from planning.pictures.model import Mark, MarkState, Picture
from planning.pictures.rows import NAME_SIZE, Row, bar, height_of, rows_of, target_line
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, filled_sign, rule, span_of, tick_words, ticks

THICK, TARGET_HIGH, LEAST, AXIS = 0.17, 0.29, 0.36, 0.22
# Shares of the width: the names, the bars; the words have what is left.
NAMES, BARS = 0.38, 0.34
HEADROOM, SIGN = 1.06, 0.28


def draw(picture: Picture, width: float) -> Figure:
    """All marks in their order; with a unit they share a scale, without one each has its own."""
    marks = [mark for series in picture.series for mark in series.marks]
    if not marks:
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    words = [_words(mark, width * (1 - NAMES - BARS) - SIGN - MARGIN) for mark in marks]
    least = [max(LEAST, len(lines) * line_height(face(NAME_SIZE))) for lines in words]
    rows = rows_of([mark.label for mark in marks], width * NAMES - 0.15, least)
    high, axis = height_of(rows), AXIS if picture.unit else 0.0
    sheet = Sheet(picture, width, high + axis, _legend(marks))
    axes = sheet.axes(width * NAMES, 0, width * BARS, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, 1)
    common = _span(marks)
    if picture.unit:
        _scale(sheet, axes, common, high)
    for mark, row, said in zip(marks, rows, words, strict=True):
        _row(axes, mark, row, common if picture.unit else _span([mark]))
        _lines(sheet, row.name, MARGIN, row.middle)
        _lines(sheet, said, width * (NAMES + BARS) + SIGN, row.middle)
    _signs(sheet, marks, rows, high)
    return sheet.figure


def _legend(marks: Sequence[Mark]) -> list[Artist]:
    found = {mark.state for mark in marks if mark.value is not None} - {MarkState.NONE, MarkState.UNKNOWN}
    signs: list[Artist] = [filled_sign(STATES[state], STATE_WORDS[state]) for state in MarkState if state in found]
    if any(mark.target is not None for mark in marks):
        signs.append(
            Line2D([], [], linestyle="", marker="|", markersize=11, markeredgewidth=2.2, color=BLACK, label="mục tiêu")
        )
    return signs


def _span(marks: Sequence[Mark]) -> tuple[float, float]:
    low, high = span_of([float(each) for mark in marks for each in (mark.value, mark.target) if each is not None])
    return low * HEADROOM, high * HEADROOM


def _scale(sheet: Sheet, axes: Axes, span: tuple[float, float], high: float) -> None:
    left, room = sheet.width * NAMES, sheet.width * BARS
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
    target = f"mục tiêu: {mark.target_text}" if mark.target_text else ""
    font = face(NAME_SIZE)
    return [*wrapped(figure, font, room, 2), *wrapped(target, font, room, 3)]


def _signs(sheet: Sheet, marks: Sequence[Mark], rows: Sequence[Row], high: float) -> None:
    """The shape of what is said of each figure, before its words."""
    axes = sheet.axes(sheet.width * (NAMES + BARS), 0, SIGN, high)
    axes.set_ylim(high, 0)
    axes.set_xlim(0, SIGN)
    for mark, row in zip(marks, rows, strict=True):
        if mark.value is not None and mark.state is not MarkState.NONE:
            how = STATES[mark.state]
            axes.scatter(SIGN * 0.6, row.middle, s=30, marker=how.shape, c=how.fill, edgecolors=how.edge)


def _lines(sheet: Sheet, lines: Sequence[str], left: float, middle: float) -> None:
    font = face(NAME_SIZE)
    step = line_height(font)
    for place, line in enumerate(lines):
        sheet.write(line, left, middle + (place - (len(lines) - 1) / 2) * step, font)
