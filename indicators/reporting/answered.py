"""Which results of a year are those of a report on the year, and are changed there."""

from collections.abc import Iterable

from indicators.models import PeriodResult
from planning.places.units import Unit
from planning.plans.periods import PeriodKind


def answered_by_reports(units: Iterable[Unit], year: int) -> set[tuple[int, int]]:
    """The units and indicators (ids) for which a report on the year has a figure that counts; one query."""
    rows = PeriodResult.objects.filter(
        period__kind=PeriodKind.YEAR, period__ends_on__year=year, unit__in=list(units)
    ).order_by()
    return {(row.unit_id, row.indicator_id) for row in rows if row.counted}
