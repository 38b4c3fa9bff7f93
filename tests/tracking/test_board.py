"""The board: who is shown to whom, in what order, with which counts; as many queries for one unit as for many."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.places.units import GroupMembership, UnitGroup
from planning.tracking import board, filling
from planning.tracking.actions import return_report, send_report
from planning.tracking.board import Filter, board_of
from planning.tracking.board_sheet import workbook_of
from planning.tracking.filling import Filled, Part
from planning.tracking.scopes import units_of_period
from planning.tracking.standing import Count
from tests.conftest import FIRST_DAY
from tests.tracking.rounds import at, more_communes, on_day, opened

BEFORE, AFTER = date(2025, 11, 19), date(2025, 11, 23)


def asking(key, label, given, asked):
    """A part that asks every commune for as many figures, of which the first commune has given some."""

    def count(period, units):
        return {
            unit.pk: Filled(given if unit.code == "21499" else asked, asked)
            for unit in units
            if unit.kind == "commune"
        }

    return Part(key, label, lambda period, unit: f"/{key}/{period.slug}/{unit.code}/", count)


@pytest.fixture
def _two_parts(monkeypatch):
    parts = [asking("targets", "Chỉ tiêu", 4, 7), asking("money", "Giải ngân", 0, 2)]
    for module in (filling, board):
        monkeypatch.setattr(module, "parts_of_reports", lambda: parts)


def whole(period, day=AFTER):
    return board_of(period, units_of_period(period), day)


@pytest.mark.usefixtures("_two_parts")
def test_each_unit_stands_with_what_it_has_given(period):
    lines = whole(period).lines

    assert [
        (line.unit.code, line.blanks, [(filled.given, filled.asked) for _, filled in line.filled if filled])
        for line in lines
    ] == [("51", 0, []), ("21484", 0, [(7, 7), (2, 2)]), ("21499", 5, [(4, 7), (0, 2)])]


@pytest.mark.usefixtures("_two_parts")
def test_filters_leave_what_they_say_and_the_sums_are_over_all(period, places, lan, minh, tam):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(AFTER))
    send_report(period, places.ba_to, by=tam, at=at(BEFORE))
    return_report(period, places.ba_to, reason="Thiếu biểu", by=minh, at=at(BEFORE))

    told = whole(period)

    shown = {by: [line.unit.code for line in told.shown(by)] for by in Filter}
    assert shown == {
        Filter.ALL: ["21484", "21499"],
        Filter.MISSING: ["21484"],
        Filter.LATE: [],
        Filter.SENT_LATE: ["21499"],
        Filter.BLANKS: ["21499"],
        Filter.RETURNED: ["21484"],
    }
    assert [line.unit.code for line in told.own] == ["51"]
    assert told.count == Count(units=2, sent=1, late=0, sent_late=1, returned=1)
    assert told.with_blanks == 1


@pytest.mark.usefixtures("_two_parts")
def test_each_filter_says_how_many_it_leaves_and_overdue_is_not_sent_late(period, places, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(AFTER))

    assert [(words, count) for _, words, count in whole(period).filters] == [
        ("Tất cả", 2),
        ("Chưa gửi", 1),
        ("Quá hạn chưa gửi", 1),
        ("Gửi chậm", 1),
        ("Còn ô trống", 1),
        ("Bị trả lại", 0),
    ]


def test_communes_stand_under_the_former_district_they_lie_in(period, places):
    group = UnitGroup.objects.create(code="ba-to-cu", name="địa bàn huyện Ba Tơ cũ", former_unit=places.district)
    GroupMembership.objects.create(group=group, unit=places.ba_dinh, valid_from=FIRST_DAY)

    assert [(line.unit.code, line.group) for line in whole(period).lines] == [
        ("51", ""),
        ("21484", ""),
        ("21499", "địa bàn huyện Ba Tơ cũ"),
    ]


def test_before_the_reform_communes_stand_under_their_district(places, programme, minh):
    opening = date(2025, 5, 1)
    half = {"kind": "half", "ends_on": date(2025, 6, 30), "opens_on": opening, "deadlines": {}, "at": at(opening)}
    period = opened(places.old_province, programme, minh, **half)

    assert [(line.unit.code, line.group) for line in whole(period).lines] == [
        ("51", ""),
        ("535", "huyện Ba Tơ"),
        ("21499", "huyện Ba Tơ"),
        ("21500", "huyện Ba Tơ"),
    ]


@pytest.mark.usefixtures("_two_parts")
def test_the_workbook_has_every_line_with_numbers_as_numbers_and_blanks_blank(period, places, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(AFTER))

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(whole(period)))).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in ("51", "21484", "21499")]

    assert rows == [
        ("51", "Tỉnh Quảng Ngãi", "Chưa gửi", "30/11/2025", None, None, "còn 7 ngày", None, None, None, None),
        ("21484", "Xã Ba Tơ", "Chưa gửi", "20/11/2025", None, None, "chậm 3 ngày", 7, 7, 2, 2),
        (
            "21499",
            "Xã Ba Dinh",
            "Đã gửi",
            "20/11/2025",
            "23/11/2025 09:00",
            "Lan",
            "chậm 3 ngày",
            4,
            7,
            0,
            2,
        ),
    ]


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_no_page_asks_more_for_more_communes_and_periods(period, places, programme, minh, client, monkeypatch):
    on_day(monkeypatch, AFTER)
    client.force_login(minh)
    of_one = [reverse(name, args=[period.slug]) for name in ("period", "period-workbook")]
    addresses = [*of_one, *(reverse(name) for name in ("period-list", "home", "warning-list"))]
    for address in addresses:
        queries_of(client, address)
    before = {address: queries_of(client, address) for address in addresses}

    for commune in more_communes(places.province, 30):
        send_report(period, commune, knowingly=True, by=minh, at=at(AFTER))
    for _ in range(2):
        opened(places.province, programme, minh, kind="adhoc", occasion="Bão")

    assert {address: queries_of(client, address) for address in addresses} == before
