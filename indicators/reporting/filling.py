"""How much of the part `Chỉ tiêu` of the units' reports is filled in."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q
from django.urls import reverse

from indicators.models import Indicator, PeriodResult, Told
from indicators.reporting.asked import typed_in
from indicators.reporting.rollup import RollUp
from indicators.reporting.sums import is_told
from planning.places.units import Unit, UnitKind
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled, Part, provides_part
from planning.tracking.scopes import report_name


def filled_results(period: ReportingPeriod, units: Sequence[Unit]) -> Mapping[int, Filled]:
    """Of the indicators asked, those with a figure that counts; a unit above communes has those of its roll-up.

    A unit is left out where nothing is asked: what the household review answers nobody enters.
    """
    asked = typed_in(period)
    if not asked:
        return {}
    told = _told_by_communes(period, units, asked)
    above = [unit for unit in units if unit.kind != UnitKind.COMMUNE]
    rollup = RollUp(period, above, asked, told_now=True)
    for unit in above:
        told[unit.pk] = sum(bool(rollup.point(unit, each).sums.units) for each in asked)
    return {unit.pk: Filled(told.get(unit.pk, 0), len(asked)) for unit in units}


def _told_by_communes(period: ReportingPeriod, units: Sequence[Unit], asked: Sequence[Indicator]) -> dict[int, int]:
    counts: Q = is_told(Told.VETTED) | is_told(Told.REPORTED)
    rows = PeriodResult.objects.filter(
        counts, period=period, unit__in=units, unit__kind=UnitKind.COMMUNE, indicator__in=asked
    )
    return dict(rows.order_by().values_list("unit").annotate(Count("pk")))


def results_page(period: ReportingPeriod, unit: Unit) -> str:
    """Where a unit's results of a period stand."""
    return reverse("period-results", args=[report_name(period, unit)])


RESULTS_PART = provides_part(Part("results", "Chỉ tiêu", results_page, filled_results))
