"""What a file may show: each app says which of its things a unit's report tells of, and how it calls them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

APART = ":"


@dataclass(frozen=True)
class Subject:
    """A kind of things files show, `<kind>:<name>` in an attachment.

    `words` tells many of them in words by their names, in a constant number of queries; a name it does not know is
    left out. `is_asked` says whether a unit's report of a period tells of the thing of a name at all.
    """

    kind: str
    words: Callable[[Collection[str]], Mapping[str, str]]
    is_asked: Callable[[ReportingPeriod, Unit, str], bool]


_subjects: dict[str, Subject] = {}


def provides_subject(subject: Subject) -> Subject:
    """Register a kind of things of which files may be the evidence."""
    _subjects[subject.kind] = subject
    return subject


def is_subject(period: ReportingPeriod, unit: Unit, subject: str) -> bool:
    """Whether a file of a unit's report may be the evidence of `subject`; "" is the report as a whole."""
    kind, _, name = subject.partition(APART)
    return not subject or (kind in _subjects and _subjects[kind].is_asked(period, unit, name))


def words_of_subjects(subjects: Iterable[str]) -> dict[str, str]:
    """Each of some subjects in words; what no app knows is left out."""
    names: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _, name = subject.partition(APART)
        names.setdefault(kind, set()).add(name)
    told = {kind: _subjects[kind].words(some) for kind, some in names.items() if kind in _subjects}
    return {f"{kind}{APART}{name}": words for kind, some in told.items() for name, words in some.items()}
