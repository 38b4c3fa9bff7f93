"""Drafting a plan, and throwing a mistaken draft away."""

import pytest
from django.urls import reverse

from planning.documents.assemble import assemble
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, PlanEvent, Section
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.registering import issuer_of
from tests.screens.pages import page


@pytest.fixture
def new_plan_form(places, programme):
    return {"unit": places.ba_to.pk, "programme": programme.pk, "kind": "annual", "first_year": 2025}


def test_an_editor_drafts_a_plan_with_text_and_blank_figures(client, tam, sources, new_plan_form):
    client.force_login(tam)

    response = client.post(reverse("plan-draft"), new_plan_form)

    plan = Plan.objects.get()
    assert response.url == plan.get_absolute_url()
    assert plan.slug == "21484-annual-2025"
    assert plan.sections.count() == 7
    assert PlanEvent.objects.get().by == tam
    assert "Chưa có số liệu “Tổng kinh phí”" in page(client, "plan-check", plan.slug)


def test_a_plan_is_drafted_once(client, tam, sources, new_plan_form):
    client.force_login(tam)
    client.post(reverse("plan-draft"), new_plan_form)

    response = client.post(reverse("plan-draft"), new_plan_form)

    assert response.status_code == 400
    assert "Đã có kế hoạch loại này của xã Ba Tơ" in response.content.decode()


def test_a_plan_lies_within_the_years_of_its_programme(client, tam, new_plan_form):
    client.force_login(tam)

    response = client.post(reverse("plan-draft"), new_plan_form | {"first_year": 2031})

    assert "từ năm 2021 đến năm 2025" in response.content.decode()


def test_who_only_reads_is_not_asked_to_draft(client, hoa):
    client.force_login(hoa)

    assert client.get(reverse("plan-draft")).status_code == 403


def test_the_only_unit_and_programme_are_chosen_already(client, tam, programme):
    client.force_login(tam)

    form = client.get(reverse("plan-draft")).context["form"]

    assert form.initial["programme"] == programme
    assert form.initial["first_year"] == 2025


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"first_year": 2024}, "Xã ba tơ có từ năm 2025"),
        ({"last_year": 2024}, "không được trước năm đầu"),
        ({"last_year": 2026}, "chỉ có một năm"),
        ({"first_year": ""}, "bắt buộc"),
    ],
)
def test_years_that_cannot_be_are_explained(client, tam, new_plan_form, change, reason):
    client.force_login(tam)

    response = client.post(reverse("plan-draft"), new_plan_form | change)

    assert reason.lower() in response.content.decode().lower()
    assert Plan.objects.count() == 0


def test_a_plan_for_a_period_stands_behind_a_decision(client, tam, sources, new_plan_form):
    client.force_login(tam)

    client.post(reverse("plan-draft"), new_plan_form | {"kind": "period", "last_year": 2026})

    plan = Plan.objects.get()
    assert (plan.slug, plan.symbol, plan.money_unit) == ("21484-period-2025-2026", "QĐ-UBND", "billion")
    document = assemble(plan)
    assert [leaf.kind for leaf in document.leaves] == ["QUYẾT ĐỊNH", "KẾ HOẠCH"]
    assert document.leaves[0].paragraphs[0].marker == "Điều 1."


def test_a_new_plan_rests_on_the_plan_above_and_on_its_bases(
    client, tam, sources, new_plan_form, province_plan, decision_90
):
    own = LegalDocument.objects.create(
        kind="plan",
        reference="07/KH-UBND",
        issued_on=province_plan.issued_on,
        issuer=issuer_of(province_plan),
        subject="năm 2025",
    )
    Citation.objects.create(plan=province_plan, document=decision_90, position=1)
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED)
    client.force_login(tam)

    client.post(reverse("plan-draft"), new_plan_form)

    plan = Plan.objects.get(unit=new_plan_form["unit"])
    assert plan.parent == province_plan
    assert [citation.document for citation in plan.citations.all()] == [decision_90, own]


def test_nobody_drafts_for_a_unit_of_others(client, lan, new_plan_form):
    client.force_login(lan)

    response = client.post(reverse("plan-draft"), new_plan_form)

    assert response.status_code == 400
    assert Plan.objects.count() == 0


def test_a_mistaken_draft_is_thrown_away_with_its_rows(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("plan-discard", args=[plan.slug]))

    assert not Plan.objects.exists()
    assert not Section.objects.exists()
    assert Section.history.filter(history_type="-").exists()


def test_a_former_unit_with_the_same_code_stands_in_nobodys_way(
    client, places, programme, minh, province_plan, sources
):
    client.force_login(minh)

    client.post(
        reverse("plan-draft"),
        {"unit": places.province.pk, "programme": programme.pk, "kind": "annual", "first_year": 2025},
    )

    assert Plan.objects.get(unit=places.province).slug == "51-annual-2025-b2"
