"""Two lists of texts laid beside each other: which line of the one became which line of the other."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Lines less alike than this are two lines, not one that was reworded.
ALIKE = 0.6
# A stretch with more pairs of lines than this is not searched for likenesses.
MOST_PAIRS = 900


class Pair(NamedTuple):
    """Places (from 0) in the old and the new list; None where a line has no counterpart."""

    old: int | None
    new: int | None


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Pair equal lines, then within what lies between them the most alike, in the order of both lists."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from map(Pair, range(start, end), range(new_start, new_end))
        else:
            yield from _paired(old, new, range(start, end), range(new_start, new_end))


def _paired(old: Sequence[str], new: Sequence[str], before: range, after: range) -> Iterator[Pair]:
    is_long = len(before) * len(after) > MOST_PAIRS
    if is_long and len(before) == len(after):
        yield from map(Pair, before, after)
        return
    best = None if is_long else _most_alike(old, new, before, after)
    if best is None:
        yield from (Pair(place, None) for place in before)
        yield from (Pair(None, place) for place in after)
        return
    here, there = best
    yield from _paired(old, new, range(before.start, here), range(after.start, there))
    yield Pair(here, there)
    yield from _paired(old, new, range(here + 1, before.stop), range(there + 1, after.stop))


def _most_alike(old: Sequence[str], new: Sequence[str], before: range, after: range) -> tuple[int, int] | None:
    best, likeness = None, ALIKE
    for there in after:
        matcher = SequenceMatcher(None, "", new[there], autojunk=False)
        for here in before:
            matcher.set_seq1(old[here])
            if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
                best, likeness = (here, there), ratio
    return best
