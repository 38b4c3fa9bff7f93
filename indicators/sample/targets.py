"""The targets of the sample province, what it assigns of them, and what communes adopt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal

from indicators.adopting.starting import results_of
from indicators.models import (
    AssignedTarget,
    Basis,
    Comparator,
    HouseholdReview,
    Indicator,
    Measure,
    PovertyClass,
    PovertyMovement,
    Target,
)
from planning.places.units import Unit
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import Sample, sample_figures
from planning.upserts import save_rows


@dataclass(frozen=True)
class Aim:
    """What the province aims at with an indicator: `per_thousand` poor and near-poor households, or a fixed rate."""

    indicator: str
    comparator: Comparator
    per_thousand: int = 0
    rate: int | None = None


COUNTS = (
    Aim("poverty-models", Comparator.REACH, per_thousand=2),
    Aim("production-projects", Comparator.ABOUT, per_thousand=3),
    Aim("sustainable-jobs", Comparator.AT_LEAST, per_thousand=40),
    Aim("job-placements", Comparator.AT_LEAST, per_thousand=60),
    Aim("workers-abroad", Comparator.ABOUT, per_thousand=12),
    Aim("housing-support", Comparator.REACH, per_thousand=30),
)
RATES = (
    Aim("production-capacity", Comparator.AT_LEAST, rate=80),
    Aim("trained-officers", Comparator.REACH, rate=95),
    Aim("health-insurance", Comparator.REACH, rate=100),
    Aim("clean-water", Comparator.OVER, rate=90),
)


@dataclass
class Base:
    """What a holder's targets are worked out from: its households, and its poor at the year's beginning."""

    households: int = 0
    minority: int = 0
    poor: int = 0
    near_poor: int = 0
    minority_poor: int = 0

    def __iadd__(self, other: "Base") -> "Base":
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


@dataclass(frozen=True)
class Share:
    """What is asked of one holder."""

    unit: Unit
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@sample_figures(30)
def add_targets(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Set the province's targets and assign them to the units below, a rate with the counts it is worked out from."""
    for plan in plans:
        if plan.unit_id == sample.province.unit.pk and plan.kind == PlanKind.ANNUAL:
            bases = _bases(sample, plan)
            targets = _targets(plan, bases)
            save_rows([target for target, _ in targets], (), by=sample.editor, at=at)
            assigned = [
                AssignedTarget(
                    plan=plan,
                    target=target,
                    unit=share.unit,
                    value=share.value,
                    numerator=share.numerator,
                    denominator=share.denominator,
                )
                for target, shares in targets
                for share in shares
            ]
            save_rows(assigned, (), by=sample.editor, at=at)


def _bases(sample: Sample, plan: Plan) -> list[tuple[Unit, Base]]:
    """Of each holder, what its communes began the plan's year with."""
    holder_of = {place.unit.pk: place.unit.pk for place in sample.holders_of(plan)}
    for place in sample.places_of(plan.first_year):
        holder_of.setdefault(place.unit.pk, place.unit.parent_id or 0)
    bases: dict[int, Base] = defaultdict(Base)
    reviews = HouseholdReview.objects.filter(year=plan.first_year, unit__is_sample=True)
    for review in reviews:
        bases[holder_of[review.unit_id]] += Base(
            households=review.households or 0,
            minority=review.minority_households or 0,
            minority_poor=(review.minority_poor_households or 0) * 115 // 100,
        )
    movements = PovertyMovement.objects.filter(year=plan.first_year, unit__is_sample=True, measure=Measure.HOUSEHOLDS)
    for unit, poverty_class, known in movements.values_list("unit", "poverty_class", "opening"):
        is_poor, opening = poverty_class == PovertyClass.POOR, known or 0
        bases[holder_of[unit]] += Base(poor=opening if is_poor else 0, near_poor=0 if is_poor else opening)
    return [(place.unit, bases[place.unit.pk]) for place in sample.holders_of(plan)]


def _targets(plan: Plan, bases: list[tuple[Unit, Base]]) -> list[tuple[Target, list[Share]]]:
    """The targets with what is assigned of each."""
    whole = Base()
    for _, base in bases:
        whole += base
    made = [
        _reduction(plan, "poor-rate", [(u, b.poor * 12 // 100, b.households) for u, b in bases], whole.poor),
        _reduction(
            plan,
            "minority-poor-rate",
            [(u, b.minority_poor * 14 // 100, b.minority) for u, b in bases],
            whole.minority_poor,
        ),
        _remainder(plan, "near-poor-rate", [(u, b.near_poor * 95 // 100, b.households) for u, b in bases], whole),
    ]
    made += [_count(plan, aim, bases) for aim in COUNTS]
    made += [_rate(plan, aim, bases) for aim in RATES]
    return made


def _reduction(plan: Plan, code: str, counts: list[tuple[Unit, int, int]], opening: int) -> tuple[Target, list[Share]]:
    """By how many points a rate falls in the year: no more than the households that are to leave add up to."""
    value, all_households = _value(counts, ROUND_DOWN)
    target = _target(plan, code, Comparator.REDUCE_BY, value, basis=Basis.YEAR)
    _start(target, opening, all_households)
    return target, _counted(counts)


def _remainder(plan: Plan, code: str, counts: list[tuple[Unit, int, int]], whole: Base) -> tuple[Target, list[Share]]:
    """To which rate it comes down by the end of the year."""
    value, all_households = _value(counts, None)
    target = _target(plan, code, Comparator.DOWN_TO, value)
    _start(target, whole.near_poor, all_households)
    return target, _counted(counts)


def _value(counts: list[tuple[Unit, int, int]], rounding: str | None) -> tuple[Decimal, int]:
    """The rate of all holders together in percent, and of how many households it is."""
    households = sum(denominator for _, _, denominator in counts)
    rate = Decimal(100 * sum(numerator for _, numerator, _ in counts)) / max(households, 1)
    return rate.quantize(Decimal("0.01"), rounding=rounding), households


def _counted(counts: list[tuple[Unit, int, int]]) -> list[Share]:
    return [
        Share(unit, numerator=Decimal(numerator), denominator=Decimal(denominator))
        for unit, numerator, denominator in counts
        if denominator
    ]


def _count(plan: Plan, aim: Aim, bases: list[tuple[Unit, Base]]) -> tuple[Target, list[Share]]:
    """A number that adds up: the province's own is what all are asked for."""
    values = [(unit, -(-(base.poor + base.near_poor) * aim.per_thousand // 1000)) for unit, base in bases]
    target = _target(plan, aim.indicator, aim.comparator, Decimal(sum(value for _, value in values)))
    return target, [Share(unit, Decimal(value)) for unit, value in values]


def _rate(plan: Plan, aim: Aim, bases: list[tuple[Unit, Base]]) -> tuple[Target, list[Share]]:
    """The same rate for everyone, without counts: it cannot be put together, and the screens say so."""
    target = _target(plan, aim.indicator, aim.comparator, Decimal(aim.rate or 0))
    return target, [Share(unit, Decimal(aim.rate or 0)) for unit, _ in bases]


def _target(plan: Plan, code: str, comparator: Comparator, value: Decimal, basis: Basis = Basis.END) -> Target:
    indicator = Indicator.objects.get(code=code)
    return Target(plan=plan, indicator=indicator, comparator=comparator, value=value, basis=basis)


def _start(target: Target, poor: int, households: int) -> None:
    """Where a rate stood at the end of the year before: its result, or for the first year what that began with."""
    year = target.plan.first_year - 1
    result = results_of(target.plan, [target.indicator], [year]).get((target.indicator_id, year))
    began = (Decimal(100 * poor) / max(households, 1)).quantize(Decimal("0.01"))
    target.baseline = began if result is None else result
    target.baseline_on = date(year, 12, 31)
