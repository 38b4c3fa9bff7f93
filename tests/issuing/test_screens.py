"""The screens of the signature, through the server."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator
from planning.documents import pdf
from planning.documents.actions import sight_of
from planning.documents.fonts import FontIsMissing
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from tests.people.test_reach import seen

FORM = {"number": "5", "issued_on": "20/08/2025", "signatory": "Phạm Văn A", "capacity": "CHỦ TỊCH"}


def page(client, name, plan):
    return client.get(reverse(name, args=[plan.slug])).content.decode()


def send(client, name, plan, data=None):
    """Send a form; what is issued is what its signer saw just before."""
    sight = {"seen": sight_of(Plan.objects.get(pk=plan.pk))} if name == "plan-issue" else {}
    return client.post(reverse(name, args=[plan.slug]), sight | (data or {}))


def test_the_chair_issues_a_plan(client, plan, chair, quick_printer):
    client.force_login(chair)
    assert "Ban hành</button>" in page(client, "plan-issue", plan)

    response = send(client, "plan-issue", plan, FORM)

    plan.refresh_from_db()
    assert response.url == reverse("plan-signed", args=[plan.slug])
    assert (plan.status, plan.reference) == (Status.ISSUED, "05/KH-UBND")


def test_what_was_changed_behind_the_signers_back_is_not_signed(client, plan, lan, chair, quick_printer):
    client.force_login(chair)
    seen_before = sight_of(plan)
    target = plan.targets.get(comparator="about")
    target.value, target._history_user = 1100, lan
    target.save()

    refused = send(client, "plan-issue", plan, FORM | {"seen": seen_before})
    again = send(client, "plan-issue", plan, FORM | {"seen": refused.context["seen"]})

    assert "Kế hoạch vừa được sửa sau khi bạn mở trang này" in refused.text
    assert ", Lan)" in refused.text
    assert again.url == reverse("plan-signed", args=[plan.slug])


def test_today_is_proposed_as_the_date(client, plan, chair):
    client.force_login(chair)

    assert f'value="{timezone.localdate():%d/%m/%Y}"' in page(client, "plan-issue", plan)


@pytest.mark.parametrize("person", ["lan", "hoa"])
def test_who_does_not_sign_is_offered_nothing_and_refused(person, client, plan, request):
    client.force_login(request.getfixturevalue(person))

    assert reverse("plan-issue", args=[plan.slug]) not in page(client, "plan", plan)
    assert client.get(reverse("plan-issue", args=[plan.slug])).status_code == 403
    assert send(client, "plan-issue", plan, FORM).status_code == 403


def test_while_there_are_problems_they_are_listed_and_there_is_no_button(client, plan, chair):
    plan.targets.filter(comparator="down-to").update(value=None)
    client.force_login(chair)

    text = page(client, "plan-issue", plan)

    assert "Chỉ tiêu “Tỷ lệ hộ nghèo”: chưa có giá trị." in text
    assert "Ban hành</button>" not in text


def test_a_plan_with_problems_is_not_issued_by_sending_the_form(client, plan, chair):
    plan.targets.update(value=None)
    client.force_login(chair)

    response = send(client, "plan-issue", plan, FORM)

    plan.refresh_from_db()
    assert (response.status_code, plan.status) == (409, Status.DRAFT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": ""}, "Trường này là bắt buộc."),
        ({"number": "năm"}, "chỉ gồm chữ số"),
        ({"issued_on": "31/02/2025"}, "Nhập một ngày hợp lệ"),
        ({"issued_on": "20/08/1999"}, "từ năm 2000"),
        ({"issued_on": "04/01/2021"}, "ban hành sau kế hoạch"),
        ({"signatory": " "}, "Trường này là bắt buộc."),
    ],
)
def test_what_is_wrong_with_the_form_is_explained(change, words, client, plan, chair):
    client.force_login(chair)

    response = send(client, "plan-issue", plan, FORM | change)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert Plan.objects.get(pk=plan.pk).status == Status.DRAFT


def test_a_plan_is_not_dated_ahead(client, plan, chair):
    client.force_login(chair)
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = send(client, "plan-issue", plan, FORM | {"issued_on": f"{tomorrow:%d/%m/%Y}"})

    assert "không được sau hôm nay" in response.content.decode()


def test_a_missing_font_is_explained_and_nothing_is_issued(client, plan, chair, monkeypatch):
    def refuse(document):
        raise FontIsMissing("Phông chữ thiếu chữ cái tiếng Việt.")

    monkeypatch.setattr(pdf, "draw", refuse)
    client.force_login(chair)

    response = send(client, "plan-issue", plan, FORM)

    assert "Phông chữ thiếu chữ cái" in response.content.decode()
    assert Plan.objects.get(pk=plan.pk).status == Status.DRAFT


def test_the_head_of_an_issued_plan_says_who_issued_it_and_its_fingerprint(client, signed, hoa):
    client.force_login(hoa)

    text = " ".join(page(client, "plan", signed).split())

    assert "Chủ tịch Ba Dinh ban hành lúc 10:30 20/08/2025" in text
    assert f'<code class="text-reset">{signed.issued_document.pdf_sha256[:12]}…</code>' in text
    assert reverse("plan-difference", args=[signed.slug]) in text


def test_the_page_of_what_was_signed_shows_the_whole_fingerprints(client, signed, hoa):
    client.force_login(hoa)

    text = page(client, "plan-signed", signed)

    for fingerprint in (signed.issued_document.pdf_sha256, signed.issued_document.value_sha256):
        assert fingerprint in text
    assert "10:30 20/08/2025: Chủ tịch Ba Dinh ban hành (05/KH-UBND)" in text


def test_a_draft_has_nothing_signed(client, plan, lan):
    client.force_login(lan)

    for name in ("plan-signed", "plan-difference"):
        assert "còn là dự thảo" in page(client, name, plan)
    assert "không điều chỉnh kế hoạch nào" in page(client, "plan-adjustment", plan)


def test_a_plan_signed_before_it_came_here_has_nothing_in_the_archive(client, plan, lan):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    client.force_login(lan)

    for name in ("plan-signed", "plan-difference"):
        assert "trước khi đưa vào phần mềm" in page(client, name, plan)


def test_while_nothing_has_changed_nothing_differs_from_what_was_signed(client, signed, hoa):
    client.force_login(hoa)

    text = page(client, "plan-difference", signed)

    assert "Khác với bản đã ký: 0 số liệu" in text
    assert "Dữ liệu hiện nay cho ra đúng văn bản đã ký." in text


def test_every_difference_from_what_was_signed_is_listed(client, signed, hoa):
    signed.budget_lines.filter(component__code="DA1").update(amount=400_000_000)
    Indicator.objects.filter(code="ty-le-ngheo").update(name="Tỷ lệ hộ nghèo đa chiều")
    client.force_login(hoa)

    text = page(client, "plan-difference", signed)

    assert "Khác với bản đã ký: 10 số liệu" in " ".join(text.split())
    for words in ("1.303,5", "1.403,5", "+100", "Tỷ lệ hộ nghèo xuống còn 5,57%", "Tỷ lệ hộ nghèo đa chiều xuống còn"):
        assert words in text


def test_an_editor_adjusts_a_plan_in_force(client, signed, lan):
    client.force_login(lan)
    assert reverse("plan-adjust", args=[signed.slug]) in page(client, "plan", signed)
    assert "Lập bản điều chỉnh</button>" in page(client, "plan-adjust", signed)

    response = send(client, "plan-adjust", signed)

    assert response.url == "/plans/21499-annual-2025-2/"
    assert reverse("plan-adjust", args=[signed.slug]) not in page(client, "plan", signed)


def test_asking_twice_leads_to_the_one_adjustment(client, signed, adjustment, lan):
    client.force_login(lan)

    assert "Kế hoạch đã có bản điều chỉnh" in page(client, "plan-adjust", signed)
    assert send(client, "plan-adjust", signed).url == adjustment.get_absolute_url()
    assert Plan.objects.count() == 2


def test_the_adjustments_page_shows_old_new_and_difference(client, signed, adjustment, lan):
    adjustment.targets.filter(comparator="down-to").update(value="4.9")
    client.force_login(lan)

    text = " ".join(page(client, "plan-adjustment", adjustment).split())

    assert "Nội dung điều chỉnh: 2 số liệu" in text
    cells = (("Cũ", "5,57"), ("Mới", "4,90"), ("Chênh lệch", "-0,67 điểm %"))
    row = " ".join(f'<td class="number" data-label="{label}">{figure}</td>' for label, figure in cells)
    assert row in text
    assert "chỉ đổi số liệu" in text


def test_looking_at_a_page_changes_nothing(client, signed, lan, chair):
    for person, name in ((chair, "plan-issue"), (lan, "plan-adjust")):
        client.force_login(person)
        client.get(reverse(name, args=[signed.slug]))

    assert Plan.objects.count() == 1


def test_who_is_not_shown_a_draft_is_not_led_to_it(client, signed, adjustment, places, make_reader):
    reader = make_reader(places.ba_to)
    Plan.objects.filter(pk=signed.pk).update(unit=places.province)
    Plan.objects.filter(pk=adjustment.pk).update(unit=places.province)
    client.force_login(reader)

    text = page(client, "plan", signed)

    assert seen(reader) == {signed.slug}
    assert adjustment.slug not in text
