"""A calendar fetches a person's days by an address of its own, which opens nothing else and can be taken back."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from planning.tracking import calendars
from planning.tracking.subscribing import CalendarKey, make_key
from planning.tracking.watching import report_dates
from tests.tracking.rounds import at, on_day, opened

DAY = date(2025, 11, 15)


@pytest.fixture(autouse=True)
def _only_reports(monkeypatch):
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
