"""How much of a report is filled in: each app counts what it asks of the units of a period."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod


@dataclass(frozen=True)
class Filled:
    """Of so many figures asked, so many are given; a zero is given, a blank is not."""

    given: int
    asked: int

    @property
    def blanks(self) -> int:
        return self.asked - self.given


Counts = Callable[[ReportingPeriod, Sequence[Unit]], Mapping[int, Filled]]


@dataclass(frozen=True)
class Part:
    """A part of a report: its name, the address of its table for a period and unit, and how it is counted.

    `count` answers for many units at once, by their ids, in a constant number of queries; a unit that is asked
    nothing is left out.
    """

    key: str
    label: str
    address: Callable[[ReportingPeriod, Unit], str]
    count: Counts


_parts: dict[str, Part] = {}


def provides_part(part: Part) -> Part:
    """Register a part of the reports."""
    _parts[part.key] = part
    return part


def parts_of_reports() -> list[Part]:
    """All parts, in the order in which they were brought."""
    return list(_parts.values())


def blanks_of(period: ReportingPeriod, unit: Unit) -> dict[str, int]:
    """How many figures of a unit's report are blank, by the names of its parts; full parts are left out."""
    counts = {part.label: part.count(period, [unit]).get(unit.pk) for part in parts_of_reports()}
    return {label: filled.blanks for label, filled in counts.items() if filled and filled.blanks}
