"""A plan's targets against what the level above assigned: better, equal, below, missing, or not to be compared."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.adopting.adoption import adoptions_of
from indicators.models import Target
from planning.places.units import Succession
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.review.problems import problems_of_plan
from tests.conftest import make_plan
from tests.indicators.assigning import (
    POOR,
    POOR_RATE,
    give,
    indicator_of,
    issue,
    make_target,
    reading,
)

AT = datetime(2025, 8, 1, tzinfo=UTC)


def adopted(plan):
    (only,) = adoptions_of(reading(plan))
    return only.assigned_words, only.adopted_words, only.words


@pytest.mark.parametrize(
    ("comparator", "assigned", "own", "words"),
    [
        ("reduce-by", 100, 100, "bằng mức được giao"),
        ("reduce-by", 100, 120, "tốt hơn mức được giao"),
        ("reduce-by", 100, 80, "chưa bằng mức được giao, lệch 20 hộ"),
        ("down-to", 100, 80, "tốt hơn mức được giao"),
        ("down-to", 100, 120, "chưa bằng mức được giao, lệch 20 hộ"),
    ],
)
def test_worse_than_assigned_is_told_by_what_is_asked(comparator, assigned, own, words, commune, assign):
    assign(POOR, comparator, assigned)
    make_target(commune, POOR, comparator, own)

    assert adopted(commune)[2] == words


def test_of_what_is_better_high_less_is_worse(commune, assign):
    indicator = indicator_of(POOR)
    indicator.better = "up"
    indicator.save()
    assign(POOR, "reach", 100)
    make_target(commune, POOR, "at-least", 90)

    assert adopted(commune) == ("đạt 100 hộ", "tối thiểu 90 hộ", "chưa bằng mức được giao, lệch 10 hộ")


def test_a_rate_given_by_counts_is_held_against_the_rate_adopted(commune, assign):
    assign(POOR_RATE, "down-to", numerator=40, denominator=500)
    make_target(commune, POOR_RATE, "down-to", "8.5")

    assert adopted(commune) == ("xuống còn 8,00%", "xuống còn 8,50%", "chưa bằng mức được giao, lệch 0,50 điểm %")


def test_of_ranges_the_weak_ends_are_compared(commune, assign):
    assign(POOR, "reduce-by", 100, value_to=150)
    make_target(commune, POOR, "reduce-by", 90, value_to=160)

    assert adopted(commune)[2] == "chưa bằng mức được giao, lệch 10 hộ"


def test_a_target_without_a_number_is_missing(commune, assign):
    assign(POOR, "reduce-by", 100)
    make_target(commune, POOR, "strive", None)

    assert adopted(commune) == ("giảm 100 hộ", "phấn đấu", "kế hoạch chưa ghi mức")


def test_a_target_left_out_is_missing(commune, assign):
    assign(POOR, "reduce-by", 100)

    assert adopted(commune) == ("giảm 100 hộ", "", "kế hoạch chưa đặt chỉ tiêu này")


def test_a_level_is_held_against_a_reduction_by_its_baseline(commune, assign):
    assign(POOR_RATE, "reduce-by", "2.21")
    make_target(commune, POOR_RATE, "down-to", "5.57", baseline="7.5")

    (adoption,) = adoptions_of(reading(commune))

    assert (adoption.difference, adoption.words) == (
        Decimal("-0.28"),
        "chưa bằng mức được giao, lệch 0,28 điểm %",
    )


def test_a_reduction_is_held_against_a_level_by_its_baseline(commune, assign):
    assign(POOR, "down-to", 60)
    make_target(commune, POOR, "reduce-by", 40, baseline=100)

    assert adopted(commune)[2] == "bằng mức được giao"


def test_of_a_range_taken_off_the_least_is_held_against_a_level(commune, assign):
    assign(POOR, "down-to", 60)
    make_target(commune, POOR, "reduce-by", 30, value_to=45, baseline=100)

    assert adopted(commune)[2] == "chưa bằng mức được giao, lệch 10 hộ"


def test_without_a_baseline_a_level_and_a_reduction_are_not_compared(commune, assign):
    assign(POOR_RATE, "reduce-by", "2.21")
    make_target(commune, POOR_RATE, "down-to", "5.57")

    problems = [each for each in problems_of_plan(commune) if each.rule.startswith("adopted")]

    assert adopted(commune)[2] == "không so sánh trực tiếp được: cần số đầu kỳ, hoặc chỉ tiêu của cùng kỳ"
    assert [(each.rule, each.is_note, each.tab) for each in problems] == [("adopted-apart", True, "target-list")]


def test_of_several_targets_the_one_of_the_same_kind_is_compared(commune, assign):
    assign(POOR, "reduce-by", 100)
    make_target(commune, POOR, "down-to", 700, baseline=900)
    make_target(commune, POOR, "reduce-by", 90)

    assert adopted(commune)[1] == "giảm 90 hộ"


def test_a_yearly_average_of_a_plan_of_years_binds_each_year(commune, assign, places, programme):
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    type(years).objects.filter(pk=years.pk).update(last_year=2025)
    issue(years)
    share = assign(POOR_RATE, "reduce-by", "1.5", plan=years)
    Target.objects.filter(pk=share.target_id).update(basis="average")
    make_target(commune, POOR_RATE, "reduce-by", "1")

    assert adopted(commune)[2] == "chưa bằng mức được giao, lệch 0,50 điểm %"


def test_a_reduction_over_several_years_is_not_held_against_one_year(commune, assign, places, programme):
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    type(years).objects.filter(pk=years.pk).update(last_year=2025)
    issue(years)
    assign(POOR_RATE, "reduce-by", "5", plan=years)
    make_target(commune, POOR_RATE, "reduce-by", "1")

    assert adopted(commune)[2] == "không so sánh trực tiếp được: khác kỳ tính"


def years_above(places, programme, last_year):
    """The province's plan of several years, in force."""
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    Plan.objects.filter(pk=years.pk).update(last_year=last_year)
    issue(years)
    return Plan.objects.get(pk=years.pk)


@pytest.mark.parametrize(
    ("last_year", "words"),
    [
        (2025, "chưa bằng mức được giao, lệch 10 hộ"),
        (2027, "không so sánh trực tiếp được: khác kỳ tính"),
    ],
)
def test_a_level_is_held_against_that_of_the_same_years_end(last_year, words, commune, assign, places, programme):
    assign(POOR, "down-to", 50, plan=years_above(places, programme, last_year))
    make_target(commune, POOR, "down-to", 60)

    assert adopted(commune)[2] == words


@pytest.mark.parametrize(
    ("basis", "words"),
    [("average", "bằng mức được giao"), ("end", "không so sánh trực tiếp được: khác kỳ tính")],
)
def test_an_average_of_years_is_not_held_against_their_sum(basis, words, commune, assign, places, programme):
    share = assign(POOR_RATE, "reduce-by", "1.5", plan=years_above(places, programme, 2025))
    Target.objects.filter(pk=share.target_id).update(basis="average")
    own = make_plan(places.ba_dinh, programme, "21499-period-2021", year=2021, kind="period")
    Plan.objects.filter(pk=own.pk).update(last_year=2025)
    make_target(own, POOR_RATE, "reduce-by", "1.5", basis=basis)

    assert adopted(own)[2] == words


def test_the_plan_of_the_year_goes_before_that_of_several(commune, assign, places, programme):
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    type(years).objects.filter(pk=years.pk).update(last_year=2025)
    issue(years)
    assign(POOR, "down-to", 50, plan=years)
    assign(POOR, "reduce-by", 100)

    assert adopted(commune)[0] == "giảm 100 hộ"


def test_a_draft_above_binds_nobody(commune, assign, province_in_force):
    assign(POOR, "reduce-by", 100)
    type(province_in_force).objects.filter(pk=province_in_force.pk).update(status="draft")

    assert adoptions_of(reading(commune)) == []


def test_a_plan_of_another_programme_binds_nobody(commune, assign, places):
    other = Programme.objects.create(code="KHAC", name="Chương trình khác", first_year=2021, last_year=2025)
    above = make_plan(places.province, other, "51-other-2025")
    issue(above)
    assign(POOR, "reduce-by", 100, plan=above)

    assert adoptions_of(reading(commune)) == []


@pytest.fixture
def district_plan(places, programme, province_in_force):
    """The old district's plan of the same year, in force."""
    plan = make_plan(places.district, programme, "535-annual-2025")
    issue(plan)
    return plan


def test_what_was_given_to_the_units_merged_falls_to_the_new_one(commune, district_plan, assign, places):
    first = assign(POOR_RATE, "down-to", unit=places.old_ba_dinh, plan=district_plan, numerator=40, denominator=500)
    give(first.target, places.ba_giang, numerator=25, denominator=250)

    assert adopted(commune)[0] == "xuống còn 8,67%"


def test_what_names_the_unit_itself_goes_before_what_its_former_units_were_given(commune, assign, places):
    first = assign(POOR, "reduce-by", 60, unit=places.old_ba_dinh)
    give(first.target, places.ba_giang, value=50)
    give(first.target, places.ba_dinh, value=100)

    assert adopted(commune)[0] == "giảm 100 hộ"


def test_what_only_one_of_the_merged_units_was_given_is_not_compared(commune, district_plan, assign, places):
    assign(POOR, "down-to", 50, unit=places.ba_giang, plan=district_plan)
    make_target(commune, POOR, "down-to", 60)

    assert adopted(commune)[2] == "không so sánh trực tiếp được: mới giao cho 1 trong 2 đơn vị cũ"


@pytest.mark.parametrize(
    ("share", "assigned", "words"),
    [
        (None, "giảm", "không so sánh trực tiếp được: chỉ tiêu giao cho đơn vị cũ đã chia tách, không chia được"),
        ("0.4", "giảm", "không so sánh trực tiếp được: chỉ tiêu giao cho đơn vị cũ đã chia tách, không chia được"),
        ("0.5", "giảm 81 hộ", "chưa bằng mức được giao, lệch 1 hộ"),
    ],
)
def test_of_a_unit_divided_the_stated_part_falls_to_each(
    share, assigned, words, commune, district_plan, assign, places
):
    Succession.objects.filter(predecessor=places.ba_giang).update(is_partial=True, share=share)
    Succession.objects.create(
        reorganisation=places.reform, predecessor=places.ba_giang, successor=places.ba_to, is_partial=True, share="0.5"
    )
    first = assign(POOR, "reduce-by", 60, unit=places.old_ba_dinh, plan=district_plan)
    give(first.target, places.ba_giang, value=41)
    make_target(commune, POOR, "reduce-by", 80)

    assert (adopted(commune)[0], adopted(commune)[2]) == (assigned, words)


def test_what_is_assigned_names_the_plan_it_comes_from_by_its_number_and_day(commune, assign, province_in_force):
    assign(POOR, "reduce-by", 100)
    before = adoptions_of(reading(commune))[0].plan_words
    Plan.objects.filter(pk=province_in_force.pk).update(number="7", issued_on=date(2025, 7, 4))

    assert (before, adoptions_of(reading(commune))[0].plan_words) == (
        "Kế hoạch năm 2025, tỉnh Quảng Ngãi",
        "Kế hoạch năm 2025, tỉnh Quảng Ngãi, số 07/KH-UBND ngày 04/7/2025",
    )


def test_one_plan_above_is_named_once(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    assign(POOR_RATE, "reduce-by", 2)
    client.force_login(lan)

    page = client.get(reverse("target-list", args=[commune.slug])).content.decode()

    assert page.count("Kế hoạch năm 2025, tỉnh Quảng Ngãi") == 1


def test_the_list_costs_the_same_with_one_assigned_target_and_with_three(
    client, commune, assign, lan, places, programme, django_assert_num_queries
):
    assign(POOR, "reduce-by", 100)
    client.force_login(lan)
    address = reverse("target-list", args=[commune.slug])
    with django_assert_num_queries(11) as before:
        client.get(address)
    assign(POOR, "down-to", 50)
    assign(POOR_RATE, "reduce-by", 2)

    with django_assert_num_queries(len(before)):
        client.get(address)
