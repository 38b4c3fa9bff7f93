"""The text of a plan as an outline: what a line begins with gives its level, the program gives its number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from planning.formats import point_letter, roman


class Level(IntEnum):
    """The levels of the structure phần - khoản - điểm (Decree 30/2020/NĐ-CP, Appendix I), from the top."""

    PART = 1
    CLAUSE = 2
    SUBCLAUSE = 3
    POINT = 4
    DASH = 5
    PLUS = 6
    PLAIN = 7


MARKERS = {
    Level.PART: re.compile(r"[IVX]+\.\s+"),
    Level.SUBCLAUSE: re.compile(r"\d+\.\d+\.\s+"),
    Level.CLAUSE: re.compile(r"\d+\.\s+"),
    Level.POINT: re.compile(r"[a-zđ]{1,2}\)\s*"),
    Level.DASH: re.compile(r"[-\u2013]\s+"),
    Level.PLUS: re.compile(r"\+\s+"),
}


@dataclass(frozen=True)
class Line:
    level: Level
    text: str


class Numbered(NamedTuple):
    """A line with the marker it prints: `II.`, `3.`, `3.1.`, `đ)`, `-`, `+` or nothing."""

    marker: str
    line: Line


def parse(source: str) -> list[Line]:
    """Read an outline, one paragraph a line; blank lines are passed over and typed numbers are dropped."""
    return [_line(text) for text in (raw.strip() for raw in source.splitlines()) if text]


def _line(text: str) -> Line:
    for level, marker in MARKERS.items():
        if found := marker.match(text):
            return Line(level, text[found.end() :])
    return Line(Level.PLAIN, text)


def numbered(lines: Iterable[Line]) -> list[Numbered]:
    """Number an outline afresh: a level counts on until a higher one begins."""
    counts = dict.fromkeys(Level, 0)
    result = []
    for line in lines:
        if line.level is not Level.PLAIN:
            counts[line.level] += 1
            for lower in Level:
                if lower > line.level:
                    counts[lower] = 0
        result.append(Numbered(_marker(line.level, counts), line))
    return result


def _marker(level: Level, counts: dict[Level, int]) -> str:
    count = counts[level]
    return {
        Level.PART: f"{roman(count)}.",
        Level.CLAUSE: f"{count}.",
        Level.SUBCLAUSE: f"{counts[Level.CLAUSE]}.{count}.",
        Level.POINT: f"{point_letter(count)})",
        Level.DASH: "-",
        Level.PLUS: "+",
        Level.PLAIN: "",
    }[level]


def written(lines: Iterable[Line]) -> str:
    """Write an outline back with its numbers; parsing what is written gives the same outline."""
    return "\n".join(f"{marker} {line.text}".strip() for marker, line in numbered(lines))
