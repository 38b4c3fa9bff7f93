"""What is held against a target's value: the level a unit has reached, what was taken off it, or what adds up."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from indicators.judging import is_reduction, wants_more
from indicators.models import AddsUp, Basis, OverTime, Target
from indicators.verdicts.verdict import Verdict, verdict_of
from planning.formats import rounded

# The figures of a unit, unrounded, by year; a year that is blank or missing is unknown.
Years = Mapping[int, Decimal | None]


def reached_by(target: Target, years: Years, first: int, year: int, partial: Collection[int] = ()) -> Decimal | None:
    """What the target's value is compared with, of a plan that begins in `first`, by the end of `year`.

    A reduction starts from the target's own baseline, else from the figure of the year before the plan, each as it
    prints. What accumulates in a year adds up over the years of the plan; of a level the last one counts. Years in
    `partial` are sums over some units: as good as unknown, unless what is known is enough already.
    """
    whole = {each: None if each in partial else figure for each, figure in years.items()}
    reached = _reached(target, whole, first, year)
    return reached if reached is not None else _enough(target, years, first, year)


def _reached(target: Target, years: Years, first: int, year: int) -> Decimal | None:
    if is_reduction(target):
        return _taken_off(target, years, first, year)
    if target.indicator.over_time == OverTime.CUMULATIVE:
        return _together(target, years, first, year)
    if target.basis == Basis.AVERAGE and year > first:
        return _mean(target, [years.get(each) for each in range(first, year + 1)])
    return years.get(year)


def start_of(target: Target, years: Years, first: int, year: int) -> Decimal | None:
    """What a reduction is counted from: of one for each year the year before, unless the plan has one year only."""
    if target.basis == Basis.YEAR and year > first:
        return years.get(year - 1)
    return target.baseline if target.baseline is not None else years.get(first - 1)


def change(start: Decimal | None, figure: Decimal | None, decimals: int) -> Decimal | None:
    """By how much a figure lies above where it started, both as they print; None while one is unknown."""
    if start is None or figure is None:
        return None
    return rounded(figure, decimals) - rounded(start, decimals)


def _taken_off(target: Target, years: Years, first: int, year: int) -> Decimal | None:
    risen = change(start_of(target, years, first, year), years.get(year), target.indicator.decimals)
    if risen is None:
        return None
    return -risen / _span(target, first, year)


def _together(target: Target, years: Years, first: int, year: int) -> Decimal | None:
    """The sum over the plan's years, all of them known; rates are never added."""
    if target.basis == Basis.YEAR or year == first:
        return years.get(year)
    told = [years.get(each) for each in range(first, year + 1)]
    known = [each for each in told if each is not None]
    if target.indicator.adds_up == AddsUp.RATIO or len(known) < len(told):
        return None
    return sum(known, Decimal(0)) / _span(target, first, year)


def _enough(target: Target, years: Years, first: int, year: int) -> Decimal | None:
    """What is known of a sum, where more can only add to it and it is as much as is asked already."""
    adds_up = target.indicator.adds_up != AddsUp.RATIO and not is_reduction(target)
    if not adds_up or not wants_more(target):
        return None
    accumulates = target.indicator.over_time == OverTime.CUMULATIVE and target.basis != Basis.YEAR
    if not accumulates and target.basis == Basis.AVERAGE:
        return None
    told = (years.get(each) for each in (range(first, year + 1) if accumulates else (year,)))
    known = [each for each in told if each is not None]
    total = sum(known, Decimal(0)) / (_span(target, first, year) if accumulates else 1)
    return total if known and verdict_of(target, total) in (Verdict.MET, Verdict.EXCEEDED) else None


def _mean(target: Target, told: list[Decimal | None]) -> Decimal | None:
    """The mean of the years' levels; rates are never averaged."""
    known = [each for each in told if each is not None]
    if target.indicator.adds_up == AddsUp.RATIO or len(known) < len(told):
        return None
    return sum(known, Decimal(0)) / len(known)


def _span(target: Target, first: int, year: int) -> int:
    """By how many years what was done is divided."""
    return year - first + 1 if target.basis == Basis.AVERAGE else 1
