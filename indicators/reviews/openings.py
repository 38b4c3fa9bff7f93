"""Last year's closing, which is this year's opening: of the commune itself, or of the communes it was made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indicators.models import HouseholdReview, ReviewCount
from indicators.reviews.scopes import last_day
from planning.places.units import Succession, Unit

# The counts with which a year of a class closes, in households and in persons.
CLOSINGS = (
    ReviewCount.POOR_HOUSEHOLDS,
    ReviewCount.POOR_PERSONS,
    ReviewCount.NEAR_POOR_HOUSEHOLDS,
    ReviewCount.NEAR_POOR_PERSONS,
)


@dataclass(frozen=True)
class LastClosing:
    """What was counted at the end of the year before, in the commune's present territory.

    `totals` has the closings that are known in every part of it; `by_area` those of each area where the commune
    itself was reviewed. `from_units` says how many communes it was put together from.
    """

    totals: Mapping[str, int] = field(default_factory=dict)
    by_area: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    from_units: int = 0
    is_recognised: bool = False

    @property
    def is_restated(self) -> bool:
        """Whether it is a sum over communes that were merged."""
        return self.from_units > 1


def sources_of(units: Iterable[Unit], year: int) -> dict[int, tuple[int, ...]]:
    """For each unit of a year, the units whose closings of the year before make up its opening.

    Only successions of whole units count: what part of a divided commune's households went where no count tells.
    One query for each reorganisation the last year saw, however many the units.
    """
    units = list(units)
    links = _links(units, year)
    return {unit.pk: _trace(unit, links, year) for unit in units}


def last_closing(
    sources: tuple[int, ...], reviews: Mapping[int, list[HouseholdReview]], recognised: set[int]
) -> LastClosing:
    """Put the closings of `sources` together; `reviews` are theirs of last year, by unit."""
    if not sources or not all(reviews.get(pk) for pk in sources):
        return LastClosing(from_units=len(sources))
    rows = [row for pk in sources for row in reviews[pk]]
    by_area = {row.area: _known([row]) for row in rows} if len(sources) == 1 else {}
    return LastClosing(_known(rows), by_area, len(sources), recognised.issuperset(sources))


def _known(rows: Iterable[HouseholdReview]) -> dict[str, int]:
    """The sums of the counts that every row has."""
    rows = list(rows)
    columns = {name: [getattr(row, name) for row in rows] for name in CLOSINGS}
    return {name: sum(values) for name, values in columns.items() if None not in values}


def _links(units: list[Unit], year: int) -> dict[int, list[Succession]]:
    """The successions that lead back to last year, by successor."""
    links: dict[int, list[Succession]] = defaultdict(list)
    newcomers = {unit.pk for unit in units if not _existed(unit, year)}
    while newcomers:
        found = list(Succession.objects.filter(successor__in=newcomers).select_related("predecessor"))
        for link in found:
            links[link.successor_id].append(link)
        newcomers = {
            link.predecessor_id
            for link in found
            if not _existed(link.predecessor, year) and link.predecessor_id not in links
        }
    return links


def _trace(unit: Unit, links: Mapping[int, list[Succession]], year: int) -> tuple[int, ...]:
    if _existed(unit, year):
        return (unit.pk,)
    origins = links.get(unit.pk, [])
    if any(link.is_partial for link in origins):
        return ()
    traced = [_trace(link.predecessor, links, year) for link in origins]
    return tuple(sorted(pk for part in traced for pk in part)) if all(traced) else ()


def _existed(unit: Unit, year: int) -> bool:
    """Whether a unit of this year was there when the last one ended."""
    return unit.valid_from is None or unit.valid_from <= last_day(year - 1)
