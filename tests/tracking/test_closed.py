"""A report that cannot be changed says why, and what may be done: on the page, in the grid, at the workbook."""

from datetime import date

import pytest
from django.urls import reverse

from planning.tracking.actions import accept_report, delete_period, lock_period, return_report, send_report
from planning.tracking.scopes import report_name, why_closed
from planning.views import entry
from tests.tracking.rounds import OPENS, at, on_day

NOVEMBER = at(date(2025, 11, 10), 14, 5)
SENT = "Báo cáo đã gửi lúc 14:05 ngày 10/11/2025"


@pytest.fixture
def sent(period, places, lan):
    return send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER)


def test_an_open_report_has_nothing_to_say(period, places, lan, minh):
    assert [why_closed(period, places.ba_dinh, person, NOVEMBER) for person in (lan, minh)] == ["", ""]


def test_a_sent_report_says_when_and_who_returns_it(sent, period, places, lan, minh):
    told = [why_closed(period, places.ba_dinh, person, NOVEMBER) for person in (lan, minh)]

    assert told == [
        f"{SENT}; cần sửa thì đề nghị tỉnh Quảng Ngãi trả lại.",
        f"{SENT}; muốn đơn vị sửa thì trả lại báo cáo ở trang báo cáo của đơn vị.",
    ]


def test_an_accepted_report_says_so_and_a_returned_one_is_open(sent, period, places, lan, minh):
    accept_report(period, places.ba_dinh, by=minh, at=NOVEMBER)
    accepted = why_closed(period, places.ba_dinh, lan, NOVEMBER)
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=NOVEMBER)

    assert accepted == f"{SENT} và đã được tiếp nhận; cần sửa thì đề nghị tỉnh Quảng Ngãi trả lại."
    assert why_closed(period, places.ba_dinh, lan, NOVEMBER) == ""


def test_who_holds_the_period_takes_its_own_report_back(period, places, minh):
    send_report(period, places.province, knowingly=True, by=minh, at=NOVEMBER)

    words = f"{SENT}; cần sửa thì tự lấy lại báo cáo ở trang báo cáo của đơn vị."
    assert why_closed(period, places.province, minh, NOVEMBER) == words


def test_a_locked_period_one_to_come_and_a_reader_have_words_of_their_own(period, places, lan, minh, hoa):
    early = why_closed(period, places.ba_dinh, lan, at(date(2025, 9, 30)))
    reading = why_closed(period, places.ba_dinh, hoa, NOVEMBER)
    lock_period(period, by=minh, at=NOVEMBER)
    period.refresh_from_db()

    assert early == f"Kỳ báo cáo mở nhập số liệu từ ngày {OPENS:%d/%m/%Y}."
    assert reading == "Bạn chỉ xem được báo cáo của đơn vị này."
    assert why_closed(period, places.ba_dinh, lan, NOVEMBER) == (
        "Kỳ báo cáo đã khóa lúc 14:05 ngày 10/11/2025; cần sửa thì đề nghị tỉnh Quảng Ngãi mở khóa kỳ."
    )


@pytest.mark.usefixtures("sent")
def test_page_grid_saving_and_workbook_tell_the_same_reason(period, places, client, lan, monkeypatch):
    on_day(monkeypatch, date(2025, 11, 12))
    client.force_login(lan)
    words = f"{SENT}; cần sửa thì đề nghị tỉnh Quảng Ngãi trả lại."
    entry = [report_name(period, places.ba_dinh), "period-results"]

    page = client.get(reverse("period-unit", args=[period.slug, "21499"])).text
    grid = client.get(reverse("entry-grid", args=entry)).text
    saving = client.post(reverse("entry-save", args=entry), {"cells": []}, content_type="application/json")
    upload = client.get(reverse("sheet-upload", args=entry))

    assert [words in told for told in (page, grid, upload.text)] == [True, True, True]
    assert (saving.status_code, saving.json(), upload.status_code) == (403, {"why": words}, 403)


@pytest.mark.parametrize("vets", [False, True])
def test_a_period_taken_away_while_somebody_types_is_told_to_be_gone(
    vets, period, places, client, lan, minh, indicator, monkeypatch
):
    on_day(monkeypatch, date(2025, 11, 12))
    indicator("houses", "Số nhà được hỗ trợ")
    read = entry.typed_in_message

    def read_late(body):
        delete_period(period, reason="Mở nhầm", by=minh, at=NOVEMBER)
        return read(body)

    monkeypatch.setattr(entry, "typed_in_message", read_late)
    client.force_login(minh if vets else lan)
    own = [report_name(period, places.ba_dinh), "period-results"]
    vetting = [report_name(period, places.province, "houses"), "period-vetting"]

    saving = client.post(
        reverse("entry-save", args=vetting if vets else own), {"cells": []}, content_type="application/json"
    )

    assert (saving.status_code, saving.json()) == (403, {"why": "Kỳ báo cáo đã bị xóa."})
