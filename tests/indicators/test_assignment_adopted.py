"""The level above sees what the units below made of what it assigned, and reads why one asks less."""

import pytest
from django.urls import reverse

from indicators.actions import explain
from indicators.adopting.below import taken_below
from indicators.models import Target
from tests.conftest import make_plan
from tests.indicators.assigning import POOR, POOR_RATE, give, indicator_of, issue, make_target, reading

KEY = f"{POOR}.reduce-by"


@pytest.fixture
def target(province_in_force, places):
    """100 households fewer in Ba Dinh, 50 in Ba Tơ."""
    made = make_target(province_in_force, POOR, "reduce-by", 150)
    give(made, places.ba_dinh, value=100)
    give(made, places.ba_to, value=50)
    return made


def taken(province, *units):
    return taken_below(reading(province), units)


def told(each):
    return [(below.unit.name, below.assigned_words, below.words) for below in each.below]


def test_each_unit_stands_with_what_it_was_given_and_what_its_plan_asks(target, commune, province_in_force, places):
    make_target(commune, POOR, "reduce-by", 80)

    (found,) = taken(province_in_force, places.ba_to, places.ba_dinh)

    assert told(found) == [
        ("Ba Dinh", "giảm 100 hộ", "chưa bằng mức được giao, lệch 20 hộ"),
        ("Ba Tơ", "giảm 50 hộ", "chưa có kế hoạch"),
    ]
    assert (found.less, found.unexplained, found.without_plan, found.met, found.left_out) == (1, 1, 1, 0, 0)


def test_the_reason_is_read_above(target, commune, province_in_force, places, lan):
    make_target(commune, POOR, "reduce-by", 80)
    explain(commune, indicator_of(POOR), "Mưa lũ làm mất mùa.", by=lan)

    (found,) = taken(province_in_force, places.ba_dinh)

    assert found.below[0].explanation == "Mưa lũ làm mất mùa."
    assert (found.less, found.unexplained) == (1, 0)


def test_enough_and_left_out_are_counted_apart(target, commune, province_in_force, places, programme):
    make_target(commune, POOR, "reduce-by", 100)
    make_plan(places.ba_to, programme, "21490-annual-2025")

    (found,) = taken(province_in_force, places.ba_dinh, places.ba_to)

    assert (found.met, found.left_out, found.unexplained, found.less) == (1, 1, 1, 0)


def test_a_plan_in_force_goes_before_the_draft_that_adjusts_it(target, commune, province_in_force, places, programme):
    make_target(commune, POOR, "reduce-by", 100)
    issue(commune)
    draft = make_plan(places.ba_dinh, programme, "21499-annual-2025-2", version=2)
    make_target(draft, POOR, "reduce-by", 1)

    (found,) = taken(province_in_force, places.ba_dinh)

    assert found.below[0].plan == commune


def test_the_officer_above_is_led_from_the_count_to_the_units(client, target, commune, province_in_force, minh):
    make_target(commune, POOR, "reduce-by", 80)
    client.force_login(minh)
    overview = reverse("assignment-adopted", args=[province_in_force.slug])

    screen = client.get(reverse("assignment", args=[province_in_force.slug])).content.decode()
    counts = client.get(overview).content.decode()
    units = client.get(reverse("assignment-adopted-target", args=[province_in_force.slug, KEY])).content.decode()

    assert overview in screen
    assert reverse("assignment-adopted-target", args=[province_in_force.slug, KEY]) in counts
    assert reverse("target-list", args=[commune.slug]) in units
    assert "chưa bằng mức được giao, lệch 20 hộ" in units


def test_a_commune_sees_itself_alone_in_the_plan_above(client, target, commune, province_in_force, lan):
    make_target(commune, POOR, "reduce-by", 80)
    client.force_login(lan)

    page = client.get(reverse("assignment-adopted-target", args=[province_in_force.slug, KEY])).content.decode()

    assert ("Xã Ba Dinh" in page, "Xã Ba Tơ" in page) == (True, False)


def test_a_target_given_to_nobody_and_one_that_is_not_there(client, target, province_in_force, minh):
    make_target(province_in_force, POOR_RATE, "down-to", 5)
    client.force_login(minh)

    def status(key):
        return client.get(reverse("assignment-adopted-target", args=[province_in_force.slug, key])).status_code

    assert (status(f"{POOR_RATE}.down-to"), status("nothing")) == (200, 404)


def test_the_page_costs_the_same_with_one_unit_and_target_and_with_three(
    client, target, commune, province_in_force, places, programme, minh, django_assert_num_queries
):
    make_target(commune, POOR, "reduce-by", 80)
    client.force_login(minh)
    address = reverse("assignment-adopted", args=[province_in_force.slug])
    with django_assert_num_queries(15) as before:
        client.get(address)
    other = make_plan(places.ba_to, programme, "21490-annual-2025")
    rate = make_target(province_in_force, POOR_RATE, "down-to", 5)
    for unit, plan in ((places.ba_dinh, commune), (places.ba_to, other)):
        give(rate, unit, numerator=40, denominator=500)
        make_target(plan, POOR_RATE, "down-to", 9)

    with django_assert_num_queries(len(before)):
        client.get(address)
    assert Target.objects.filter(plan=other).count() == 1
