"""Series of an indicator over years, on either map: by the units as they were, or restated to those of a day.

What units reported is read and never changed; a restated figure is worked out each time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from indicators.models import Indicator
from indicators.results.points import NOT_BY_COMMUNES, Part, Point, own_point, put_together
from indicators.results.reported import Key, Reported
from indicators.reviews.scopes import reviewers
from planning.formats import short_date
from planning.places.former import homes_on
from planning.places.moving import Moves, moves_among
from planning.places.restating import Ways, ways_into
from planning.places.units import Reorganisation, Unit, UnitGroup, UnitKind

A_DAY = timedelta(days=1)


class Ground:
    """Units of a day, all they came from and what those reported, read once however many the indicators."""

    def __init__(
        self, indicators: Sequence[Indicator], units: Iterable[Unit], years: Collection[int], day: date
    ) -> None:
        self.units, self._asked = list(units), (indicators, years)
        self.ways: Ways = ways_into(unit.pk for unit in self.units)
        self._of_communes: dict[int, Ground] = {}
        self._changes: dict[int, tuple[date, ...]] = {}
        self.day = day
        former = {step.predecessor for steps in self.ways.into.values() for step in steps}
        self.all = {unit.pk: unit for unit in self.units}
        gone = Unit.objects.select_related("parent").filter(pk__in=former - self.all.keys())
        self.all |= {unit.pk: unit for unit in gone}
        self.reported = Reported(indicators, self.all, years)

    @cached_property
    def moves(self) -> Moves:
        """Communes that came to or left the units above communes."""
        above = [unit.pk for unit in self.all.values() if unit.kind != UnitKind.COMMUNE]
        return moves_among(above) if above else Moves()

    def communes(self, unit: Unit) -> "Ground":
        """The ground of the communes that a unit has on the day."""
        if unit.pk not in self._of_communes:
            below = reviewers().existing_on(self.day).under(unit).select_related("parent")
            indicators, years = self._asked
            self._of_communes[unit.pk] = Ground(indicators, below, years, self.day)
        return self._of_communes[unit.pk]

    def reorganisations(self, targets: Mapping[int, Collection[int]]) -> tuple[Reorganisation, ...]:
        """Those by which figures of units of the past came each to its `targets`."""
        pairs = ((source, target) for source, each in targets.items() for target in each)
        ids = set().union(*(self.ways.reorganisations(source, target, self.day) for source, target in pairs))
        return tuple(each for each in self._known_reorganisations if each.pk in ids)

    def changes_in(self, year: int) -> tuple[date, ...]:
        """The last days of the maps that ended in a year."""
        if year not in self._changes:
            steps = (step for steps in self.ways.into.values() for step in steps)
            self._changes[year] = tuple({step.on - A_DAY for step in steps if step.on.year == year})
        return self._changes[year]

    @cached_property
    def _known_reorganisations(self) -> list[Reorganisation]:
        ids = {step.reorganisation for steps in self.ways.into.values() for step in steps}
        return list(Reorganisation.objects.filter(pk__in=ids).prefetch_related("documents"))


class Series:
    """Figures of an indicator for some units of `day`; `ground` is that of several indicators together."""

    def __init__(
        self,
        indicator: Indicator,
        units: Iterable[Unit],
        years: Sequence[int],
        day: date,
        ground: Ground | None = None,
    ) -> None:
        self.indicator, self.day = indicator, day
        self.ground = ground or Ground([indicator], units, years, day)
        self.units, self.ways = self.ground.units, self.ground.ways

    def restated(self, unit: Unit, year: int) -> Point:
        """The figure of a unit of the series' day, from its own in a year or those of the units it took over."""
        day = self._reporting_day(unit, year)
        sources = self.ways.sources(unit.pk, day)
        if self.ground.moves.touch((unit.pk, *sources), day, self.day):
            return self._by_communes(unit, year)
        if sources == [unit.pk]:
            return self._own(unit, year, day)
        return self._put_together(
            unit, year, dict.fromkeys(sources, day), {source: {unit.pk} for source in sources}, is_gathered=False
        )

    def _by_communes(self, unit: Unit, year: int) -> Point:
        """The figure of a unit that communes came to or left since: that of the communes it has on the day."""
        communes = self.ground.communes(unit)
        point = Series(self.indicator, communes.units, [year], self.day, communes).together(unit, communes.units, year)
        is_by_others = not point.sums.units and bool(self.ground.reported.sums(self._key(unit.pk, year)))
        return replace(point, reason=NOT_BY_COMMUNES) if is_by_others else point

    def together(self, place: Unit | UnitGroup, units: Sequence[Unit], year: int) -> Point:
        """The figure of some units of the series as a group: what was divided among them alone is whole.

        Of a unit of the past only what came to those who did not report themselves is put together with the rest.
        """
        days: dict[int, date] = {}
        targets: dict[int, set[int]] = defaultdict(set)
        for unit in units:
            day = self._reporting_day(unit, year)
            for source in self.ways.sources(unit.pk, day):
                days[source] = day
                targets[source].add(unit.pk)
        return self._put_together(place, year, days, targets, is_gathered=True)

    def _put_together(
        self,
        place: Unit | UnitGroup,
        year: int,
        days: Mapping[int, date],
        targets: Mapping[int, Collection[int]],
        *,
        is_gathered: bool,
    ) -> Point:
        """The figures of units of the past on their days, as far as they came to their `targets`."""
        parts = [
            Part(
                self.ground.all[source],
                self.ground.reported.sums(self._key(source, year)),
                self._expected(source, year, day),
                self.ways.destinations(source, self.day),
                frozenset(targets[source]),
            )
            for source, day in days.items()
        ]
        point = put_together(place, year, self.indicator, parts, is_gathered=is_gathered)
        return replace(point, restated_by=self.ground.reorganisations(targets))

    def _key(self, unit: int, year: int) -> Key:
        return self.indicator.pk, unit, year

    def as_they_were(self, unit: Unit, year: int) -> list[Point]:
        """The figures in a year of the unit, or of each of those it came from, as they reported them."""
        day = self._reporting_day(unit, year)
        return [self._own(self.ground.all[source], year, day) for source in self.ways.sources(unit.pk, day)]

    def _own(self, unit: Unit, year: int, day: date) -> Point:
        key = self._key(unit.pk, year)
        sums, of = self.ground.reported.sums(key), self._expected(unit.pk, year, day)
        return own_point(unit, year, sums, of) if sums else Point(unit, year, of=of, reason=_ended(unit, year))

    def _expected(self, unit: int, year: int, day: date) -> int:
        """How many units should have told the unit; in a year after the series' day those of the year's own end."""
        last = min(date(year, 12, 31), self.ground.all[unit].valid_to or date.max)
        return self.ground.reported.expected(self._key(unit, year), last if year > self.day.year else day)

    def _reporting_day(self, unit: Unit, year: int) -> date:
        """The last day of the year on which those who were there reported; without any, the last day itself."""
        last = min(date(year, 12, 31), self.day)
        changes = (day for day in self.ground.changes_in(year) if day < last)
        for day in sorted({last, *changes}, reverse=True):
            if any(self._key(source, year) in self.ground.reported for source in self.ways.sources(unit.pk, day)):
                return day
        return last


def _ended(unit: Unit, year: int) -> str:
    """Why a unit of the past has no figure of a year after its time: it came to others."""
    if unit.valid_to is None or unit.valid_to >= date(year, 12, 31):
        return ""
    return f"Đơn vị kết thúc ngày {short_date(unit.valid_to)}."


def series_of_group(group: UnitGroup, indicator: Indicator, years: Sequence[int], day: date) -> list[Point]:
    """The figures of a group's members on a day, put together: a former district goes on as such a group."""
    series = Series(indicator, members_at_home(group, day), years, day)
    return [series.together(group, series.units, year) for year in years]


def members_at_home(group: UnitGroup, day: date) -> list[Unit]:
    """The members of a group on a day; of a former district those that stand under it, and under no other."""
    members = list(group.members_on(day).existing_on(day).select_related("parent"))
    homes = homes_on(day, members) if group.former_unit_id else {}
    return [unit for unit in members if unit.pk not in homes or homes[unit.pk].group == group]
