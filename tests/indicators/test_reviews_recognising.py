"""The decision that closes a household review, and the way back. All figures are invented."""

import pytest

from indicators.models import HouseholdReview, Recognition
from indicators.reviews.recognising import NotRecognised, ReviewHasProblems, recognise, withdraw_recognition
from indicators.reviews.scopes import find_review
from planning.plans.legal import LegalDocument
from planning.sheets.scopes import ScopeIsNotOpen
from tests.indicators.reviewing import (
    NOW,
    counted,
    decision,
    enter,
    page_of,
    post,
    recognised,
    reviewed,
    ward_of,
    words,
)

BA_DINH, PROVINCE = "21499-2025", "51-2025"
PAGE, GRID = f"/reviews/{BA_DINH}/", f"/entry/{BA_DINH}/review-1/"
TYPED = {
    "reference": "12/QĐ-UBND",
    "issued_on": "15/12/2025",
    "issuer": "Ủy ban nhân dân xã Ba Dinh",
    "subject": "công nhận kết quả",
}


def test_a_whole_review_is_recognised_and_then_locked(places, lan, client):
    reviewed(places.ba_dinh)

    response = post(client, lan, "review-recognise", commune="21499", **TYPED)

    assert response.status_code == 302
    recognition = Recognition.objects.get()
    assert (recognition.unit, recognition.year, recognition.document.reference) == (places.ba_dinh, 2025, "12/QĐ-UBND")
    page = words(page_of(client, lan, GRID))
    assert "đã được công nhận theo Quyết định số 12/QĐ-UBND" in page
    assert "Số liệu đã khóa." in words(page_of(client, lan, PAGE))


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("reference", "", "Trường này là bắt buộc."),
        ("issued_on", "31/02/2025", "Nhập một ngày hợp lệ."),
        ("reference", "abc", "Số, ký hiệu gồm số và ký hiệu, ví dụ 12/QĐ-UBND."),
        ("issued_on", "31/12/2099", "Ngày ban hành không được sau hôm nay."),
        ("issued_on", "31/12/2024", "Quyết định công nhận kết quả năm 2025 không thể có trước đó."),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(field, value, error, places, lan, client):
    reviewed(places.ba_dinh)

    response = post(client, lan, "review-recognise", commune="21499", **TYPED | {field: value})

    assert response.status_code == 400
    assert response.context["form"].errors[field] == [error]
    assert not Recognition.objects.exists()


def test_a_review_with_open_points_is_not_recognised_and_they_are_listed(places, minh, client):
    reviewed(places.ba_dinh)
    counted(places.ba_to, households=10)

    response = post(client, minh, "review-recognise", PROVINCE, commune=["21499", "21484"], **TYPED)

    assert response.status_code == 409
    assert "Xã Ba Tơ: Biểu 1: Còn trống: tổng số nhân khẩu" in words(response)
    assert not Recognition.objects.exists()
    assert not LegalDocument.objects.exists()


def test_a_province_recognises_all_that_are_whole_by_one_decision(places, minh, client):
    reviewed(places.ba_dinh)
    reviewed(places.ba_to)
    ward_of(places.province)

    post(client, minh, "review-recognise", PROVINCE, all="1", **TYPED)

    assert list(Recognition.objects.values_list("unit__code", "document__reference").order_by("unit__code")) == [
        ("21484", "12/QĐ-UBND"),
        ("21499", "12/QĐ-UBND"),
    ]
    assert LegalDocument.objects.count() == 1


def test_a_decision_of_the_register_is_not_written_down_twice(places, lan, client):
    reviewed(places.ba_dinh)
    known = decision()
    LegalDocument.objects.filter(pk=known.pk).update(issuer="Ủy ban nhân dân xã Ba Dinh")

    post(client, lan, "review-recognise", commune="21499", **TYPED | {"issuer": "ỦY BAN NHÂN DÂN  xã Ba Dinh"})

    assert Recognition.objects.get().document == known


def test_a_commune_outside_the_scope_cannot_be_recognised_in_it(places, lan, client):
    reviewed(places.ba_to)

    response = post(client, lan, "review-recognise", commune="21484", **TYPED)

    assert response.status_code == 400
    assert not Recognition.objects.exists()


def test_choosing_nothing_recognises_nothing(places, minh, client):
    response = post(client, minh, "review-recognise", PROVINCE, **TYPED)

    assert response.status_code == 302
    assert not LegalDocument.objects.exists()


def test_what_was_never_begun_is_not_recognised(places, lan):
    with pytest.raises(ReviewHasProblems) as refusal:
        recognise(find_review(BA_DINH, lan), ["21499"], decision(), by=lan, at=NOW)

    (findings,) = refusal.value.problems.values()
    assert [finding.message for finding in findings] == ["Chưa nhập số liệu."]


def test_a_viewer_recognises_nothing(places, lan, hoa):
    reviewed(places.ba_dinh)

    with pytest.raises(ScopeIsNotOpen):
        recognise(find_review(BA_DINH, lan), ["21499"], decision(), by=hoa, at=NOW)


def test_a_recognition_is_withdrawn_by_the_level_above_with_its_reason(places, lan, minh, client):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)

    assert "Rút công nhận để sửa số liệu" in words(page_of(client, minh, PAGE))
    assert post(client, minh, "review-withdraw", reason="").status_code == 400
    assert post(client, minh, "review-withdraw", reason="Sai số nhân khẩu").status_code == 302

    assert not Recognition.objects.exists()
    step = Recognition.history.get(history_type="-")
    assert (step.history_user, step.history_change_reason) == (minh, "Sai số nhân khẩu")
    enter("review-1", BA_DINH, {("21499-rural", "persons"): 2001}, lan)
    assert HouseholdReview.objects.get().persons == 2001


def test_a_commune_does_not_open_its_own_recognised_review_again(places, lan, client):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)

    page = words(page_of(client, lan, PAGE))

    assert "đề nghị cấp trên rút công nhận" in page
    assert "Rút công nhận để sửa số liệu" not in page
    assert post(client, lan, "review-withdraw", reason="Sai số nhân khẩu").status_code == 403
    assert Recognition.objects.count() == 1


def test_what_is_not_recognised_cannot_be_withdrawn(places, minh, client):
    with pytest.raises(NotRecognised):
        withdraw_recognition(find_review(BA_DINH, minh), reason="Nhầm", by=minh, at=NOW)

    assert "chưa được công nhận" in words(client.get(post(client, minh, "review-withdraw", reason="Nhầm").url))


def test_a_wrong_decision_does_not_undo_the_choice_of_communes(places, minh, client):
    reviewed(places.ba_dinh)

    response = post(client, minh, "review-recognise", "51-2025", commune="21499", **TYPED | {"reference": "abc"})

    assert response.context["chosen"] == ["21499"]
    assert "checked" in response.content.decode()
