"""What became of the targets of some units by the end of a period: their figures, and what each is held against."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.models import Indicator, OverTime, PeriodResult, Target
from indicators.reporting.asked import asked_of, is_part_of_year
from indicators.reporting.binding import Binding
from indicators.reporting.due import JUDGE_THE_PLAN, is_due
from indicators.reporting.outgrown import Outgrown
from indicators.reporting.rollup import RollUp
from indicators.reporting.sums import Says
from indicators.results.points import Point
from indicators.results.series import Ground, Series
from indicators.verdicts.reached import change, reached_by
from indicators.verdicts.verdict import Verdict, verdict_of
from indicators.words import target_key
from planning.formats import rounded
from planning.places.former import members_by_group
from planning.places.units import Unit, UnitGroup, line_up
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod
from planning.plans.plans import PlanKind


@dataclass(frozen=True)
class Judged:
    """A target against what was reached of it; `first` is the year its plan begins.

    `plan_of` names the smaller unit for which a count was planned: then there is nothing to judge. What is not due
    yet is under way, or reached already.
    """

    target: Target
    first: int
    reached: Decimal | None
    verdict: Verdict | None
    plan_of: str = ""
    is_due: bool = True


@dataclass(frozen=True)
class Outcome:
    """What came of one indicator in a unit or a group of its units; figures that nobody told are blank points."""

    indicator: Indicator
    group: UnitGroup | None
    figure: Point
    before: Point
    estimate: Point
    reported: Point
    vetted: Point
    annual: Judged | None = None
    whole: Judged | None = None
    own: PeriodResult | None = None
    is_comparable: bool = True
    start: Decimal | None = None

    @property
    def target(self) -> Target | None:
        """The target the line is about: that of the year, else that of the whole period."""
        judged = self.annual or self.whole
        return judged.target if judged else None

    @property
    def key(self) -> str:
        """By which the text quotes it: that of its target, or the indicator's code where there is none."""
        return target_key(self.target) if self.target else self.indicator.code

    @property
    def printed(self) -> Decimal | None:
        """The figure that counts, as it prints."""
        return None if self.figure.figure is None else rounded(self.figure.figure, self.indicator.decimals)

    @property
    def change(self) -> Decimal | None:
        """By how much the figure lies above last year's, both as they print; a part is not held to a whole.

        Neither part of a year to a year, nor a sum over some units to one over all. Where a plan of several years
        is judged, above what these began with.
        """
        is_partial = self.figure.is_incomplete or (self.start is None and self.before.is_incomplete)
        if not self.is_comparable or is_partial:
            return None
        start = self.before.figure if self.start is None else self.start
        return change(start, self.figure.figure, self.indicator.decimals)

    @property
    def since(self) -> str:
        """Since when the change counts."""
        return f"năm {self.before.year}" if self.start is None else "đầu kỳ"


class Account:
    """The targets of units' plans in force and their figures, read in a constant number of queries."""

    def __init__(
        self, period: ReportingPeriod, units: Sequence[Unit], indicators: Sequence[Indicator] | None = None
    ) -> None:
        self.period, self.units = period, list(units)
        self.binding = Binding(period, self.units, indicators)
        self.plans, self._asked = self.binding.plans, indicators
        targets = self.binding.all_targets
        self._members = self._members_of({target.group_id for target in targets if target.group_id})
        everyone = list(dict.fromkeys([*self.units, *(unit for each in self._members.values() for unit in each)]))
        known = {each.pk: each for each in (*self.asked, *(target.indicator for target in targets))}
        wanted = list(known.values()) if indicators is None else list(indicators)
        self.rollup = RollUp(period, everyone, wanted)
        self._everyone, self._wanted = everyone, wanted
        self._series: dict[int, Series] = {}

    @property
    def outgrown(self) -> Outgrown:
        """The plans made for units smaller than those they bind."""
        return self.binding.outgrown

    @cached_property
    def ground(self) -> Ground:
        """The years before, which not all who look ask for."""
        return Ground(self._wanted, self._everyone, self.past_years, self.period.ends_on)

    @cached_property
    def asked(self) -> Sequence[Indicator]:
        """The indicators the period asks, or those that were chosen."""
        return asked_of(self.period) if self._asked is None else self._asked

    def outcomes(self, unit: Unit) -> list[Outcome]:
        """A line for each target: of the year's plan, of the period's in a report on several years; else as asked."""
        kinds = [PlanKind.ANNUAL, PlanKind.PERIOD]
        if self.period.kind in OF_SEVERAL_YEARS:
            kinds.reverse()
        for kind in kinds:
            if targets := self.binding.targets(unit, kind):
                return [self._outcome(unit, target.indicator, target.group, target) for target in targets]
        return [self._outcome(unit, indicator, None, None) for indicator in self.asked]

    def outcome(self, unit: Unit, indicator: Indicator) -> Outcome:
        """The line of one indicator over the unit's whole territory."""
        targets = (*self.binding.targets(unit, PlanKind.ANNUAL), *self.binding.targets(unit, PlanKind.PERIOD))
        chosen = next((each for each in targets if each.indicator_id == indicator.pk and each.group is None), None)
        return self._outcome(unit, indicator, None, chosen)

    def points(self, unit: Unit, indicator: Indicator, group: UnitGroup | None = None) -> list[Point]:
        """The figures by year, that of the period for its own."""
        before = [self.past(unit, indicator, each, group) for each in self.past_years]
        return [*before, self.figure(unit, indicator, group)]

    def past(self, unit: Unit, indicator: Indicator, year: int, group: UnitGroup | None = None) -> Point:
        """The figure of a year before, restated to the units of the period's last day."""
        series = self._series.get(indicator.pk)
        if series is None:
            series = Series(indicator, (), (), self.period.ends_on, self.ground)
            self._series[indicator.pk] = series
        if group is None:
            return series.restated(unit, year)
        members = self.members(unit, group)
        return series.together(group, members, year) if members else Point(group, year)

    def figure(self, unit: Unit, indicator: Indicator, group: UnitGroup | None = None) -> Point:
        """The figure of the period that counts."""
        return self._told(unit, indicator, group, Says.COUNTED)

    def _told(self, unit: Unit, indicator: Indicator, group: UnitGroup | None, says: Says) -> Point:
        if group is None:
            return self.rollup.point(unit, indicator, says)
        members = self.members(unit, group)
        return self.rollup.together(group, members, indicator, says) if members else Point(group, self.period.year)

    def members(self, unit: Unit, group: UnitGroup) -> list[Unit]:
        """The unit itself or those below it that belong to a group when the period ends."""
        return [each for each in self._members.get(group.pk, ()) if unit.pk in line_up(each)]

    def judged(self, unit: Unit, target: Target) -> Judged:
        """A target of one of the unit's plans against what was reached of it."""
        plan = self.binding.plan_of(unit, target)
        if (unit.pk, target) in self.outgrown and target.group is None:
            return Judged(target, plan.first_year, None, None, f"{plan.unit.full_name} trước sắp xếp")
        points = self.points(unit, target.indicator, target.group)
        years = {point.year: point.figure for point in points}
        partial = {point.year for point in points if point.is_incomplete}
        reached = reached_by(target, years, plan.first_year, self.period.year, partial)
        due = is_due(target, plan, self.period)
        return Judged(target, plan.first_year, reached, verdict_of(target, reached, is_due=due), is_due=due)

    def _outcome(self, unit: Unit, indicator: Indicator, group: UnitGroup | None, target: Target | None) -> Outcome:
        annual, whole = (self._match(unit, kind, indicator, group, target) for kind in self.plans)
        if whole and self.period.kind in OF_SEVERAL_YEARS:
            annual = None
        year, judges_the_plan = self.period.year, self.period.kind in JUDGE_THE_PLAN
        told = {says: self._told(unit, indicator, group, says) for says in Says}
        return Outcome(
            indicator,
            group,
            told[Says.COUNTED],
            self.past(unit, indicator, year - 1, group),
            told[Says.ESTIMATE],
            told[Says.REPORTED],
            self._vetted(unit, indicator, group),
            self.judged(unit, annual) if annual else None,
            self.judged(unit, whole) if whole else None,
            None if group else self.rollup.own(unit, indicator),
            not ((judges_the_plan or is_part_of_year(self.period)) and indicator.over_time == OverTime.CUMULATIVE),
            self._start(unit, whole) if whole and judges_the_plan else None,
        )

    def _start(self, unit: Unit, target: Target) -> Decimal | None:
        """With what a plan of several years began: the target's baseline, else the figure of the year before it."""
        if target.baseline is not None:
            return target.baseline
        first = self.binding.plan_of(unit, target).first_year
        point = self.past(unit, target.indicator, first - 1, target.group)
        return None if point.is_incomplete else point.figure

    def _vetted(self, unit: Unit, indicator: Indicator, group: UnitGroup | None) -> Point:
        """The figure that counts where some of it is vetted; else blank."""
        if group is None:
            return self.rollup.vetted(unit, indicator)
        is_vetted = any(self.rollup.vetted(each, indicator).sums.units for each in self.members(unit, group))
        return self.figure(unit, indicator, group) if is_vetted else Point(group, self.period.year)

    def _match(
        self, unit: Unit, kind: PlanKind, indicator: Indicator, group: UnitGroup | None, target: Target | None
    ) -> Target | None:
        """The target itself where it is of this kind of plan; else one of the same, by its comparator if possible."""
        same = [
            each
            for each in self.binding.targets(unit, kind)
            if each.indicator_id == indicator.pk and each.group_id == (group.pk if group else None)
        ]
        alike = [each for each in same if target and each.comparator == target.comparator]
        return next(iter(alike or same), None)

    @property
    def past_years(self) -> range:
        """The years before that of the period, from the one before the plans in force began."""
        return range(self.binding.first_year - 1, self.period.year)

    def _members_of(self, groups: Collection[int]) -> Mapping[int, list[Unit]]:
        members = members_by_group(groups, self.period.ends_on)
        ids = {unit for each in members.values() for unit in each}
        units = Unit.objects.existing_on(self.period.ends_on).filter(pk__in=ids).select_related("parent")
        there = list(units.order_by("code"))
        return {group: [unit for unit in there if unit.pk in each] for group, each in members.items()}
