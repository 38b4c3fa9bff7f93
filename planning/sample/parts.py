"""The registry of what the apps bring to the sample province: facts of its units, and the figures of its plans."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from planning.people.users import User
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.plans import Plan
from planning.plans.programmes import Programme

LAST_YEAR = 2025
# The year from which the new map holds, to the day.
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


@dataclass(frozen=True)
class Size:
    """How large a sample is; the same size and seed give the same rows."""

    communes: int
    years: int
    seed: int

    @property
    def first_year(self) -> int:
        return LAST_YEAR - self.years + 1


@dataclass
class Place:
    """An invented commune or district and what its figures grow from.

    `poor` is how many of a thousand households were poor before the first year, `minority` how many of a hundred
    belong to an ethnic minority. The counts of a place are multiples of `step`, so that a stated share divides them.
    """

    unit: Unit
    households: int = 0
    poor: int = 0
    minority: int = 0
    step: int = 1
    is_urban: bool = False
    district: "Place | None" = None

    @property
    def weight(self) -> int:
        """By how much of the province's poverty it has."""
        return self.households * self.poor


@dataclass
class Sample:
    """The sample province as far as it is made."""

    size: Size
    programme: Programme
    province: Place
    districts: list[Place] = field(default_factory=list)
    former: list[Place] = field(default_factory=list)
    communes: list[Place] = field(default_factory=list)
    # The communes of today by the former ones, each with the hundredths of its figures that go there.
    origins: dict[int, list[tuple[Place, int]]] = field(default_factory=dict)
    agencies: list[Agency] = field(default_factory=list)
    editor: User | None = None
    signer: User | None = None

    def dice(self, *topic: object) -> random.Random:
        """Chance for a topic, always the same one for a seed, whatever else has been thrown before."""
        return random.Random(":".join(map(str, (self.size.seed, *topic))))

    @property
    def years(self) -> range:
        return range(self.size.first_year, LAST_YEAR + 1)

    def places_of(self, year: int) -> list[Place]:
        """The communes that report for a year: those of the map at its end."""
        return self.communes if year == LAST_YEAR else self.former

    def holders_of(self, plan: Plan) -> list[Place]:
        """The units directly below a plan's on the map it is made for."""
        if plan.unit_id != self.province.unit.pk:
            return []
        return self.communes if plan.last_year == LAST_YEAR else self.districts

    def agencies_on(self, unit: Unit, day: date) -> list[Agency]:
        """The agencies of a unit on a day."""
        return [
            agency
            for agency in self.agencies
            if agency.unit_id == unit.pk and (agency.valid_from or date.min) <= day <= (agency.valid_to or date.max)
        ]


Facts = Callable[[Sample, datetime], None]
Figures = Callable[[Sample, Iterable[Plan], datetime], None]
_facts: dict[int, Facts] = {}
_figures: dict[int, Figures] = {}


def sample_facts(position: int) -> Callable[[Facts], Facts]:
    """Register what an app knows of the sample's units apart from plans; in the order of `position`."""

    def register(facts: Facts) -> Facts:
        _facts[position] = facts
        return facts

    return register


def sample_figures(position: int) -> Callable[[Figures], Figures]:
    """Register what an app enters in plans of the sample that have just been drafted; in the order of `position`."""

    def register(figures: Figures) -> Figures:
        _figures[position] = figures
        return figures

    return register


def add_facts(sample: Sample, at: datetime) -> None:
    """Let every app bring its facts."""
    for position in sorted(_facts):
        _facts[position](sample, at)


def add_figures(sample: Sample, plans: list[Plan], at: datetime) -> None:
    """Let every app enter its figures in these plans, all of one level and year."""
    for position in sorted(_figures):
        _figures[position](sample, plans, at)
