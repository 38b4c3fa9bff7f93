"""How what counts in a year's report becomes the year's result, and is taken back with it."""

from collections.abc import Collection, Iterable, Mapping

from indicators.models import PeriodResult, Result
from indicators.reporting.counted import counted_figures
from indicators.results.actions import BLANK, Figures, ResultKey
from planning.places.units import line_up
from planning.plans.periods import PeriodKind, ReportingPeriod

# A row by its period, unit and indicator (ids).
PeriodKey = tuple[int, int, int]
# What the row that tells of a result counted before and counts now.
Turn = tuple[PeriodKey, Figures, Figures]


def results_following(
    before: Mapping[PeriodKey, Figures],
    rows: Mapping[PeriodKey, PeriodResult],
    periods: Mapping[int, ReportingPeriod],
) -> dict[ResultKey, Figures | None]:
    """The results of years that follow from rows of periods, some of them changed since `before`.

    Of several rounds of one year that of the highest holder speaks; and what one has fixed by its lock, or still
    tells when another takes its own back, stands.
    """
    turns = _turns(before, rows, periods)
    others = _told_elsewhere({result: key for result, (key, _, _) in turns.items()})
    told = {
        result: now
        for result, (_, _, now) in turns.items()
        if now != BLANK and not (result in others and others[result].period.locked_at)
    }
    blanked = {result: was for result, (_, was, now) in turns.items() if now == BLANK}
    return told | _taken_back(blanked, others)


def _turns(
    before: Mapping[PeriodKey, Figures],
    rows: Mapping[PeriodKey, PeriodResult],
    periods: Mapping[int, ReportingPeriod],
) -> dict[ResultKey, Turn]:
    """By the result of which it tells, each row of a leading round whose figures are not what they were."""
    leading = leading_periods(periods.values())
    now = {key: counted_figures(row) for key, row in rows.items() if key[0] in leading}
    changed = (key for key, figures in now.items() if figures != before[key])
    return {(key[1], key[2], periods[key[0]].year): (key, before[key], now[key]) for key in changed}


def _taken_back(
    blanked: Mapping[ResultKey, Figures], others: Mapping[ResultKey, PeriodResult]
) -> dict[ResultKey, Figures | None]:
    """Of the results whose row is blank now those which came from it: what another round tells, or nothing."""
    stored = _results(blanked)
    ours = [result for result, was in blanked.items() if stored.get(result) == was]
    return {result: counted_figures(others[result]) if result in others else None for result in ours}


def leading_periods(periods: Iterable[ReportingPeriod]) -> set[int]:
    """Those that tell of a year while nobody above their holder asks for the same year of the same programme."""
    of_years = [period for period in periods if period.kind == PeriodKind.YEAR]
    above = {period.pk: line_up(period.unit) - {period.unit_id} for period in of_years}
    rounds = ReportingPeriod.objects.filter(
        kind=PeriodKind.YEAR, unit__in=set().union(*above.values()), ends_on__year__in={each.year for each in of_years}
    )
    held = set(rounds.order_by().values_list("unit", "programme", "ends_on__year"))
    return {
        period.pk
        for period in of_years
        if not any((unit, period.programme_id, period.year) in held for unit in above[period.pk])
    }


def _told_elsewhere(keys: Mapping[ResultKey, PeriodKey]) -> dict[ResultKey, PeriodResult]:
    """What counts of the same in another leading round of the year: one that is locked before one that is not."""
    units, indicators, years = _parts_of(keys)
    found: dict[ResultKey, PeriodResult] = {}
    rows = PeriodResult.objects.filter(
        unit__in=units, indicator__in=indicators, period__kind=PeriodKind.YEAR, period__ends_on__year__in=years
    ).select_related("period__unit__parent")
    told = [row for row in rows.order_by("period") if row.counted]
    leading = leading_periods({row.period_id: row.period for row in told}.values())
    for row in sorted(told, key=lambda row: row.period.locked_at is None):
        key = row.unit_id, row.indicator_id, row.period.year
        if key in keys and row.period_id != keys[key][0] and row.period_id in leading:
            found.setdefault(key, row)
    return found


def _results(keys: Collection[ResultKey]) -> dict[ResultKey, Figures]:
    units, indicators, years = _parts_of(keys)
    found = Result.objects.filter(unit__in=units, indicator__in=indicators, year__in=years).order_by()
    rows = {(row.unit_id, row.indicator_id, row.year): row for row in found}
    return {key: Figures(row.value, row.numerator, row.denominator) for key, row in rows.items() if key in set(keys)}


def _parts_of(keys: Collection[ResultKey]) -> tuple[set[int], set[int], set[int]]:
    """The units, the indicators and the years of results."""
    return {key[0] for key in keys}, {key[1] for key in keys}, {key[2] for key in keys}
