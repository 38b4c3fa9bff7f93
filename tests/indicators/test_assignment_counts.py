"""Counts of one unit that contradict each other, or what its review counted the year before: a word, no refusal."""

from datetime import UTC, datetime

import pytest

from indicators.assigning.comparing import marks_of
from indicators.models import Indicator
from planning.entry.kinds import entry_kind
from planning.entry.saving import Typed, save_typed
from planning.review.problems import problems_of_plan
from planning.sheets.scopes import find_plan
from tests.indicators.assigning import (
    POOR,
    POOR_RATE,
    give,
    indicator_of,
    make_communes,
    make_province_plan,
    make_target,
    reading,
    save,
    table_of,
)
from tests.indicators.storing import counts, store

AT = datetime(2025, 8, 1, tzinfo=UTC)
NEAR_POOR_RATE = "ty-le-can-ngheo"


@pytest.fixture
def province(places, programme, indicator):
    """A plan with two rates of the same households."""
    plan = make_province_plan(places, programme, indicator)
    of_households = {"numerator": "Số hộ cận nghèo", "denominator": "tổng số hộ"}
    indicator(NEAR_POOR_RATE, "Tỷ lệ hộ cận nghèo", adds_up="ratio", position=4, **of_households)
    Indicator.objects.filter(code=POOR_RATE).update(review_numerator="poor_households")
    return plan


@pytest.fixture
def poor(province):
    return make_target(province, POOR_RATE, "reduce-by", 1)


@pytest.fixture
def near_poor(province):
    return make_target(province, NEAR_POOR_RATE, "down-to", 5)


def warnings(plan, user):
    return {
        key: cell.warning for key, cell in table_of(plan, user).cells.items() if key[0] != "total" and cell.warning
    }


def notes(plan, rule):
    return [(each.message, each.is_note) for each in problems_of_plan(plan) if each.rule == rule]


def test_one_unit_with_two_numbers_of_households_is_told_in_both_cells_and_on_the_check_page(
    province, poor, near_poor, places, minh
):
    give(poor, places.ba_dinh, numerator=10, denominator=1644)
    give(near_poor, places.ba_dinh, numerator=20, denominator=1700)
    words = (
        "“Tổng số hộ” của xã Ba Dinh khác nhau giữa các chỉ tiêu: "
        "1.644 (Tỷ lệ hộ nghèo giảm); 1.700 (Tỷ lệ hộ cận nghèo xuống còn)."
    )

    assert warnings(province, minh) == {
        (f"unit-{places.ba_dinh.pk}", f"{POOR_RATE}.reduce-by/denominator"): words,
        (f"unit-{places.ba_dinh.pk}", f"{NEAR_POOR_RATE}.down-to/denominator"): words,
    }
    assert notes(province, "assigned-counts-differ") == [(words, True)]


def test_the_same_number_of_households_needs_no_word(province, poor, near_poor, places, minh):
    for target in (poor, near_poor):
        give(target, places.ba_dinh, numerator=10, denominator=1644)

    assert warnings(province, minh) == {}


def test_of_many_units_the_check_page_names_one_and_counts_the_others(province, poor, near_poor, places):
    for unit in make_communes(places.province, 3):
        give(poor, unit, numerator=10, denominator=1644)
        give(near_poor, unit, numerator=20, denominator=1700)

    ((message, _),) = notes(province, "assigned-counts-differ")

    assert message.endswith("1.700 (Tỷ lệ hộ cận nghèo xuống còn); và 2 đơn vị khác.")


def test_more_households_than_the_review_counted_cannot_leave_poverty(province, poor, places, minh):
    store(indicator_of(POOR_RATE), 2024, {places.old_ba_dinh: counts(50, 900), places.ba_giang: counts(30, 744)})
    give(poor, places.ba_dinh, numerator=90, denominator=1644)
    give(poor, places.ba_to, numerator=90, denominator=1644)
    words = "giao giảm 90, nhiều hơn 80 theo kết quả rà soát năm 2024 (số hộ nghèo)."

    assert warnings(province, minh) == {
        (f"unit-{places.ba_dinh.pk}", f"{POOR_RATE}.reduce-by/numerator"): f"G{words[1:]}"
    }
    assert notes(province, "assigned-over-review") == [
        (f"“Tỷ lệ hộ nghèo giảm”: xã Ba Dinh được {words}", True),
    ]


def test_as_many_households_as_the_review_counted_may_leave_poverty(province, poor, places, minh):
    store(indicator_of(POOR_RATE), 2024, {places.old_ba_dinh: counts(50, 900), places.ba_giang: counts(30, 744)})
    give(poor, places.ba_dinh, numerator=80, denominator=1644)

    assert warnings(province, minh) == {}


def test_while_one_of_the_units_merged_was_not_reviewed_nothing_is_held_against_the_new_one(
    province, poor, places, minh
):
    store(indicator_of(POOR_RATE), 2024, {places.old_ba_dinh: counts(50, 900)})
    give(poor, places.ba_dinh, numerator=90, denominator=1644)

    assert warnings(province, minh) == {}


def test_counts_are_compared_in_as_many_queries_for_one_unit_as_for_many(
    province, poor, near_poor, places, django_assert_num_queries
):
    give(poor, places.ba_dinh, numerator=10, denominator=1644)
    with django_assert_num_queries(11) as before:
        reading(province).made(marks_of)
    count = make_target(province, POOR, "reduce-by", 100)
    for unit in make_communes(places.province, 3):
        give(near_poor, unit, numerator=20, denominator=1700)
        give(count, unit, value=9)

    with django_assert_num_queries(len(before)):
        reading(province).made(marks_of)


def test_what_is_over_the_review_is_marked_in_the_answer_to_the_save_and_no_more_once_it_is_not(
    province, poor, places, minh
):
    store(indicator_of(POOR_RATE), 2024, {places.old_ba_dinh: counts(50, 900), places.ba_giang: counts(30, 744)})
    give(poor, places.ba_dinh, numerator=70, denominator=1644)
    cell = f"unit-{places.ba_dinh.pk}", f"{POOR_RATE}.reduce-by/numerator"

    over = save(province, minh, AT, (*cell, "90"))
    within = save(province, minh, AT, (*cell, "80"))

    words = "Giao giảm 90, nhiều hơn 80 theo kết quả rà soát năm 2024 (số hộ nghèo)."
    tables = (over.before, over.after, within.before, within.after)
    assert [table.cells[cell].warning for table in tables] == ["", words, words, ""]


def test_a_save_reads_targets_units_and_reviews_once_however_many_there_are(
    province, poor, places, minh, django_assert_num_queries
):
    give(poor, places.ba_dinh, numerator=10, denominator=1644)
    scope, kind = find_plan(province.slug, minh), entry_kind("assignment")
    row, column = f"unit-{places.ba_dinh.pk}", f"{POOR_RATE}.reduce-by/numerator"
    with django_assert_num_queries(21) as before:
        save_typed(kind, scope, [Typed(row, column, "11", "10")], by=minh, at=AT)
    make_target(province, NEAR_POOR_RATE, "down-to", 5)
    for unit in make_communes(places.province, 3):
        give(poor, unit, numerator=20, denominator=1700)

    with django_assert_num_queries(len(before)):
        save_typed(kind, scope, [Typed(row, column, "12", "11")], by=minh, at=AT)
