"""The screens that lock a period and take one away: each asks first, and says what will be."""

from datetime import date

import pytest
from django.urls import reverse

from planning.plans.periods import ReportingPeriod
from planning.tracking import board, filling
from planning.tracking.actions import send_report
from planning.tracking.filling import Filled, Part
from tests.tracking.rounds import at, more_communes, on_day, opened

DAY = date(2025, 11, 21)


@pytest.fixture
def period(places, programme, minh, monkeypatch):
    """The annual period, a day after communes were due; each commune has one blank."""
    on_day(monkeypatch, DAY)
    part = Part(
        "targets", "Chỉ tiêu", lambda *_: "/x/",
        lambda _, units: {unit.pk: Filled(1, 2) for unit in units if unit.kind == "commune"},
    )  # fmt: skip
    for module in (filling, board):
        monkeypatch.setattr(module, "parts_of_reports", lambda: [part])
    return opened(places.province, programme, minh)


def test_before_a_lock_it_is_told_who_has_not_sent_and_who_has_blanks(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.force_login(minh)

    answer = client.get(reverse("period-lock", args=[period.slug]))

    groups = [
        (words, [line.unit.code for line in lines], count) for words, lines, count, _ in answer.context["groups"]
    ]
    assert groups == [
        ("Chưa gửi hoặc bị trả lại", ["51", "21484"], 2),
        ("Đã gửi nhưng còn ô trống", ["21499"], 1),
    ]
    assert "chưa gửi, chậm 1 ngày, còn 1 ô trống" in " ".join(answer.text.split())
    assert ReportingPeriod.objects.get().locked_at is None


def test_of_many_units_the_first_are_named_and_the_rest_are_a_step_away(period, places, client, minh):
    more_communes(places.province, 30)
    client.force_login(minh)

    page = client.get(reverse("period-lock", args=[period.slug])).text

    assert f'href="{reverse("period", args=[period.slug])}?show=missing"' in page
    assert "Xem đủ 33 đơn vị" in page


def test_a_lock_is_set_by_sending_and_not_by_looking(period, client, minh):
    client.force_login(minh)
    address = reverse("period-lock", args=[period.slug])

    client.get(address)
    before = ReportingPeriod.objects.get().locked_at
    client.post(address)

    assert before is None
    assert ReportingPeriod.objects.get().locked_at == at(DAY)


def test_a_mistaken_period_is_taken_away_after_a_question_and_stands_among_those_gone(period, client, minh):
    client.force_login(minh)
    address = reverse("period-delete", args=[period.slug])

    asked = client.get(address)
    blank = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "Mở nhầm năm"}, follow=True)

    assert (asked.status_code, blank.status_code) == (200, 400)
    assert [str(message) for message in done.context["messages"]] == ["Đã xóa kỳ báo cáo năm 2025."]
    assert [gone.reason for gone in done.context["deleted"]] == ["Mở nhầm năm"]


def test_of_a_period_in_use_it_is_told_what_holds_it(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.force_login(minh)
    address = reverse("period-delete", args=[period.slug])

    asked = client.get(address)
    sent = client.post(address, {"reason": "Mở nhầm"})

    assert "kỳ này đã có 1 báo cáo của đơn vị" in asked.text
    assert (sent.status_code, sent.context["refusal"]) == (409, "Không xóa được: kỳ này đã có 1 báo cáo của đơn vị.")
    assert ReportingPeriod.objects.exists()
