"""A commune's review of a year as it is stored, read for any number of communes and years in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.models import (
    Area,
    HouseholdReview,
    Measure,
    PovertyClass,
    PovertyMovement,
    Recognition,
    ReviewCount,
)
from indicators.models.reviews import ENTRIES, EXITS
from indicators.reviews.openings import LastClosing, last_closing, sources_of
from planning.places.units import Unit

# Area, class and measure of a movement.
MovementKey = tuple[str, str, str]
AREAS = (Area.URBAN, Area.RURAL)
URBAN_PREFIXES = frozenset({"phường", "thị trấn"})
MOVES = (*EXITS, *ENTRIES)
# What of a class is counted at the end of a year, by class and measure.
COUNT_OF = {
    (PovertyClass.POOR, Measure.HOUSEHOLDS): ReviewCount.POOR_HOUSEHOLDS,
    (PovertyClass.POOR, Measure.PERSONS): ReviewCount.POOR_PERSONS,
    (PovertyClass.NEAR_POOR, Measure.HOUSEHOLDS): ReviewCount.NEAR_POOR_HOUSEHOLDS,
    (PovertyClass.NEAR_POOR, Measure.PERSONS): ReviewCount.NEAR_POOR_PERSONS,
}


@dataclass(frozen=True)
class CommuneYear:
    """Everything stored of a commune's review of a year: `counts` by area, movements, what came before."""

    unit: Unit
    year: int
    counts: Mapping[str, HouseholdReview]
    movements: Mapping[MovementKey, PovertyMovement]
    recognition: Recognition | None
    last: LastClosing

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas the commune has rows of; its usual one while it has none."""
        known = {*self.counts, *(area for area, _, _ in self.movements)}
        return tuple(area for area in AREAS if area in known) or (usual_area(self.unit),)

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been entered yet."""
        rows = [(row, ReviewCount.values) for row in self.counts.values()]
        moves = [(row, ("opening", *MOVES)) for row in self.movements.values()]
        return all(getattr(row, name) is None for row, names in rows + moves for name in names)

    def count(self, area: str, name: str) -> int | None:
        """A count at the end of the year in one area."""
        row = self.counts.get(area)
        return getattr(row, name) if row else None

    def total(self, name: str) -> int | None:
        """A count over the commune's areas; None while one of them lacks it."""
        return whole_sum(self.count(area, name) for area in self.areas)

    def movement(self, area: str, of: PovertyClass, measure: Measure) -> PovertyMovement | None:
        """How a class changed in one area."""
        return self.movements.get((area, of, measure))

    def expected_opening(self, area: str, of: PovertyClass, measure: Measure) -> int | None:
        """Last year's closing for an area; None where it is not known, or not known for that area alone."""
        name = COUNT_OF[of, measure]
        if len(self.areas) == 1:
            return self.last.totals.get(name)
        return self.last.by_area.get(area, {}).get(name)


def whole_sum(values: Iterable[int | None]) -> int | None:
    """The sum of a whole; None while a part of it is unknown, or where there is no part."""
    values = list(values)
    return sum(value or 0 for value in values) if values and None not in values else None


def usual_area(unit: Unit) -> Area:
    """Wards and townships are urban, all others rural, unless their review says otherwise."""
    return Area.URBAN if unit.prefix.lower() in URBAN_PREFIXES else Area.RURAL


def read_year(units: Iterable[Unit], year: int) -> list[CommuneYear]:
    """The reviews of some communes in a year, in the order of the communes."""
    units = list(units)
    read = read_years({year: units})
    return [read[year, unit.pk] for unit in units]


def read_years(units_of: Mapping[int, Sequence[Unit]]) -> dict[tuple[int, int], CommuneYear]:
    """The reviews of communes in several years, by year and unit (id)."""
    sources = {year: sources_of(units, year) for year, units in units_of.items()}
    wanted = {unit.pk for units in units_of.values() for unit in units}
    before = {pk for of_year in sources.values() for source in of_year.values() for pk in source}
    years = {*units_of, *(year - 1 for year in units_of)}
    counts: dict[tuple[int, int], list[HouseholdReview]] = defaultdict(list)
    for row in HouseholdReview.objects.of(wanted | before, years).order_by("area"):
        counts[row.year, row.unit_id].append(row)
    movements: dict[tuple[int, int], dict[MovementKey, PovertyMovement]] = defaultdict(dict)
    for move in PovertyMovement.objects.of(wanted, units_of).order_by():
        movements[move.year, move.unit_id][move.area, move.poverty_class, move.measure] = move
    decided = Recognition.objects.of(wanted | before, years).select_related("document").order_by()
    recognitions = {(row.year, row.unit_id): row for row in decided}
    return {
        (year, unit.pk): CommuneYear(
            unit,
            year,
            {row.area: row for row in counts[year, unit.pk]},
            movements[year, unit.pk],
            recognitions.get((year, unit.pk)),
            _last(year - 1, sources[year][unit.pk], counts, recognitions),
        )
        for year, units in units_of.items()
        for unit in units
    }


def _last(
    year: int,
    sources: tuple[int, ...],
    counts: Mapping[tuple[int, int], list[HouseholdReview]],
    recognitions: Mapping[tuple[int, int], Recognition],
) -> LastClosing:
    rows = {pk: counts.get((year, pk), []) for pk in sources}
    return last_closing(sources, rows, {pk for pk in sources if (year, pk) in recognitions})
