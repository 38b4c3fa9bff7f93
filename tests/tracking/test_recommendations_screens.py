"""The screens of recommendations: the list, what is asked, the answer, opening again."""

from datetime import date

import pytest
from django.urls import reverse

from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.tracking.recommendations.model import Recommendation
from planning.views import recommendations
from tests.conftest import make_plan
from tests.tracking.test_recommendations import asked

ANSWER = {"state": "done", "answer": "Đã niêm yết.", "evidence": "12/BC-UBND", "closed_on": "01/11/2025"}


@pytest.fixture
def open_one(places):
    recommendation = asked(places.ba_dinh)
    recommendation.save()
    return recommendation


@pytest.fixture
def form(places):
    return {
        "unit": places.ba_dinh.pk,
        "raised_by": "Đoàn giám sát tỉnh",
        "raised_on": "01/03/2025",
        "words": "Niêm yết công khai",
        "addressee": "Phòng Kinh tế",
        "due_on": "30/06/2025",
    }


@pytest.mark.parametrize(
    ("name", "reading", "answering", "raising"),
    [
        ("minh", 200, 302, 302),
        ("lan", 200, 302, 403),
        ("hoa", 200, 403, 403),
        ("chair", 200, 403, 403),
        ("tam", 404, 404, 403),
    ],
)
def test_who_reads_answers_and_raises(name, reading, answering, raising, request, client, open_one, form):
    client.force_login(request.getfixturevalue(name))
    page = reverse("recommendation", args=[open_one.pk])

    assert client.get(page).status_code == reading
    assert client.post(page, ANSWER).status_code == answering
    assert client.post(reverse("recommendation-new"), form).status_code == raising
    expected = 404 if reading == 404 else raising
    edit = client.post(reverse("recommendation-edit", args=[open_one.pk]), form)
    reopen = client.post(reverse("recommendation-reopen", args=[open_one.pk]), {"reason": "Chưa đủ"})
    assert (edit.status_code, reopen.status_code) == (expected, expected)


def test_who_is_told_what_another_answered_may_write_over_it(client, open_one, lan, minh):
    page = reverse("recommendation", args=[open_one.pk])
    client.force_login(lan)
    form = ANSWER | {"seen": client.get(page).context["form"]["seen"].value()}
    Recommendation.objects.update(state="under-way", answer="Chữ của Minh")

    refused = client.post(page, form)

    assert refused.status_code == 400
    assert "Vừa có người khác ghi: Đang thực hiện; Chữ của Minh." in refused.text
    assert "Đã niêm yết." in refused.text
    assert Recommendation.objects.get().answer == "Chữ của Minh"
    again = client.post(page, form | {"seen": refused.context["form"]["seen"].value()})
    assert (again.status_code, Recommendation.objects.get().answer) == (302, "Đã niêm yết.")


def test_an_answer_given_between_the_look_and_the_writing_is_told_too(client, open_one, lan, monkeypatch):
    page = reverse("recommendation", args=[open_one.pk])
    client.force_login(lan)
    form = ANSWER | {"seen": client.get(page).context["form"]["seen"].value()}
    write = recommendations.answer_recommendation

    def second(*args, **options):
        Recommendation.objects.update(state="under-way", answer="Chữ của Minh")
        return write(*args, **options)

    monkeypatch.setattr(recommendations, "answer_recommendation", second)

    refused = client.post(page, form)

    assert refused.status_code == 400
    assert "Chữ của Minh" in refused.text


def test_a_recommendation_to_another_province_is_not_offered(client, minh, places, form):
    client.force_login(minh)

    response = client.post(reverse("recommendation-new"), form | {"unit": 999_999, "raised_on": "31/12/2099"})

    assert response.status_code == 400
    assert not Recommendation.objects.exists()


def test_the_form_tells_all_that_is_wrong_with_an_answer(client, lan, open_one):
    client.force_login(lan)

    response = client.post(reverse("recommendation", args=[open_one.pk]), {"state": "done", "answer": "Xong"})

    assert response.status_code == 400
    assert {*response.context["form"].errors} == {"closed_on", "evidence"}


def test_a_closed_recommendation_takes_no_answer(client, lan, open_one):
    client.force_login(lan)
    client.post(reverse("recommendation", args=[open_one.pk]), ANSWER)

    assert client.post(reverse("recommendation", args=[open_one.pk]), ANSWER).status_code == 403


def test_the_history_says_who_answered_what(client, lan, open_one):
    client.force_login(lan)
    client.post(reverse("recommendation", args=[open_one.pk]), ANSWER)

    assert (
        "Lan: Đã thực hiện; Đã niêm yết. (12/BC-UBND)"
        in client.get(reverse("recommendation", args=[open_one.pk])).text
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Một", "Hai", "Ba"]),
        ("?state=not-closed", ["Một", "Hai"]),
        ("?state=overdue", ["Một"]),
        ("?state=done", ["Ba"]),
        ("?unit=x&state=nowhere&page=0", ["Một", "Hai", "Ba"]),
    ],
)
def test_the_list_is_narrowed(query, shown, client, minh, places):
    asked(places.ba_dinh, "Một").save()
    asked(places.ba_dinh, "Hai", due_on=None).save()
    asked(places.ba_to, "Ba", state="done", closed_on=date(2025, 4, 1)).save()
    client.force_login(minh)

    response = client.get(reverse("recommendation-list") + query)

    assert [each.words for each, _ in response.context["lines"]] == shown


def test_the_list_is_narrowed_to_a_unit_and_shows_no_other_commune(client, minh, lan, places):
    asked(places.ba_dinh, "Một").save()
    asked(places.ba_to, "Hai").save()

    client.force_login(minh)
    narrowed = client.get(reverse("recommendation-list"), {"unit": places.ba_to.pk}).context["lines"]
    client.force_login(lan)
    own = client.get(reverse("recommendation-list")).context["lines"]

    assert [each.words for each, _ in narrowed] == ["Hai"]
    assert [each.words for each, _ in own] == ["Một"]


def test_three_recommendations_cost_no_more_queries_than_one(client, minh, places, django_assert_max_num_queries):
    asked(places.ba_dinh, "Một").save()
    client.force_login(minh)
    with django_assert_max_num_queries(40) as first:
        client.get(reverse("recommendation-list"))
    asked(places.ba_to, "Hai").save()
    asked(places.province, "Ba").save()

    with django_assert_max_num_queries(len(first)):
        assert client.get(reverse("recommendation-list")).status_code == 200


def test_who_asked_accepts_the_answer_on_the_page(client, open_one, lan, minh):
    page, accept = (reverse(name, args=[open_one.pk]) for name in ("recommendation", "recommendation-accept"))
    client.force_login(lan)
    client.post(page, ANSWER)
    own = client.post(accept)
    client.force_login(minh)
    offered = client.get(page).content.decode()

    accepted = client.post(accept)

    assert (own.status_code, accepted.status_code) == (403, 302)
    assert "Xác nhận kết quả, kết thúc kiến nghị" in offered
    assert "cấp trên xác nhận ngày" in client.get(page).content.decode()


def test_the_list_finds_answers_nobody_has_accepted(client, open_one, lan):
    client.force_login(lan)
    client.post(reverse("recommendation", args=[open_one.pk]), ANSWER)

    page = client.get(reverse("recommendation-list"), {"state": "awaiting"})

    assert [each for each, _ in page.context["lines"]] == [open_one]


def test_a_recommendation_begins_from_the_report_that_asks_for_it(client, minh, places, programme):
    report = make_report(places.province, programme)
    client.force_login(minh)

    page = client.get(reverse("recommendation-new"), {"report": report.slug})

    assert page.context["form"]["raised_by"].value() == "Báo cáo giám sát số 07/BC-UBND"


def make_report(unit, programme):
    period = ReportingPeriod.objects.create(
        slug="51-year-2025", unit=unit, programme=programme, kind=PeriodKind.YEAR, first_year=2025, last_year=2025,
        ends_on=date(2025, 12, 31), opens_on=date(2025, 7, 1),
    )  # fmt: skip
    return make_plan(
        unit, programme, "51-monitoring-year-2025", kind="monitoring", period=period, status="issued", number="7",
        symbol="BC-UBND", issued_on=date(2025, 11, 20),
    )  # fmt: skip
