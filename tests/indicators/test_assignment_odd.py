"""Shares that do not fit their target any more: its range or its territory became another. The database's own word."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from indicators.assigning.standing import standings_of
from indicators.models import Target
from planning.documents.assemble import assemble
from planning.places.units import GroupMembership
from planning.plans.plans import Plan
from planning.review.problems import problems_of_plan
from planning.text.figures import figures_of
from tests.indicators.assigning import (
    POOR,
    POOR_RATE,
    enter,
    give,
    make_province_plan,
    make_target,
    reading,
    save,
    shown,
    table_of,
)

AT = datetime(2025, 8, 1, tzinfo=UTC)


@pytest.fixture
def province(places, programme, indicator):
    return make_province_plan(places, programme, indicator)


@pytest.fixture
def of_mountains(province, places, mountain_districts):
    """A target of the mountain communes, given to Ba Tơ too before the group was written down."""
    target = make_target(province, POOR, "reduce-by", 100, group=mountain_districts)
    give(target, places.ba_dinh, value=60)
    give(target, places.ba_to, value=40)
    GroupMembership.objects.create(group=mountain_districts, unit=places.ba_dinh)
    return target


def key(unit, field="value"):
    return f"unit-{unit.pk}", f"{POOR}.reduce-by.mien-nui/{field}"


def test_ranges_given_before_stay_in_sight_when_the_target_is_one_value(province, places, minh):
    target = make_target(province, POOR, "reduce-by", 100, value_to=150)
    give(target, places.ba_dinh, value=60, value_to=75)
    give(target, places.ba_to, value=30)

    Target.objects.filter(pk=target.pk).update(value_to=None)

    name = "Số hộ nghèo giảm"
    assert {place: text for place, text in shown(province, minh).items() if "Ba" in place[0]} == {
        ("Xã Ba Dinh", f"{name}, từ (hộ)"): "60",
        ("Xã Ba Dinh", f"{name}, đến (hộ)"): "75",
        ("Xã Ba Tơ", f"{name}, từ (hộ)"): "30",
    }
    (table,) = [each for each in assemble(Plan.objects.get(pk=province.pk)).appendices if each.key == "assigned"]
    assert [row.cells[-1].text for row in table.rows] == ["100", "30", "60 - 75", "90 - 105"]


def test_what_a_unit_outside_the_group_was_given_is_shown_and_may_be_taken_back(of_mountains, province, places, minh):
    cell = table_of(province, minh).cells[key(places.ba_to)]

    answers = enter(province, minh, AT, (*key(places.ba_to), ""))

    assert (cell.value, cell.lock) == (Decimal(40), "")
    assert cell.warning == "Đơn vị không thuộc các huyện miền núi: đề nghị bỏ mức đã giao."
    assert answers == [("saved", "")]
    assert table_of(province, minh).cells[key(places.ba_to)].lock == "Đơn vị không thuộc các huyện miền núi."


def test_screen_and_grid_add_up_the_same_units(of_mountains, province, places, minh):
    (standing,) = standings_of(reading(province))

    assert (standing.total, standing.given, standing.missing, standing.words) == (Decimal(100), 2, 0, "đủ")
    assert table_of(province, minh).cells["total", key(places.ba_to)[1]].value == standing.total


def test_a_unit_outside_the_group_is_told_on_the_check_page(of_mountains, province):
    (problem,) = [each for each in problems_of_plan(province) if each.rule == "assigned-outside"]

    assert problem.message == (
        "“Số hộ nghèo giảm, các huyện miền núi”: xã Ba Tơ được giao mà không thuộc các huyện miền núi."
    )
    assert (problem.is_note, problem.tab) == (True, "assignment")


@pytest.mark.parametrize(
    "share",
    [
        {"numerator": 501, "denominator": 500},
        {"value": -1},
        {"numerator": -1, "denominator": 500},
        {"value_to": 5},
    ],
)
def test_the_database_refuses_a_share_that_cannot_be(share, province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")

    with pytest.raises(IntegrityError), transaction.atomic():
        give(target, places.ba_dinh, **share)


@pytest.mark.parametrize(
    ("comparator", "fields"),
    [
        ("down-to", {"value": None, "value_to": 9}),
        ("strive", {"value": 1, "value_to": 9}),
        ("down-to", {"baseline": -1}),
    ],
)
def test_the_database_refuses_a_target_that_cannot_be(comparator, fields, province):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_target(province, POOR_RATE, comparator, **({"value": 5} | fields))


def test_of_a_group_whose_members_nobody_has_listed_anyone_may_be_one(province, places, minh, mountain_districts):
    target = make_target(province, POOR, "reduce-by", 100, group=mountain_districts)

    answers = enter(province, minh, AT, (*key(places.ba_to), "100"))

    (standing,) = standings_of(reading(province))
    assert answers == [("saved", "")]
    assert (standing.target, standing.given, standing.missing) == (target, 1, 1)


def test_a_target_whose_value_was_taken_back_keeps_its_shares_in_sight(province, places, minh):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_dinh, value=60)
    Target.objects.filter(pk=target.pk).update(value=None)

    (standing,) = standings_of(reading(province))

    assert (standing.total, standing.words) == (Decimal(60), "chưa kết luận được: kế hoạch chưa ghi mức")
    assert shown(province, minh)["Xã Ba Dinh", "Số hộ nghèo giảm (hộ)"] == "60"


def test_a_unit_of_another_map_that_was_given_something_stays_in_sight(province, places):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_giang, value=60)

    (standing,) = standings_of(reading(province))

    assert (standing.total, standing.given, standing.missing) == (Decimal(60), 1, 2)


def test_with_its_last_share_a_unit_of_another_map_leaves_the_table_in_the_answer_to_the_save(province, places, minh):
    target = make_target(province, POOR, "reduce-by", 100)
    give(target, places.ba_giang, value=60)
    unit = f"unit-{places.ba_giang.pk}"

    saved = save(province, minh, AT, (unit, f"{POOR}.reduce-by/value", ""))

    assert [unit in table.row_at for table in (saved.before, saved.after)] == [True, False]
    assert saved.after.rows == table_of(province, minh).rows


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("8", "8.67"), "đủ: mọi đơn vị được giao không kém mức của kế hoạch"),
        (("9", "8.68"), "thiếu: mọi đơn vị được giao kém mức của kế hoạch"),
    ],
)
def test_a_rate_of_all_lies_between_the_rates_of_each(values, words, province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    for unit, value in zip((places.ba_dinh, places.ba_to), values, strict=True):
        give(target, unit, value=value)

    (standing,) = standings_of(reading(province))

    assert (standing.total, standing.words) == (
        None,
        f"{words}; không tính được mức chung: thiếu số đếm của 2 đơn vị",
    )
    assert standing.is_short == words.startswith("thiếu")


@pytest.mark.parametrize("shares", [(("8", None), ("9", None)), (("8", None), (None, 40)), (("8", None),)])
def test_while_some_are_given_more_and_some_less_or_nothing_a_rate_of_all_is_unknown(shares, province, places):
    target = make_target(province, POOR_RATE, "down-to", "8.67")
    for unit, (value, numerator) in zip((places.ba_dinh, places.ba_to), shares, strict=False):
        give(target, unit, value=value, numerator=numerator)

    (standing,) = standings_of(reading(province))

    assert (standing.verdict, standing.is_of_each) == ("unknown", False)


def test_of_a_target_given_to_nobody_no_sentence_quotes_a_sum(province, places):
    give(make_target(province, POOR, "reduce-by", 100), places.ba_dinh, value=60)
    make_target(province, POOR_RATE, "down-to", 5)

    names = {name for name in figures_of(reading(province)) if name.startswith("assigned.") and name.endswith("total")}

    assert names == {f"assigned.{POOR}.reduce-by.total"}
