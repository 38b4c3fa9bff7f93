"""Tasks a plan above gives to the units of a level: each reports on its own part, the level above sees how many."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from planning.places.units import Unit
from planning.plans.plans import PlanKind
from planning.tracking.calendars import due_days_of
from planning.tracking.filling import blanks_of
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import report_name
from planning.tracking.tasks.below import below_of
from planning.tracking.tasks.leads import is_led_below, is_led_by
from planning.tracking.tasks.saying import Said, say
from planning.tracking.tasks.standing import standings_in
from planning.tracking.warnings import warnings_of
from tests.conftest import make_plan
from tests.tracking.matrix import State, add_task, in_force, report_of
from tests.tracking.rounds import at, more_communes

DAY = date(2025, 11, 3)


@pytest.fixture
def given(places, programme):
    """A yearly task of the province's plan that the communes lead."""
    plan = in_force(make_plan(places.province, programme, "tinh-2025", kind=PlanKind.ANNUAL))
    return add_task(plan, "Đối thoại với hộ nghèo", "Ủy ban nhân dân cấp xã")


def said_by(period, unit, person, task, state=State.UNDER_WAY, **more):
    return say(report_of(period, unit, person), [Said(task.pk, state, **more)], by=person, at=at(DAY))


@pytest.mark.parametrize(
    ("lead", "is_next", "district", "commune"),
    [
        ("Ủy ban nhân dân cấp xã", False, False, True),
        ("UBND các xã, phường, đặc khu", False, False, True),
        ("UBND xã, phường", False, False, True),
        ("UBND các huyện, thị xã, thành phố", True, True, False),
        ("UBND cấp huyện", False, True, False),
        ("Ủy ban nhân dân cấp dưới", True, True, True),
        ("Ủy ban nhân dân cấp dưới", False, False, False),
        ("Các sở, ban, ngành; UBND các xã", False, False, True),
        ("UBND thị xã Đức Phổ", True, False, False),
        ("Sở Nội vụ", True, False, False),
    ],
)
def test_the_words_of_a_matrix_tell_which_level_leads(places, lead, is_next, district, commune):
    assert is_led_by(lead, places.district, is_next=is_next) == district
    assert is_led_by(lead, places.ba_dinh, is_next=is_next) == commune
    assert is_led_below(lead) == (district or commune or "cấp dưới" in lead)


def test_a_commune_without_a_plan_reports_on_what_the_province_gave_it(period, places, lan, given):
    assert blanks_of(period, places.ba_dinh) == {"Nhiệm vụ": 1}

    said_by(period, places.ba_dinh, lan, given, percent=40, words="Đã họp 2 thôn")

    [standing] = standings_in(period, [places.ba_dinh])[places.ba_dinh.pk]
    assert (standing.state, standing.said.percent, standing.said.unit) == (State.UNDER_WAY, 40, places.ba_dinh)
    assert blanks_of(period, places.ba_dinh) == {}


def test_each_tells_of_its_own_part_and_the_province_of_the_whole(period, places, lan, tam, minh, given):
    said_by(period, places.ba_dinh, lan, given, State.DONE, done_on=DAY)
    said_by(period, places.ba_to, tam, given, percent=0)
    said_by(period, places.province, minh, given, percent=50)

    units = [places.province, places.ba_dinh, places.ba_to]
    told = {unit: standings[0].said for unit, standings in standings_in(period, units).items()}

    assert {unit: (said.state, said.percent) for unit, said in told.items()} == {
        places.province.pk: (State.UNDER_WAY, 50),
        places.ba_dinh.pk: (State.DONE, None),
        places.ba_to.pk: (State.UNDER_WAY, 0),
    }
    assert TaskProgress.objects.filter(task=given, period=period).count() == 3


def test_a_commune_does_not_lead_what_an_agency_of_the_province_leads(period, places, programme, given):
    add_task(given.plan, "Rà soát định mức", "Sở Tài chính")

    assert [each.task for each in standings_in(period, [places.ba_dinh])[places.ba_dinh.pk]] == [given]


def test_the_own_tasks_of_a_commune_stand_before_those_given_to_it(period, places, plan, given):
    own = add_task(in_force(plan))

    standings = standings_in(period, [places.ba_dinh])[places.ba_dinh.pk]

    assert [(each.task, each.teller) for each in standings] == [(own, None), (given, places.ba_dinh)]


def test_the_province_sees_how_many_have_done_it(client, period, places, lan, minh, given):
    said_by(period, places.ba_dinh, lan, given, State.DONE, done_on=DAY, words="Họp đủ 5 thôn")
    standings = standings_in(period, [places.province])[places.province.pk]

    below = below_of(period, places.province, standings)[given.pk]

    assert below.words == "Cấp dưới: 1/2 đơn vị đã hoàn thành, 1 chưa báo cáo"
    client.force_login(minh)
    name = report_name(period, places.province)
    assert below.words in client.get(reverse("task-progress", args=[name])).content.decode()
    page = client.get(reverse("task-progress-one", args=[name, given.pk])).content.decode()
    assert "Họp đủ 5 thôn" in page


def test_a_commune_reports_on_screen_and_sees_whose_task_it_is(client, period, places, lan, given):
    client.force_login(lan)
    name = report_name(period, places.ba_dinh)

    form = {f"task-{given.pk}-state": "under-way", f"task-{given.pk}-percent": "0"}
    saved = client.post(reverse("task-progress-edit", args=[name]), form)

    page = client.get(reverse("task-progress", args=[name])).content.decode()
    assert saved.status_code == 302
    assert "giao các đơn vị cấp dưới thực hiện" in page
    assert [row.unit for row in TaskProgress.objects.filter(percent=0)] == [places.ba_dinh]


def test_what_is_said_twice_by_a_unit_is_refused_by_the_database(period, places, lan, given):
    said_by(period, places.ba_dinh, lan, given)

    with pytest.raises(IntegrityError), transaction.atomic():
        TaskProgress.objects.create(
            plan=given.plan, task=given, period=period, unit=places.ba_dinh, state=State.NOT_BEGUN
        )


def test_a_commune_is_warned_of_what_it_was_given(period, places, given):
    warnings = warnings_of(Unit.objects.filter(pk=places.ba_dinh.pk), date(2025, 12, 10))

    assert [each.title for each in warnings if "hiệm vụ" in each.title] == ["Nhiệm vụ cấp trên giao sắp đến hạn"]


def test_each_unit_has_a_day_of_its_own_in_a_calendar(period, places, given):
    units = Unit.objects.filter(pk__in=[places.province.pk, places.ba_dinh.pk, places.ba_to.pk])

    days = [day for day in due_days_of(units, date(2025, 12, 10)) if day.key.startswith("task-")]

    assert sorted(day.key.removeprefix(f"task-{given.key}") for day in days) == ["-2025", "-21484-2025", "-21499-2025"]


def test_no_query_is_added_by_communes(period, places, given, django_assert_num_queries, lan):
    said_by(period, places.ba_dinh, lan, given)

    with django_assert_num_queries(7):
        standings_in(period, [places.ba_dinh])
    others = more_communes(places.province, 3)
    with django_assert_num_queries(7):
        standings_in(period, [places.ba_dinh, *others])


def test_who_enters_for_a_commune_is_told_so(client, period, places, minh, lan, given):
    name = report_name(period, places.ba_dinh)
    pages = [reverse("task-progress-edit", args=[name]), reverse("task-progress-one", args=[name, given.pk])]
    words = "Bạn nhập thay xã Ba Dinh"

    client.force_login(minh)
    assert [words in client.get(page).content.decode() for page in pages] == [True, True]
    client.force_login(lan)
    assert [words in client.get(page).content.decode() for page in pages] == [False, False]
