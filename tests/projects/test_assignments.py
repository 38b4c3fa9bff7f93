"""Who leads which component of a plan, and what the plan says about it."""

from datetime import date

import pytest
from django.urls import reverse

from planning.documents.assemble import assemble
from planning.places.agencies import Agency, Sector
from planning.plans.plans import Plan
from planning.review.problems import problems_of_plan
from projects.models import ProjectPlan


@pytest.fixture
def culture(places):
    return Agency.objects.create(code="vhxh", name="Phòng Văn hóa - Xã hội", unit=places.ba_dinh, sector=Sector.LABOUR)


def text(plan):
    return "\n".join(paragraph.text for paragraph in assemble(plan).paragraphs)


def test_an_assignment_is_in_the_text_at_once(client, plan, lan, culture):
    client.force_login(lan)
    office = Agency.objects.get(code="pkt")

    response = client.post(
        reverse("project-edit", args=[plan.slug, "DA2.1"]), {"lead": culture.pk, "partners": [office.pk]}
    )

    assert response.status_code == 302
    assert "Phòng Văn hóa - Xã hội: chủ trì Tiểu dự án 1 - Dự án 2" in text(plan)
    assert list(ProjectPlan.objects.get(component__code="DA2.1").partners.all()) == [office]
    page = client.get(reverse("project-list", args=[plan.slug])).content.decode()
    assert "Phòng Văn hóa - Xã hội" in page


def test_an_agency_of_another_unit_is_not_offered(client, plan, lan, places):
    stranger = Agency.objects.create(code="x", name="Phòng khác", unit=places.ba_to, sector=Sector.LABOUR)
    client.force_login(lan)

    response = client.post(reverse("project-edit", args=[plan.slug, "DA1"]), {"lead": stranger.pk})

    assert response.status_code == 400


def test_an_assignment_is_taken_back(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("project-remove", args=[plan.slug, "DA1"]))

    assert not ProjectPlan.objects.exists()
    assert ProjectPlan.history.filter(history_type="-").count() == 1


def test_the_programme_as_a_whole_is_led_by_nobody(client, plan, lan):
    client.force_login(lan)

    assert client.get(reverse("project-edit", args=[plan.slug, "CT"])).status_code == 404
    assert client.get(reverse("project-edit", args=[plan.slug, "DA9"])).status_code == 404


def test_an_agency_that_was_not_there_on_the_day_is_a_problem(plan):
    Plan.objects.filter(pk=plan.pk).update(issued_on=date(2025, 5, 1))

    assert "lead-not-in-being" in {problem.rule for problem in problems_of_plan(Plan.objects.get(pk=plan.pk))}


def test_the_list_costs_the_same_with_one_assignment_and_with_three(
    client, plan, lan, culture, component, django_assert_num_queries
):
    client.force_login(lan)
    url = reverse("project-list", args=[plan.slug])
    with django_assert_num_queries(10) as before:
        client.get(url)
    for code in ("DA2.1", "DA2.2"):
        ProjectPlan.objects.create(plan=plan, component=component(code), lead=culture).partners.add(culture)

    with django_assert_num_queries(len(before)):
        client.get(url)
