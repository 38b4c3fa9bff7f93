"""The household reviews of the sample province: every commune's years follow from each other, through the merger."""

from collections.abc import Iterator
from datetime import date, datetime

from indicators.models import Area, HouseholdReview, Measure, PovertyClass, PovertyMovement, Recognition
from indicators.sample.counts import Counts, Year, begin, one_year
from planning.plans.legal import DocumentKind, LegalDocument
from planning.sample.parts import LAST_YEAR, Place, Sample, sample_facts

BATCH = 5000
# Thousandths of rural households that live of the land at an average level.
AVERAGE = (90, 160)


@sample_facts(20)
def add_reviews(sample: Sample, at: datetime) -> None:
    """Write what every commune counted each year; the years before the last are recognised."""
    closings = {
        place.unit.pk: begin(
            place.households, place.poor, place.minority, place.step, sample.dice("start", place.unit.code)
        )
        for place in sample.former
    }
    for year in range(sample.programme.first_year, LAST_YEAR + 1):
        closings = _openings(sample, closings) if year == LAST_YEAR else closings
        passed = {place.unit.pk: _passed(sample, place, year, closings) for place in sample.places_of(year)}
        closings = {key: each.closing for key, each in passed.items()}
        if year in sample.years:
            _save(sample, year, passed)


def _openings(sample: Sample, closings: dict[int, Counts]) -> dict[int, Counts]:
    """What the communes of today begin with: the ends of those they took over, whole or by the stated share."""
    openings = {}
    for new, origins in sample.origins.items():
        first, *others = [closings[old.unit.pk].times(hundredths) for old, hundredths in origins]
        openings[new] = sum(others, first)
    return openings


def _passed(sample: Sample, place: Place, year: int, closings: dict[int, Counts]) -> Year:
    return one_year(closings[place.unit.pk], place.step, sample.dice("review", place.unit.code, year))


def _save(sample: Sample, year: int, passed: dict[int, Year]) -> None:
    places = sample.places_of(year)
    reviews = [_review(sample, place, year, passed[place.unit.pk].closing) for place in places]
    HouseholdReview.objects.bulk_create(reviews, BATCH)
    movements = [row for place in places for row in _movements(place, year, passed[place.unit.pk])]
    PovertyMovement.objects.bulk_create(movements, BATCH)
    if year < LAST_YEAR:
        document = LegalDocument.objects.create(
            kind=DocumentKind.DECISION,
            reference=f"{year % 100 + 500}/QĐ-UBND",
            issued_on=date(year, 12, 20),
            issuer=f"Ủy ban nhân dân {sample.province.unit.full_name}",
            subject=f"công nhận kết quả rà soát hộ nghèo năm {year} (văn bản giả định)",
            invented_for=sample.province.unit,
        )
        rows = [Recognition(unit=place.unit, year=year, document=document) for place in places]
        Recognition.objects.bulk_create(rows, BATCH)


def _review(sample: Sample, place: Place, year: int, counts: Counts) -> HouseholdReview:
    dice = sample.dice("average", place.unit.code, year)
    average = 0 if place.is_urban else _whole(counts.households * dice.randint(*AVERAGE) // 1000, place.step)
    poor, near = _of_minority(counts, place.step)
    return HouseholdReview(
        unit=place.unit,
        year=year,
        area=_area(place),
        households=counts.households,
        persons=counts.persons,
        poor_households=counts.poor,
        poor_persons=counts.poor_persons,
        near_poor_households=counts.near_poor,
        near_poor_persons=counts.near_poor_persons,
        average_households=average,
        average_persons=average * 4,
        minority_households=counts.minority,
        minority_persons=_in_step(counts.minority, counts.persons, counts.households, place.step),
        minority_poor_households=poor,
        minority_poor_persons=_in_step(poor, counts.poor_persons, counts.poor, place.step),
        minority_near_poor_households=near,
        minority_near_poor_persons=_in_step(near, counts.near_poor_persons, counts.near_poor, place.step),
    )


def _of_minority(counts: Counts, step: int) -> tuple[int, int]:
    """How many of the poor and near-poor are of a minority: more of them than of all households."""
    hundredths = counts.minority * 100 // max(counts.households, 1)
    others = counts.households - counts.minority
    poor = counts.poor * min(hundredths * 13 // 10 + 3, 99) // 100
    poor = _whole(min(max(poor, counts.poor - others), counts.minority // 2, counts.poor), step)
    near = counts.near_poor * min(hundredths * 12 // 10 + 2, 98) // 100
    return poor, _whole(min(near, counts.minority - poor, counts.near_poor), step)


def _in_step(part: int, persons: int, households: int, step: int) -> int:
    """The persons of some of the households, in proportion."""
    return _whole(part * persons // households, step) if households else 0


def _whole(count: int, step: int) -> int:
    return count // step * step


def _movements(place: Place, year: int, passed: Year) -> Iterator[PovertyMovement]:
    opening = {
        (PovertyClass.POOR, Measure.HOUSEHOLDS): passed.opening.poor,
        (PovertyClass.POOR, Measure.PERSONS): passed.opening.poor_persons,
        (PovertyClass.NEAR_POOR, Measure.HOUSEHOLDS): passed.opening.near_poor,
        (PovertyClass.NEAR_POOR, Measure.PERSONS): passed.opening.near_poor_persons,
    }
    for (poverty_class, measure), moves in passed.moves.items():
        yield PovertyMovement(
            unit=place.unit,
            year=year,
            area=_area(place),
            poverty_class=poverty_class,
            measure=measure,
            opening=opening[poverty_class, measure],
            **moves,
        )


def _area(place: Place) -> Area:
    return Area.URBAN if place.is_urban else Area.RURAL
