"""The home page: what concerns a clerk, a province's officer, a signer, and someone without a post."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.people.reach import units_of, units_of_posts
from planning.people.roles import Action, Role
from planning.places.units import Reorganisation, Succession, UnitKind
from planning.plans.offering import offer, withdraw
from planning.plans.plans import PlanKind
from planning.plans.touched import last_touches
from planning.reports.drafting import draft_report
from planning.tracking import calendars, filling, warnings
from planning.tracking.actions import send_report
from planning.tracking.warnings import EarlyWarning
from planning.tracking.watching import late_twice_running, report_dates, report_warnings
from tests.conftest import make_person, make_plan, make_unit
from tests.tracking.rounds import COMMUNE_DUE, at, more_communes, on_day, opened

DAY = date(2025, 11, 15)


@pytest.fixture(autouse=True)
def _only_reports(monkeypatch):
    """Whatever other apps watch, here it is reports alone, which ask nothing."""
    monkeypatch.setattr(filling, "parts_of_reports", list)
    monkeypatch.setattr(warnings, "_watchers", [report_warnings, late_twice_running])
    monkeypatch.setattr(calendars, "_providers", [report_dates])
    on_day(monkeypatch, DAY)


@pytest.fixture
def period(places, programme, minh):
    return opened(places.province, programme, minh)


def home(client, person):
    client.force_login(person)
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response


def test_who_signs_in_comes_home(client, lan):
    response = client.post(reverse("sign-in"), {"username": "lan", "password": "mot-mat-khau-dai"})

    assert response.url == "/"


def test_a_clerk_sees_their_units_report_and_its_deadline(period, places, client, lan):
    context = home(client, lan).context

    (concern,) = context["concerns"]
    assert [(each.unit, each.state, each.time_words) for each in concern.own] == [
        (places.ba_dinh, "Chưa gửi", "còn 5 ngày")
    ]
    assert concern.below is None
    assert [(group.title, group.count) for group in context["groups"]] == [("Báo cáo sắp đến hạn", 1)]
    assert [(due.day, due.title) for due in context["days"]] == [(COMMUNE_DUE, "Hạn gửi báo cáo năm 2025, xã Ba Dinh")]


def test_an_officer_of_the_province_sees_how_those_below_stand(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, by=lan, at=at(DAY))

    context = home(client, minh).context

    (concern,) = context["concerns"]
    assert [each.unit for each in concern.own] == [places.province]
    assert (concern.below.units, concern.below.sent, concern.below.late) == (2, 1, 0)
    assert [(group.title, [each.unit for each in group.first]) for group in context["groups"]] == [
        ("Báo cáo sắp đến hạn", [places.ba_to])
    ]


def test_of_many_warnings_the_first_are_shown_and_the_rest_are_a_step_away(period, places, client, minh):
    more_communes(places.province, 10)

    (group,) = home(client, minh).context["groups"]
    everything = client.get(reverse("warning-list"))

    assert (len(group.first), group.count, group.more) == (5, 12, 7)
    assert "Xem tất cả 12 cảnh báo loại này" in home(client, minh).content.decode()
    assert len(everything.context["page"].object_list) == 12


def test_all_warnings_of_a_kind_are_those_of_that_kind(client, lan, places, monkeypatch):
    def watcher(units, today):
        for title, count in (("Ít & hiếm", 2), ("Nhiều", 7)):
            yield from (EarlyWarning(places.ba_dinh, title, "lời", f"/{n}/", DAY) for n in range(count))

    monkeypatch.setattr(warnings, "_watchers", [watcher])

    page = home(client, lan).content.decode()
    shown = {kind: client.get(reverse("warning-list"), {"kind": kind}) for kind in ("Nhiều", "Ít & hiếm", "", "lạ")}

    assert 'href="/warnings/?kind=Nhi%E1%BB%81u">Xem tất cả 7 cảnh báo loại này' in page
    assert [len(each.context["page"].object_list) for each in shown.values()] == [7, 2, 9, 9]
    assert "Chỉ xem loại “Ít &amp; hiếm”." in shown["Ít & hiếm"].content.decode()


def test_ones_own_units_are_those_one_reports_for_and_no_others(places):
    later = make_unit("21498", "Xã", "Mới", UnitKind.COMMUNE, places.province, valid_from=date(2025, 10, 1))
    reform = Reorganisation.objects.create(code="sau", name="Sắp xếp sau", effective_on=date(2025, 10, 1))
    Succession.objects.create(reorganisation=reform, predecessor=places.ba_dinh, successor=later)
    Succession.objects.create(reorganisation=reform, predecessor=places.ba_to, successor=later, is_partial=True)
    clerk, reader = make_person("van", "Vân", Role.EDITOR, later), make_person("thu", "Thu", Role.VIEWER, later)

    own = [set(units_of_posts(person)) for person in (clerk, reader)]

    assert own[0] == set(units_of(clerk, Action.EDIT)) == {later, places.ba_dinh, places.old_ba_dinh, places.ba_giang}
    assert own[1] == own[0]


def test_the_keeper_of_the_data_has_no_unit_of_their_own(places, keeper):
    assert not units_of_posts(keeper).exists()


def listed(client, person):
    """The plans to sign and the drafts on a person's home page."""
    context = home(client, person).context
    return [[plan for plan, _ in context[name][0]] for name in ("to_sign", "drafts")]


def test_a_signer_sees_only_what_was_put_forward_and_an_editor_the_drafts(plan, client, chair, lan):
    before = listed(client, chair), listed(client, lan)
    offer(plan, by=lan, at=at(DAY))
    offered = listed(client, chair), listed(client, lan)
    withdraw(plan, by=lan, at=at(DAY))

    assert before == ([[], []], [[], [plan]])
    assert offered == ([[plan], []], [[], [plan]])
    assert listed(client, chair) == [[], []]


def test_two_drafts_are_told_apart_by_period_and_last_change(period, places, programme, client, lan, minh):
    reports = [
        draft_report(places.ba_dinh, each, PlanKind.MONITORING, by=lan, at=at(DAY))
        for each in (period, nine_months(places, programme, minh))
    ]
    reports[0]._history_user, reports[0]._history_date = lan, at(DAY, 10)
    reports[0].save()

    page = " ".join(home(client, lan).text.split())

    assert "Báo cáo giám sát năm 2025, Xã Ba Dinh" in page
    assert "Báo cáo giám sát 9 tháng đầu năm 2025, Xã Ba Dinh" in page
    assert last_touches(reports)[reports[0].pk].by == "Lan"


@pytest.mark.parametrize("count", [1, 3])
def test_the_last_changes_of_many_plans_are_read_together(count, plan, province_plan, places, programme, lan):
    plans = [plan, province_plan, make_plan(places.ba_to, programme, "21484-annual-2025")][:count]

    with CaptureQueriesContext(connection) as asked:
        touches = last_touches(plans)

    assert set(touches) == {each.pk for each in plans}
    assert len(asked) <= 3


def test_who_has_no_post_is_told_what_to_do(client, db):
    stranger = make_person("moi", "Người mới")

    page = home(client, stranger).content.decode()

    assert "Bạn chưa được giao nhiệm vụ tại đơn vị nào." in page
    assert home(client, stranger).context["concerns"] == []


def test_where_there_is_nothing_the_page_says_so(client, places, lan):
    page = home(client, lan).content.decode()

    for words in (
        "Không có kỳ báo cáo nào đang mở cho đơn vị của bạn.",
        "Không có cảnh báo nào đối với các đơn vị của bạn.",
        "Không có hạn nào phía trước.",
        "Không có dự thảo nào bạn đang soạn.",
    ):
        assert words in page


def test_the_keeper_of_the_data_comes_home_too(period, client, keeper):
    assert home(client, keeper).context["has_posts"]


def watched(watcher, units, day):
    return [(each.unit.code, each.title, each.words, each.due_on) for each in watcher(units, day)]


@pytest.fixture
def communes(places):
    return type(places.ba_dinh).objects.filter(parent=places.province).order_by("code")


@pytest.mark.parametrize(
    ("day", "title", "words"),
    [
        (date(2025, 11, 12), None, ""),
        (date(2025, 11, 13), "Báo cáo sắp đến hạn", "Báo cáo năm 2025 còn 7 ngày."),
        (date(2025, 11, 20), "Báo cáo sắp đến hạn", "Báo cáo năm 2025 hạn hôm nay."),
        (date(2025, 11, 21), "Báo cáo quá hạn chưa gửi", "Báo cáo năm 2025 chậm 1 ngày."),
    ],
)
def test_a_report_is_warned_of_in_the_week_before_its_deadline_and_after(
    day, title, words, period, places, communes, tam
):
    send_report(period, places.ba_to, by=tam, at=at(DAY))

    assert watched(report_warnings, communes, day) == ([("21499", title, words, COMMUNE_DUE)] if title else [])


def nine_months(places, programme, minh):
    """The period before the annual one, due on 30 September."""
    due = date(2025, 9, 30)
    return opened(
        places.province,
        programme,
        minh,
        kind="nine",
        ends_on=date(2025, 9, 30),
        opens_on=date(2025, 9, 1),
        deadlines={"province": due, "commune": due},
        at=at(date(2025, 9, 1)),
    )


LATE, IN_TIME = date(2025, 10, 3), date(2025, 9, 30)
CASES = [
    # The former report sent on, the latter sent on, the day of looking; whether that is late twice running.
    (LATE, date(2025, 11, 22), date(2025, 11, 22), True),
    (LATE, None, date(2025, 11, 21), True),
    (None, None, date(2025, 11, 21), True),
    (LATE, None, date(2025, 11, 20), False),
    (LATE, date(2025, 11, 20), date(2025, 11, 30), False),
    (IN_TIME, None, date(2025, 11, 30), False),
    (IN_TIME, date(2025, 11, 22), date(2025, 11, 30), False),
]


@pytest.mark.parametrize(("former", "latter", "day", "is_late"), CASES)
def test_who_is_late_twice_running_is_told(former, latter, day, is_late, places, programme, minh, lan, communes):
    periods = [nine_months(places, programme, minh), opened(places.province, programme, minh)]
    for period, sent_on in zip(periods, (former, latter), strict=True):
        if sent_on:
            send_report(period, places.ba_dinh, by=lan, at=at(sent_on))

    found = [code for code, *_ in watched(late_twice_running, communes.filter(code="21499"), day)]

    assert found == (["21499"] if is_late else [])


def test_being_late_twice_is_told_with_both_periods(places, programme, minh, lan, communes):
    former, latter = nine_months(places, programme, minh), opened(places.province, programme, minh)
    send_report(former, places.ba_dinh, by=lan, at=at(LATE))

    (told,) = watched(late_twice_running, communes.filter(code="21499"), date(2025, 11, 21))

    words = "Kỳ 9 tháng đầu năm 2025 chậm 3 ngày, kỳ năm 2025 chậm 1 ngày."
    assert told == ("21499", "Hai kỳ liền gửi chậm", words, COMMUNE_DUE)
    assert latter.pk


def test_warnings_of_one_kind_stand_together(client, lan, places, monkeypatch):
    def watcher(units, today):
        for title, day in (("B", 1), ("A", 2), ("B", 3)):
            yield EarlyWarning(places.ba_dinh, title, "lời", "/x/", date(2025, 12, day))

    monkeypatch.setattr(warnings, "_watchers", [watcher])
    client.force_login(lan)

    page = client.get(reverse("warning-list")).context["page"]

    assert [(each.title, each.due_on.day) for each in page] == [("B", 1), ("B", 3), ("A", 2)]
