"""How far results are told of, and warnings of targets that will be missed. All figures are invented."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Indicator, Target
from indicators.reporting.filling import filled_results
from indicators.reporting.pacing import pace_of, targets_of_the_period, targets_of_the_year
from planning.places.units import Unit
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan, PlanKind
from planning.tracking.filling import Filled
from tests.conftest import make_plan
from tests.indicators.assigning import issue, make_communes
from tests.indicators.reporting import make_period, reported, tell
from tests.indicators.storing import store, value

TODAY = date(2025, 8, 1)


@pytest.fixture
def jobs(indicator):
    return indicator("jobs", "Số người có việc làm", unit="người", decimals=0, adds_up="sum", over_time="cumulative")


def target(comparator, asked, better="up", over_time="level", baseline=None):
    subject = Indicator(
        code="x", name="Chỉ tiêu", unit_of_measure="%", decimals=2, better=better, over_time=over_time, adds_up="sum"
    )
    return Target(indicator=subject, comparator=comparator, value=Decimal(asked), baseline=baseline)


def years(first, *told):
    return {first + place: None if each is None else Decimal(each) for place, each in enumerate(told)}


@pytest.mark.parametrize(
    ("asked", "told", "done", "needed"),
    [
        (target("down-to", "2", "down"), years(2020, "9", "8", "7"), "1", "1.67"),
        (target("reduce-by", "7", "down"), years(2020, "9", "8", "7"), "1", "1.67"),
        (target("at-least", "60"), years(2020, "40", "42", "44"), "2", "5.33"),
        (target("at-least", "100", over_time="cumulative"), years(2020, "5", "10", "20"), "15", "23.33"),
        (target("down-to", "4", "down"), years(2020, "9", "8", "7"), "1", "1"),
    ],
)
def test_the_pace_until_now_is_held_against_what_each_year_left_needs(asked, told, done, needed):
    pace = pace_of(asked, told, 2021, 2025)

    assert (pace.done, pace.needed, pace.left) == (Decimal(done), Decimal(needed), 3)
    assert pace.is_too_slow == (Decimal(needed) > Decimal(done))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (target("down-to", "7", "down"), years(2020, "9", "8", "7")),
        (target("down-to", "2", "down"), years(2020, None, "8", "7")),
        (target("down-to", "2", "down"), years(2020, "9", None, None)),
        (target("at-least", "100", over_time="cumulative"), years(2020, "5", None, "20")),
    ],
)
def test_of_what_is_met_or_unknown_nothing_is_said(asked, told):
    assert pace_of(asked, told, 2021, 2025) is None


@pytest.fixture
def whole(places, programme, jobs):
    plan = make_plan(places.ba_dinh, programme, "whole", year=2021, kind=PlanKind.PERIOD)
    Plan.objects.filter(pk=plan.pk).update(last_year=2025)
    Target.objects.create(plan=plan, indicator=jobs, comparator="at-least", value=100)
    issue(plan)
    return plan


def test_a_slow_target_of_the_period_is_warned_of(places, whole, jobs):
    for year, number in ((2021, 10), (2022, 20), (2023, 10), (2024, 20)):
        store(jobs, year, {places.old_ba_dinh: value(number), places.ba_giang: value(0)})

    [warning] = targets_of_the_period(Unit.objects.all(), TODAY)

    assert (warning.unit, warning.due_on) == (places.ba_dinh, date(2025, 12, 31))
    assert warning.words == (
        "“Số người có việc làm”: kế hoạch đạt tối thiểu 100 người; đến hết năm 2024 bình quân mỗi năm đạt 15 người; "
        "còn 1 năm, mỗi năm cần đạt 40 người."
    )


@pytest.mark.parametrize(("told", "warned"), [(None, 0), (0, 1), (9, 1), (11, 0), (12, 0)])
def test_half_a_year_that_brought_less_than_its_share_is_warned_of(places, programme, jobs, told, warned):
    half = make_period(places.province, programme, PeriodKind.HALF, ends_on=date(2025, 7, 15))
    plan = make_plan(places.ba_dinh, programme, "annual")
    Target.objects.create(plan=plan, indicator=jobs, comparator="at-least", value=18)
    issue(plan)
    tell(half, jobs, {places.ba_dinh: reported(told)})

    found = list(targets_of_the_year(Unit.objects.all(), TODAY))

    assert len(found) == warned
    assert all(
        each.words.endswith("kế hoạch năm đạt tối thiểu 18 người; với tốc độ này cả năm ước 15 người.")
        for each in found
        if told == 9
    )


def test_what_is_asked_is_counted_and_the_review_asks_nobody(places, programme, jobs, indicator):
    year = make_period(places.province, programme)
    indicator("poor", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    level = indicator("level", "Mức độ hài lòng")
    tell(year, jobs, {places.ba_dinh: reported(0)})
    tell(year, level, {places.ba_dinh: {"estimate_value": 3}})

    filled = filled_results(year, [places.province, places.ba_dinh, places.ba_to])

    assert filled == {
        places.province.pk: Filled(1, 2), places.ba_dinh.pk: Filled(1, 2), places.ba_to.pk: Filled(0, 2),
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(places, programme, jobs, whole, count, django_assert_num_queries):
    half = make_period(places.province, programme, PeriodKind.HALF, ends_on=date(2025, 7, 15))
    plan = make_plan(places.province, programme, "annual")
    Target.objects.create(plan=plan, indicator=jobs, comparator="at-least", value=18)
    issue(plan)
    communes = make_communes(places.province, count)
    tell(half, jobs, {unit: reported(3) for unit in communes})

    with django_assert_num_queries(11):
        filled_results(half, [places.province, *communes])
    with django_assert_num_queries(11):
        list(targets_of_the_period(Unit.objects.all(), TODAY))
    with django_assert_num_queries(9):
        list(targets_of_the_year(Unit.objects.all(), TODAY))
