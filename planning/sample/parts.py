"""The registry of what apps bring to the sample province: facts of its units, figures of plans, what came of them."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import make_aware

from planning.people.users import User
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.programmes import Programme

LAST_YEAR = 2025
# The year from which the new map holds, to the day.
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
# Up to so many communes each has a plan of its own, and the province's are issued and reported on in full.
ALL_PLAN = 200

# Communes of today, by their number, that differ in the last year: whose report was returned, who is late time and
# again, who has money left that nobody spent and models that nobody founded (a true zero), who has not sent and has
# figures still blank.
ODD_COMMUNES = RETURNED, LATE, ZERO, UNSENT = 0, 1, 2, 3


@dataclass(frozen=True)
class Size:
    """How large a sample is; the same size and seed give the same rows."""

    communes: int
    years: int
    seed: int

    @property
    def first_year(self) -> int:
        return LAST_YEAR - self.years + 1

    @property
    def is_small(self) -> bool:
        """Whether rows are few enough to go through the application's own actions and to keep a history."""
        return self.communes <= ALL_PLAN


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

    @property
    def has_all_years(self) -> bool:
        """Whether the sample begins with the programme, so that plans and reports of all its years can be made."""
        return self.size.first_year == self.programme.first_year

    def places_of(self, year: int) -> list[Place]:
        """The communes that report for a year: those of the map at its end."""
        return self.communes if year == LAST_YEAR else self.former

    def places_on(self, day: date) -> list[Place]:
        """The communes there are on a day."""
        return self.former if day <= LAST_DAY else self.communes

    def commune(self, number: int) -> Place | None:
        """One of the few communes of today that differ from the others; None where there are too few for that."""
        return self.communes[number] if len(self.communes) > max(ODD_COMMUNES) else None

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


def moment(year: int, month: int) -> datetime:
    """The tenth of a month, in the morning."""
    return make_aware(datetime(year, month, 10, 8))


def officer(person: User | None) -> User:
    """The officer, who is there before any plan is."""
    if person is None:
        raise LookupError("the sample has no officers yet")
    return person


Facts = Callable[[Sample, datetime], None]
Figures = Callable[[Sample, Iterable[Plan], datetime], None]
Tracking = Callable[[Sample, ReportingPeriod, datetime], None]
_facts: dict[int, Facts] = {}
_figures: dict[int, Figures] = {}
_tracking: dict[int, Tracking] = {}


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


def sample_tracking(position: int) -> Callable[[Tracking], Tracking]:
    """Register what an app enters for a reporting period of the sample that is open; in the order of `position`."""

    def register(tracking: Tracking) -> Tracking:
        _tracking[position] = tracking
        return tracking

    return register


def add_facts(sample: Sample, at: datetime) -> None:
    """Let every app bring its facts."""
    for position in sorted(_facts):
        _facts[position](sample, at)


def add_figures(sample: Sample, plans: list[Plan], at: datetime) -> None:
    """Let every app enter its figures in these plans, all of one level and year."""
    for position in sorted(_figures):
        _figures[position](sample, plans, at)


def add_tracking(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Let every app enter what became of plans in this period."""
    for position in sorted(_tracking):
        _tracking[position](sample, period, at)
