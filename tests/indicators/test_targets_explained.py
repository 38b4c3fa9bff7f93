"""A plan that adopts less than it was assigned says why, or is not signed."""

import pytest
from django.urls import reverse

from indicators.actions import explain
from indicators.models import Explanation
from planning.plans.actions import PlanIsNotOpen
from tests.indicators.assigning import POOR, indicator_of, issue, make_target, rules


def test_less_than_assigned_is_not_signed_without_a_reason(commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    make_target(commune, POOR, "reduce-by", 80)
    before = rules(commune)

    explain(commune, indicator_of(POOR), "Mưa lũ làm mất mùa.", by=lan)

    assert ("adopted-below" in before, "adopted-below" in rules(commune)) == (True, False)


def test_a_plan_that_is_signed_is_explained_no_more(commune, lan):
    issue(commune)

    with pytest.raises(PlanIsNotOpen):
        explain(commune, indicator_of(POOR), "Mưa lũ.", by=lan)


def test_the_reason_is_given_on_the_screen_and_taken_back_there(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    client.force_login(lan)
    address = reverse("target-explain", args=[commune.slug, POOR])

    shown = client.get(reverse("target-list", args=[commune.slug])).content.decode()
    client.post(address, {"words": "Mưa lũ làm mất mùa."})
    given = client.get(reverse("target-list", args=[commune.slug])).content.decode()
    client.post(address, {"words": ""})

    assert address in shown
    assert "kế hoạch chưa đặt chỉ tiêu này" in shown
    assert "Mưa lũ làm mất mùa." in given
    assert not Explanation.objects.exists()


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_taking_a_reason_back_says_that_one_is_still_needed(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    explain(commune, indicator_of(POOR), "Mưa lũ.", by=lan)
    client.force_login(lan)

    response = client.post(reverse("target-explain", args=[commune.slug, POOR]), {"words": " "}, follow=True)

    assert told(response) == ["Đã bỏ giải trình. Chỉ tiêu chưa bằng mức được giao vẫn cần giải trình."]


def test_saving_no_reason_where_there_was_none_is_refused_with_a_word(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    client.force_login(lan)

    response = client.post(reverse("target-explain", args=[commune.slug, POOR]), {"words": ""})

    assert response.status_code == 400
    assert response.context["form"].errors["words"] == [
        "Chưa có lời giải trình nào để lưu. Hãy nhập giải trình, hoặc bấm “Quay lại”."
    ]


def test_a_reason_that_is_too_long_is_refused_with_its_words(client, commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    client.force_login(lan)

    response = client.post(reverse("target-explain", args=[commune.slug, POOR]), {"words": "a" * 501})

    assert response.status_code == 400
    assert not Explanation.objects.exists()
