"""How results add up to those of the units above: sums, and rates as sums of their counts. Nowhere else."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from indicators.models import AddsUp, Result
from planning.formats import rounded
from planning.places.units import Succession, Unit, UnitKind

# Units above that one grouped query answers for.
CHUNK = 200
DECIMALS = 4
# Units whose results others may have too: their communes, their district, or those that took them over.
MAY_BE_DOUBLE = ~Q(kind=UnitKind.COMMUNE) | Q(parent__kind=UnitKind.DISTRICT) | Q(valid_to__isnull=False)
HAS_COUNTS = Q(numerator__isnull=False, denominator__isnull=False)


@dataclass(frozen=True)
class Sums:
    """What results come to together: `units` is how many there are, `lacking` how many cannot be added up."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    units: int = 0
    lacking: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            plus(self.value, other.value),
            plus(self.numerator, other.numerator),
            plus(self.denominator, other.denominator),
            self.units + other.units,
            self.lacking + other.lacking,
        )


NOTHING = Sums()


def plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    return other if one is None else one if other is None else one + other


def sums_below(units: Collection[int], year: int, indicators: Collection[int] | None = None) -> dict[
    tuple[int, int], Sums
]:  # fmt: skip
    """The sums of a year over all results below each unit, by unit and indicator (ids).

    Never both a whole and its parts: a district's own result stands, and those of its communes do not count beside
    it, until all of them have one. That of a former unit counts only where none of those below the same unit that
    took it over has one.
    """
    found: dict[tuple[int, int], Sums] = {}
    for chunk in chunks(sorted(units), CHUNK):
        for above in ("parent", "parent__parent"):
            below = Unit.objects.filter(**{f"{above}__in": chunk}).order_by()
            counted = below.aggregate(all=Count("pk"), doubtful=Count("pk", filter=MAY_BE_DOUBLE))
            if not counted["all"]:
                continue
            # Where units are named by a query of their own, SQLite looks for the results of each by its index.
            results = Result.objects.exclude(indicator__adds_up=AddsUp.NOT).order_by()
            results = results.filter(year=year, unit__in=below.values("pk"))
            if indicators is not None:
                results = results.filter(indicator__in=indicators)
            if counted["doubtful"]:
                results = results.filter(*_counted_once(f"unit__{above}"))
            for key, sums in grouped(results, f"unit__{above}").items():
                found[key] = found.get(key, NOTHING) + sums
    return found


def _counted_once(above: str) -> tuple[Q, Combinable]:
    """Conditions on results that are added up for the units that `above` leads to.

    Parts and successors are named as lists of units: joined, SQLite would read all results of a year for each.
    """
    below = (Q(**{name: OuterRef(OuterRef(above))}) for name in ("successor__parent", "successor__parent__parent"))
    successions = Succession.objects.filter(or_(*below), predecessor=OuterRef(OuterRef("unit")))
    of_successors = _same().filter(unit__in=successions.values("successor"))
    is_counted = whole_stands("unit") if above == "unit__parent" else _part_counts()
    return is_counted, Q(unit__valid_to=None) | ~Exists(of_successors)


def whole_stands(unit: str) -> Q:
    """Condition on results: those below the unit that `unit` leads to have not all reported, or there are none."""
    parts = _parts(unit)
    return Q(**{f"{unit}__kind": UnitKind.COMMUNE}) | ~Exists(parts) | Exists(_unreported(parts))


def _part_counts() -> Q:
    """Condition on results of communes: their district has none, or they and all beside them have reported."""
    parts = _parts("unit__parent")
    return ~Exists(_same().filter(unit=OuterRef("unit__parent"))) | Exists(parts) & ~Exists(_unreported(parts))


def _parts(unit: str) -> QuerySet[Unit]:
    """The units below as the year of a result ends, or as the one above ended in it."""
    year = OuterRef("year")
    is_there_at_the_end = Q(valid_to__year=year, valid_to__month=12, valid_to__day=31) | Q(valid_to__year__gt=year)
    return Unit.objects.filter(
        Q(valid_from=None) | Q(valid_from__year__lte=year),
        Q(valid_to=None) | Q(valid_to__gte=F("parent__valid_to")) | is_there_at_the_end,
        parent=OuterRef(unit),
    ).order_by()


def _unreported(parts: QuerySet[Unit]) -> QuerySet[Unit]:
    same = Result.objects.filter(year=OuterRef(OuterRef("year")), indicator=OuterRef(OuterRef("indicator")))
    return parts.filter(~Exists(same.filter(unit=OuterRef("pk"))))


def _same() -> QuerySet[Result]:
    """Results of the same year and indicator."""
    return Result.objects.filter(year=OuterRef("year"), indicator=OuterRef("indicator"))


def grouped(results: QuerySet[Result], by: str) -> dict[tuple[int, int], Sums]:
    """The sums of results by the unit that `by` leads to and the indicator, in one query."""
    rows = results.values(by, "indicator", "indicator__adds_up").annotate(
        sum=Sum("value"),
        numerators=Sum("numerator", filter=HAS_COUNTS),
        denominators=Sum("denominator", filter=HAS_COUNTS),
        units=Count("pk"),
        valued=Count("value"),
        counted=Count("pk", filter=HAS_COUNTS),
    )
    return {(row[by], row["indicator"]): _sums(row) for row in rows.iterator()}


def _sums(row: dict[str, Any]) -> Sums:
    if row["indicator__adds_up"] == AddsUp.RATIO:
        numerator, denominator = exact(row["numerators"]), exact(row["denominators"])
        return Sums(None, numerator, denominator, row["units"], row["units"] - row["counted"])
    return Sums(exact(row["sum"]), None, None, row["units"], row["units"] - row["valued"])


def exact(total: Decimal | None) -> Decimal | None:
    """A sum to the decimals of its parts: SQLite adds in binary and leaves a trace of it behind the last."""
    return None if total is None else rounded(total, DECIMALS)


def chunks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
