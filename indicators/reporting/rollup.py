"""What units come to for a period: their own figure, or the sum over those below once all of these have told."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Count

from indicators.models import AddsUp, Indicator, PeriodResult, Result, Told
from indicators.reporting.asked import is_from_review, tells_of_year
from indicators.reporting.sums import Below, Says, for_adding, own_sums, sums_of_communes, sums_of_results
from indicators.results.adding import NOTHING, Sums
from indicators.results.points import NOT_ADDED, Point, own_point
from indicators.results.reported import Reported, result_sums
from planning.places.units import Unit, UnitGroup, UnitKind
from planning.plans.periods import ReportingPeriod


class RollUp:
    """The figures of some units for a period, read in a constant number of queries.

    As in yearly results, what a unit has of its own stands until all below it have told theirs; a district stands
    so among communes as one. What the household review answers is taken from the yearly results; and whoever tells
    nothing for the end of a year stands by the result it has of that year, unless only what is `told_now` counts.
    Periods `beside` it are like it in kind and day, and are of holders that have no units in common.
    """

    def __init__(
        self,
        period: ReportingPeriod,
        units: Iterable[Unit],
        indicators: Sequence[Indicator],
        *,
        told_now: bool = False,
        beside: Iterable[ReportingPeriod] = (),
    ) -> None:
        self.period, self.units = period, {unit.pk: unit for unit in units}
        self.indicators = {each.pk: each for each in indicators}
        typed = [each for each in indicators if not is_from_review(each, period)]
        self._districts = self._districts_below()
        everyone = self.units.keys() | {each for below in self._districts.values() for each in below}
        self._communes = self._counted(everyone)
        self._read_told([period, *beside], everyone, typed)
        self._read_kept(everyone, [] if told_now or not tells_of_year(period) else typed)

    def _districts_below(self) -> dict[int | None, list[int]]:
        """The districts directly below each unit."""
        districts = Unit.objects.filter(parent__in=self.units, kind=UnitKind.DISTRICT).existing_on(self.day)
        found: dict[int | None, list[int]] = {}
        for district, above in districts.order_by("pk").values_list("pk", "parent"):
            found.setdefault(above, []).append(district)
        return found

    def _read_told(self, periods: list[ReportingPeriod], everyone: Collection[int], typed: list[Indicator]) -> None:
        """What units told for the periods themselves, and what their communes did together."""
        rows = PeriodResult.objects.filter(period__in=periods, unit__in=everyone, indicator__in=typed).order_by()
        self._own = {(row.unit_id, row.indicator_id): row for row in rows}
        self._sums = sums_of_communes(periods, everyone, typed)

    def _read_kept(self, everyone: Collection[int], typed: list[Indicator]) -> None:
        """The results of the year, by which stands whoever tells nothing for its end."""
        self._kept: dict[tuple[int, int], Result] = {}
        self._kept_below: dict[tuple[int, int], Sums] = {}
        if typed:
            kept = Result.objects.filter(year=self.period.year, unit__in=everyone, indicator__in=typed).order_by()
            self._kept = {(row.unit_id, row.indicator_id): row for row in kept}
            self._kept_below = sums_of_results(self.period, everyone, typed)

    @property
    def day(self) -> date:
        """The day on whose map the period stands."""
        return self.period.ends_on

    def own(self, unit: Unit, indicator: Indicator) -> PeriodResult | None:
        """What the unit itself has told; None where it has told nothing."""
        return self._own.get((unit.pk, indicator.pk))

    def point(self, unit: Unit, indicator: Indicator, says: Says = Says.COUNTED) -> Point:
        """What the unit comes to, and over how many of the units that should tell."""
        return self._point(unit, *self._standing(unit.pk, indicator, says))

    def below(self, unit: Unit, indicator: Indicator, says: Says = Says.COUNTED) -> Point:
        """What those below the unit come to, whatever it has told itself."""
        if indicator.adds_up == AddsUp.NOT:
            return Point(unit, self.period.year, reason=NOT_ADDED)
        return self._point(unit, *self._below(unit.pk, indicator, says))

    def vetted(self, unit: Unit, indicator: Indicator) -> Point:
        """The figure as vetted; of a sum, that of vetted figures and, where there is none, of reported ones.

        Blank where nothing of it is vetted.
        """
        if is_from_review(indicator, self.period):
            return Point(unit, self.period.year)
        is_vetted = self._own_vetted(unit.pk, indicator) or self._vetted_below(unit.pk, indicator)
        return self.point(unit, indicator) if is_vetted else Point(unit, self.period.year)

    def is_own(self, unit: Unit, indicator: Indicator) -> bool:
        """Whether the figure that counts is the unit's own, and no sum over those below."""
        is_told = self._own_sums(unit.pk, indicator, Says.COUNTED) is not None
        return is_told and self._own_stands(unit.pk, indicator, Says.COUNTED)

    def together(
        self, group: UnitGroup, units: Sequence[Unit], indicator: Indicator, says: Says = Says.COUNTED
    ) -> Point:
        """What some of the units come to as a group: what there is, and of how many units."""
        told = [self._standing(unit.pk, indicator, says) for unit in units]
        if indicator.adds_up == AddsUp.NOT and len(units) > 1:
            return Point(group, self.period.year, reason=NOT_ADDED)
        if len(told) == 1:
            return own_point(group, self.period.year, *told[0])
        total = sum((for_adding(sums, indicator) for sums, _ in told), NOTHING)
        return own_point(group, self.period.year, total, sum(of for _, of in told))

    def _point(self, unit: Unit, sums: Sums, of: int) -> Point:
        return own_point(unit, self.period.year, sums, of)

    def _standing(self, unit: int, indicator: Indicator, says: Says) -> tuple[Sums, int]:
        if is_from_review(indicator, self.period):
            return self._reviewed(unit, indicator, says)
        if self._own_stands(unit, indicator, says):
            return self._own_sums(unit, indicator, says) or NOTHING, 1
        return self._below(unit, indicator, says)

    def _own_stands(self, unit: int, indicator: Indicator, says: Says) -> bool:
        """Whether the unit's own figure counts; what was reported stands or falls with what counts."""
        if not self._has_below(unit) or indicator.adds_up == AddsUp.NOT:
            return True
        asked = Says.ESTIMATE if says is Says.ESTIMATE else Says.COUNTED
        sums, of = self._below(unit, indicator, asked)
        is_told = self._own_sums(unit, indicator, asked) is not None
        return is_told and (bool(sums.lacking) or sums.units < of)

    def _own_sums(self, unit: int, indicator: Indicator, says: Says) -> Sums | None:
        """What the unit has told, else its result of the year; nobody expects what has a result."""
        row, kept = self._own.get((unit, indicator.pk)), self._kept.get((unit, indicator.pk))
        if kept is None or says is Says.ESTIMATE or (row is not None and row.counted):
            return own_sums(row, indicator, says)
        return result_sums(kept, indicator)

    def _below(self, unit: int, indicator: Indicator, says: Says) -> tuple[Sums, int]:
        """The sums over those below, and over how many units they should be."""
        if is_from_review(indicator, self.period):
            return self._reviewed(unit, indicator, says)
        told = self._sums.get((unit, indicator.pk))
        total, of = told.sums[says] if told else NOTHING, self._communes.get(unit, 0)
        if says is not Says.ESTIMATE:
            total += self._kept_below.get((unit, indicator.pk), NOTHING)
        for district in self._districts.get(unit, ()):
            sums, count = self._standing(district, indicator, says)
            total, of = total + for_adding(sums, indicator), of + count
        return total, of or 1

    def _has_below(self, unit: int) -> bool:
        return bool(self._communes.get(unit) or self._districts.get(unit))

    def _vetted_below(self, unit: int, indicator: Indicator) -> bool:
        """Whether a figure below that counts is vetted; none counts beside the unit's own."""
        if self._has_below(unit) and self._own_stands(unit, indicator, Says.COUNTED):
            return False
        told = self._sums.get((unit, indicator.pk), Below({}, 0))
        return bool(told.vetted) or any(
            self._own_vetted(district, indicator) or self._vetted_below(district, indicator)
            for district in self._districts.get(unit, ())
        )

    def _own_vetted(self, unit: int, indicator: Indicator) -> bool:
        row = self._own.get((unit, indicator.pk))
        return row is not None and row.counted is Told.VETTED and self._own_stands(unit, indicator, Says.COUNTED)

    def _reviewed(self, unit: int, indicator: Indicator, says: Says) -> tuple[Sums, int]:
        if says is Says.ESTIMATE:
            return NOTHING, 1
        key = indicator.pk, unit, self.period.year
        return self._results.sums(key) or NOTHING, self._results.expected(key, self.day)

    @cached_property
    def _results(self) -> Reported:
        reviewed = [each for each in self.indicators.values() if is_from_review(each, self.period)]
        return Reported(reviewed, self.units, [self.period.year])

    def _counted(self, above: Iterable[int]) -> dict[int, int]:
        """How many communes each unit has directly below it."""
        communes = Unit.objects.filter(parent__in=list(above), kind=UnitKind.COMMUNE).existing_on(self.day)
        return dict(communes.order_by().values_list("parent").annotate(Count("pk")))
