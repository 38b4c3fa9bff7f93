"""A plan of a programme whose projects nobody has entered yet: its pages open and say what is missing."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import would_contradict
from planning.plans.programmes import Programme
from planning.plans.reading import Reading
from planning.review.problems import problems_of_plan
from planning.tracking.scopes import report_name
from tests.budgets.paying import make_period
from tests.conftest import make_plan

NO_COMPONENTS = "Chương trình chưa có dự án, tiểu dự án nào trong danh mục."
PAGES = ["plan", "budget", "budget-stages", "budget-line-choose", "allocation", "plan-check", "plan-preview"]


@pytest.fixture
def bare(places, sources):
    programme = Programme.objects.create(
        code="CT-MOI", name="Chương trình mới", first_year=2021, last_year=2030, level_labels=["Hợp phần"]
    )
    return make_plan(places.ba_dinh, programme, "21499-annual-2025-moi")


def test_every_page_of_the_plan_opens(client, bare, lan):
    client.force_login(lan)

    answers = {page: client.get(reverse(page, args=[bare.slug])).status_code for page in PAGES}

    assert answers == dict.fromkeys(PAGES, 200)


def test_every_page_of_a_period_opens(client, bare, places, lan):
    """Its payments, the table to enter them and the year's pictures."""
    year = make_period(places.province, bare.programme)
    client.force_login(lan)
    report = report_name(year, places.ba_dinh)
    pages = [
        reverse("payments", args=[report]),
        reverse("entry-grid", args=[report, "payments"]),
        reverse("period-unit", args=[year.slug, places.ba_dinh.code]),
        reverse("dashboard", args=[f"{places.ba_dinh.code}-2025"]),
    ]

    answers = {page: client.get(page).status_code for page in pages}

    assert answers == dict.fromkeys(pages, 200)


def test_the_check_says_what_is_missing(bare):
    (told,) = (problem.message for problem in problems_of_plan(bare) if problem.rule == "no-money")

    assert told.startswith(NO_COMPONENTS)


def test_no_money_is_entered_for_it(bare, sources):
    """A workbook has a row for the whole programme, which stands for a component that is stored nowhere."""
    row = (None, sources["credit"].pk, "")

    (told,) = would_contradict(Reading(bare), {row: Decimal(5)})

    assert told.startswith(NO_COMPONENTS)
