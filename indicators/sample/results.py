"""The results of the sample province: those of the review from its counts, the others in proportion to the poor."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from indicators.models import AddsUp, Better, HouseholdReview, Indicator, Result
from indicators.results.actions import Figures
from indicators.results.totals import hold_totals, recompute
from indicators.reviews.derived import figures_of
from planning.places.units import Succession, Unit
from planning.sample.parts import LAST_YEAR, UNSENT, ZERO, Sample, sample_facts
from planning.upserts import insert_values, know_sizes

FIELDS = ("unit", "indicator", "year", "value", "numerator", "denominator")
BATCH = 5000
# What a thousand poor and near-poor households come to, by the unit of measure: from and to.
PER_THOUSAND = {"hộ": (15, 60), "người": (20, 90), "nhà": (10, 40), "mô hình": (1, 4), "dự án": (1, 4)}
# In the last year one commune has no figure of the first of these yet, and another comes to none of the second.
STILL_BLANK, TRUE_ZERO = "workers-abroad", "poverty-models"
# A pace is told in hundred thousandths.
WHOLE = 100_000
# Thousandths of a rate in the first year, and by how much it gets better every year.
RATES = {Better.UP: (450, 700), Better.DOWN: (200, 450)}
GAINS = (20, 50)


@sample_facts(30)
def add_results(sample: Sample, at: datetime) -> None:
    """Write the results of every commune and year, and the totals of the units above them once for all."""
    for year in sample.years:
        indicators = list(Indicator.objects.valid_in(year).order_by("code"))
        rows = _rows(sample, year, indicators)
        while batch := list(islice(rows, BATCH)):
            insert_values(Result, FIELDS, batch)
        know_sizes(Result, Unit, Succession)
        _keep_totals(sample, year, indicators, at)


def _keep_totals(sample: Sample, year: int, indicators: list[Indicator], at: datetime) -> None:
    above = [sample.province.unit.pk]
    above += [place.unit.pk for place in sample.districts] if year < LAST_YEAR else []
    adding = [indicator.pk for indicator in indicators if indicator.adds_up != AddsUp.NOT]
    recompute(hold_totals([(unit, year, indicator) for unit in above for indicator in adding]), at=at)


def _rows(sample: Sample, year: int, indicators: list[Indicator]) -> Iterator[tuple[Any, ...]]:
    reviews = {review.unit_id: review for review in HouseholdReview.objects.filter(year=year, unit__is_sample=True)}
    pace = {indicator.pk: _pace(sample, indicator, year) for indicator in indicators}
    for number, place in enumerate(sample.places_of(year)):
        key = place.unit.pk
        review = reviews[key]
        for order, indicator in enumerate(indicators):
            # Hundredths: a little more in one commune, a little less in another.
            jitter = (number * 7919 + order * 104729 + year * 31) % 41 + 80
            figures = _figures(indicator, review, pace[indicator.pk] * jitter)
            if year == LAST_YEAR and number in (UNSENT, ZERO):
                figures = _odd(sample, number, indicator, figures)
            if figures:
                yield key, indicator.pk, year, figures.value, figures.numerator, figures.denominator


def _odd(sample: Sample, number: int, indicator: Indicator, figures: Figures | None) -> Figures | None:
    """What is blank or zero on purpose, so that the difference between the two is to be seen everywhere."""
    if sample.commune(number) is None:
        return figures
    if number == UNSENT and indicator.code == STILL_BLANK:
        return None
    return Figures(Decimal(0)) if number == ZERO and indicator.code == TRUE_ZERO else figures


def _pace(sample: Sample, indicator: Indicator, year: int) -> int:
    """Thousandths: of the poor and near-poor for a number, of its denominator for a rate, which gets better."""
    dice = sample.dice("result", indicator.code)
    passed = year - sample.programme.first_year
    if indicator.adds_up == AddsUp.SUM:
        return dice.randint(*PER_THOUSAND.get(indicator.unit_of_measure, (0, 0)))
    better = Better(indicator.better)
    gain = dice.randint(*GAINS) * passed
    start = dice.randint(*RATES[better])
    return min(start + gain, 820) if better == Better.UP else max(start - gain, 40)


def _figures(indicator: Indicator, review: HouseholdReview, pace: int) -> Figures | None:
    """What a commune's year came to at a pace in hundred thousandths; None for what no commune has."""
    if indicator.review_numerator:
        return figures_of(indicator, [review])
    concerned = (review.poor_households or 0) + (review.near_poor_households or 0)
    if indicator.adds_up == AddsUp.RATIO:
        return Figures(None, Decimal(concerned * pace // WHOLE), Decimal(concerned)) if concerned else None
    if indicator.adds_up == AddsUp.SUM:
        # Upwards, or small communes would all have nothing.
        return Figures(Decimal(-(-concerned * pace // WHOLE))) if pace else None
    return Figures(Decimal(pace * 100 // WHOLE))
