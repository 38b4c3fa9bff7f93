"""Who changed what in a plan, and when."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import BudgetLine
from planning.plans.legal import DocumentKind, LegalDocument
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
    with CaptureQueriesContext(connection) as before:
        story_of(plan)
    for nature in ("credit", "other"):
        fund(plan, "DA1", nature, "", 5)

    with django_assert_num_queries(len(before)):
        story_of(plan)


def test_a_reference_that_changed_is_told_by_name(plan, lan, decision_90):
    line = BudgetLine.objects.get(plan=plan, component__code="DA1")
    line.document = decision_90
    line.save()

    step = story_of(plan)[0]

    assert step.changes == (("theo văn bản", "trống", "Quyết định số 90/QĐ-TTg ngày 18/01/2022"),)


def test_a_reference_that_is_gone_is_told_as_gone(plan, decision_90):
    line = BudgetLine.objects.get(plan=plan, component__code="DA1")
    other = LegalDocument.objects.create(
        kind=DocumentKind.NOTICE, reference="9/TB-UBND", issued_on=date(2025, 2, 1), issuer="UBND xã"
    )
    for document in (other, decision_90):
        line.document = document
        line.save()
    other.delete()

    step = story_of(plan)[0]

    assert step.changes == (("theo văn bản", "đã xóa", "Quyết định số 90/QĐ-TTg ngày 18/01/2022"),)


def test_what_came_and_what_went_is_told_with_its_figures(plan, lan):
    line = BudgetLine.objects.get(plan=plan, component__code="DA1")
    line.delete()

    gone, *_ = story_of(plan)
    come = next(step for step in story_of(plan) if (step.verb, step.what) == ("thêm", gone.what))

    assert gone.changes == (("số tiền (đồng)", "300.000.000", "trống"),)
    assert come.changes == (("số tiền (đồng)", "trống", "300.000.000"),)
