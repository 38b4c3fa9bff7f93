"""Remarks under a table, each told once: one on a single line by its name, one on several by a mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.words import lowered


@dataclass(frozen=True)
class Footnotes:
    """For each line the mark behind its name (` (1)`, ` (1, 2)`, or nothing), and the notes under the table."""

    marks: tuple[str, ...]
    lines: tuple[str, ...]


def footnotes(names: Sequence[str], remarks: Sequence[Iterable[str]], everything: str) -> Footnotes:
    """The notes on lines with some `remarks` each; one on all of several lines begins with `everything`."""
    places: dict[str, list[int]] = {}
    for place, of_line in enumerate(remarks):
        for words in dict.fromkeys(of_line):
            places.setdefault(words, []).append(place)
    marked = [words for words, found in places.items() if 1 < len(found) < len(names)]
    numbers: list[list[str]] = [[] for _ in names]
    for number, words in enumerate(marked, start=1):
        for place in places[words]:
            numbers[place].append(str(number))
    lines = [_line(words, found, names, marked, everything) for words, found in places.items()]
    return Footnotes(tuple(f" ({', '.join(each)})" if each else "" for each in numbers), tuple(lines))


def _line(words: str, places: Sequence[int], names: Sequence[str], marked: list[str], everything: str) -> str:
    if words in marked:
        return f"({marked.index(words) + 1}) {words[:1].upper()}{words[1:]}"
    if len(places) > 1:
        return f"{everything}: {lowered(words)}"
    return f"{names[places[0]]}: {words}"
