"""The figures of an indicator that dashboards show: of years past restated, of the present one as reported."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from indicators.models import Indicator, OverTime
from indicators.reporting.asked import is_part_of_year, part_label
from indicators.reporting.pictures import LOOKS_BACK
from indicators.reporting.rollup import RollUp
from indicators.results.series import Ground, Series
from planning.formats import number, rounded
from planning.places.units import Unit, UnitKind
from planning.tracking.dashboards import Sight


def indicator_of(sight: Sight) -> Indicator | None:
    """What communes are compared by, where that is an indicator."""
    return Indicator.objects.filter(code=sight.shown).select_related("dimension").first()


def compares_communes(sight: Sight) -> bool:
    """Whether there is more than one commune to tell of."""
    return sight.unit.kind != UnitKind.COMMUNE


def years_of(sight: Sight) -> range:
    """The years up to the one looked at."""
    return range(sight.year - LOOKS_BACK + 1, sight.year + 1)


def years_told(sight: Sight, indicator: Indicator) -> range:
    """The same without the year of which only a part is told, where an indicator begins anew each year."""
    years = years_of(sight)
    return years[:-1] if _is_part(sight) and indicator.over_time == OverTime.CUMULATIVE else years


def year_label(sight: Sight, year: int) -> str:
    """`2024`, and `6 tháng 2025` of a year of which only that is told."""
    return part_label(sight.period) if sight.period and _is_part(sight) and year == sight.year else str(year)


def time_words(sight: Sight) -> str:
    """`năm 2025`, `6 tháng 2025`: of what time the figures of the year are."""
    return year_label(sight, sight.year) if _is_part(sight) else f"năm {sight.year}"


def _is_part(sight: Sight) -> bool:
    return sight.period is not None and is_part_of_year(sight.period)


def figures_of(
    sight: Sight, indicator: Indicator, units: Sequence[Unit], years: Collection[int]
) -> dict[int, dict[int, Decimal | None]]:
    """For each unit (id) its figures by year, unrounded and on the map of the period; a constant number of queries."""
    series = Series(indicator, (), (), sight.day, Ground([indicator], units, years, sight.day))
    found = {unit.pk: {year: series.restated(unit, year).figure for year in years} for unit in units}
    if sight.period and sight.period.year in years:
        told = RollUp(sight.period, units, [indicator])
        for unit in units:
            figure = told.point(unit, indicator).figure
            if figure is not None or is_part_of_year(sight.period):
                found[unit.pk][sight.period.year] = figure
    return found


def printed(indicator: Indicator, value: Decimal | None) -> tuple[Decimal | None, str]:
    """A figure as it prints, as a number and in words; blank is nothing."""
    if value is None:
        return None, ""
    value = rounded(value, indicator.decimals)
    return value, number(value, indicator.decimals)
