"""The screens of the household review, and the decision that closes it. All figures are invented."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import HouseholdReview, PovertyMovement
from planning.people.roles import Role
from planning.places.units import UnitKind
from tests.conftest import make_person, make_unit
from tests.indicators.reviewing import (
    counted,
    page_of,
    post,
    recognised,
    reviewed,
    ward_of,
    words,
)

BA_DINH, PROVINCE = "21499-2025", "51-2025"
FORMS = ("review-1", "review-2", "review-3")
PAGES = [reverse("review", args=[BA_DINH]), *(reverse("entry-grid", args=[BA_DINH, form]) for form in FORMS)]
POSTS = ["review-recognise", "review-withdraw", "review-openings", "review-area"]


@pytest.mark.parametrize("address", PAGES)
def test_an_officer_of_another_commune_finds_no_page(address, places, tam, client):
    assert page_of(client, tam, address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_viewer_reads_every_page_and_is_offered_no_form(address, places, hoa, client):
    reviewed(places.ba_dinh)

    response = page_of(client, hoa, address)

    assert response.status_code == 200
    assert 'method="post"' not in words(response).split("</header>")[1]


@pytest.mark.parametrize("name", POSTS)
def test_what_changes_a_review_is_closed_to_others(name, places, hoa, tam, client):
    assert post(client, hoa, name).status_code == 403
    assert post(client, tam, name).status_code == 404
    assert client.get(reverse(name, args=[BA_DINH])).status_code == 405


@pytest.mark.parametrize("name", ["21499-1999", "535-2025", "khong-co-2025", "21499"])
def test_a_review_that_cannot_be_is_not_found(name, places, minh, client):
    assert page_of(client, minh, reverse("review", args=[name])).status_code == 404


def test_the_list_shows_how_far_each_year_has_come(places, minh, client):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)
    counted(places.ba_to, 2025, households=10)
    counted(places.ba_giang, 2024, households=10)

    lines = page_of(client, minh, reverse("review-list") + "?year=2023").context["lines"]

    told = {name: line.progress for line, name in lines}
    figures = {
        name: (each.communes, each.entered, each.checked, each.recognised)
        for name, each in told.items()
        if name[-4:] < "2026"
    }
    assert figures == {"51-2025": (2, 2, 1, 1), "51-2024": (2, 1, 0, 0), "51-2023": (2, 0, 0, 0)}


def test_a_commune_has_its_own_lines_and_nobody_elses(places, lan, client):
    counted(places.ba_to, 2022, households=10)
    counted(places.ba_giang, 2024, households=10)

    lines = page_of(client, lan, reverse("review-list")).context["lines"]

    assert [name for _, name in lines if name[-4:] < "2025"] == ["21499-2024", "21500-2024"]


def test_a_list_of_very_many_communes_is_shown_without_reading_them_all(places, minh, client, monkeypatch):
    monkeypatch.setattr("indicators.views.reviews.MOST_READ", 1)

    response = page_of(client, minh, reverse("review-list"))

    assert {line.progress for line, _ in response.context["lines"]} == {None}
    assert "Nhiều đơn vị; mở để xem" in words(response)


def test_a_very_long_province_is_paged_and_then_has_no_sums(places, minh, client, monkeypatch):
    monkeypatch.setattr("indicators.views.reviews.COMMUNES", 1)

    pages = [page_of(client, minh, reverse("review", args=[PROVINCE]) + f"?page={page}") for page in (1, 2)]

    assert [[row.labels[2] for row, *_ in page.context["rows"]] for page in pages] == [["Xã Ba Tơ"], ["Xã Ba Dinh"]]


def test_someone_without_a_post_is_told_so(places, client):
    response = page_of(client, make_person("moi", "Người mới"), reverse("review-list"))

    assert "Bạn chưa được giao nhiệm vụ" in words(response)


@pytest.mark.parametrize("query", ["?year=x", "?year=99999", "?page=x", "?page=999"])
def test_an_odd_question_is_answered(query, places, lan, client):
    assert page_of(client, lan, reverse("review-list") + query).status_code == 200


def test_every_page_says_that_no_names_are_kept(places, minh, client):
    promise = "không lưu danh sách, tên hay thông tin riêng của hộ nào"
    for address in (reverse("review-list"), reverse("review", args=[PROVINCE]), *PAGES):
        assert promise in words(page_of(client, minh, address))


def test_a_province_sees_the_state_of_each_commune(places, minh, client):
    reviewed(places.ba_dinh)
    reviewed(places.ba_to)
    HouseholdReview.objects.filter(unit=places.ba_to).update(poor_households=41)
    ward_of(places.province)

    rows = page_of(client, minh, reverse("review", args=[PROVINCE])).context["rows"]

    assert [(row.labels[2], texts[1], standing and standing.words) for row, texts, standing, _ in rows] == [
        ("Khu vực thành thị", "", None),
        ("Phường Trương Quang Trọng", "", "Chưa nhập"),
        ("Khu vực nông thôn", "81", None),
        ("Xã Ba Tơ", "41", "Còn 1 lỗi"),
        ("Xã Ba Dinh", "40", "Đủ, không lỗi"),
        ("Tổng cộng", "81", None),
    ]


def test_a_province_without_communes_has_its_page(keeper, db, client):
    make_unit("99", "Tỉnh", "Trống", UnitKind.PROVINCE)

    response = page_of(client, keeper, reverse("review", args=["99-2025"]))

    assert response.status_code == 200
    assert response.context["progress"].communes == 0
    assert page_of(client, keeper, reverse("entry-grid", args=["99-2025", "review-2"])).status_code == 200


def test_a_commune_sees_which_checks_it_passes(places, lan, client):
    reviewed(places.ba_dinh)
    HouseholdReview.objects.filter(unit=places.ba_dinh).update(poor_households=41)

    response = page_of(client, lan, PAGES[0])

    failed = [title for title, findings, _ in response.context["checks"] if findings]
    assert failed == ["Số cuối kỳ của biểu 2, biểu 3 bằng số đếm ở biểu 1"]
    assert "Công nhận và khóa số liệu" not in words(response)


def test_openings_are_taken_over_by_one_button(places, minh, client):
    for unit in (places.old_ba_dinh, places.ba_giang):
        counted(unit, 2024, poor_households=20)

    answer = post(client, minh, "review-openings", PROVINCE)

    assert "cho 1 dòng" in words(client.get(answer.url))
    assert PovertyMovement.objects.get().opening == 40
    assert "Không có dòng nào" in words(client.get(post(client, minh, "review-openings", PROVINCE).url))


def test_a_commune_gets_a_second_area_and_loses_it_while_it_is_empty(places, lan, client):
    counted(places.ba_dinh, households=500)

    post(client, lan, "review-area", area="urban", deed="add")
    assert set(HouseholdReview.objects.values_list("area", "households")) == {("urban", None), ("rural", 500)}

    refused = post(client, lan, "review-area", area="rural", deed="remove")
    assert "Khu vực nông thôn còn số liệu" in words(client.get(refused.url))
    post(client, lan, "review-area", area="urban", deed="remove")
    assert list(HouseholdReview.objects.values_list("area", "households")) == [("rural", 500)]


def test_a_recognised_review_keeps_its_areas(places, lan, client):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)

    answer = post(client, lan, "review-area", area="urban", deed="add")

    assert "đã được công nhận" in words(client.get(answer.url))
    assert HouseholdReview.objects.count() == 1


@pytest.mark.parametrize(
    "data", [{}, {"deed": "add"}, {"deed": "add", "area": "moon"}, {"deed": "melt", "area": "urban"}]
)
def test_an_odd_deed_is_refused(data, places, lan, minh, client):
    assert post(client, lan, "review-area", **data).status_code == 400
    assert post(client, minh, "review-area", PROVINCE, deed="add", area="urban").status_code == 400


def test_a_signer_reads_and_does_not_enter(places, client):
    chief = make_person("ky", "Chủ tịch", Role.SIGNER, places.province)

    assert page_of(client, chief, reverse("review", args=[PROVINCE])).status_code == 200
    assert post(client, chief, "review-openings", PROVINCE).status_code == 403


@pytest.mark.parametrize("address", [reverse("review-list"), reverse("review", args=[PROVINCE])])
def test_a_page_costs_the_same_with_one_commune_and_with_three(address, places, minh, client):
    reviewed(places.ba_dinh)
    client.force_login(minh)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    ward = make_unit(
        "21172", "Phường", "Trương Quang Trọng", UnitKind.COMMUNE, places.province, valid_from="2025-07-01"
    )
    for unit in (places.ba_to, ward):
        reviewed(unit)
    recognised(ward)

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)
