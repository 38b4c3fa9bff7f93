"""A small picture of lines for each series, all to one scale: which commune goes its own way."""

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from planning.pictures import ink
from planning.pictures.labels import labels_of
from planning.pictures.letters import face, line_height, width_of, wrapped
from planning.pictures.lines import TARGET, Stroke, scale_of, strokes_of, trace
from planning.pictures.model import Picture
from planning.pictures.sheet import MARGIN, NOTHING, Sheet, line_sign, rule, tick_words

PANEL, ROOM, NAME_SIZE = 1.45, 0.8, 8
HEAD, FOOT = 0.34, 0.26


def draw(picture: Picture, width: float) -> Figure:
    """As many small pictures in a row as the width takes, in the order of the series."""
    labels = labels_of(picture)
    strokes = strokes_of(picture, labels)
    if all(stroke.is_blank for stroke in strokes):
        return Sheet(picture, width, NOTHING).say_nothing_is_there()
    first = ink.LINES[0]
    legend: list[Artist] = [line_sign(first, "kết quả")]
    if any(stroke.dashed and not stroke.is_blank for stroke in strokes):
        legend.append(line_sign(first, TARGET, dashed=True))
    scale = scale_of(strokes, most=3)
    left = max(width_of(tick_words(tick), face(7.5)) for tick in scale) + MARGIN + 0.08
    columns = max(1, int((width - left) / PANEL))
    rows = -(-len(picture.series) // columns)
    sheet = Sheet(picture, width, rows * (HEAD + ROOM + FOOT), legend)
    step = (width - left - MARGIN) / columns
    for place, series in enumerate(picture.series):
        across, down = place % columns, place // columns
        corner = (left + across * step, down * (HEAD + ROOM + FOOT))
        _panel(sheet, series.name, labels, strokes[2 * place : 2 * place + 2], scale, (*corner, step - 0.14))
        if not across:
            _numbers(sheet, scale, left, corner[1] + HEAD)
    return sheet.figure


def _numbers(sheet: Sheet, scale: list[float], left: float, top: float) -> None:
    for tick in scale:
        at = top + ROOM * (scale[-1] - tick) / (scale[-1] - scale[0])
        sheet.write(tick_words(tick), left - 0.05, at, face(7.5), ha="right", color=ink.GREY)


def _panel(
    sheet: Sheet, name: str, labels: list[str], strokes: list[Stroke], scale: list[float],
    box: tuple[float, float, float],
) -> None:  # fmt: skip
    left, top, wide = box
    font = face(NAME_SIZE, "bold")
    lines = wrapped(name, font, wide, most=2)
    for place, line in enumerate(lines):
        sheet.write(line, left, top + HEAD - 0.1 - (len(lines) - 1 - place) * line_height(font), font)
    axes = sheet.axes(left, top + HEAD, wide, ROOM)
    axes.set_xlim(-0.4, len(labels) - 0.6)
    axes.set_ylim(scale[0], scale[-1])
    for tick in scale:
        rule(axes, tick, upright=False, strong=tick == 0)
    for stroke in strokes:
        trace(axes, Stroke(stroke.name, stroke.heights, stroke.words, ink.LINES[0], stroke.dashed), size=3)
    if strokes[0].is_blank:
        sheet.write(ink.NO_FIGURE, left + wide / 2, top + HEAD + ROOM / 2, face(7.5, "italic"), ha="center")
    ends = [(labels[0], "left", left), (labels[-1], "right", left + wide)][: len(labels)]
    for words, side, at in ends:
        sheet.write(words, at, top + HEAD + ROOM + 0.1, face(7.5), ha=side, color=ink.GREY)
