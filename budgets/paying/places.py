"""Where money lies in a period: a unit or an agency of it, and a cell of the budget."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budgets.cube import Line
from budgets.models.payments import TOLD
from planning.places.units import Unit
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod

ZERO = Decimal(0)
# Rates of payment are written to so many.
PERCENT_DECIMALS = 2


class Place(NamedTuple):
    """A unit (its id), an agency of it or None for the unit itself, and a cell of the budget."""

    unit: int
    agency: int | None
    line: Line


@dataclass(frozen=True)
class Told:
    """What a holder says of a cell, in đồng from the start of the year to the period's last day; None is not told."""

    carried_in: Decimal | None = None
    paid: Decimal | None = None
    settled: Decimal | None = None
    carried_out: Decimal | None = None

    @property
    def is_blank(self) -> bool:
        return all(getattr(self, name) is None for name in TOLD)


def asks_for_payments(period: ReportingPeriod) -> bool:
    """Whether payments are told for the period itself: one of several years takes them from its years."""
    return period.kind not in OF_SEVERAL_YEARS


def line_up(unit: Unit) -> list[int]:
    """The ids of a unit and of those above it, itself first; its parent is loaded with it."""
    above = [unit.pk, unit.parent_id, unit.parent.parent_id if unit.parent else None]
    return [key for key in above if key is not None]
