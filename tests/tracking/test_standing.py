"""Late and due, to the day: deadline, extension, sending, return and lock."""

from datetime import date

import pytest

from planning.tracking import actions
from planning.tracking.actions import accept_report, extend, lock_period, return_report, send_report, set_deadlines
from planning.tracking.standing import counted, standing_of, standings_of
from tests.tracking.rounds import COMMUNE_DUE, at, opened

BEFORE, AFTER = date(2025, 11, 19), date(2025, 11, 23)
LATER = date(2025, 11, 25)


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    monkeypatch.setattr(actions, "parts_of_reports", list)


def told(period, unit, day):
    period.refresh_from_db()
    standing = standing_of(period, unit, day)
    return standing.state, standing.due_on, standing.days_left, standing.days_late, standing.time_words


@pytest.mark.parametrize(
    ("day", "left", "late", "words"),
    [
        (date(2025, 11, 10), 10, 0, "còn 10 ngày"),
        (BEFORE, 1, 0, "còn 1 ngày"),
        (COMMUNE_DUE, 0, 0, "hạn hôm nay"),
        (date(2025, 11, 21), -1, 1, "chậm 1 ngày"),
        (AFTER, -3, 3, "chậm 3 ngày"),
    ],
)
def test_days_are_counted_to_the_deadline_and_after_it(day, left, late, words, period, places):
    assert told(period, places.ba_dinh, day) == ("Chưa gửi", COMMUNE_DUE, left, late, words)


@pytest.mark.parametrize(
    ("sent_at", "late", "words"),
    [
        (at(COMMUNE_DUE, 23, 59), 0, "đúng hạn"),
        (at(date(2025, 11, 21), 0, 0), 1, "chậm 1 ngày"),
    ],
)
def test_what_is_sent_is_late_by_the_day_in_hanoi_for_ever(sent_at, late, words, period, places, lan):
    send_report(period, places.ba_dinh, by=lan, at=sent_at)

    assert told(period, places.ba_dinh, date(2025, 12, 31))[2:] == (-late, late, words)


def test_more_time_counts_from_its_own_day(period, places, minh):
    extend(period, places.ba_dinh, due_on=LATER, reason="Bão", by=minh, at=at(BEFORE))

    assert told(period, places.ba_dinh, AFTER) == ("Chưa gửi", LATER, 2, 0, "còn 2 ngày")
    assert told(period, places.ba_to, AFTER) == ("Chưa gửi", COMMUNE_DUE, -3, 3, "chậm 3 ngày")


def test_a_returned_report_is_due_again(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=at(BEFORE))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(BEFORE))

    assert told(period, places.ba_dinh, AFTER) == ("Trả lại", COMMUNE_DUE, -3, 3, "chậm 3 ngày")


def test_an_accepted_report_keeps_the_day_it_was_sent(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=at(BEFORE))
    accept_report(period, places.ba_dinh, by=minh, at=at(AFTER))

    assert told(period, places.ba_dinh, LATER) == ("Đã tiếp nhận", COMMUNE_DUE, 1, 0, "đúng hạn")


def test_a_lock_ends_the_counting(period, places, minh):
    lock_period(period, by=minh, at=at(AFTER))

    assert told(period, places.ba_dinh, date(2026, 3, 1)) == ("Chưa gửi", COMMUNE_DUE, -3, 3, "chậm 3 ngày")


def test_without_a_deadline_nobody_is_late(period, places, minh, lan):
    set_deadlines(period, {"commune": None}, by=minh, at=at(BEFORE))

    assert told(period, places.ba_dinh, AFTER) == ("Chưa gửi", None, None, 0, "")
    send_report(period, places.ba_dinh, by=lan, at=at(AFTER))
    assert told(period, places.ba_dinh, AFTER) == ("Đã gửi", None, None, 0, "")


def test_a_district_has_its_own_deadline_between_province_and_communes(places, programme, minh):
    days = {"province": date(2025, 5, 31), "district": date(2025, 5, 25), "commune": date(2025, 5, 20)}
    opening = date(2025, 5, 1)
    period = opened(
        places.old_province,
        programme,
        minh,
        kind="half",
        ends_on=date(2025, 6, 30),
        opens_on=opening,
        deadlines=days,
        at=at(opening),
    )
    units = [places.old_province, places.district, places.ba_giang]

    standings = standings_of([(period, unit) for unit in units], opening)

    assert [each.due_on for each in standings] == list(days.values())


def test_units_are_counted_by_how_they_stand(period, places, lan, minh, tam):
    send_report(period, places.ba_dinh, by=lan, at=at(AFTER))
    send_report(period, places.ba_to, by=tam, at=at(BEFORE))
    return_report(period, places.ba_to, reason="Thiếu biểu", by=minh, at=at(BEFORE))
    units = [places.province, places.ba_dinh, places.ba_to]

    count = counted(standings_of([(period, unit) for unit in units], AFTER))

    assert (count.units, count.sent, count.late, count.returned, count.missing) == (3, 1, 1, 1, 2)
