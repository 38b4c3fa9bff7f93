"""Words in a picture: in the font documents are printed in, and never wider than the room they have."""

from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from planning.pictures.fonts import path_of

POINTS = 72
# What a line of text takes up, in sizes of its font.
LEADING = 1.25
MORE = "…"


@cache
def face(size: float, style: str = "regular") -> FontProperties:
    """The font in a size of points: regular, bold or italic."""
    return FontProperties(fname=path_of(style), size=size)


@lru_cache(maxsize=4096)
def width_of(words: str, font: FontProperties) -> float:
    """How wide words are, in inches."""
    wide, _, _ = TextToPath().get_text_width_height_descent(words, font, ismath=False)
    return wide / POINTS


def line_height(font: FontProperties) -> float:
    """How high a line is, in inches."""
    return font.get_size_in_points() * LEADING / POINTS


def wrapped(words: str, font: FontProperties, room: float, most: int = 3) -> list[str]:
    """Words in lines that fit `room` inches; what goes beyond `most` lines is left off, and shown to be."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", font) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} {lines[most]}"]
    return [shortened(line, font, room) for line in lines]


def shortened(line: str, font: FontProperties, room: float) -> str:
    """The line as far as it fits, ended by an ellipsis where it does not."""
    if width_of(line, font) <= room:
        return line
    while line and width_of(line + MORE, font) > room:
        line = line[:-1]
    return line.rstrip() + MORE
