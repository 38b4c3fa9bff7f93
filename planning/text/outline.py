"""The text of a plan as an outline: what a line begins with gives its level, the program gives its number.

`static/js/outline.js` says the same to the browser; a test compares the two.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from planning.formats import point_letter, roman


class Level(IntEnum):
    """The levels of the structure phần - khoản - điểm (Decree 30/2020/NĐ-CP, Appendix I), from the top."""

    PART = 1
    ARTICLE = 2
    CLAUSE = 3
    SUBCLAUSE = 4
    POINT = 5
    DASH = 6
    PLUS = 7
    PLAIN = 8


Counts = Mapping[Level, int]
MARKERS = {
    Level.PART: re.compile(r"[IVX]+\.(?:\s+|$)"),
    Level.ARTICLE: re.compile(r"Điều [0-9]+\.(?:\s+|$)"),
    Level.SUBCLAUSE: re.compile(r"[0-9]+\.[0-9]+\.(?:\s+|$)"),
    Level.CLAUSE: re.compile(r"[0-9]+\.(?:\s+|$)"),
    Level.POINT: re.compile(r"(?:([a-zđ])\1*|[a-zđ]{2})\)\s*"),
    Level.DASH: re.compile(r"[-\u2013](?:\s+|$)"),
    Level.PLUS: re.compile(r"\+(?:\s+|$)"),
}
# Stands before words that only look like a marker, or at a line's end like an anchor, and are neither.
ESCAPE = "\\"
ANCHOR = re.compile(r"(?P<escapes>\\*)\{#(?P<name>[a-z0-9-]+)\}$")


@dataclass(frozen=True)
class Line:
    """A paragraph; `anchor` is the name by which other lines refer to it, typed at its end as {#name}.

    `text` has no blank at its ends. A plain line without text and anchor is no line: it is passed over.
    """

    level: Level
    text: str
    anchor: str = ""


class Numbered(NamedTuple):
    """A line with the marker it prints (`II.`, `3.`, `3.1.`, `đ)`, `-`, `+` or nothing) and how it is referred to."""

    marker: str
    line: Line
    place: str


def parse(source: str) -> list[Line]:
    """Read an outline, one paragraph a line; blank lines are passed over and typed numbers are dropped."""
    lines = (_line(raw.strip()) for raw in source.splitlines())
    return [line for line in lines if not _is_nothing(line)]


def _line(typed: str) -> Line:
    level, text = _levelled(typed)
    named = ANCHOR.search(text)
    if not named:
        return Line(level, text)
    before = text[: named.start()]
    if named["escapes"]:
        return Line(level, before + text[named.start() + 1 :])
    return Line(level, before.rstrip(), named["name"])


def _levelled(typed: str) -> tuple[Level, str]:
    if typed.startswith(ESCAPE):
        return Level.PLAIN, typed[1:].lstrip()
    for level, marker in MARKERS.items():
        if found := marker.match(typed):
            return level, typed[found.end() :]
    return Level.PLAIN, typed


def _is_nothing(line: Line) -> bool:
    return line == Line(Level.PLAIN, "")


def numbered(lines: Iterable[Line], start: Counts | None = None) -> list[Numbered]:
    """Number an outline afresh, or on from `start`: a level counts on until a higher one begins."""
    counts = dict.fromkeys(Level, 0) | dict(start or {})
    result = []
    for line in lines:
        _count(line, counts)
        result.append(Numbered(_marker(line.level, counts), line, _place(counts)))
    return result


def counts_after(lines: Iterable[Line]) -> Counts:
    """How far each level has counted at the end of `lines`: where what follows them goes on."""
    counts = dict.fromkeys(Level, 0)
    for line in lines:
        _count(line, counts)
    return counts


def _count(line: Line, counts: dict[Level, int]) -> None:
    if line.level is Level.PLAIN:
        return
    counts[line.level] += 1
    for lower in Level:
        if lower > line.level:
            counts[lower] = 0


def _place(counts: Counts) -> str:
    """`điểm b khoản 2 Mục II`: where a line stands, from the lowest numbered level up.

    What stands under a numbered `2.1.` is called tiết, since `2.1.` is itself the điểm of its khoản.
    """
    clause, subclause = counts[Level.CLAUSE], counts[Level.SUBCLAUSE]
    words = [
        (counts[Level.POINT], f"{'tiết' if subclause else 'điểm'} {point_letter(counts[Level.POINT])}"),
        (subclause, f"điểm {clause}.{subclause}"),
        (clause, f"khoản {clause}"),
        (counts[Level.ARTICLE], f"Điều {counts[Level.ARTICLE]}"),
        (counts[Level.PART], f"Mục {roman(counts[Level.PART])}"),
    ]
    return " ".join(word for count, word in words if count)


def _marker(level: Level, counts: Counts) -> str:
    count = counts[level]
    return {
        Level.PART: f"{roman(count)}.",
        Level.ARTICLE: f"Điều {count}.",
        Level.CLAUSE: f"{count}.",
        Level.SUBCLAUSE: f"{counts[Level.CLAUSE]}.{count}.",
        Level.POINT: f"{point_letter(count)})",
        Level.DASH: "-",
        Level.PLUS: "+",
        Level.PLAIN: "",
    }[level]


def written(lines: Iterable[Line]) -> str:
    """Write an outline back with its numbers; parsing what is written gives the same outline."""
    return "\n".join(_typed(marker, line) for marker, line, _ in numbered(lines) if not _is_nothing(line))


def _typed(marker: str, line: Line) -> str:
    text = line.text
    if not line.anchor and (like_one := ANCHOR.search(text)):
        text = text[: like_one.start()] + ESCAPE + text[like_one.start() :]
    if line.level is Level.PLAIN and (text.startswith(ESCAPE) or _levelled(text)[0] is not Level.PLAIN):
        text = ESCAPE + text
    anchor = f"{{#{line.anchor}}}" if line.anchor else ""
    return " ".join(part for part in (marker, text, anchor) if part)
