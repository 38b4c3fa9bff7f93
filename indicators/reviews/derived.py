"""Results that follow from the counts of the review: nobody types a rate whose counts are there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from indicators.models import AddsUp, HouseholdReview, Indicator
from indicators.results.actions import Figures, ResultKey, store_results
from indicators.results.adding import chunks
from indicators.reviews.books import whole_sum
from planning.people.users import User
from planning.places.units import Unit

# Communes whose results are stored in one transaction.
COMMUNES = 500
REASON = "Tính lại từ kết quả rà soát"


def store_derived(units: Iterable[Unit], year: int, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Store what the counts of some communes come to, for every indicator that names counts of the review.

    A commune's count is the sum over its areas; while one of them lacks it, there is no result. Inside the
    caller's transaction.
    """
    units = list(units)
    counted: dict[int, list[HouseholdReview]] = {unit.pk: [] for unit in units}
    for row in HouseholdReview.objects.of(units, [year]).order_by():
        counted[row.unit_id].append(row)
    indicators = list(Indicator.objects.valid_in(year).exclude(review_numerator=""))
    values: dict[ResultKey, Figures | None] = {
        (unit.pk, indicator.pk, year): figures_of(indicator, counted[unit.pk])
        for unit in units
        for indicator in indicators
    }
    store_results(values, by=by, at=at, reason=reason)


def derive_all(*, at: datetime, by: User | None = None) -> int:
    """Store what all reviews come to, some communes of a year at a time; return how many reviews that were."""
    reviewed = HouseholdReview.objects.order_by("year", "unit_id").values_list("year", "unit_id").distinct()
    of_year: dict[int, list[int]] = defaultdict(list)
    for year, unit in reviewed:
        of_year[year].append(unit)
    for year, units in of_year.items():
        for chunk in chunks(units, COMMUNES):
            with transaction.atomic():
                store_derived(Unit.objects.filter(pk__in=chunk), year, by=by, at=at, reason=REASON)
    return sum(map(len, of_year.values()))


def figures_of(indicator: Indicator, rows: Iterable[HouseholdReview]) -> Figures | None:
    """What the counts of a commune's areas come to; None while one of them is unknown or nothing is a share of it."""
    rows = list(rows)
    numerator = _sum(rows, indicator.review_numerator)
    if indicator.adds_up != AddsUp.RATIO:
        return None if numerator is None else Figures(numerator)
    denominator = _sum(rows, indicator.review_denominator)
    if numerator is None or not denominator:
        return None
    return Figures(None, numerator, denominator)


def _sum(rows: list[HouseholdReview], name: str) -> Decimal | None:
    total = whole_sum(getattr(row, name) for row in rows) if name else None
    return None if total is None else Decimal(total)
