"""Figures that a form takes from elsewhere: each app answers for its own, for many units and cells at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

# (unit's id, what was asked)
Answers = Mapping[tuple[int, str], Decimal]
# What was asked, for several units as one; None for unknown.
Together = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Source:
    """A kind of figures under a name: `indicator` in `indicator:poor-rate.value`.

    `answer` gets what stands behind the colon, for many units, and costs a constant number of queries; what is
    unknown it leaves out. `problem` says what is wrong with a name behind the colon, "" where nothing is. `hint`
    tells an administrator how such names are written.

    Figures of several units are added, but for those that `together` answers for: a rate is of the counts of all, and
    None where it cannot be known. `adding` says why a name cannot stand in a column that adds, "" where it can.
    `words` calls names as people who read a form know them.
    """

    key: str
    label: str
    hint: str
    answer: Callable[[ReportingPeriod, Sequence[Unit], Collection[str]], Answers]
    problem: Callable[[str], str]
    together: Callable[[ReportingPeriod, Sequence[Unit], Collection[str]], Together] = lambda period, units, names: {}
    adding: Callable[[str], str] = lambda name: ""
    words: Callable[[Collection[str]], Mapping[str, str]] = lambda names: {}


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


def adding_problem(reference: str) -> str:
    """Why a reference that is sound cannot stand in a column that adds; empty where it can."""
    key, _, name = reference.partition(":")
    return _sources[key].adding(name)


def ask(period: ReportingPeriod, units: Sequence[Unit], references: Collection[str]) -> dict[tuple[int, str], Decimal]:
    """The figures of some units by (unit's id, reference); what is unknown is left out."""
    found: dict[tuple[int, str], Decimal] = {}
    for source, names in _by_source(references):
        answers = source.answer(period, units, names)
        found |= {(unit, f"{source.key}:{name}"): value for (unit, name), value in answers.items()}
    return found


def ask_together(
    period: ReportingPeriod, units: Sequence[Unit], references: Collection[str]
) -> dict[str, Decimal | None]:
    """What units come to together in figures that are not to be added, by reference; others are left out."""
    return {
        f"{source.key}:{name}": value
        for source, names in _by_source(references)
        for name, value in source.together(period, units, names).items()
    }


def words_of(references: Collection[str]) -> dict[str, str]:
    """What references are called for those who read a form, by reference."""
    return {
        f"{source.key}:{name}": told.get(name, f"{source.label} {name}")
        for source, names in _by_source(references)
        for told in [source.words(names)]
        for name in names
    }


def _by_source(references: Collection[str]) -> list[tuple[Source, list[str]]]:
    """Each source with the names that are asked of it; an unknown one is asked nothing."""
    asked: dict[str, list[str]] = {}
    for reference in references:
        key, _, name = reference.partition(":")
        asked.setdefault(key, []).append(name)
    return [(_sources[key], names) for key, names in asked.items() if key in _sources]
