"""The screens of plans, through the server."""

from datetime import date

import pytest
from django.urls import reverse

from planning.documents.assemble import assemble
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, Section
from planning.plans.plans import Plan
from tests.conftest import make_plan
from tests.screens.pages import page


def test_the_list_says_which_plans_one_may_edit(client, plan, province_plan, minh):
    client.force_login(minh)

    rows = page(client, "plan-list").split("<tr>")

    assert [("Được sửa" in row, "Chỉ xem" in row) for row in rows[2:]] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("lan", ""),
        ("hoa", "Bạn chỉ xem được kế hoạch này"),
        ("chair", "Bạn được ban hành, không được sửa kế hoạch này"),
        ("keeper", ""),
    ],
)
def test_a_plan_says_what_one_may_not_do_with_it(client, plan, person, words, request):
    client.force_login(request.getfixturevalue(person))

    shown = page(client, "plan", plan.slug)

    assert [told for told in ("chỉ xem được", "không được sửa") if told in shown] == [
        told for told in ("chỉ xem được", "không được sửa") if told in words
    ]
    assert words in shown


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


@pytest.fixture
def header():
    return {
        "number": "12",
        "symbol": "KH-UBND",
        "issued_on": "05/11/2025",
        "place": "Ba Dinh",
        "subject": "Kế hoạch mới",
        "issuing": "own",
        "appendix_style": "form",
        "money_unit": "dong",
        "authority": "TM. ỦY BAN NHÂN DÂN",
        "capacity": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signatory": "Phạm Văn A",
        "recipients": "Lưu: VT",
    }


def test_the_header_is_corrected(client, plan, lan, header):
    client.force_login(lan)

    response = client.post(reverse("plan-header", args=[plan.slug]), header)

    assert response.status_code == 302
    text = page(client, "plan-preview", plan.slug)
    assert "Số: 12/KH-UBND" in text
    assert "ngày 05 tháng 11 năm 2025" in text
    assert "1.303.500.000 đồng" in text
    assert "Biểu số 01" in text


def test_a_wrong_date_is_explained(client, plan, lan):
    client.force_login(lan)

    response = client.post(reverse("plan-header", args=[plan.slug]), {"issued_on": "31/02/2025"})

    assert response.status_code == 400
    assert "Nhập một ngày hợp lệ" in response.content.decode()


def test_a_password_is_changed_by_its_owner(client, lan):
    client.force_login(lan)
    new = dict.fromkeys(("new_password1", "new_password2"), "mat-khau-moi-2026")
    form = {"old_password": "mot-mat-khau-dai"} | new

    assert client.post(reverse("password"), form).status_code == 302
    lan.refresh_from_db()
    assert lan.check_password("mat-khau-moi-2026")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"number": "-3"}, "chỉ gồm chữ số"),
        ({"number": "12/KH-UBND"}, "chỉ gồm chữ số"),
        ({"symbol": "<b>"}, "nối bằng gạch ngang"),
        ({"issued_on": "01/01/0001"}, "từ năm 2000"),
    ],
)
def test_a_header_that_cannot_be_is_explained(client, plan, lan, header, change, reason):
    client.force_login(lan)

    response = client.post(reverse("plan-header", args=[plan.slug]), header | change)

    assert response.status_code == 400
    assert reason in response.content.decode()


def test_recipients_pasted_with_dashes_print_once(client, plan, lan, header):
    client.force_login(lan)

    client.post(reverse("plan-header", args=[plan.slug]), header | {"recipients": "- Như trên;\n– Lưu: VT."})

    assert assemble(Plan.objects.get(pk=plan.pk)).first.recipients == ("Như trên", "Lưu: VT")


def test_signing_in_and_out(client, lan):
    response = client.post(reverse("sign-in"), {"username": "lan", "password": "mot-mat-khau-dai"})
    assert response.url == reverse("home")

    assert client.post(reverse("sign-out")).url == reverse("sign-in")


def test_a_wrong_password_is_answered_politely(client, lan):
    response = client.post(reverse("sign-in"), {"username": "lan", "password": "sai"})

    assert "Vui lòng nhập lại" in response.content.decode()


def test_two_documents_of_one_number_are_cited_side_by_side(client, plan, lan, decision_90):
    other = LegalDocument.objects.create(
        kind="decision",
        reference="90/QĐ-TTg",
        issued_on=date(2024, 1, 9),
        issuer="Thủ tướng Chính phủ",
        subject="khác",
    )
    Citation.objects.create(plan=plan, document=other, position=2)
    Section.objects.filter(plan=plan, position=1).update(body="Theo {{ document.90/QĐ-TTg.09-01-2024 }}.")
    client.force_login(lan)

    assert client.get(reverse("plan-preview", args=[plan.slug])).status_code == 200
    document = assemble(plan)
    assert document.paragraphs[0].text == "Theo Quyết định số 90/QĐ-TTg."
    assert len(document.first.bases) == 2


def test_a_plan_that_comes_to_stand_behind_a_decision_gets_its_articles(client, plan, lan, header):
    client.force_login(lan)

    client.post(reverse("plan-header", args=[plan.slug]), header | {"issuing": "decision", "symbol": "QĐ-UBND"})

    decision = assemble(Plan.objects.get(pk=plan.pk)).leaves[0]
    assert [paragraph.marker for paragraph in decision.paragraphs] == ["Điều 1.", "Điều 2.", "Điều 3."]


def test_what_is_typed_in_loose_letters_is_kept_composed(client, plan, lan, header):
    client.force_login(lan)

    client.post(reverse("plan-header", args=[plan.slug]), header | {"signatory": "Pha\u0323m Va\u0306n A"})

    assert Plan.objects.get(pk=plan.pk).signatory == "Phạm Văn A"


def test_a_plan_without_any_words_is_checked_all_the_same(client, plan, lan):
    plan.sections.all().delete()
    client.force_login(lan)

    answer = client.get(reverse("plan-check", args=[plan.slug]))

    assert (answer.status_code, "Văn bản chưa có nội dung." in answer.text) == (200, True)


def test_a_problem_leads_to_where_it_is_mended(client, plan, lan):
    plan.recipients = ""
    plan.save()
    client.force_login(lan)

    found = page(client, "plan-check", plan.slug)

    assert f'<a href="{reverse("plan-header", args=[plan.slug])}">Thể thức</a>' in found
