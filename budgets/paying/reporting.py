"""The money a report tells of: that of its period, or year by year where its period has several."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from budgets.paying.cube import PaymentCube
from budgets.paying.faces import kept_name, undivided_words
from budgets.paying.lineage import line_of, not_told_by, periods_before, periods_of_line, side_by_side
from budgets.paying.paid import Paid, paid_by, printed
from budgets.paying.places import asks_for_payments
from budgets.rounding import step_of
from planning.formats import MoneyUnit, amount, decimals_of, in_unit
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.tracking.scopes import units_of_period
from planning.tracking.unsent import unsent_below

NOT_TOLD = "chưa có báo cáo giải ngân của năm đó, hoặc đơn vị đã chia tách nên không xác định được phần chuyển về"
NOT_PLANNED = "nhưng chưa có trong kế hoạch của cấp dưới"
# A note names so many, and counts the rest.
SHOWN = 5


@dataclass(frozen=True)
class PaidInYear:
    """The money of one year of several: what each of those tells who are one unit now, and of whom nothing is told."""

    parts: tuple[Paid, ...]
    not_told: tuple[Unit, ...]

    @cached_property
    def cube(self) -> PaymentCube:
        """All of it together."""
        places = {place: sums for paid in self.parts for place, sums in paid.cube.places.items()}
        return PaymentCube(self.parts[0].cube.frame, places)


def paid_of_plan(plan: Plan) -> Paid | None:
    """What became of the money in the period of a report; None for a plan, or where nothing is held or told."""
    if plan.period is None or not asks_for_payments(plan.period):
        return None
    paid = paid_by(plan.period, plan.unit)
    return paid if paid.cube.places else None


def paid_of(reading: Reading) -> Paid | None:
    """The same of a reading, loaded once."""
    return reading.once(paid_of_plan)


def shown_of(reading: Reading) -> PaymentCube | None:
    """The cube of a report as it prints: the same for sentence and appendix."""
    return reading.made(_shown)


def _shown(reading: Reading) -> PaymentCube | None:
    paid = paid_of(reading)
    return printed(paid, step_of(reading.plan)) if paid else None


def decimals_told(reading: Reading) -> int:
    """How many decimals all amounts of a report in tỷ đồng have, those of its sentences as those of its tables."""
    unit = reading.plan.unit_of_money
    if unit is not MoneyUnit.BILLION:
        return 0
    shown = shown_of(reading)
    cubes = [shown] if shown else [paid.cube for paid in reading.once(paid_by_year).values()]
    amounts = (dong for cube in cubes for face in cube.faces.values() for dong in face.lines.values())
    return max((decimals_of(in_unit(dong, unit)) for dong in amounts), default=0)


def paid_by_year(plan: Plan) -> dict[int, PaidInYear]:
    """For a report on several years: for each the last periods that ended by then, if anything is known of it."""
    if plan.period is None or asks_for_payments(plan.period):
        return {}
    of_years: defaultdict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in periods_of_line(plan.period):
        if period.ends_on <= plan.period.ends_on and plan.first_year <= period.year <= plan.last_year:
            of_years[period.year].append(period)
    line = line_of(plan.unit)
    found = {year: _in_year(plan.unit, line, side_by_side(periods)) for year, periods in sorted(of_years.items())}
    return {year: paid for year, paid in found.items() if paid.parts}


def _in_year(unit: Unit, line: Collection[int], periods: list[ReportingPeriod]) -> PaidInYear:
    parts = tuple(paid for period in periods for paid in _paid_in(period, line) if paid.cube.places)
    return PaidInYear(parts, tuple(not_told_by(unit, periods)) if parts else ())


def _paid_in(period: ReportingPeriod, line: Collection[int]) -> Iterator[Paid]:
    """What those of a line tell in a period; of several everything is read once, and theirs taken from it."""
    units = list(units_of_period(period).filter(pk__in=line))
    if len(units) == 1:
        yield paid_by(period, units[0])
    elif units:
        whole, chosen = paid_by(period, period.unit), {unit.pk for unit in units}
        below = {unit.pk for unit in whole.units if unit.parent_id in chosen}
        below |= {unit.pk for unit in whole.units if unit.parent_id in below}
        yield replace(whole, cube=whole.cube.of_units(chosen | below))


def remarks(paid: Paid, money: MoneyUnit) -> tuple[str, ...]:
    """What is to be known of a period's money beside its figures: whose is missing, and what nobody plans with."""
    notes = []
    if unsent := unsent_below(paid.period, paid.unit).sentence:
        notes.append(unsent)
    if missing := not_told_by(paid.unit, periods_before(paid.period)):
        notes.append(f"Số năm trước chuyển sang chưa gồm số của {_names(missing)}: {NOT_TOLD}.")
    if paid.not_planned:
        dong = f"{amount(paid.not_planned, money)} {money.label}"
        kept = f"số này tính vào phần “{kept_name(paid.unit)}”" if len(paid.branches) else "số này do đơn vị giữ"
        notes.append(f"Số được giao gồm {dong} đã giao cho cấp dưới, {NOT_PLANNED}; {kept}.")
    if words := undivided_words(paid, money):
        notes.append(words)
    together = paid.cube.total()
    if together.untold and together.paid is not None:
        dong = f"{amount(together.untold, money)} {money.label}"
        notes.append(f"Số còn lại chưa gồm {dong} của các khoản chưa có số giải ngân.")
    return tuple(notes)


def remarks_of(reading: Reading) -> tuple[str, ...]:
    """The same of a report, year by year where its period has several."""
    if paid := paid_of(reading):
        return remarks(paid, reading.plan.unit_of_money)
    return tuple(
        f"Số liệu năm {year} chưa gồm số của {_names(told.not_told)}: {NOT_TOLD}."
        for year, told in reading.once(paid_by_year).items()
        if told.not_told
    )


def _names(units: Collection[Unit]) -> str:
    named = [f"{unit.full_name} cũ" for unit in units]
    more = f" và {len(named) - SHOWN} đơn vị khác" if len(named) > SHOWN else ""
    return f"{', '.join(named[:SHOWN])}{more}"
