"""The days of a person's units as a calendar: a file, or an address of its own that can be taken back."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from planning.tracking import calendars, filling
from planning.tracking.actions import extend, return_report, send_report
from planning.tracking.calendars import DueDay
from planning.tracking.subscribing import CalendarKey, make_key
from planning.tracking.watching import report_dates
from tests.tracking.rounds import at, on_day, opened

DAY = date(2025, 11, 15)


@pytest.fixture(autouse=True)
def _only_reports(monkeypatch):
    monkeypatch.setattr(filling, "parts_of_reports", list)
    monkeypatch.setattr(calendars, "_providers", [report_dates])
    on_day(monkeypatch, DAY)


@pytest.fixture
def period(places, programme, minh):
    return opened(places.province, programme, minh)


def made(client, person):
    """The address shown when a person makes one."""
    client.force_login(person)
    page = client.post(reverse("calendar-page")).text
    client.logout()
    return re.search(r'value="http://testserver(/calendar/[^"]+\.ics)"', page)[1]


def titles(response):
    return [str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_an_address_shows_its_owners_days_without_signing_in(period, client, lan):
    address = made(client, lan)

    response = client.get(address)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(response) == ["Hạn gửi báo cáo năm 2025, xã Ba Dinh"]
    assert not response.cookies


def test_a_reminder_comes_three_days_before(period, client, lan):
    (alarm,) = Calendar.from_ical(client.get(made(client, lan)).content).walk("VALARM")

    assert alarm.decoded("trigger") == timedelta(days=-3)
    assert (str(alarm["action"]), str(alarm["description"])) == ("DISPLAY", "Hạn gửi báo cáo năm 2025, xã Ba Dinh")


def test_the_secret_is_kept_as_a_digest_and_shown_once(client, lan):
    address = made(client, lan)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")

    client.force_login(lan)
    again = client.get(reverse("calendar-page")).text

    assert secret not in CalendarKey.objects.get().digest
    assert secret not in again
    assert "Địa chỉ đang dùng được tạo lúc 09:00 15/11/2025." in again


def test_a_new_address_closes_the_one_before_and_one_taken_back_opens_nothing(client, lan):
    first, second = made(client, lan), made(client, lan)
    answers = [client.get(address).status_code for address in (first, second)]

    client.force_login(lan)
    client.post(reverse("calendar-page"), {"take-back": ""})

    assert answers == [404, 200]
    assert client.get(second).status_code == 404
    assert not CalendarKey.objects.exists()


def test_who_may_not_sign_in_any_more_has_no_calendar(client, lan):
    address = made(client, lan)
    lan.is_active = False
    lan.save()

    assert client.get(address).status_code == 404


def test_the_secret_opens_no_other_page(client, lan):
    secret = make_key(lan, at=at(DAY))

    answers = [client.get(f"{page}?secret={secret}").status_code for page in ("/", "/calendar.ics", "/periods/")]

    assert answers == [302, 302, 302]
    assert client.get("/calendar/khong-co.ics").status_code == 404


def test_who_has_lost_the_post_finds_no_days_of_the_unit_any_more(period, client, lan):
    address = made(client, lan)
    before = titles(client.get(address))

    lan.posts.all().delete()

    assert (len(before), titles(client.get(address))) == (1, [])


def events(response):
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [
        (str(event["uid"]), event.decoded("dtstart"), event.decoded("dtend"), str(event["summary"]), str(event["url"]))
        for event in Calendar.from_ical(response.content).walk("VEVENT")
    ]


def test_the_calendar_holds_the_days_of_ones_own_units(period, client, lan):
    client.force_login(lan)

    assert events(client.get(reverse("calendar"))) == [
        (
            "report-51-year-2025-21499@ke-hoach-giam-ngheo",
            date(2025, 11, 20),
            date(2025, 11, 21),
            "Hạn gửi báo cáo năm 2025, xã Ba Dinh",
            "http://testserver/periods/51-year-2025/21499/",
        )
    ]


def test_who_holds_a_period_has_the_deadlines_of_those_below_too(period, client, minh):
    client.force_login(minh)

    assert [(event[0], event[1]) for event in events(client.get(reverse("calendar")))] == [
        ("deadline-51-year-2025-commune@ke-hoach-giam-ngheo", date(2025, 11, 20)),
        ("report-51-year-2025-51@ke-hoach-giam-ngheo", date(2025, 11, 30)),
    ]


def test_an_event_keeps_its_name_when_its_day_moves_and_goes_when_it_is_done(period, places, client, lan, minh):
    client.force_login(lan)
    before = events(client.get(reverse("calendar")))

    extend(period, places.ba_dinh, due_on=date(2025, 11, 25), reason="Bão", by=minh, at=at(DAY))
    moved = events(client.get(reverse("calendar")))
    send_report(period, places.ba_dinh, by=lan, at=at(DAY))
    done = events(client.get(reverse("calendar")))
    return_report(period, places.ba_dinh, reason="Thiếu", by=minh, at=at(DAY))

    assert [event[0] for event in before] == [event[0] for event in moved]
    assert moved[0][1] == date(2025, 11, 25)
    assert done == []
    (again,) = events(client.get(reverse("calendar")))
    assert (again[0], again[1], again[3]) == (
        moved[0][0],
        date(2025, 11, 25),
        "Hạn gửi lại báo cáo năm 2025, xã Ba Dinh",
    )


def test_words_of_other_apps_are_written_into_the_file_as_the_standard_asks(client, lan, monkeypatch):
    words = "Dòng một; có, dấu\nDòng hai " + "rất dài " * 30
    monkeypatch.setattr(
        calendars, "_providers", [lambda units, since: [DueDay("x-1", since, "Nhiệm vụ", words, "/x/")]]
    )
    client.force_login(lan)

    content = client.get(reverse("calendar")).content

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["description"]) == words
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
