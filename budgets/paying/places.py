"""Where money lies in a period: a unit or an agency of it, and a cell of the budget."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budgets.cube import Line
from budgets.models.payments import TOLD
from planning.places.units import Succession, Unit
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod
from planning.tracking.scopes import units_of_period

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


def unit_at(period: ReportingPeriod, unit: Unit) -> Unit:
    """The unit that bears the code of `unit` on the period's last day; itself where none does."""
    return Unit.objects.existing_on(period.ends_on).filter(code=unit.code).first() or unit


def units_within(period: ReportingPeriod, unit: Unit) -> list[Unit]:
    """The unit and all below it on the map of the period, the unit itself first."""
    below = units_of_period(period).filter(pk__in=Unit.objects.under(unit).values("pk"))
    return [unit, *below.exclude(pk=unit.pk).order_by("code")]


def former_units(units: list[Unit]) -> dict[int, int]:
    """For each unit that one of these took over as a whole: which of them did."""
    whole = Succession.objects.filter(is_partial=False, successor__in=[unit.pk for unit in units])
    return dict(whole.values_list("predecessor", "successor"))
