"""Series of an indicator over years, on either map: by the units as they were, or restated to those of a day.

What units reported is read and never changed; a restated figure is worked out each time.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Q

from indicators.models import AddsUp, Indicator, Result
from indicators.results.adding import Sums
from indicators.results.points import Part, Point, own_point, put_together
from indicators.results.totals import kept, sums_of
from planning.places.restating import Ways, ways_into
from planning.places.units import Reorganisation, Unit, UnitGroup, UnitKind

A_DAY = timedelta(days=1)


class Series:
    """Figures of an indicator for some units of `day` and all they came from, read in a constant number of queries."""

    def __init__(self, indicator: Indicator, units: Iterable[Unit], years: Sequence[int], day: date) -> None:
        self.indicator, self.years, self.day = indicator, years, day
        self.units = list(units)
        self.ways: Ways = ways_into(unit.pk for unit in self.units)
        former = {step.predecessor for steps in self.ways.into.values() for step in steps}
        self._all = {unit.pk: unit for unit in self.units}
        self._all |= Unit.objects.select_related("parent").in_bulk(former - self._all.keys())
        self._figures = figures_of(indicator, self._all, years)

    def restated(self, unit: Unit, year: int) -> Point:
        """The figure of a unit of the series' day, from its own in a year or those of the units it took over."""
        day = self._reporting_day(unit, year)
        sources = self.ways.sources(unit.pk, day)
        if sources == [unit.pk]:
            return self._own(unit, year, day)
        return self._put_together(unit, year, {source: day for source in sources}, [unit])

    def together(self, group: UnitGroup, units: Sequence[Unit], year: int) -> Point:
        """The figure of some units of the series as a group: what was divided among them alone is whole."""
        days = {unit: self._reporting_day(unit, year) for unit in units}
        sources = {source: day for unit, day in days.items() for source in self.ways.sources(unit.pk, day)}
        return self._put_together(group, year, sources, units)

    def _put_together(
        self, place: Unit | UnitGroup, year: int, sources: Mapping[int, date], units: Sequence[Unit]
    ) -> Point:
        parts = [
            Part(
                self._all[source],
                self._figures.get((source, year)),
                self._expected(source, day),
                self.ways.destinations(source, self.day),
            )
            for source, day in sources.items()
        ]
        point = put_together(place, year, self.indicator, parts, {unit.pk for unit in units})
        return replace(point, restated_by=self._reorganisations(sources, units))

    def as_they_were(self, unit: Unit, year: int) -> list[Point]:
        """The figures in a year of the unit, or of each of those it came from, as they reported them."""
        day = self._reporting_day(unit, year)
        return [self._own(self._all[source], year, day) for source in self.ways.sources(unit.pk, day)]

    def _own(self, unit: Unit, year: int, day: date) -> Point:
        of = self._expected(unit.pk, day)
        sums = self._figures.get((unit.pk, year))
        return own_point(unit, year, sums, of) if sums else Point(unit, year, of=of)

    def _reporting_day(self, unit: Unit, year: int) -> date:
        """The last day of the year on which those who were there reported; without any, the last day itself."""
        last = min(date(year, 12, 31), self.day)
        changes = {
            step.on - A_DAY
            for steps in self.ways.into.values()
            for step in steps
            if step.on.year == year and step.on <= last
        }
        for day in sorted({last, *changes}, reverse=True):
            if any((source, year) in self._figures for source in self.ways.sources(unit.pk, day)):
                return day
        return last

    def _reorganisations(self, sources: Iterable[int], units: Iterable[Unit]) -> tuple[Reorganisation, ...]:
        pairs = ((source, unit.pk) for source in sources for unit in units)
        ids = set().union(*(self.ways.reorganisations(source, target, self.day) for source, target in pairs))
        return tuple(each for each in self._known_reorganisations if each.pk in ids)

    @cached_property
    def _known_reorganisations(self) -> list[Reorganisation]:
        ids = {step.reorganisation for steps in self.ways.into.values() for step in steps}
        return list(Reorganisation.objects.filter(pk__in=ids).prefetch_related("documents"))

    def _expected(self, unit: int, day: date) -> int:
        """How many units should have a figure on a day: the communes below, or the unit alone."""
        return (
            sum(
                number
                for (first, last), number in self._communes[unit].items()
                if (first is None or first <= day) and (last is None or last >= day)
            )
            or 1
        )

    @cached_property
    def _communes(self) -> dict[int, Counter[tuple[date | None, date | None]]]:
        """How many communes each unit has, by the days they begin and end."""
        above = [unit.pk for unit in self._all.values() if unit.kind != UnitKind.COMMUNE]
        rows = (
            Unit.objects.filter(Q(parent__in=above) | Q(parent__parent__in=above), kind=UnitKind.COMMUNE)
            .order_by()
            .values_list("parent", "parent__parent", "valid_from", "valid_to")
            .annotate(Count("pk"))
        )
        found: dict[int, Counter[tuple[date | None, date | None]]] = defaultdict(Counter)
        for parent, grandparent, first, last, number in rows if above else ():
            found[parent][first, last] += number
            found[grandparent][first, last] += number
        return found


def figures_of(indicator: Indicator, units: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Sums]:
    """What units have for an indicator, by unit and year: the total of those below, or else their own result."""
    chosen = {"indicator": indicator, "unit__in": units, "year__in": years}
    figures = {(total.unit_id, total.year): sums_of(total) for total in kept(**chosen)}
    for result in Result.objects.filter(**chosen).order_by():
        key = result.unit_id, result.year
        if key not in figures or figures[key].lacking:
            counts = Sums(result.value, result.numerator, result.denominator, 1)
            figures[key] = counts if _adds(indicator, result) else Sums(result.value, None, None, 1, 1)
    return figures


def _adds(indicator: Indicator, result: Result) -> bool:
    return indicator.adds_up != AddsUp.RATIO or None not in (result.numerator, result.denominator)


def series_of(unit: Unit, indicator: Indicator, years: Sequence[int], day: date) -> list[Point]:
    """The points of a unit of `day` over years, restated to the units of that day."""
    series = Series(indicator, [unit], years, day)
    return [series.restated(unit, year) for year in years]


def series_of_group(group: UnitGroup, indicator: Indicator, years: Sequence[int], day: date) -> list[Point]:
    """The figures of a group's members on a day, put together: a former district goes on as such a group."""
    members = group.members_on(day).existing_on(day).select_related("parent")
    series = Series(indicator, members, years, day)
    return [series.together(group, series.units, year) for year in years]
