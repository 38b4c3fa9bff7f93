"""Early warnings: each app says what will go wrong if nothing is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from planning.places.units import Unit, UnitQuerySet


@dataclass(frozen=True)
class EarlyWarning:
    """What threatens a unit: in a few words, the figures it rests on, where to look, until when."""

    unit: Unit
    title: str
    words: str
    address: str
    due_on: date | None = None


# Of all the units given, on a day; in a constant number of queries.
Watcher = Callable[[UnitQuerySet, date], Iterable[EarlyWarning]]
_watchers: list[Watcher] = []


def warns(watcher: Watcher) -> Watcher:
    """Register a function that looks for one kind of threat."""
    _watchers.append(watcher)
    return watcher


def warnings_of(units: UnitQuerySet, today: date) -> list[EarlyWarning]:
    """All warnings of some units, what is due first at the head."""
    found = [warning for watcher in _watchers for warning in watcher(units, today)]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.unit.code, each.title))
