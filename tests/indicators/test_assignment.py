"""Assigned targets: how they come together, and how that stands against the plan's own."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from indicators.assigning.assignment import assignment_of, sums_of
from indicators.assigning.standing import standings_of
from indicators.assigning.together import figure_of
from indicators.models import AddsUp, AssignedTarget, Indicator, Target
from indicators.results.adding import NOTHING
from planning.places.units import GroupMembership
from planning.review.problems import problems_of_plan
from planning.text.figures import figures_of
from tests.conftest import FIRST_DAY, make_plan
from tests.indicators.assigning import (
    LEVEL,
    POOR,
    POOR_RATE,
    give,
    group_of_ba_to,
    make_communes,
    make_province_plan,
    make_target,
    reading,
)


@pytest.fixture
def province(places, programme, indicator):
    return make_province_plan(places, programme, indicator)


def standing(plan):
    (only,) = standings_of(reading(plan))
    return only


COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(400, 5000), st.integers(0, 3)), min_size=1, max_size=12)


@given(COUNTS)
def test_a_rate_rolled_up_in_any_grouping_and_order_is_the_same(counts):
    target = Target(indicator=Indicator(adds_up=AddsUp.RATIO, decimals=2))
    shares = [AssignedTarget(numerator=Decimal(n), denominator=Decimal(d)) for n, d, _ in counts]
    groups = [
        sum(
            (sums_of(target, share) for share, (_, _, group) in zip(shares, counts, strict=True) if group == each),
            NOTHING,
        )
        for each in (2, 0, 3, 1)
    ]

    at_once = figure_of(target, sum((sums_of(target, share) for share in shares), NOTHING))
    by_groups = figure_of(target, sum(groups, NOTHING))

    assert at_once == by_groups
    exact = Decimal(100) * sum(n for n, _, _ in counts) / sum(d for _, d, _ in counts)
    assert at_once == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_a_rate_of_many_is_that_of_their_counts(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    give(target, places.ba_dinh, numerator=40, denominator=500)
    give(target, places.ba_to, numerator=25, denominator=250)

    found = standing(province)

    assert (found.total, found.words) == (Decimal("8.67"), "đủ")


def test_a_rate_without_counts_cannot_be_rolled_up_and_says_why(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    give(target, places.ba_dinh, numerator=40, denominator=500)
    give(target, places.ba_to, value="10")

    found = standing(province)

    assert (found.total, found.words) == (None, "không cộng được: thiếu số đếm của 1 đơn vị")


def test_rates_lie_apart_by_percentage_points(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.68")
    give(target, places.ba_dinh, numerator=40, denominator=500)
    give(target, places.ba_to, numerator=25, denominator=250)

    assert standing(province).words == "vượt 0,01 điểm %"


def test_half_of_the_counts_is_none(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    give(target, places.ba_dinh, numerator=40)
    give(target, places.ba_to, numerator=25, denominator=250)

    assert standing(province).words == "không cộng được: thiếu số đếm của 1 đơn vị"


@pytest.mark.parametrize(
    ("comparator", "own", "shares", "words"),
    [
        ("reduce-by", 100, (60, 40), "đủ"),
        ("reduce-by", 100, (60, 30), "thiếu 10 hộ"),
        ("reduce-by-over", 100, (60, 50), "vượt 10 hộ"),
        ("down-to", 100, (60, 40), "đủ"),
        ("down-to", 100, (60, 50), "thiếu 10 hộ"),
        ("down-to", 100, (60, 30), "vượt 10 hộ"),
        ("reach", 100, (60, 50), "thiếu 10 hộ"),
    ],
)
def test_what_is_enough_depends_on_what_is_asked(comparator, own, shares, words, province, places):
    target = make_target(province, POOR, comparator, own)
    for unit, value in zip((places.ba_dinh, places.ba_to), shares, strict=True):
        give(target, unit, value=value)

    assert standing(province).words == words


def test_of_what_is_better_high_more_is_enough(province, places):
    Indicator.objects.filter(code=POOR).update(better="up")
    target = make_target(province, POOR, "at-least", 100)
    give(target, places.ba_dinh, value=60)
    give(target, places.ba_to, value=50)

    assert standing(province).words == "vượt 10 hộ"


def test_a_reduction_that_is_given_to_some_only_is_short(province, places):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_dinh, value=60)

    found = standing(province)

    assert (found.given, found.missing, found.words) == (1, 1, "thiếu 40 hộ")


@pytest.mark.parametrize(
    ("value", "words"), [(60, "chưa kết luận được: còn 1 đơn vị chưa giao"), (120, "thiếu 20 hộ")]
)
def test_a_level_is_not_called_reached_while_units_are_missing(value, words, province, places):
    target = make_target(province, POOR, "down-to", 100)
    give(target, places.ba_dinh, value=value)

    assert standing(province).words == words


def test_a_rate_is_not_judged_while_units_are_missing(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    give(target, places.ba_dinh, numerator=40, denominator=500)

    found = standing(province)

    assert (found.total, found.difference) == (None, None)
    assert found.words == "chưa kết luận được: còn 1 đơn vị chưa giao"


def test_nothing_assigned_is_no_zero(province):
    make_target(province, POOR, "reduce-by", 100)

    found = standing(province)

    assert (found.total, found.given, found.words) == (None, 0, "chưa giao")


def test_a_figure_that_does_not_add_up_is_not_added(province, places):
    target = make_target(province, LEVEL, "reach", "8.5")
    give(target, places.ba_dinh, value="8.5")

    found = standing(province)

    assert found.total is None
    assert found.words == "không cộng được: chỉ tiêu không tổng hợp từ đơn vị cấp dưới"


def test_ranges_are_added_end_by_end(province, places):
    target = make_target(province, POOR, "reduce-by", 100, value_to=150)
    give(target, places.ba_dinh, value=60, value_to=70)
    give(target, places.ba_to, value=30)

    found = standing(province)

    assert (found.total, found.words) == (Decimal(90), "thiếu 10 hộ")


def test_of_levels_to_come_down_to_the_high_ends_are_added(province, places):
    target = make_target(province, POOR, "down-to", 50, value_to=60)
    give(target, places.ba_dinh, value=30, value_to=40)
    give(target, places.ba_to, value=25)

    assert standing(province).words == "thiếu 5 hộ"


def test_a_target_for_a_group_is_for_its_members(province, places, mountain_districts):
    GroupMembership.objects.create(group=mountain_districts, unit=places.ba_dinh)
    target = make_target(province, POOR, "reduce-by", 50, group=mountain_districts)
    give(target, places.ba_dinh, value=50)

    found = standing(province)

    assert (found.given, found.missing, found.words) == (1, 0, "đủ")


def test_units_stand_under_their_former_district_and_the_others_last(province, places):
    make_target(province, POOR, "reduce-by", 100)
    group_of_ba_to(places)

    gatherings = assignment_of(reading(province)).gatherings

    assert [(each.name, [unit.name for unit in each.units]) for each in gatherings] == [
        ("Địa bàn huyện Ba Tơ (cũ)", ["Ba Dinh"]),
        ("Đơn vị khác", ["Ba Tơ"]),
    ]


def test_a_commune_of_two_former_districts_stands_once(province, places, mountain_districts):
    make_target(province, POOR, "reduce-by", 100)
    group_of_ba_to(places)
    mountain_districts.former_unit = places.old_ba_dinh
    mountain_districts.save()
    GroupMembership.objects.create(group=mountain_districts, unit=places.ba_dinh, valid_from=FIRST_DAY)

    assert [unit.name for unit in assignment_of(reading(province)).units].count("Ba Dinh") == 1


def test_a_plan_of_before_the_reform_is_shared_out_to_districts(places, province_plan, indicator):
    assigned = assignment_of(reading(province_plan))

    assert [unit.name for unit in assigned.units] == ["Ba Tơ"]
    assert [gathering.name for gathering in assigned.gatherings] == [""]


def test_a_district_shares_out_to_its_communes(places, programme):
    plan = make_plan(places.district, programme, "535-annual-2025")

    assert [unit.name for unit in assignment_of(reading(plan)).units] == ["Ba Dinh", "Ba Giang"]


def test_too_little_assigned_is_worth_a_look_and_stops_nobody(province, places):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_dinh, value=60)

    (problem,) = [each for each in problems_of_plan(province) if each.rule == "assigned-short"]

    assert problem.message == "“Số hộ nghèo giảm”: tổng giao cho các đơn vị thiếu 40 hộ."
    assert (problem.is_note, problem.tab) == (True, "assignment")


def test_enough_assigned_is_no_problem(province, places):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_dinh, value=100)

    assert "assigned-short" not in {each.rule for each in problems_of_plan(province)}


def test_a_sentence_may_quote_what_is_assigned(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    give(target, places.ba_dinh, numerator=40, denominator=500)
    give(target, places.ba_to, numerator=25, denominator=250)

    figures = figures_of(reading(province))

    assert figures[f"assigned.{POOR_RATE}.down-to.total"].text() == "8,67%"
    assert figures[f"assigned.{POOR_RATE}.down-to.units"].text() == "2 đơn vị"


def test_the_database_refuses_a_rate_of_nothing(province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")

    with pytest.raises(IntegrityError), transaction.atomic():
        give(target, places.ba_dinh, numerator=0, denominator=0)


def test_the_assignment_is_loaded_in_as_many_queries_with_one_unit_as_with_many(
    province, places, django_assert_num_queries
):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_dinh, value=60)
    with django_assert_num_queries(5) as before:
        standings_of(reading(province))
    for other in (target, make_target(province, POOR_RATE, "down-to", 8), make_target(province, LEVEL, "reach", 8)):
        for unit in make_communes(places.province, 3, first=other.pk * 10):
            give(other, unit, value=1)
    group_of_ba_to(places)

    with django_assert_num_queries(len(before)):
        standings_of(reading(province))
