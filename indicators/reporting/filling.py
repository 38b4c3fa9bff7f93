"""How much of the part `Chỉ tiêu` of the units' reports is filled in."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse

from indicators.models import Indicator, PeriodResult, Told
from indicators.reporting.asked_units import AskedUnits
from indicators.reporting.rollup import RollUp
from indicators.reporting.sums import is_told
from planning.places.units import Unit, UnitKind
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled, Part, provides_part
from planning.tracking.scopes import report_name


def filled_results(period: ReportingPeriod, units: Sequence[Unit]) -> Mapping[int, Filled]:
    """Of the indicators asked of each, those with a figure that counts; above communes those of the roll-up.

    A unit is left out where it is asked nothing: what the household review answers nobody enters.
    """
    asked = AskedUnits(period, units)
    of_units = {unit.pk: asked.typed(unit) for unit in units}
    above = [unit for unit in units if unit.kind != UnitKind.COMMUNE]
    wanted = {each.pk: each for unit in above for each in of_units[unit.pk]}
    rollup = RollUp(period, above, list(wanted.values()), told_now=True)
    told = _told_by_communes(period, {unit.pk: of_units[unit.pk] for unit in units if unit.kind == UnitKind.COMMUNE})
    for unit in above:
        told[unit.pk] = sum(bool(rollup.point(unit, each).sums.units) for each in of_units[unit.pk])
    return {unit: Filled(told.get(unit, 0), len(typed)) for unit, typed in of_units.items() if typed}


def _told_by_communes(period: ReportingPeriod, asked: Mapping[int, Sequence[Indicator]]) -> dict[int, int]:
    """How many of its own indicators each commune has told: most are asked the same, and counted in the database."""
    sets = {unit: frozenset(each.pk for each in indicators) for unit, indicators in asked.items()}
    if not sets:
        return {}
    common, _ = Counter(sets.values()).most_common(1)[0]
    alike = [unit for unit, ids in sets.items() if ids == common]
    rows = PeriodResult.objects.filter(is_told(Told.VETTED) | is_told(Told.REPORTED), period=period).order_by()
    same = rows.filter(unit__in=alike, indicator__in=common)
    told = dict(same.values_list("unit").annotate(Count("pk")))
    others = [unit for unit, ids in sets.items() if ids != common]
    for unit, indicator in rows.filter(unit__in=others).values_list("unit", "indicator") if others else ():
        told[unit] = told.get(unit, 0) + (indicator in sets[unit])
    return told


def results_page(period: ReportingPeriod, unit: Unit) -> str:
    """Where a unit's results of a period stand."""
    return reverse("period-results", args=[report_name(period, unit)])


RESULTS_PART = provides_part(Part("results", "Chỉ tiêu", results_page, filled_results))
