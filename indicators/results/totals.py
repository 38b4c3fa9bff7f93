"""The totals kept for every unit above: read by one indexed query, held while they change, compared and rebuilt."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from indicators.models import Result, ResultTotal
from indicators.results.adding import NOTHING, Sums, chunks, sums_below
from planning.places.units import Succession, Unit
from planning.upserts import BATCH, know_sizes, save_rows

# A total by its unit, year and indicator (ids); also the order in which totals are locked.
TotalKey = tuple[int, int, int]
FIELDS = tuple(field.name for field in fields(Sums))
# Units whose totals are compared at a time; years in one question to the database.
UNITS, GROUPS = 20, 100


def totals_of(unit: Unit, year: int) -> dict[int, ResultTotal]:
    """The totals of all indicators of a year, by the indicator's id: one query over one range of an index."""
    return {total.indicator_id: total for total in kept(unit=unit, year=year)}


def kept(**conditions: object) -> QuerySet[ResultTotal]:
    """The totals that are over something."""
    return ResultTotal.objects.filter(units__gt=0, **conditions)


def hold_totals(keys: Collection[TotalKey]) -> dict[TotalKey, ResultTotal]:
    """Make the totals that are missing and lock all, inside the caller's transaction.

    Everyone makes and locks them in the same order, so that two writers wait for each other and never in a ring.
    """
    ordered = sorted(keys)
    missing = [ResultTotal(unit_id=unit, year=year, indicator_id=indicator) for unit, year, indicator in ordered]
    ResultTotal.objects.bulk_create(missing, BATCH, ignore_conflicts=True)
    of_year: dict[tuple[int, int], list[int]] = defaultdict(list)
    for unit, year, indicator in ordered:
        of_year[unit, year].append(indicator)
    held: dict[TotalKey, ResultTotal] = {}
    for chunk in chunks(of_year.items(), GROUPS):
        condition = Q()
        for (unit, year), indicators in chunk:
            condition |= Q(unit=unit, year=year, indicator__in=indicators)
        rows = ResultTotal.objects.filter(condition).order_by("unit_id", "year", "indicator_id").select_for_update()
        held |= {(row.unit_id, row.year, row.indicator_id): row for row in rows}
    return held


def recompute(held: dict[TotalKey, ResultTotal], *, at: datetime) -> None:
    """Work out the locked totals anew from the results: never by adding a difference, which would drift."""
    concerned: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for unit, year, indicator in held:
        concerned[year][0].add(unit)
        concerned[year][1].add(indicator)
    changed = []
    for year, (units, indicators) in concerned.items():
        sums = sums_below(units, year, indicators)
        for unit in units:
            for indicator in indicators:
                total = held.get((unit, year, indicator))
                if total and _take(total, sums.get((unit, indicator), NOTHING)):
                    changed.append(total)
    save_rows(changed, FIELDS, by=None, at=at)


@dataclass(frozen=True)
class Difference:
    """A kept total that is not what the results below come to."""

    unit: int
    year: int
    indicator: int
    kept: Sums
    computed: Sums


def rebuild_totals(*, at: datetime, compare_only: bool = False) -> Iterator[Difference]:
    """Compare every kept total with its results, and set right those that differ unless `compare_only`.

    Memory does not grow with the results: the database adds up, a few units and one year at a time.
    """
    know_sizes(Result, Unit, Succession)
    years = set(Result.objects.order_by().values_list("year", flat=True).distinct())
    years |= set(ResultTotal.objects.order_by().values_list("year", flat=True).distinct())
    above = list(Unit.objects.filter(children__isnull=False).order_by("pk").values_list("pk", flat=True).distinct())
    for year in sorted(years):
        for units in chunks(above, UNITS):
            yield from _rebuilt(units, year, at, compare_only)


@transaction.atomic
def _rebuilt(units: list[int], year: int, at: datetime, compare_only: bool) -> list[Difference]:
    stored = {
        (total.unit_id, total.year, total.indicator_id): total
        for total in ResultTotal.objects.filter(unit__in=units, year=year)
    }
    computed = {(unit, year, indicator): sums for (unit, indicator), sums in sums_below(units, year).items()}
    found = [
        Difference(*key, sums_of(stored.get(key)), computed.get(key, NOTHING))
        for key in sorted(stored.keys() | computed.keys())
        if sums_of(stored.get(key)) != computed.get(key, NOTHING)
    ]
    if found and not compare_only:
        recompute(hold_totals([(each.unit, each.year, each.indicator) for each in found]), at=at)
    return found


def sums_of(total: ResultTotal | None) -> Sums:
    """What a total keeps."""
    return Sums(*(getattr(total, name) for name in FIELDS)) if total else NOTHING


def _take(total: ResultTotal, sums: Sums) -> bool:
    """Set a total to its sums; say whether that changed it."""
    if sums_of(total) == sums:
        return False
    for name, value in zip(FIELDS, astuple(sums), strict=True):
        setattr(total, name, value)
    return True


def parents_of(unit: Unit) -> list[int]:
    """The ids of the units above, in the unit's own generation."""
    if unit.parent is None:
        return []
    return [unit.parent.pk, *([unit.parent.parent_id] if unit.parent.parent_id else [])]
