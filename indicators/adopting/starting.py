"""Where a plan's targets start, against what its unit itself came to in that year."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from indicators.models import Indicator, Target
from indicators.results.series import Ground, Series
from indicators.words import targets_of
from planning.formats import number, rounded
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.territory import map_day


def results_of(
    plan: Plan, indicators: Collection[Indicator], years: Collection[int]
) -> Mapping[tuple[int, int], Decimal]:
    """What a plan's unit came to, by indicator (id) and year, to the indicator's decimals; restated where it is new.

    Only what is told of the whole unit: a sum while some have not reported is left out.
    """
    day = map_day(plan)
    ground = Ground(list(indicators), [plan.unit], years, day)
    found: dict[tuple[int, int], Decimal] = {}
    for indicator in indicators:
        series = Series(indicator, [plan.unit], list(years), day, ground)
        for year in years:
            point = series.restated(plan.unit, year)
            if point.figure is not None and not point.is_incomplete:
                found[indicator.pk, year] = rounded(point.figure, indicator.decimals)
    return found


def other_starts(reading: Reading) -> Mapping[int, Decimal]:
    """The results of the targets (by id) whose start is another figure than the result of that year's end."""
    dated = {target.pk: day for target in reading.once(targets_of) if (day := _start_day(target))}
    concerned = [target for target in reading.once(targets_of) if target.pk in dated]
    if not concerned:
        return {}
    indicators = {target.indicator_id: target.indicator for target in concerned}
    results = results_of(reading.plan, indicators.values(), {day.year for day in dated.values()})
    return {
        target.pk: result
        for target in concerned
        if (result := results.get((target.indicator_id, dated[target.pk].year))) is not None
        and target.baseline is not None
        and rounded(target.baseline, target.indicator.decimals) != result
    }


def _start_day(target: Target) -> date | None:
    """The day of a start that a result of the whole unit tells of too: results are those of the end of a year."""
    day = target.baseline_on
    is_told = target.baseline is not None and target.group_id is None
    return day if day and is_told and (day.month, day.day) == (12, 31) else None


def start_words(target: Target, result: Decimal) -> str:
    """`Số đầu kỳ 8,70 khác kết quả năm 2024 của đơn vị là 8,77.`"""
    decimals, day = target.indicator.decimals, target.baseline_on
    start = number(target.baseline or Decimal(0), decimals)
    return f"Số đầu kỳ {start} khác kết quả năm {day.year if day else ''} của đơn vị là {number(result, decimals)}."
