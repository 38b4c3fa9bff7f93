"""What a plan assigns of its targets to the units directly below, and what the parts come to together."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from indicators.models import AddsUp, AssignedTarget, Target
from indicators.models.results import rate_of
from indicators.results.adding import Sums
from indicators.words import targets_of
from planning.places.former import homes_on, members_by_group
from planning.places.units import Unit
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.territory import directly_below, map_day

OTHERS = "Đơn vị khác"
COUNTS = ("numerator", "denominator")


@dataclass(frozen=True)
class Gathering:
    """Units told together: those of a former district, or all where there are no such groups (no name)."""

    key: str
    name: str
    units: tuple[Unit, ...]


class Share(NamedTuple):
    """What a unit is given of a target (ids): an AssignedTarget of which only the figures are read, being so many."""

    target_id: int
    unit_id: int
    value: Decimal | None
    value_to: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def has_counts(self) -> bool:
        """Whether the rate is worked out, and can be put together with those of other units."""
        return self.numerator is not None and self.denominator is not None

    @property
    def figure(self) -> Decimal | None:
        """The rate of the counts, unrounded, where there are both; else the value entered."""
        return rate_of(self.numerator, self.denominator) if self.has_counts else self.value


@dataclass(frozen=True)
class Assignment:
    """The targets that can be assigned, the units they can be assigned to, and what is assigned.

    `shares` are found by (target, unit); `territories` holds the units in the group of a target that is for one.
    """

    plan: Plan
    targets: tuple[Target, ...]
    gatherings: tuple[Gathering, ...]
    shares: Mapping[tuple[int, int], Share]
    territories: Mapping[int, frozenset[int]]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units, gathering by gathering."""
        return tuple(unit for gathering in self.gatherings for unit in gathering.units)

    def share(self, target: Target, unit: Unit) -> Share | None:
        """What the unit is assigned of the target."""
        return self.shares.get((target.id, unit.id))

    def covers(self, target: Target, unit: Unit) -> bool:
        """Whether the target is for the unit; of a group whose members nobody has listed, anyone may be one."""
        members = self.territories.get(target.group_id or 0)
        return not members or unit.id in members

    def covered(self, target: Target) -> list[Unit]:
        """The units the target is for, and those it was given to all the same."""
        return self.concerned(target, self.units)

    def concerned(self, target: Target, units: Iterable[Unit]) -> list[Unit]:
        """Those of `units` that the target is for; one outside its group counts only if it was given a share."""
        return [unit for unit in units if self.covers(target, unit) or self.share(target, unit)]

    def outside(self, target: Target) -> list[Unit]:
        """The units the target was given to that are not in its group."""
        return [unit for unit in self.units if self.share(target, unit) and not self.covers(target, unit)]

    def has_ranges(self, target: Target) -> bool:
        """Whether the target asks a range, or did when some unit was given one."""
        return target.value_to is not None or target.pk in self._with_ends

    @cached_property
    def _with_ends(self) -> frozenset[int]:
        return frozenset(target for (target, _), share in self.shares.items() if share.value_to is not None)

    def sums(self, target: Target, units: Iterable[Unit]) -> Sums:
        """What the target's shares in `units` come to."""
        found = (self.share(target, unit) for unit in units)
        return sums_of(target, *(share for share in found if share))

    def column_sum(self, target: Target, name: str, units: Iterable[Unit]) -> Decimal | None:
        """The plain sum of one entered field (`numerator`, `value_to`, …) over `units`; blank over nothing."""
        found = (self.share(target, unit) for unit in units)
        return _added(value for share in found if share and (value := _entered(share, name)) is not None)


def _entered(share: Share, name: str) -> Decimal | None:
    """A field as entered; a single value is both ends of a range."""
    value: Decimal | None = getattr(share, name)
    return share.value if name == "value_to" and value is None else value


def sums_of(target: Target, *shares: AssignedTarget | Share) -> Sums:
    """What shares of one target come to, counts for a rate, else values: the one place where they are put together."""
    if target.indicator.adds_up == AddsUp.RATIO:
        counted = [share for share in shares if share.has_counts]
        numerator, denominator = (_added(getattr(share, name) for share in counted) for name in COUNTS)
        return Sums(None, numerator, denominator, len(shares), len(shares) - len(counted))
    are_added = target.indicator.adds_up == AddsUp.SUM
    values = [share.value for share in shares if are_added and share.value is not None]
    return Sums(_added(values), units=len(shares), lacking=len(shares) - len(values))


def _added(values: Iterable[Decimal]) -> Decimal | None:
    """The sum of what is known; blank over nothing."""
    known = list(values)
    return sum(known, Decimal(0)) if known else None


def shares_of(plan: Plan) -> list[Share]:
    """All that a plan assigns, in no order."""
    rows = AssignedTarget.objects.of_plan(plan).order_by().values_list(*Share._fields)
    return [Share(*row) for row in rows]


def gatherings_below(reading: Reading) -> tuple[Gathering, ...]:
    """The units directly below a plan's own; what is assigned changes nothing of it."""
    units = directly_below(reading.plan).order_by("code", "pk")
    return tuple(_gathered(list(units), map_day(reading.plan)))


def assignment_of(reading: Reading) -> Assignment:
    """The assignment of a plan, loaded in a fixed number of queries."""
    plan, shares = reading.plan, reading.once(shares_of)
    assigned = {share.target_id for share in shares}
    targets = [each for each in reading.once(targets_of) if each.value is not None or each.pk in assigned]
    return Assignment(
        plan,
        tuple(targets),
        _gatherings(reading, {share.unit_id for share in shares}),
        {(share.target_id, share.unit_id): share for share in shares},
        members_by_group({target.group_id for target in targets if target.group_id}, map_day(plan)),
    )


def _gatherings(reading: Reading, holders: Collection[int]) -> tuple[Gathering, ...]:
    """The units below, and those that hold shares (ids) though they are no longer among them."""
    below = reading.made(gatherings_below)
    among = {unit.pk for gathering in below for unit in gathering.units}
    if among.issuperset(holders):
        return below
    units = Unit.objects.filter(pk__in=among.union(holders)).order_by("code", "pk")
    return tuple(_gathered(list(units), map_day(reading.plan)))


def _gathered(units: list[Unit], day: date) -> Iterator[Gathering]:
    """The units under the former district each stands under, by the district's code; the others last."""
    homes = homes_on(day, units)
    for code, name in sorted({(home.group.code, home.group.name) for home in homes.values()}):
        members = tuple(unit for unit in units if unit.pk in homes and homes[unit.pk].group.code == code)
        yield Gathering(f"group-{code}", f"{name[:1].upper()}{name[1:]}", members)
    if others := tuple(unit for unit in units if unit.pk not in homes):
        yield Gathering("group-others", OTHERS if homes else "", others)
