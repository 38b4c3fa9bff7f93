"""Numbers typed by hand where a figure could be quoted: those that repeat a bound figure, or say another than it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from planning.formats import NotANumber, parse_number, rounded, same_words
from planning.text.binding import Run, State

NUMBER = re.compile(r"(?<![\w.,/-])\d[\d.]*(?:,\d+)?(?![\d/])")
MEASURED = re.compile(r"(?P<number>[+-]?[\d.,]*\d)\s*(?P<unit>.*)")
# A typed number so near a figure of the same unit is taken to mean it.
NEAR = Decimal("0.1")


@dataclass(frozen=True)
class Typed:
    """A number with its unit as typed, the bound figure it stands for, and whether the two are the same."""

    text: str
    figure: Run
    is_same: bool


@dataclass(frozen=True)
class _Bound:
    """A figure as it prints: its number and unit, and the words by which a sentence would name it."""

    run: Run
    number: Decimal
    unit: str
    subject: str


def typed_beside(paragraphs: Iterable[tuple[Run, ...]]) -> list[list[Typed]]:
    """By paragraph, the numbers typed that mean a figure quoted in it, or one quoted elsewhere that it names."""
    texts = [(runs, same_words("".join(run.text for run in runs))) for runs in paragraphs]
    bound = {run: _bound(run) for runs, _ in texts for run in runs}
    quoted = list(dict.fromkeys(each for each in bound.values() if each))
    result = []
    for runs, words in texts:
        beside = {each for run in runs if (each := bound[run])}
        meant = [each for each in quoted if each in beside or _is_named(each, words)]
        plain = (run.text for run in runs if run.state is State.PLAIN)
        result.append([found for text in plain for found in _typed_in(text, meant)])
    return result


def _bound(run: Run) -> _Bound | None:
    found = MEASURED.fullmatch(run.text) if run.state is State.BOUND and run.value is not None else None
    if found is None or not found["unit"]:
        return None
    subject = same_words(re.split(r"[,:(]", run.label)[0])
    return _Bound(run, parse_number(found["number"].lstrip("+")), found["unit"], subject)


def _is_named(bound: _Bound, words: str) -> bool:
    """Whether a paragraph speaks of the figure by its name; one word is no name."""
    return " " in bound.subject and bound.subject in words


def _typed_in(text: str, meant: list[_Bound]) -> Iterator[Typed]:
    for found in NUMBER.finditer(text):
        try:
            value = parse_number(found[0])
        except NotANumber:
            continue
        alike = [each for each in meant if _follows(each.unit, text[found.end() :])]
        nearest = min(alike, key=lambda each: abs(each.number - value), default=None)
        if nearest and abs(nearest.number - value) <= abs(nearest.number) * NEAR:
            gap = "" if nearest.unit == "%" else " "
            same = rounded(nearest.number, len(found[0].partition(",")[2])) == value
            yield Typed(f"{found[0]}{gap}{nearest.unit}", nearest.run, same)


def _follows(unit: str, rest: str) -> bool:
    """Whether what stands behind a number is this unit, and no longer word."""
    return re.match(rf"\s*{re.escape(unit)}(?!\w)", rest) is not None
