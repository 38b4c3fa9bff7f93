"""Targets that will be missed at the present pace: of several years by year, of a year by what half of it brought."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from indicators.judging import Span, is_reduction, wants_more
from indicators.models import REDUCTIONS, Basis, Indicator, OverTime, Target
from indicators.reporting.asked import PARTS_OF_A_YEAR, until_words
from indicators.reporting.outgrown import Outgrown
from indicators.reporting.rollup import RollUp
from indicators.results.addresses import series_name
from indicators.results.points import Point
from indicators.results.series import Ground, Series
from indicators.verdicts.reached import Years, reached_by
from indicators.verdicts.verdict import Verdict, verdict_of
from indicators.verdicts.words import asked_text, change_unit
from indicators.words import quantity_words
from planning.formats import number, rounded
from planning.places.units import Unit, UnitQuerySet, line_up
from planning.plans.in_force import plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.plans.programmes import Programme
from planning.tracking.scopes import report_name
from planning.tracking.warnings import EarlyWarning, warns

WHOLE_TITLE = "Chỉ tiêu giai đoạn có nguy cơ không đạt"
YEAR_TITLE = "Chỉ tiêu năm có nguy cơ không đạt"
MONTHS = 12


@dataclass(frozen=True)
class Pace:
    """What was done towards a target each year until `year`, and what is needed each year from then on."""

    target: Target
    year: int
    done: Decimal
    needed: Decimal
    left: int

    @property
    def is_too_slow(self) -> bool:
        return self.needed > self.done

    @property
    def words(self) -> str:
        """`đến hết năm 2023 bình quân mỗi năm giảm 0,80 điểm %; còn 2 năm, mỗi năm cần giảm 1,20 điểm %`."""
        asked = f"“{self.target.indicator}”: kế hoạch {asked_text(self.target)}"
        until_now = f"đến hết năm {self.year} bình quân mỗi năm {self._way(self.done)}"
        return f"{asked}; {until_now}; còn {self.left} năm, mỗi năm cần {self._way(self.needed)}."

    def _way(self, step: Decimal) -> str:
        """`giảm 0,80 điểm %`; a step the other way is told as what it is."""
        verbs = ("tăng", "giảm") if wants_more(self.target) and not is_reduction(self.target) else ("giảm", "tăng")
        if self.target.indicator.over_time == OverTime.CUMULATIVE and not is_reduction(self.target):
            verbs = ("đạt", "đạt")
        words = f"{number(abs(step), self.target.indicator.decimals)} {change_unit(self.target.indicator)}"
        return f"{verbs[0] if step >= 0 else verbs[1]} {words}"


def pace_of(target: Target, years: Years, first: int, last: int) -> Pace | None:
    """How a target stands after the last year told, with years left; None where that cannot be said or it is met."""
    told = [year for year, figure in years.items() if figure is not None and first <= year < last]
    if not told or target.value is None or target.basis != Basis.END:
        return None
    year = max(told)
    if verdict_of(target, reached_by(target, years, first, year)) in (Verdict.MET, Verdict.EXCEEDED):
        return None
    way = _way(target, years, first, year)
    if way is None:
        return None
    done, whole = way
    decimals, left = target.indicator.decimals, last - year
    return Pace(
        target, year, rounded(done / (year - first + 1), decimals), rounded((whole - done) / left, decimals), left
    )


def _way(target: Target, years: Years, first: int, year: int) -> tuple[Decimal, Decimal] | None:
    """How far a target has come from where it started, and how far it has to come, in its own direction."""
    span, figure = Span.of(target.value, target.value_to), years.get(year)
    if span is None or figure is None:
        return None
    more = wants_more(target)
    asked = span.weakest(more)
    if target.comparator in REDUCTIONS or target.indicator.over_time == OverTime.CUMULATIVE:
        done = reached_by(target, years, first, year)
        return None if done is None or not more else (done, asked)
    start = target.baseline if target.baseline is not None else years.get(first - 1)
    if start is None:
        return None
    return (figure - start, asked - start) if more else (start - figure, start - asked)


@warns
def targets_of_the_period(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """Targets of plans of several years for which more is needed in each year left than was done in each until now."""
    present = list(units.existing_on(today).select_related("parent"))
    for programme in Programme.objects.filter(first_year__lte=today.year, last_year__gte=today.year):
        plans = plans_in_force(present, programme, PlanKind.PERIOD, today.year)
        yield from _of_plans([unit for unit in present if unit.pk in plans], plans, today)


def _of_plans(units: list[Unit], plans: dict[int, Plan], today: date) -> Iterator[EarlyWarning]:
    of_plan = _targets(plan.pk for plan in plans.values())
    indicators = list({each.indicator.pk: each.indicator for found in of_plan.values() for each in found}.values())
    if not indicators:
        return
    first = min(plan.first_year for plan in plans.values())
    past = range(first - 1, today.year)
    ground = Ground(indicators, units, past, today)
    series = {each.pk: Series(each, units, past, today, ground) for each in indicators}
    outgrown = Outgrown({unit.pk: plans[unit.pk] for unit in units})
    for unit in units:
        plan = plans[unit.pk]
        for target in of_plan.get(plan.pk, ()):
            if (unit.pk, target) in outgrown:
                continue
            points = [series[target.indicator_id].restated(unit, year) for year in past]
            years = {point.year: None if point.is_incomplete else point.figure for point in points}
            pace = pace_of(target, years, plan.first_year, plan.last_year)
            if pace and pace.is_too_slow:
                address = _series_page(unit, target.indicator, today)
                yield EarlyWarning(unit, WHOLE_TITLE, pace.words, address, date(plan.last_year, 12, 31))


def _targets(plans: Iterable[int]) -> dict[int, list[Target]]:
    """The targets for whole territories, by their plans."""
    found: dict[int, list[Target]] = {}
    for target in Target.objects.filter(plan__in=list(plans), group=None).with_names():
        found.setdefault(target.plan_id, []).append(target)
    return found


def _series_page(unit: Unit, indicator: Indicator, today: date) -> str:
    return f"{reverse('series', args=[series_name(unit, today)])}?{urlencode({'indicator': indicator.code})}"


@warns
def targets_of_the_year(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """What accumulates in a year and by its half or nine months has not come as far as the year's plan asks."""
    present = list(units.existing_on(today).select_related("parent"))
    for periods in _alike(_latest_parts(present, today)):
        yield from _of_parts(periods, [unit for unit in present if line_up(unit) & periods.keys()])


def _of_parts(periods: Mapping[int, ReportingPeriod], units: list[Unit]) -> Iterator[EarlyWarning]:
    """Of periods alike, by their holders, what is behind in the units that tell in one of them."""
    period, *others = periods.values()
    plans = plans_in_force(units, period.programme, PlanKind.ANNUAL, period.year)
    of_plan, outgrown = _targets(plan.pk for plan in plans.values()), Outgrown(plans)
    concerned = [
        (unit, target)
        for unit in units
        if unit.pk in plans
        for target in of_plan.get(plans[unit.pk].pk, ())
        if _is_counted(target) and (unit.pk, target) not in outgrown
    ]
    indicators = list({target.indicator.pk: target.indicator for _, target in concerned}.values())
    rollup = RollUp(period, {unit.pk: unit for unit, _ in concerned}.values(), indicators, beside=others)
    for unit, target in concerned:
        if words := _behind(rollup.point(unit, target.indicator), target, period):
            [own] = [periods[key] for key in line_up(unit) & periods.keys()]
            address = reverse("period-results", args=[report_name(own, unit, target.indicator.code)])
            yield EarlyWarning(unit, YEAR_TITLE, words, address, date(period.year, 12, 31))


def _latest_parts(units: Iterable[Unit], today: date) -> list[ReportingPeriod]:
    """Of each holder and programme the last part of this year that is over."""
    holders = {key for unit in units for key in line_up(unit)}
    periods = ReportingPeriod.objects.filter(
        unit__in=holders, kind__in=PARTS_OF_A_YEAR, ends_on__year=today.year, ends_on__lte=today
    )
    latest = {(period.unit_id, period.programme_id): period for period in periods.with_names().order_by("ends_on")}
    return list(latest.values())


def _alike(periods: Iterable[ReportingPeriod]) -> list[dict[int, ReportingPeriod]]:
    """Periods of one programme and day by their holders, none of them below another: what is read at once."""
    found: dict[tuple[int, date, str], dict[int, ReportingPeriod]] = {}
    for period in periods:
        key = period.programme_id, period.ends_on, period.unit.kind
        found.setdefault(key, {})[period.unit_id] = period
    return list(found.values())


def _is_counted(target: Target) -> bool:
    """Whether half of a year is expected to bring half of what is asked."""
    indicator = target.indicator
    is_counted = indicator.over_time == OverTime.CUMULATIVE and target.value is not None
    return is_counted and not is_reduction(target) and wants_more(target)


def _behind(point: Point, target: Target, period: ReportingPeriod) -> str:
    """What is behind and by how much; empty where nothing is, or some units have not told yet."""
    figure, months = point.figure, period.ends_on.month
    if figure is None or point.is_incomplete or verdict_of(target, figure * MONTHS / months) is not Verdict.MISSED:
        return ""
    whole = rounded(figure * MONTHS / months, target.indicator.decimals)
    until = f"{until_words(period)} {quantity_words(figure, target)}"
    at_this_pace = f"với tốc độ này cả năm ước {quantity_words(whole, target)}"
    return f"“{target.indicator}”: {until}, kế hoạch năm {asked_text(target)}; {at_this_pace}."
