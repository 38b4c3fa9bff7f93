"""What units report for a period is stored with its history, and a year's report is the year's result."""

from datetime import timedelta
from decimal import Decimal

import pytest

from indicators.models import PeriodResult, Result
from indicators.reporting.actions import TakenFromReview, store_period_results
from indicators.results.actions import NotARate
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.tracking.refusals import PeriodIsLocked
from tests.indicators.reporting import NOW, make_period, reported, row_of, tell, vetted
from tests.indicators.storing import store, total_of, value


@pytest.fixture
def half(places, programme):
    return make_period(places.province, programme, PeriodKind.HALF)


def test_a_figure_is_stored_with_who_and_when_and_a_zero_stays_a_zero(year, places, houses, lan):
    tell(year, houses, {places.ba_dinh: reported(0)}, by=lan)

    told = PeriodResult.history.get()
    assert row_of(year, places.ba_dinh, houses).reported_value == 0
    assert (told.history_type, told.history_user, told.history_date) == ("+", lan, NOW)


def test_what_is_not_named_stays_and_a_row_without_figures_goes(year, places, houses):
    tell(year, houses, {places.ba_dinh: {"estimate_value": 5, "reported_value": 6}})

    tell(year, houses, {places.ba_dinh: {"estimate_value": None}})
    kept = row_of(year, places.ba_dinh, houses)
    tell(year, houses, {places.ba_dinh: {"reported_value": None}})

    assert (kept.estimate_value, kept.reported_value) == (None, 6)
    assert row_of(year, places.ba_dinh, houses) is None
    assert list(PeriodResult.history.values_list("history_type", flat=True)) == ["-", "~", "+"]


def test_the_result_of_the_year_follows_the_report_and_the_vetted_figure_goes_first(year, places, rate):
    tell(year, rate, {places.ba_dinh: reported(60, 760)})
    first = Result.objects.get()

    tell(year, rate, {places.ba_dinh: vetted(57, 760)})

    assert (first.numerator, first.denominator) == (60, 760)
    assert Result.objects.get().numerator == 57
    assert total_of(places.province, rate, 2025).numerator == 57


def test_the_result_falls_back_and_is_withdrawn_with_the_report(year, places, houses):
    tell(year, houses, {places.ba_dinh: reported(12) | vetted(11)})

    tell(year, houses, {places.ba_dinh: vetted(None)})
    fallen_back = Result.objects.get().value
    tell(year, houses, {places.ba_dinh: reported(None)})

    assert fallen_back == 12
    assert not Result.objects.exists()


def test_a_result_that_came_from_elsewhere_is_not_withdrawn(year, places, houses):
    tell(year, houses, {places.ba_dinh: reported(12)})
    store(houses, 2025, {places.ba_dinh: value(13)})

    tell(year, houses, {places.ba_dinh: reported(None)})

    assert Result.objects.get().value == 13


def test_an_estimate_and_a_half_year_make_no_result(year, half, places, houses):
    tell(year, houses, {places.ba_dinh: {"estimate_value": 9}})
    tell(half, houses, {places.ba_dinh: reported(4)})

    assert not Result.objects.exists()


def test_a_locked_period_and_one_not_open_yet_take_nothing(year, places, houses):
    ReportingPeriod.objects.update(locked_at=NOW)
    with pytest.raises(PeriodIsLocked):
        tell(year, houses, {places.ba_dinh: reported(1)})

    ReportingPeriod.objects.update(locked_at=None)
    with pytest.raises(PeriodIsLocked):
        tell(year, houses, {places.ba_dinh: reported(1)}, at=NOW - timedelta(days=365))

    assert not PeriodResult.objects.exists()


def test_what_the_review_answers_is_told_in_half_a_year_only(year, half, places, indicator):
    poor = indicator("poor", "Số hộ nghèo", decimals=0, adds_up="sum", review_numerator="poor_households")

    tell(half, poor, {places.ba_dinh: reported(40)})

    with pytest.raises(TakenFromReview):
        tell(year, poor, {places.ba_dinh: reported(38)})


def test_a_rate_of_nothing_is_refused_and_nothing_is_stored(year, places, rate, houses):
    values = {
        (year.pk, places.ba_dinh.pk, houses.pk): {"reported_value": Decimal(3)},
        (year.pk, places.ba_dinh.pk, rate.pk): {"reported_denominator": Decimal(0)},
    }

    with pytest.raises(NotARate):
        store_period_results(values, by=None, at=NOW)

    assert not PeriodResult.objects.exists()


def test_a_unit_or_a_field_that_does_not_exist_is_an_error(year, places, houses):
    with pytest.raises(LookupError):
        store_period_results({(year.pk, 0, houses.pk): {"reported_value": Decimal(3)}}, by=None, at=NOW)
    with pytest.raises(LookupError):
        tell(year, houses, {places.ba_dinh: {"value": 3}})
