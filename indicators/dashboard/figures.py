"""The figures of an indicator that dashboards show: of years past restated, of the present one as reported."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from indicators.models import Indicator
from indicators.reporting.rollup import RollUp
from indicators.results.series import Ground, Series
from planning.formats import number, rounded
from planning.places.units import Unit, UnitKind
from planning.tracking.dashboards import Sight

# How many years back a dashboard looks, its own among them.
LOOKS_BACK = 5


def indicator_of(sight: Sight) -> Indicator | None:
    """What communes are compared by, where that is an indicator."""
    return Indicator.objects.filter(code=sight.shown).select_related("dimension").first()


def compares_communes(sight: Sight) -> bool:
    """Whether there is more than one commune to tell of."""
    return sight.unit.kind != UnitKind.COMMUNE


def years_of(sight: Sight) -> range:
    """The years up to the one looked at."""
    return range(sight.year - LOOKS_BACK + 1, sight.year + 1)


def figures_of(
    sight: Sight, indicator: Indicator, units: Sequence[Unit], years: Collection[int]
) -> dict[int, dict[int, Decimal | None]]:
    """For each unit (id) its figures by year, unrounded and on the map of the period; a constant number of queries."""
    series = Series(indicator, (), (), sight.day, Ground([indicator], units, years, sight.day))
    found = {unit.pk: {year: series.restated(unit, year).figure for year in years} for unit in units}
    if sight.period and sight.period.year in years:
        told = RollUp(sight.period, units, [indicator])
        for unit in units:
            if (figure := told.point(unit, indicator).figure) is not None:
                found[unit.pk][sight.period.year] = figure
    return found


def printed(indicator: Indicator, value: Decimal | None) -> tuple[Decimal | None, str]:
    """A figure as it prints, as a number and in words; blank is nothing."""
    if value is None:
        return None, ""
    value = rounded(value, indicator.decimals)
    return value, number(value, indicator.decimals)
