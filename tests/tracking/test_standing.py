"""Late and due, to the day: deadline, extension, sending, return and lock."""

from datetime import date

import pytest

from planning.plans.plans import Plan
from planning.reports.senders import senders_of
from planning.tracking import filling
from planning.tracking.actions import accept_report, extend, lock_period, return_report, send_report, set_deadlines
from planning.tracking.board import board_of
from planning.tracking.concerns import concerns_of
from planning.tracking.scopes import units_of_period
from planning.tracking.standing import Count, counted, of_those_below, standing_of, standings_of
from planning.tracking.unsent import unsent_below
from tests.tracking.rounds import COMMUNE_DUE, at, opened

BEFORE, AFTER = date(2025, 11, 19), date(2025, 11, 23)
LATER = date(2025, 11, 25)


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    monkeypatch.setattr(filling, "parts_of_reports", list)


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

    assert told(period, places.ba_dinh, date(2025, 12, 31))[2:] == (None, late, words)


def test_more_time_counts_from_its_own_day(period, places, minh):
    extend(period, places.ba_dinh, due_on=LATER, reason="Bão", by=minh, at=at(BEFORE))

    assert told(period, places.ba_dinh, AFTER) == ("Chưa gửi", LATER, 2, 0, "còn 2 ngày")
    assert told(period, places.ba_to, AFTER) == ("Chưa gửi", COMMUNE_DUE, -3, 3, "chậm 3 ngày")


RETURNED = "Bị trả lại, chờ gửi lại"


@pytest.mark.parametrize(
    ("returned_on", "day", "due_on", "left", "late", "words"),
    [
        # Before the deadline there is time until then; near it or after it, five days.
        (date(2025, 11, 10), BEFORE, COMMUNE_DUE, 1, 0, "còn 1 ngày"),
        (BEFORE, AFTER, date(2025, 11, 24), 1, 0, "còn 1 ngày"),
        (BEFORE, date(2025, 11, 24), date(2025, 11, 24), 0, 0, "hạn hôm nay"),
        (BEFORE, LATER, date(2025, 11, 24), -1, 1, "gửi lại chậm 1 ngày"),
    ],
)
def test_a_returned_report_is_due_again_by_a_day_of_its_own(
    returned_on, day, due_on, left, late, words, period, places, lan, minh
):
    send_report(period, places.ba_dinh, by=lan, at=at(date(2025, 11, 5)))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(returned_on))

    assert told(period, places.ba_dinh, day) == (RETURNED, due_on, left, late, words)


@pytest.mark.parametrize(
    ("first", "again", "is_late", "words"),
    [
        # The deadline is the 20th; it is returned on the 22nd, to be sent again by the 27th.
        (date(2025, 11, 20), date(2025, 11, 27), False, "đúng hạn"),
        (date(2025, 11, 20), date(2025, 11, 28), True, "gửi lại chậm 1 ngày"),
        (date(2025, 11, 21), date(2025, 11, 23), True, "chậm 1 ngày"),
        (date(2025, 11, 21), date(2025, 11, 30), True, "chậm 1 ngày"),
    ],
)
def test_who_sent_first_in_time_is_not_late_for_having_been_asked_again(
    first, again, is_late, words, period, places, lan, minh
):
    send_report(period, places.ba_dinh, by=lan, at=at(first))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(date(2025, 11, 22)))
    send_report(period, places.ba_dinh, by=lan, at=at(again))

    standing = standing_of(period, places.ba_dinh, date(2025, 12, 31))

    assert (standing.is_late, standing.is_sent_late, standing.time_words) == (is_late, is_late, words)
    assert standing.submission.first_at == at(first)


def test_a_returned_report_first_sent_late_stays_so_and_is_not_overdue(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=at(AFTER))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(AFTER))

    standing = standing_of(period, places.ba_dinh, LATER)

    assert (standing.is_sent_late, standing.is_overdue, standing.time_words) == (True, False, "còn 3 ngày")
    assert standing.lateness == "gửi lần đầu chậm 3 ngày"


def test_the_day_to_send_again_is_put_off_and_the_first_sending_stays_late(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=at(AFTER))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(AFTER))

    extend(period, places.ba_dinh, due_on=date(2025, 12, 5), reason="Bão", by=minh, at=at(AFTER))

    standing = standing_of(period, places.ba_dinh, LATER)
    assert (standing.due_on, standing.deadline, standing.is_sent_late) == (date(2025, 12, 5), COMMUNE_DUE, True)


def test_an_accepted_report_keeps_the_day_it_was_sent(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=at(BEFORE))
    accept_report(period, places.ba_dinh, by=minh, at=at(AFTER))

    assert told(period, places.ba_dinh, LATER) == ("Đã tiếp nhận", COMMUNE_DUE, None, 0, "đúng hạn")


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
    standings = standings_of([(period, unit) for unit in (places.province, places.ba_dinh, places.ba_to)], AFTER)

    whole, below = counted(standings), counted(of_those_below(standings))

    assert whole == Count(units=3, sent=1, late=0, sent_late=1, returned=1)
    assert below == Count(units=2, sent=1, late=0, sent_late=1, returned=1)
    assert below.missing == 1
    assert of_those_below(standings[1:]) == standings[1:]


def test_the_board_the_report_and_the_home_page_count_the_same(period, places, lan, minh, tam):
    send_report(period, places.ba_dinh, by=lan, at=at(AFTER))
    send_report(period, places.ba_to, by=tam, at=at(BEFORE))
    return_report(period, places.ba_to, reason="Thiếu biểu", by=minh, at=at(BEFORE))
    report = Plan(unit=places.province, period=period)

    (concern,) = concerns_of(minh, [period], AFTER)
    board = board_of(period, units_of_period(period), AFTER)

    assert concern.below == board.count
    assert senders_of(report) == (board.count.sent, board.count.units)
    assert len(unsent_below(period, places.province).units) == board.count.missing
