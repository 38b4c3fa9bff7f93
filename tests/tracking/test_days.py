"""Days that cannot be meant, and periods that end outside their years, are refused by deed, form and database."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from planning.plans.periods import ReportingPeriod
from planning.tracking.actions import extend, set_deadlines
from planning.tracking.calendars import DueDay, calendar_of
from planning.tracking.recommendations.actions import AnswerIsWrong, raise_recommendation
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.refusals import DatesDisagree
from planning.tracking.submissions import Deadline, Extension
from planning.tracking.tasks.saying import ProgressIsWrong, Said, say
from tests.tracking.matrix import State, action_plan, add_task, report_of
from tests.tracking.rounds import COMMUNE_DUE, at, on_day, opened

NOVEMBER = at(date(2025, 11, 10))
FIRST, LAST = date.min, date.max
FAR = "phải trong khoảng từ 01/01/2000 đến 31/12/2100."
NOT_IN_2025 = "Số liệu của kỳ phải tính đến một ngày trong năm 2025."


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({"ends_on": date(2026, 12, 31)}, NOT_IN_2025),
        ({"kind": "half", "ends_on": date(2026, 6, 30)}, NOT_IN_2025),
        ({"kind": "adhoc", "ends_on": date(2026, 1, 31)}, NOT_IN_2025),
        ({"last_year": 2026, "ends_on": date(2026, 12, 31)}, "Kỳ này chỉ của một năm; vui lòng để trống năm cuối."),
        (
            {"kind": "final", "first_year": 2021, "last_year": 2025, "ends_on": date(2026, 1, 31)},
            "Số liệu của kỳ phải tính đến một ngày trong năm 2021-2025.",
        ),
        ({"ends_on": FIRST}, f"Ngày 01/01/0001 {FAR}"),
        ({"opens_on": LAST}, f"Ngày 31/12/9999 {FAR}"),
        ({"deadlines": {"commune": LAST}}, f"Ngày 31/12/9999 {FAR}"),
    ],
)
def test_a_period_whose_days_and_years_do_not_fit_is_not_opened(span, words, places, programme, minh):
    with pytest.raises(DatesDisagree) as refusal:
        opened(places.province, programme, minh, **{"deadlines": {}} | span)

    assert str(refusal.value) == words
    assert not ReportingPeriod.objects.exists()


@pytest.mark.parametrize(
    "span",
    [
        {"ends_on": date(2026, 12, 31)},
        {"ends_on": date(2024, 12, 31)},
        {"last_year": 2026},
        {"kind": "adhoc", "last_year": 2026},
        {"first_year": 1999, "last_year": 1999, "ends_on": date(1999, 12, 31)},
        {"opens_on": LAST},
    ],
)
def test_the_database_refuses_a_period_whose_days_and_years_do_not_fit(span, places, programme):
    fields = {
        "kind": "year",
        "first_year": 2025,
        "last_year": 2025,
        "ends_on": date(2025, 12, 31),
        "opens_on": date(2025, 10, 1),
    }

    with pytest.raises(IntegrityError):
        ReportingPeriod.objects.create(slug="x", unit=places.province, programme=programme, **fields | span)


def test_a_deadline_and_an_extension_of_no_year_are_refused(period, places, minh):
    with pytest.raises(DatesDisagree):
        set_deadlines(period, {"province": LAST}, by=minh, at=NOVEMBER)
    with pytest.raises(DatesDisagree):
        extend(period, places.ba_dinh, due_on=LAST, reason="Bão", by=minh, at=NOVEMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.update(due_on=LAST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(period=period, unit=places.ba_dinh, due_on=LAST, reason="Bão", granted_at=NOVEMBER)

    assert Deadline.objects.get(level="commune").due_on == COMMUNE_DUE


@pytest.mark.parametrize("days", [{"due_on": LAST}, {"raised_on": FIRST}])
def test_a_recommendation_of_no_year_is_refused(days, places, minh):
    fields = {"raised_by": "Đoàn giám sát", "words": "Niêm yết", "raised_on": date(2025, 3, 1)} | days
    recommendation = Recommendation(unit=places.ba_dinh, **fields)

    with pytest.raises(AnswerIsWrong) as refusal:
        raise_recommendation(recommendation, by=minh, at=NOVEMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        recommendation.save()

    assert list(refusal.value.problems) == list(days)


@pytest.mark.parametrize(("day", "told"), [(FIRST, True), (date(2020, 12, 31), True), (date(2021, 1, 1), False)])
def test_a_task_is_not_done_before_its_plan_begins(day, told, period, places, programme, lan):
    task = add_task(action_plan(places.ba_dinh, programme))
    said = Said(task.pk, State.DONE, 100, day)

    if not told:
        assert say(report_of(period, places.ba_dinh, lan), [said], by=lan, at=NOVEMBER) == 1
        return
    with pytest.raises(ProgressIsWrong) as refusal:
        say(report_of(period, places.ba_dinh, lan), [said], by=lan, at=NOVEMBER)
    assert str(refusal.value) == "Ngày hoàn thành phải từ ngày 01/01/2021, năm đầu của kế hoạch."


def test_each_form_tells_a_day_of_no_year(period, places, programme, client, minh, monkeypatch):
    on_day(monkeypatch, date(2025, 11, 10))
    client.force_login(minh)
    report = [period.slug, places.ba_dinh.code]
    span = {"code": "51", "programme": programme.pk, "kind": "half", "first_year": 2025, "opens_on": "01/05/2025"}
    asked = {"unit": places.ba_dinh.pk, "raised_by": "Đoàn", "words": "Niêm yết", "raised_on": "01/10/2025"}
    sent = [
        (reverse("period-new"), span | {"ends_on": "01/01/0001"}),
        (reverse("period-deadlines", args=[period.slug]), {"due_province": "31/12/9999"}),
        (reverse("period-extend", args=report), {"due_on": "31/12/9999", "reason": "Bão"}),
        (reverse("recommendation-new"), asked | {"due_on": "31/12/9999"}),
    ]

    answers = [client.post(address, form) for address, form in sent]

    assert [(answer.status_code, FAR in answer.text) for answer in answers] == [(400, True)] * 4


def test_a_form_tells_beside_the_day_that_a_period_ends_outside_its_years(places, programme, client, minh):
    client.force_login(minh)
    span = {"code": "51", "programme": programme.pk, "kind": "year", "first_year": 2025}

    answer = client.post(reverse("period-new"), span | {"ends_on": "31/12/2026", "opens_on": "01/10/2025"})

    assert answer.context["form"].errors == {"ends_on": [NOT_IN_2025]}


def test_the_calendar_holds_on_the_last_day_of_time():
    content = calendar_of([DueDay("x-1", LAST, "Nhiệm vụ")], base="", at=NOVEMBER)

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == LAST
