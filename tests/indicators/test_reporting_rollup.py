"""The roll-up of a period against sums worked out apart from it. All figures are invented."""

import random
from datetime import date
from decimal import Decimal

import pytest

from indicators.models import PeriodResult
from indicators.reporting.rollup import RollUp
from indicators.reporting.sums import Says
from planning.places.units import UnitKind
from planning.plans.periods import PeriodKind
from tests.conftest import make_unit
from tests.indicators.assigning import make_communes
from tests.indicators.reporting import make_period, reported, tell, vetted
from tests.indicators.storing import counts, store


def figure(rollup, unit, indicator, says=Says.COUNTED):
    point = rollup.point(unit, indicator, says)
    return point.figure, point.sums.units, point.of


def test_the_province_comes_to_what_its_communes_told(year, places, houses, rate):
    chance = random.Random(7)
    communes = [places.ba_dinh, places.ba_to, *make_communes(places.province, 40)]
    told = {unit: (chance.randrange(0, 90), chance.randrange(100, 900)) for unit in communes}
    checked = {unit: chance.randrange(0, 90) for unit in communes if chance.random() < 0.3}
    tell(year, houses, {unit: reported(number) for unit, (number, _) in told.items()})
    tell(year, rate, {unit: reported(*pair) for unit, pair in told.items()})
    tell(year, rate, {unit: vetted(number, told[unit][1]) for unit, number in checked.items()})

    rollup = RollUp(year, [places.province], [houses, rate])

    wholes = sum(whole for _, whole in told.values())
    first = sum(number for number, _ in told.values())
    then = sum(checked.get(unit, number) for unit, (number, _) in told.items())
    assert figure(rollup, places.province, houses) == (first, 42, 42)
    assert figure(rollup, places.province, rate, Says.REPORTED) == (Decimal(first) / wholes * 100, 42, 42)
    assert figure(rollup, places.province, rate) == (Decimal(then) / wholes * 100, 42, 42)
    assert rollup.vetted(places.province, rate).figure == Decimal(then) / wholes * 100
    assert rollup.vetted(places.province, houses).figure is None


def test_blank_is_not_told_zero_is_and_estimates_stand_apart(year, places, houses):
    tell(year, houses, {places.ba_dinh: reported(0), places.ba_to: {"estimate_value": 30}})

    rollup = RollUp(year, [places.province, places.ba_dinh, places.ba_to], [houses])

    assert figure(rollup, places.ba_dinh, houses) == (0, 1, 1)
    assert figure(rollup, places.ba_to, houses) == (None, 0, 1)
    assert figure(rollup, places.province, houses) == (0, 1, 2)
    assert figure(rollup, places.province, houses, Says.ESTIMATE) == (30, 1, 2)


def test_a_rate_without_counts_cannot_be_put_together_and_says_so(year, places, rate):
    tell(year, rate, {places.ba_dinh: reported(8), places.ba_to: reported(10, 100)})

    point = RollUp(year, [places.province], [rate]).point(places.province, rate)

    assert (point.figure, point.reason) == (None, "Không tổng hợp được: 1/2 đơn vị chưa có tử số và mẫu số.")


def test_the_provinces_own_figure_stands_until_all_below_have_told(year, places, houses):
    tell(year, houses, {places.province: reported(100), places.ba_dinh: reported(1)})
    before = figure(RollUp(year, [places.province], [houses]), places.province, houses)

    tell(year, houses, {places.ba_to: reported(2)})
    rollup = RollUp(year, [places.province], [houses])

    assert before == (100, 1, 1)
    assert figure(rollup, places.province, houses) == (3, 2, 2)
    assert rollup.below(places.province, houses).figure == 3


def test_a_district_stands_by_its_own_figure_among_communes(places, programme, houses):
    former = make_period(places.old_province, programme, PeriodKind.HALF, ends_on=date(2025, 6, 30))
    island = make_unit("536", "Huyện", "Lý Sơn", UnitKind.DISTRICT, places.old_province, valid_to=date(2025, 6, 30))
    tell(former, houses, {places.old_ba_dinh: reported(5), island: reported(7), places.district: reported(50)})

    rollup = RollUp(former, [places.old_province], [houses])
    tell(former, houses, {places.ba_giang: reported(6)})
    complete = RollUp(former, [places.old_province], [houses])

    assert figure(rollup, places.old_province, houses) == (57, 2, 2)
    assert figure(complete, places.old_province, houses) == (18, 3, 3)


def test_what_does_not_add_up_is_each_units_own(year, places, indicator):
    level = indicator("level", "Mức độ hài lòng", unit="điểm", decimals=1)
    tell(year, level, {places.province: reported(7), places.ba_dinh: reported(8), places.ba_to: reported(9)})

    rollup = RollUp(year, [places.province], [level])

    assert figure(rollup, places.province, level) == (7, 1, 1)
    assert rollup.below(places.province, level).figure is None


def test_what_the_review_answers_comes_from_the_results_of_the_year(year, places, indicator):
    poor = indicator("poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    store(poor, 2025, {places.ba_dinh: counts(60, 760), places.ba_to: counts(40, 240)})

    rollup = RollUp(year, [places.province, places.ba_dinh], [poor])

    assert figure(rollup, places.province, poor) == (10, 2, 2)
    assert figure(rollup, places.ba_dinh, poor) == (Decimal(60) / 760 * 100, 1, 1)
    assert not PeriodResult.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(year, places, houses, rate, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    tell(year, houses, {unit: reported(3) for unit in communes})
    tell(year, rate, {unit: reported(3, 50) for unit in communes})

    with django_assert_num_queries(6):
        rollup = RollUp(year, [places.province, *communes], [houses, rate])
        for unit in communes:
            rollup.point(unit, houses)
        rollup.point(places.province, rate)
