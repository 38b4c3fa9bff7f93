"""A plan takes over at once what was assigned to it and it has not."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.actions import explain
from indicators.adopting.actions import adopt_assigned
from indicators.adopting.adoption import adoptions_of
from indicators.models import Target
from planning.plans.actions import PlanIsNotOpen
from planning.plans.plans import Plan
from tests.conftest import make_plan
from tests.indicators.assigning import LEVEL, POOR, POOR_RATE, give, indicator_of, issue, make_target, reading

AT = datetime(2025, 8, 1, tzinfo=UTC)


def own(plan):
    """The plan's targets: indicator, comparator, value, end of the range, basis."""
    fields = ("indicator__code", "comparator", "value", "value_to", "basis")
    return list(Target.objects.of_plan(plan).order_by("indicator__code", "comparator").values_list(*fields))


def test_what_is_missing_is_set_as_it_was_assigned_and_what_is_there_stays(commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    assign(POOR_RATE, "down-to", numerator=40, denominator=501)
    assign(LEVEL, "reach", 7, value_to=8)
    make_target(commune, POOR, "reduce-by", 80)

    count = adopt_assigned(commune, by=lan, at=AT)

    assert count == 2
    assert own(commune) == [
        (LEVEL, "reach", Decimal(7), Decimal(8), "end"),
        (POOR, "reduce-by", Decimal(80), None, "end"),
        (POOR_RATE, "down-to", Decimal("7.98"), None, "end"),
    ]
    assert {each.words for each in adoptions_of(reading(commune)) if each.target.indicator.code != POOR} == {
        "bằng mức được giao"
    }
    assert {each.history_user for each in Target.history.filter(plan=commune, indicator__code=LEVEL)} == {lan}


def test_what_is_left_out_with_a_reason_stays_out(commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    explain(commune, indicator_of(POOR), "Xã không còn hộ nghèo.", by=lan)

    assert (adopt_assigned(commune, by=lan, at=AT), own(commune)) == (0, [])


def test_what_is_assigned_for_all_goes_before_a_groups(
    commune, assign, lan, province_in_force, places, mountain_districts
):
    of_group = make_target(province_in_force, POOR, "reduce-by", 999, group=mountain_districts)
    give(of_group, places.ba_dinh, value=30)
    assign(POOR, "reduce-by", 100)

    adopt_assigned(commune, by=lan, at=AT)

    assert own(commune) == [(POOR, "reduce-by", Decimal(100), None, "end")]


@pytest.mark.parametrize(
    ("comparator", "basis", "taken"),
    [
        ("reduce-by", "average", [("reduce-by", "year")]),
        ("reduce-by", "end", []),
        ("down-to", "end", [("down-to", "end")]),
    ],
)
def test_of_a_plan_of_years_one_year_takes_its_part(comparator, basis, taken, commune, assign, lan, places, programme):
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    Plan.objects.filter(pk=years.pk).update(last_year=2025)
    issue(years)
    share = assign(POOR_RATE, comparator, "1.5", plan=Plan.objects.get(pk=years.pk))
    Target.objects.filter(pk=share.target_id).update(basis=basis)

    adopt_assigned(commune, by=lan, at=AT)

    assert [(each[1], each[4]) for each in own(commune)] == taken


def test_a_plan_that_is_signed_takes_over_nothing(commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    issue(commune)

    with pytest.raises(PlanIsNotOpen):
        adopt_assigned(commune, by=lan, at=AT)


def test_a_clerk_takes_over_what_is_missing_with_one_press(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    assign(POOR_RATE, "reduce-by", 2)
    client.force_login(lan)
    page = reverse("target-list", args=[commune.slug])

    before = client.get(page).content.decode()
    pressed = client.post(reverse("target-adopt", args=[commune.slug]), follow=True)
    again = client.post(reverse("target-adopt", args=[commune.slug]), follow=True)

    assert "Đặt 2 chỉ tiêu chưa có theo mức được giao" in before
    assert [str(each) for each in pressed.context["messages"]] == ["Đã đặt 2 chỉ tiêu theo mức được giao."]
    assert reverse("target-adopt", args=[commune.slug]) not in pressed.content.decode()
    assert [str(each) for each in again.context["messages"]] == ["Không còn chỉ tiêu được giao nào chưa đặt."]
