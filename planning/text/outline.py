"""The text of a plan as an outline: what a line begins with gives its level, the program gives its number."""

import re
from collections.abc import Callable, Iterable
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


MARKERS = {
    Level.PART: re.compile(r"[IVX]+\.\s+"),
    Level.ARTICLE: re.compile(r"Điều \d+\.\s+"),
    Level.SUBCLAUSE: re.compile(r"\d+\.\d+\.\s+"),
    Level.CLAUSE: re.compile(r"\d+\.\s+"),
    Level.POINT: re.compile(r"[a-zđ]{1,2}\)\s*"),
    Level.DASH: re.compile(r"[-\u2013]\s+"),
    Level.PLUS: re.compile(r"\+\s+"),
}


ANCHOR = re.compile(r"\s*\{#(?P<name>[a-z0-9-]+)\}\s*$")


@dataclass(frozen=True)
class Line:
    """A paragraph; `anchor` is the name by which other lines refer to it, typed at its end as {#name}."""

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
    return [_line(text) for text in (raw.strip() for raw in source.splitlines()) if text]


def _line(text: str) -> Line:
    named = ANCHOR.search(text)
    anchor = named["name"] if named else ""
    if named:
        text = text[: named.start()]
    for level, marker in MARKERS.items():
        if found := marker.match(text):
            return Line(level, text[found.end() :], anchor)
    return Line(Level.PLAIN, text, anchor)


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
        result.append(Numbered(_marker(line.level, counts), line, _place(counts)))
    return result


def _place(counts: dict[Level, int]) -> str:
    """`điểm b khoản 2 Mục II`: where a line stands, from the lowest numbered level up."""
    words: list[tuple[Level, str, Callable[[int], str]]] = [
        (Level.POINT, "điểm", point_letter),
        (Level.CLAUSE, "khoản", str),
        (Level.ARTICLE, "Điều", str),
        (Level.PART, "Mục", roman),
    ]
    return " ".join(f"{word} {written_as(counts[level])}" for level, word, written_as in words if counts[level])


def _marker(level: Level, counts: dict[Level, int]) -> str:
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
    return "\n".join(_typed(marker, line) for marker, line, _ in numbered(lines))


def _typed(marker: str, line: Line) -> str:
    anchor = f" {{#{line.anchor}}}" if line.anchor else ""
    return f"{marker} {line.text}".strip() + anchor
