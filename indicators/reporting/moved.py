"""Reports that changed after they were vetted, below a unit: an old vetted figure must not hide a corrected one."""

from collections.abc import Collection

from django.db.models import F, Q

from indicators.models import PeriodResult, Told
from indicators.reporting.sums import is_told
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod


def moved_below(period: ReportingPeriod, unit: Unit, indicators: Collection[int]) -> dict[int, list[Unit]]:
    """By the indicator (id) the units, the unit itself among them, whose report is not what was vetted; one query."""
    here = Q(unit=unit) | Q(unit__parent=unit) | Q(unit__parent__parent=unit)
    vetted = PeriodResult.objects.filter(
        here & is_told(Told.VETTED), period=period, indicator__in=list(indicators)
    ).select_related("unit")
    found: dict[int, list[Unit]] = {}
    for row in vetted.exclude(_is_as_seen()).order_by("indicator", "unit__code"):
        if row.has_moved:
            found.setdefault(row.indicator_id, []).append(row.unit)
    return found


def _is_as_seen() -> Q:
    """Condition on rows: every part of the reported figure is known and what it was at vetting."""
    return Q(reported_value=F("seen_value"), reported_numerator=None, seen_numerator=None) | Q(
        reported_numerator=F("seen_numerator"), reported_denominator=F("seen_denominator")
    )
