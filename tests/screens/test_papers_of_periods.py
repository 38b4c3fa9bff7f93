"""A report paper and the sending of its figures: each is told beside the other, and neither waits for it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.reports.drafting import draft_report
from planning.tracking import board, filling
from planning.tracking.actions import send_report
from planning.tracking.board import board_of
from planning.tracking.scopes import units_of_period
from planning.tracking.watching import issued_and_not_sent
from tests.conftest import make_person
from tests.tracking.rounds import at, more_communes, on_day, opened

DAY = date(2025, 11, 10)
NAMED = "Báo cáo giám sát số 12/BC-UBND"


@pytest.fixture
def period(places, programme, minh, monkeypatch):
    """The annual period of 2025 under way, in which nothing is asked."""
    on_day(monkeypatch, DAY)
    for module in (filling, board):
        monkeypatch.setattr(module, "parts_of_reports", list)
    return opened(places.province, programme, minh)


@pytest.fixture
def drafted(period, places, lan):
    return draft_report(places.ba_dinh, period, PlanKind.MONITORING, by=lan, at=at(DAY))


@pytest.fixture
def issued(drafted):
    """The paper of Ba Dinh, signed."""
    Plan.objects.filter(pk=drafted.pk).update(status=Status.ISSUED, number="12", issued_on=date(2025, 11, 9))
    drafted.refresh_from_db()
    return drafted


def page_of(client, person, period, code="21499"):
    client.force_login(person)
    return " ".join(client.get(reverse("period-unit", args=[period.slug, code])).text.split())


def test_who_sends_without_a_paper_is_told_and_not_stopped(period, client, lan):
    page = page_of(client, lan, period)
    sent = client.post(reverse("period-send", args=[period.slug, "21499"]))

    assert "Đơn vị chưa ban hành báo cáo bằng văn bản của kỳ này:" in page
    assert f'href="{reverse("report-draft")}?period={period.slug}"' in page
    assert sent.status_code == 302


def test_a_draft_is_named_before_sending(drafted, period, client, lan):
    page = page_of(client, lan, period)

    assert f'<a href="{drafted.get_absolute_url()}">Báo cáo giám sát</a> của kỳ này còn là dự thảo' in page


def test_once_the_paper_is_issued_it_is_named_and_the_sending_comes_next(issued, period, client, lan):
    page = page_of(client, lan, period)

    assert f'<a href="{issued.get_absolute_url()}">{NAMED}</a>' in page
    assert "ngày 09/11/2025" in page
    assert "Báo cáo bằng văn bản đã ban hành; bước tiếp theo là gửi báo cáo của kỳ." in page


def test_the_board_links_each_units_paper(issued, period, client, minh):
    client.force_login(minh)

    page = client.get(reverse("period", args=[period.slug])).text

    assert f'<a href="{issued.get_absolute_url()}">{NAMED}</a>' in page


def test_a_board_without_papers_has_no_column_for_them(period, client, minh):
    client.force_login(minh)

    assert "Báo cáo đã ban hành" not in client.get(reverse("period", args=[period.slug])).text


def test_who_issued_and_has_not_sent_is_reminded_until_it_is_sent(issued, period, places, lan):
    units = type(places.ba_dinh).objects.filter(pk__in=[places.ba_dinh.pk, places.ba_to.pk])
    before = [(each.unit.code, each.words) for each in issued_and_not_sent(units, DAY)]

    send_report(period, places.ba_dinh, by=lan, at=at(DAY))

    words = f"{NAMED} ngày 09/11/2025 đã ban hành; bước tiếp theo là gửi báo cáo năm 2025."
    assert before == [("21499", words)]
    assert list(issued_and_not_sent(units, DAY)) == []


def test_more_papers_make_no_more_queries_of_the_board(issued, period, places, programme):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            board_of(period, units_of_period(period), DAY)
        return len(asked)

    before = queries()
    for commune in more_communes(places.province, 3):
        Plan.objects.create(
            unit=commune, programme=programme, slug=f"{commune.code}-bc", kind=PlanKind.MONITORING, period=period,
            first_year=2025, last_year=2025, place=commune.name, status=Status.ISSUED,
        )  # fmt: skip

    assert queries() == before


def test_who_sends_for_a_unit_is_told_what_they_do_not_type(period, client, minh, lan):
    told = "Bạn gửi thay xã Ba Dinh"

    assert told in page_of(client, minh, period)
    assert told not in page_of(client, lan, period)


def test_a_report_sent_for_a_unit_is_marked_on_board_and_page(period, places, client, minh):
    send_report(period, places.ba_dinh, by=minh, at=at(DAY))
    client.force_login(minh)

    pages = [client.get(reverse("period", args=[period.slug])).text, page_of(client, minh, period)]

    assert ["Minh (gửi thay)" in " ".join(page.split()) for page in pages] == [True, True]


def test_a_province_is_asked_for_the_document_that_gave_it_time(period, client, minh):
    client.force_login(minh)
    address = reverse("period-extend", args=[period.slug, "51"])
    given = {"due_on": "10/12/2025", "reason": "Bão"}

    refused = client.post(address, given)
    taken = client.post(address, given | {"document": "Công văn số 12/BNN"})

    assert (refused.status_code, taken.status_code) == (409, 302)


def test_a_draft_with_obstacles_is_not_put_forward_and_one_without_is(drafted, client, lan, chair, monkeypatch):
    client.force_login(lan)
    offer, withdraw = (reverse(name, args=[drafted.slug]) for name in ("plan-offer", "plan-withdraw"))

    client.post(offer)
    refused = client.get(reverse("plan-check", args=[drafted.slug]))
    monkeypatch.setattr("planning.views.offering.problems_of_plan", lambda plan: [])
    client.post(offer)
    offered = client.get(reverse("plan-check", args=[drafted.slug]))
    client.post(withdraw)

    assert refused.context["offering"] is None
    assert offered.context["offering"].by == lan
    assert "Lan trình ký lúc 09:00 10/11/2025." in offered.text
    assert client.get(reverse("plan-check", args=[drafted.slug])).context["offering"] is None


def test_only_who_edits_a_draft_puts_it_forward(drafted, client, chair, places):
    neighbour = make_person("xa-khac", "Xa", "editor", places.ba_to)
    answers = []
    for person in (chair, neighbour):
        client.force_login(person)
        answers.append(client.post(reverse("plan-offer", args=[drafted.slug])).status_code)

    assert answers == [403, 404]
