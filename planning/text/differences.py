"""How two people's words for one section differ, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from planning.text.outline import Numbered, numbered, parse


class Side(StrEnum):
    BOTH = "both"
    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True)
class Difference:
    """A line, as numbered in the text it stands in, and whose it is."""

    side: Side
    text: str


def differences(theirs: str, mine: str) -> list[Difference]:
    """All lines of two outlines, those of one side only marked; a line that is only renumbered is no difference."""
    left, right = numbered(parse(theirs)), numbered(parse(mine))
    matcher = SequenceMatcher(a=[each.line for each in left], b=[each.line for each in right])
    found: list[Difference] = []
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            found += _lines(Side.BOTH, right[from_:to])
        else:
            found += [*_lines(Side.THEIRS, left[start:end]), *_lines(Side.MINE, right[from_:to])]
    return found


def _lines(side: Side, lines: list[Numbered]) -> Iterator[Difference]:
    for marker, line, _ in lines:
        yield Difference(side, f"{marker} {line.text}".strip())
