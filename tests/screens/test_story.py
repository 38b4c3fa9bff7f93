"""Who changed what in a plan, and when."""

from django.urls import reverse

from budgets.models import BudgetLine
from planning.plans.story import story_of


def test_a_corrected_amount_is_told_with_who_and_from_what_to_what(client, plan, lan):
    client.force_login(lan)
    client.post(reverse("budget-line", args=[plan.slug, "DA1", "central-recurrent"]), {"amount": "301"})

    step = story_of(plan)[0]

    assert (step.by, step.verb, step.kind) == ("Lan", "sửa", "dòng kinh phí")
    assert step.changes == (("số tiền (đồng)", "300.000.000", "301.000.000"),)
    page = client.get(reverse("plan-story", args=[plan.slug])).content.decode()
    assert "300.000.000 → 301.000.000" in page


def test_what_was_taken_away_is_still_told(client, plan, lan):
    client.force_login(lan)
    client.post(reverse("target-remove", args=[plan.slug, "ty-le-ngheo.down-to"]))

    step = story_of(plan)[0]

    assert (step.verb, step.what) == ("bỏ", "Tỷ lệ hộ nghèo xuống còn")


def test_the_story_tells_of_this_plan_alone(plan, province_plan):
    lines = {step.what for step in story_of(province_plan) if step.kind == "dòng kinh phí"}

    assert len(lines) == BudgetLine.objects.of_plan(province_plan).count()


def test_the_story_costs_the_same_however_long_it_is(plan, fund, django_assert_num_queries):
    with django_assert_num_queries(13) as before:
        story_of(plan)
    for nature in ("credit", "other"):
        fund(plan, "DA1", nature, "", 5)

    with django_assert_num_queries(len(before)):
        story_of(plan)
