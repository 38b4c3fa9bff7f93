"""The catalogue: which indicators are in use when, and what the fixture says of the twelve of deprivation."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators.forms import TargetForm
from indicators.models import Indicator, ReviewCount, Target
from planning.facts import FIXTURES
from planning.review.problems import obstacles, problems_of_plan


def offered(target):
    return set(TargetForm(instance=target).fields["indicator"].queryset.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_offered"),
    [
        (None, None, True),
        (2025, 2025, True),
        (2026, None, False),
        (None, 2024, False),
        (2022, 2026, True),
    ],
)
def test_a_plan_is_offered_the_indicators_of_its_years(valid_from, valid_to, is_offered, plan, indicator):
    indicator("moi", "Chỉ tiêu mới", valid_from=valid_from, valid_to=valid_to)

    assert ("moi" in offered(Target(plan=plan))) == is_offered
    assert Indicator.objects.get(code="moi").is_valid_during(2025, 2025) == is_offered


def test_the_indicator_a_target_has_stays_on_offer(plan):
    Indicator.objects.filter(code="ty-le-ngheo").update(valid_to=2024)
    target = Target.objects.get(plan=plan, indicator__code="ty-le-ngheo")

    assert "ty-le-ngheo" in offered(target)
    assert "ty-le-ngheo" not in offered(Target(plan=plan))


def test_a_plan_of_several_years_is_offered_what_is_in_use_in_one_of_them(plan, indicator):
    indicator("moi", "Chỉ tiêu mới", valid_from=2027)
    plan.last_year = 2030

    assert "moi" in offered(Target(plan=plan))


def test_an_indicator_out_of_use_keeps_a_plan_from_being_signed(plan):
    Indicator.objects.filter(code="ty-le-ngheo").update(valid_from=2022, valid_to=2024)

    found = [each.message for each in obstacles(problems_of_plan(plan)) if each.rule == "indicator-not-in-use"]

    assert found == ["Chỉ tiêu “Tỷ lệ hộ nghèo”: chỉ áp dụng từ năm 2022 đến hết năm 2024, kế hoạch là năm 2025."]


def test_an_indicator_does_not_replace_itself(indicator):
    made = indicator("moi", "Chỉ tiêu mới")
    made.replaces = made

    with pytest.raises(ValidationError, match="thay cho chính nó"):
        made.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_the_keeper_describes_an_indicator_in_the_admin(client, keeper, indicator):
    made, former = indicator("moi", "Chỉ tiêu mới"), indicator("cu", "Chỉ tiêu cũ", valid_to=2021)
    client.force_login(keeper)
    form = {
        "code": "moi", "name": "Chỉ tiêu mới", "dimension": made.dimension_id, "position": 1,
        "unit_of_measure": "%", "decimals": 2, "better": "down", "adds_up": "ratio", "over_time": "level",
        "definition": "Cách tính mới.", "is_verified": "on", "population": "Hộ gia đình",
        "numerator": "Số hộ", "denominator": "Tổng số hộ",
        "review_numerator": "poor_households", "review_denominator": "households",
        "valid_from": 2022, "valid_to": 2026, "replaces": former.pk,
    }  # fmt: skip

    response = client.post(reverse("admin:indicators_indicator_change", args=[made.pk]), form)

    made.refresh_from_db()
    assert response.status_code == 302
    assert (made.definition, made.is_verified, made.valid_to, made.replaces) == ("Cách tính mới.", True, 2026, former)
    assert made.review_numerator == ReviewCount.POOR_HOUSEHOLDS


@pytest.fixture(scope="module")
def facts():
    """The indicators of the fixture, by code."""
    rows = json.loads((FIXTURES / "indicators.json").read_text(encoding="utf-8"))
    return {row["fields"]["code"]: row["fields"] for row in rows if row["model"] == "indicators.indicator"}


def test_there_are_twelve_indicators_of_deprivation_two_of_each_dimension(facts):
    lacks = [each for code, each in facts.items() if code.startswith("lack-")]

    assert len(lacks) == 12
    assert sorted(each["dimension"][0] for each in lacks) == sorted(
        ["employment", "health", "education", "housing", "water", "information"] * 2
    )
    assert {(each["better"], each["adds_up"], each["valid_from"], each["valid_to"]) for each in lacks} == {
        ("down", "ratio", 2022, 2026)
    }


def test_only_the_threshold_with_a_source_is_verified(facts):
    assert [code for code, each in facts.items() if each.get("is_verified")] == ["lack-housing-area"]


def test_every_rate_says_what_it_is_a_rate_of(facts):
    assert [
        code
        for code, each in facts.items()
        if each["adds_up"] == "ratio" and not (each.get("numerator") and each.get("denominator"))
    ] == []


def test_the_rate_of_the_minorities_is_of_their_own_households(facts):
    assert facts["minority-poor-rate"]["review_denominator"] == ReviewCount.MINORITY_HOUSEHOLDS


def test_the_poor_and_the_near_poor_are_told_apart_by_the_law(facts):
    assert [
        ("từ 3 trong 12 chỉ số trở lên" in facts[code]["definition"], "dưới 3" in facts[code]["definition"])
        for code in ("poor-rate", "poor-households", "near-poor-rate", "near-poor-households")
    ] == [(True, False), (True, False), (False, True), (False, True)]
