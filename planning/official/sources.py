"""Figures that a form takes from elsewhere: each app answers for its own, for many units and cells at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

# (unit's id, what was asked)
Answers = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True)
class Source:
    """A kind of figures under a name: `indicator` in `indicator:poor-rate.value`.

    `answer` gets what stands behind the colon, for many units, and costs a constant number of queries; what is
    unknown it leaves out. `problem` says what is wrong with a name behind the colon, "" where nothing is. `hint`
    tells an administrator how such names are written.
    """

    key: str
    label: str
    hint: str
    answer: Callable[[ReportingPeriod, Sequence[Unit], Collection[str]], Answers]
    problem: Callable[[str], str]


_sources: dict[str, Source] = {}


def provides_source(source: Source) -> Source:
    """Register a kind of figures."""
    _sources[source.key] = source
    return source


def sources() -> list[Source]:
    """All kinds of figures, in the order in which they were brought."""
    return list(_sources.values())


def source_problem(reference: str) -> str:
    """What is wrong with a reference; empty where nothing is."""
    key, colon, name = reference.partition(":")
    if not colon or key not in _sources:
        known = ", ".join(f"{each}:" for each in _sources)
        return f"Nguồn số liệu “{reference}” không có; cần bắt đầu bằng một trong: {known}"
    return _sources[key].problem(name)


def ask(period: ReportingPeriod, units: Sequence[Unit], references: Collection[str]) -> dict[tuple[int, str], Decimal]:
    """The figures of some units by (unit's id, reference); what is unknown is left out."""
    by_source: dict[str, list[str]] = {}
    for reference in references:
        key, _, name = reference.partition(":")
        by_source.setdefault(key, []).append(name)
    found: dict[tuple[int, str], Decimal] = {}
    for key, names in by_source.items():
        if source := _sources.get(key):
            answers = source.answer(period, units, names)
            found |= {(unit, f"{key}:{name}"): value for (unit, name), value in answers.items()}
    return found
