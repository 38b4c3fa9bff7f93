"""The registry of pictures on dashboards: each app brings those of its figures, one function for each.

The same pictures stand in the appendices of reports wherever they show the same thing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planning.people.users import User
from planning.pictures.model import Picture
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod


@dataclass(frozen=True)
class Sight:
    """What a person looks at: a unit in a year, its communes that the person may see, and the period told of.

    `shown` is what communes are compared by, one of `measures`; `page` counts the pictures of many communes.
    """

    user: User
    unit: Unit
    year: int
    today: date
    communes: tuple[Unit, ...] = ()
    period: ReportingPeriod | None = None
    shown: str = ""
    page: int = 1
    measures: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """The day on whose map the year is seen."""
        return self.period.ends_on if self.period else date(self.year, 12, 31)


@dataclass(frozen=True)
class Exhibit:
    """A picture with where its marks lead to, by their keys (of MULTIPLES those of a series), and how many
    pages of it there are.
    """

    picture: Picture
    addresses: Mapping[str, str] = field(default_factory=dict)
    pages: int = 1


Painter = Callable[[Sight], Iterable[Exhibit]]
# What communes may be compared by: a value for addresses and its name.
Measures = Callable[[Sight], Iterable[tuple[str, str]]]

_painters: list[tuple[int, tuple[str, ...], Painter]] = []
_measures: list[tuple[int, Measures]] = []


def exhibits(*keys: str, position: int) -> Callable[[Painter], Painter]:
    """Register the function that makes the pictures of these keys, as far as they say anything of what is looked at.

    It costs the same queries however many the communes.
    """

    def register(painter: Painter) -> Painter:
        _painters.append((position, keys, painter))
        return painter

    return register


def compares(position: int) -> Callable[[Measures], Measures]:
    """Register a function that names what communes may be compared by."""

    def register(measures: Measures) -> Measures:
        _measures.append((position, measures))
        return measures

    return register


def measures_of(sight: Sight) -> list[tuple[str, str]]:
    """All that communes may be compared by, the usual one first."""
    ordered = sorted(_measures, key=lambda each: each[0])
    return [measure for _, measures in ordered for measure in measures(sight)]


def all_exhibits(sight: Sight) -> list[Exhibit]:
    """The pictures of a dashboard in their order."""
    ordered = sorted(_painters, key=lambda each: each[0])
    return [found for _, _, painter in ordered for found in painter(sight)]


def exhibit(key: str, sight: Sight) -> Exhibit | None:
    """One picture; None where nobody brings it, or it says nothing of what is looked at."""
    painted = (painter(sight) for _, keys, painter in _painters if key in keys)
    return next((found for each in painted for found in each if found.picture.key == key), None)
