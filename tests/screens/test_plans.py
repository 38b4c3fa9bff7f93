"""The screens of plans, through the server."""

import pytest
from django.urls import reverse

from planning.plans.plans import Plan, PlanEvent, Section
from tests.conftest import make_plan


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_list_says_which_plans_one_may_edit(client, plan, province_plan, minh):
    client.force_login(minh)

    rows = page(client, "plan-list").split("<tr>")

    assert [("Được sửa" in row, "Chỉ xem" in row) for row in rows[2:]] == [(False, True), (True, False)]


def test_plans_are_found_without_accents(client, plan, province_plan, minh):
    client.force_login(minh)

    found = client.get(reverse("plan-list"), {"words": "quang ngai", "year": "2025"}).content.decode()

    assert province_plan.get_absolute_url() in found
    assert plan.get_absolute_url() not in found


def test_the_list_costs_the_same_with_one_plan_and_with_three(
    client, plan, places, programme, lan, django_assert_num_queries
):
    client.force_login(lan)
    with django_assert_num_queries(5) as before:
        page(client, "plan-list")
    for year in (2023, 2024):
        make_plan(places.ba_dinh, programme, f"21499-annual-{year}", year)

    with django_assert_num_queries(len(before)):
        page(client, "plan-list")


def test_the_preview_is_the_markup_of_the_pdf(client, plan, lan):
    client.force_login(lan)

    text = page(client, "plan-preview", plan.slug)

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert ">1.303,5</" in text


def test_a_section_is_rewritten_and_its_former_words_are_kept(client, plan, lan):
    client.force_login(lan)

    response = client.post(
        reverse("section-edit", args=[plan.slug, 1]), {"body": "Kinh phí là {{ budget.total }}.\r\n- một  \r\n"}
    )

    section = Section.objects.get(plan=plan, position=1)
    assert response.url == f"{plan.get_absolute_url()}#section-1"
    assert section.body == "Kinh phí là {{ budget.total }}.\n- một"
    assert section.history.count() == 2
    assert "Kinh phí là" in page(client, "plan", plan.slug)


def test_an_unknown_name_in_the_text_is_kept_and_named_as_a_problem(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("section-edit", args=[plan.slug, 1]), {"body": "Là {{ khong.co }}."})

    assert "Không có số liệu tên “khong.co”" in page(client, "plan-check", plan.slug)


def test_an_empty_section_is_refused(client, plan, lan):
    client.force_login(lan)

    response = client.post(reverse("section-edit", args=[plan.slug, 1]), {"body": ""})

    assert response.status_code == 400


def test_words_typed_as_markup_stay_words(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("section-edit", args=[plan.slug, 1]), {"body": "<script>alert(1)</script> {% if %}"})

    for name in ("plan", "plan-preview"):
        text = page(client, name, plan.slug)
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_the_header_is_corrected(client, plan, lan):
    client.force_login(lan)
    header = {
        "number": "12",
        "symbol": "KH-UBND",
        "issued_on": "05/11/2025",
        "place": "Ba Dinh",
        "subject": "Kế hoạch mới",
        "money_unit": "dong",
        "authority": "TM. ỦY BAN NHÂN DÂN",
        "capacity": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signatory": "Phạm Văn A",
        "recipients": "Lưu: VT",
    }

    response = client.post(reverse("plan-header", args=[plan.slug]), header)

    assert response.status_code == 302
    text = page(client, "plan-preview", plan.slug)
    assert "Số: 12/KH-UBND" in text
    assert "ngày 05 tháng 11 năm 2025" in text
    assert "1.303.500.000 đồng" in text


def test_a_wrong_date_is_explained(client, plan, lan):
    client.force_login(lan)

    response = client.post(reverse("plan-header", args=[plan.slug]), {"issued_on": "31/02/2025"})

    assert response.status_code == 400
    assert "Nhập một ngày hợp lệ" in response.content.decode()


@pytest.fixture
def new_plan_form(places, programme):
    return {"unit": places.ba_to.pk, "programme": programme.pk, "year": 2025}


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
    assert "Đã có kế hoạch năm 2025 của xã Ba Tơ" in response.content.decode()


def test_a_plan_lies_within_the_years_of_its_programme(client, tam, new_plan_form):
    client.force_login(tam)

    response = client.post(reverse("plan-draft"), new_plan_form | {"year": 2031})

    assert "từ năm 2021 đến 2025" in response.content.decode()


def test_nobody_drafts_for_a_unit_of_others(client, lan, new_plan_form):
    client.force_login(lan)

    response = client.post(reverse("plan-draft"), new_plan_form)

    assert response.status_code == 400
    assert Plan.objects.count() == 0


def test_signing_in_and_out(client, lan):
    response = client.post(reverse("sign-in"), {"username": "lan", "password": "mot-mat-khau-dai"})
    assert response.url == reverse("plan-list")

    assert client.post(reverse("sign-out")).url == reverse("sign-in")


def test_a_wrong_password_is_answered_politely(client, lan):
    response = client.post(reverse("sign-in"), {"username": "lan", "password": "sai"})

    assert "Vui lòng nhập lại" in response.content.decode()
