"""What units reported: the sum over those below or their own result, and over how many units that should be."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from indicators.models import AddsUp, Indicator, Result
from indicators.results.adding import Sums, whole_stands
from indicators.results.totals import kept, sums_of
from planning.places.units import Unit, UnitKind

# A figure by its indicator, unit (ids) and year.
Key = tuple[int, int, int]


class Reported:
    """The figures of some units in some years, read in a constant number of queries.

    As in the kept totals, what a unit has of its own stands until all below it have reported.
    """

    def __init__(self, indicators: Sequence[Indicator], units: Mapping[int, Unit], years: Collection[int]) -> None:
        self.indicators, self.units, self.years = {each.pk: each for each in indicators}, units, years
        totals = kept(indicator__in=self.indicators, unit__in=units, year__in=years)
        self._totals = {(total.indicator_id, total.unit_id, total.year): sums_of(total) for total in totals}
        self._own = {(row.indicator_id, row.unit_id, row.year): row for row in self._results(unit__in=units)}

    def __contains__(self, key: Key) -> bool:
        return key in self._totals or key in self._own

    def sums(self, key: Key) -> Sums | None:
        """What the unit has: its own result where that stands, else the sum over those below."""
        if self._own_stands(key):
            return result_sums(self._own[key], self.indicators[key[0]])
        return self._totals.get(key)

    def expected(self, key: Key, day: date) -> int:
        """How many units should have a figure on a day: the unit alone, or those of the level that reports."""
        return 1 if self._own_stands(key) else self._expected_below(key, day)

    def _own_stands(self, key: Key) -> bool:
        own, total = self._own.get(key), self._totals.get(key)
        if own is None or total is None:
            return own is not None
        return bool(total.lacking) or total.units < self._expected_below(key, self._last_day(key))

    def _last_day(self, key: Key) -> date:
        """The day of the year whose units should have reported to the unit."""
        return min(date(key[2], 12, 31), self.units[key[1]].valid_to or date.max)

    def _expected_below(self, key: Key, day: date) -> int:
        """The communes below, a district that stands by its own result as one."""
        indicator, unit, year = key
        standing = self._standing.get((indicator, unit, year), ())
        return (self._communes_on(unit, day) - sum(self._communes_on(each, day) - 1 for each in standing)) or 1

    def _communes_on(self, unit: int, day: date) -> int:
        return sum(
            number
            for (first, last), number in self._communes[unit].items()
            if (first is None or first <= day) and (last is None or last >= day)
        )

    @cached_property
    def _communes(self) -> Mapping[int, Counter[tuple[date | None, date | None]]]:
        """How many communes each unit has, by the days they begin and end."""
        rows = (
            Unit.objects.filter(Q(parent__in=self._above) | Q(parent__parent__in=self._above), kind=UnitKind.COMMUNE)
            .order_by()
            .values_list("parent", "parent__parent", "valid_from", "valid_to")
            .annotate(Count("pk"))
        )
        found: dict[int, Counter[tuple[date | None, date | None]]] = defaultdict(Counter)
        for parent, grandparent, first, last, number in rows if self._above else ():
            found[parent][first, last] += number
            found[grandparent][first, last] += number
        return found

    @cached_property
    def _standing(self) -> Mapping[tuple[int, int | None, int], list[int]]:
        """The districts below each unit that count by their own result."""
        found: dict[tuple[int, int | None, int], list[int]] = defaultdict(list)
        districts = Q(unit__parent__in=self._above, unit__kind=UnitKind.DISTRICT)
        rows = self._results(districts, whole_stands("unit")).exclude(indicator__adds_up=AddsUp.NOT)
        told = rows.values_list("indicator", "unit", "unit__parent", "year")
        for indicator, unit, parent, year in told if self._above else ():
            found[indicator, parent, year].append(unit)
        return found

    def _results(self, *conditions: Q, **more: object) -> QuerySet[Result]:
        chosen = Result.objects.filter(*conditions, indicator__in=self.indicators, year__in=self.years, **more)
        return chosen.order_by()

    @property
    def _above(self) -> list[int]:
        return [unit.pk for unit in self.units.values() if unit.kind != UnitKind.COMMUNE]


def result_sums(own: Result, indicator: Indicator) -> Sums:
    """A result as sums over one unit; a rate without its counts cannot be put together with others."""
    if indicator.adds_up != AddsUp.RATIO:
        return Sums(own.value, units=1)
    if own.has_counts:
        return Sums(None, own.numerator, own.denominator, 1)
    return Sums(own.value, units=1, lacking=1)
