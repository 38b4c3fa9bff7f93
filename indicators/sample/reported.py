"""What units of the sample report of indicators, period by period: in the end it comes to the results of the year."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from indicators.models import AddsUp, Better, Indicator, OverTime, PeriodResult, Result, Told
from indicators.reporting.actions import FIGURES, SEEN, Changes, store_period_results
from indicators.reporting.asked import is_from_review
from indicators.reporting.carrying import PeriodKey
from indicators.reporting.counted import PARTS
from indicators.results.actions import Figures
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import PlanKind
from planning.sample.parts import LAST_YEAR, Sample, sample_tracking
from planning.upserts import insert_values, know_sizes

BATCH = 5_000
# Of a hundred units so many are not vetted, and so many reported a little more or less than was found.
NOT_VETTED, DIFFERENT = 10, 6
# Hundredths of a year's number reached by the end of a period, and hundredths of those already reported.
REACHED, ALREADY = {PeriodKind.HALF: (38, 52), PeriodKind.NINE: (66, 78)}, 88
# Thousandths by which a level was worse then; from the figure of the year before it is already better by so many.
BEHIND, AHEAD = {PeriodKind.HALF: 40, PeriodKind.NINE: 15}, 20
VETTING = "Số liệu sau thẩm định (giả định)."
Row = tuple[PeriodKey, dict[str, Decimal]]


@sample_tracking(30)
def add_period_results(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Write what every commune expected, came to and was found to have come to; a large sample keeps no history."""
    rows = _rows(sample, period)
    if sample.size.is_small:
        _store(sample, dict(rows), at)
    else:
        _insert(rows)
    know_sizes(PeriodResult)


def _store(sample: Sample, told: dict[PeriodKey, dict[str, Decimal]], at: datetime) -> None:
    """Let units tell their figures, and the level above vet them later."""
    vetted = {key: _part(changes, vetted=True) for key, changes in told.items() if Told.VETTED in _tellings(changes)}
    store_period_results({key: _part(each, vetted=False) for key, each in told.items()}, by=sample.editor, at=at)
    found_at = at + timedelta(days=60)
    store_period_results(vetted, by=sample.editor, at=found_at, reason=VETTING)


def _tellings(changes: Changes) -> set[str]:
    return {name.partition("_")[0] for name in changes}


def _part(changes: Changes, *, vetted: bool) -> Changes:
    return {name: value for name, value in changes.items() if name.startswith(Told.VETTED) == vetted}


def _insert(rows: Iterator[Row]) -> None:
    fields = ("period", "unit", "indicator", *FIGURES, *SEEN, "note")
    while batch := list(islice(rows, BATCH)):
        values = [(*key, *map(changes.get, FIGURES), *_seen(changes), "") for key, changes in batch]
        insert_values(PeriodResult, fields, values)


def _seen(changes: Mapping[str, Decimal]) -> list[Decimal | None]:
    """What was reported when the figure was vetted; nothing where it was not."""
    is_vetted = Told.VETTED in _tellings(changes)
    return [changes.get(f"{Told.REPORTED}_{part}") if is_vetted else None for part in PARTS]


def _rows(sample: Sample, period: ReportingPeriod) -> Iterator[Row]:
    indicators = {each.pk: each for each in _asked(sample, period)}
    places = {place.unit.pk: number for number, place in enumerate(sample.places_on(period.ends_on))}
    year = period.year - 1 if _goes_by_year_before(period) else period.year
    results = Result.objects.filter(unit__is_sample=True, year=year, indicator__in=indicators).order_by()
    order = {key: place for place, key in enumerate(indicators)}
    part_of_year = period.kind if period.kind in REACHED else PeriodKind.YEAR
    start = sample.dice("period", period.year, part_of_year).randrange(10**6) * 10**6
    for unit, indicator, *parts in results.values_list("unit", "indicator", *PARTS).iterator(BATCH):
        if unit in places:
            dice = Random((start + places[unit]) * 100 + order[indicator])
            yield (period.pk, unit, indicator), _figures(period, indicators[indicator], Figures(*parts), dice)


def _goes_by_year_before(period: ReportingPeriod) -> bool:
    """Whether units report that were merged before the year's end, so that the year has no figures of theirs."""
    return period.year == LAST_YEAR and period.kind == PeriodKind.HALF


def _asked(sample: Sample, period: ReportingPeriod) -> list[Indicator]:
    """Those of the province's plan of the year, issued or not, that no review answers."""
    plan = {"plan__unit": sample.province.unit, "plan__kind": PlanKind.ANNUAL, "plan__first_year": period.year}
    asked = (
        Indicator.objects.filter(**{f"targets__{name}": value for name, value in plan.items()})
        .distinct()
        .order_by("code")
    )
    return [each for each in asked if not is_from_review(each, period)]


def _figures(period: ReportingPeriod, indicator: Indicator, result: Figures, dice: Random) -> dict[str, Decimal]:
    """What is told of an indicator whose year comes to `result`."""
    if period.kind in REACHED:
        expected = _on_the_way(period, indicator, result, dice)
        reported = _scaled(expected, indicator, ALREADY) if _accumulates(indicator) else expected
        return _told(Told.ESTIMATE, expected) | _told(Told.REPORTED, reported)
    luck = dice.randint(1, 100)
    told = _told(Told.ESTIMATE, _scaled(result, indicator, dice.randint(96, 104)))
    if luck <= NOT_VETTED:
        return told | _told(Told.REPORTED, result)
    is_different = luck > 100 - DIFFERENT
    reported = _scaled(result, indicator, dice.choice((94, 97, 105))) if is_different else result
    return told | _told(Told.REPORTED, reported) | _told(Told.VETTED, result)


def _accumulates(indicator: Indicator) -> bool:
    return indicator.over_time == OverTime.CUMULATIVE


def _on_the_way(period: ReportingPeriod, indicator: Indicator, result: Figures, dice: Random) -> Figures:
    """What a year's figure comes to by the end of a part of it."""
    kind = PeriodKind(period.kind)
    if _accumulates(indicator):
        return _scaled(result, indicator, dice.randint(*REACHED[kind]))
    behind = -AHEAD if _goes_by_year_before(period) else BEHIND[kind]
    thousandths = 1000 + (behind if indicator.better == Better.DOWN else -behind)
    return _scaled(result, indicator, thousandths, 1000)


def _scaled(figures: Figures, indicator: Indicator, part: int, whole: int = 100) -> Figures:
    """So many hundredths of a number, or of a rate's numerator, in whole ones and within its denominator."""
    if indicator.adds_up == AddsUp.RATIO and figures.numerator is not None:
        numerator = Decimal(int(figures.numerator) * part // whole)
        return Figures(None, min(numerator, figures.denominator or numerator), figures.denominator)
    return Figures(None if figures.value is None else Decimal(int(figures.value) * part // whole))


def _told(told: Told, figures: Figures) -> dict[str, Decimal]:
    values = zip(PARTS, (figures.value, figures.numerator, figures.denominator), strict=True)
    return {f"{told}_{name}": value for name, value in values if value is not None}
