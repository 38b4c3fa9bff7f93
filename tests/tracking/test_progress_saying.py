"""Writing down how far tasks are: who may, until when, and what cannot be said."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from planning.plans.adjusting import adjust
from planning.sheets.scopes import NoSuchScope, ScopeIsNotOpen
from planning.tracking.actions import lock_period, return_report, send_report
from planning.tracking.progress import TaskProgress
from planning.tracking.tasks.saying import ProgressIsWrong, Said, TaskIsNotAsked, said_of, say
from tests.issuing.conftest import AT
from tests.tracking.matrix import State, add_task, in_force, report_of, told
from tests.tracking.rounds import at

NOVEMBER = at(date(2025, 11, 10))


@pytest.fixture
def task(plan):
    """A yearly task of Ba Dinh's plan in force."""
    return add_task(in_force(plan))


def half_done(task, **more):
    return Said(task.pk, State.UNDER_WAY, 50, words="Đã tập huấn 3 lớp", evidence="12/BC-UBND", **more)


@pytest.mark.parametrize("name", ["lan", "minh"])
def test_editors_of_the_unit_and_of_the_province_report_on_tasks(name, request, period, places, task):
    person = request.getfixturevalue(name)

    changed = say(report_of(period, places.ba_dinh, person), [half_done(task)], by=person, at=NOVEMBER)

    row = TaskProgress.objects.get()
    assert changed == 1
    assert (row.state, row.percent, row.words, row.plan) == ("under-way", 50, "Đã tập huấn 3 lớp", task.plan)
    assert (row.history.get().history_user, row.history.get().history_date) == (person, NOVEMBER)


@pytest.mark.parametrize("name", ["hoa", "chair"])
def test_who_only_reads_or_signs_reports_nothing(name, request, period, places, task):
    person = request.getfixturevalue(name)

    with pytest.raises(ScopeIsNotOpen):
        say(report_of(period, places.ba_dinh, person), [half_done(task)], by=person, at=NOVEMBER)

    assert not TaskProgress.objects.exists()


def test_another_commune_finds_no_such_report(period, places, tam):
    with pytest.raises(NoSuchScope):
        report_of(period, places.ba_dinh, tam)


def test_a_report_that_is_sent_keeps_its_tasks_as_they_were(period, places, task, lan, minh):
    scope = report_of(period, places.ba_dinh, lan)
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER)

    with pytest.raises(ScopeIsNotOpen):
        say(scope, [half_done(task)], by=lan, at=NOVEMBER)
    with pytest.raises(ScopeIsNotOpen):
        say(scope, [half_done(task)], by=minh, at=NOVEMBER)

    return_report(period, places.ba_dinh, reason="Thiếu tiến độ", by=minh, at=NOVEMBER)
    assert say(scope, [half_done(task)], by=lan, at=NOVEMBER) == 1


def test_a_locked_period_takes_nothing(period, places, task, lan, minh):
    scope = report_of(period, places.ba_dinh, lan)
    lock_period(period, by=minh, at=NOVEMBER)

    with pytest.raises(ScopeIsNotOpen):
        say(scope, [half_done(task)], by=lan, at=NOVEMBER)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"state": ""}, ["state"]),
        ({"state": "nowhere"}, ["state"]),
        ({"state": State.DONE, "percent": None}, ["done_on"]),
        ({"state": State.DONE, "percent": 99, "done_on": date(2025, 11, 1)}, ["percent"]),
        ({"state": State.DONE, "percent": 100, "done_on": date(2025, 11, 11)}, ["done_on"]),
        ({"state": State.UNDER_WAY, "percent": 100}, ["percent"]),
        ({"state": State.UNDER_WAY, "done_on": date(2025, 11, 1)}, ["done_on"]),
        ({"state": State.NOT_BEGUN, "percent": 101}, ["percent"]),
        ({"state": State.NOT_BEGUN, "percent": -1}, ["percent"]),
        ({"state": State.UNDER_WAY, "percent": 100, "done_on": date(2026, 1, 1)}, ["done_on", "done_on", "percent"]),
    ],
)
def test_what_contradicts_itself_is_told_at_once_and_nothing_is_written(said, fields, period, places, task, lan):
    other = add_task(task.plan, "Việc khác")
    sayings = [half_done(other), Said(task.pk, **{"percent": 50} | said)]

    with pytest.raises(ProgressIsWrong) as refusal:
        say(report_of(period, places.ba_dinh, lan), sayings, by=lan, at=NOVEMBER)

    assert [(wrong.task, wrong.field) for wrong in refusal.value.wrongs] == [(task.pk, field) for field in fields]
    assert not TaskProgress.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"state": State.DONE, "percent": 100, "done_on": date(2025, 11, 10)},
        {"state": State.DONE, "done_on": date(2025, 11, 10)},
        {"state": State.NOT_BEGUN, "percent": 0},
        {"state": State.NOT_BEGUN},
        {"state": State.STOPPED, "percent": 30},
    ],
)
def test_what_agrees_is_kept_as_it_was_said(said, period, places, task, lan):
    say(report_of(period, places.ba_dinh, lan), [Said(task.pk, **said)], by=lan, at=NOVEMBER)

    row = TaskProgress.objects.get()
    assert (row.state, row.percent, row.done_on) == (said["state"], said.get("percent"), said.get("done_on"))


def test_a_row_left_blank_says_nothing_and_takes_back_what_was_said(period, places, task, lan):
    scope = report_of(period, places.ba_dinh, lan)

    assert say(scope, [Said(task.pk)], by=lan, at=NOVEMBER) == 0
    say(scope, [half_done(task)], by=lan, at=NOVEMBER)
    assert say(scope, [Said(task.pk)], by=lan, at=NOVEMBER) == 1

    assert not TaskProgress.objects.exists()
    assert [row.history_type for row in TaskProgress.history.order_by("history_id")] == ["+", "-"]


def test_saying_the_same_again_changes_nothing(period, places, task, lan):
    scope = report_of(period, places.ba_dinh, lan)
    say(scope, [half_done(task)], by=lan, at=NOVEMBER)

    assert say(scope, [half_done(task)], by=lan, at=NOVEMBER) == 0
    assert TaskProgress.history.count() == 1


def test_what_another_wrote_meanwhile_is_neither_overwritten_nor_lost(period, places, task, lan, minh):
    scope, blank = report_of(period, places.ba_dinh, lan), said_of(None, task.pk).mark
    say(scope, [half_done(task)], by=minh, at=NOVEMBER)

    untouched = say(scope, [Said(task.pk, seen=blank)], by=lan, at=NOVEMBER)
    with pytest.raises(ProgressIsWrong):
        say(scope, [Said(task.pk, State.STOPPED, seen=blank)], by=lan, at=NOVEMBER)

    assert untouched == 0
    assert TaskProgress.objects.get().state == State.UNDER_WAY


def test_a_task_that_is_not_asked_after_is_not_reported_on(period, places, programme, task, lan):
    other = add_task(task.plan, timing="year", first_year=2027)

    with pytest.raises(TaskIsNotAsked):
        say(report_of(period, places.ba_dinh, lan), [half_done(other)], by=lan, at=NOVEMBER)


def test_what_is_said_while_a_plan_is_being_adjusted_goes_into_the_adjustment_too(period, places, task, lan):
    rewritten = add_task(task.plan, "Sẽ viết lại")
    adjusted = adjust(task.plan, by=lan, at=AT)
    adjusted.tasks.filter(content="Sẽ viết lại").update(content="Đã viết lại")

    say(report_of(period, places.ba_dinh, lan), [half_done(task), half_done(rewritten)], by=lan, at=NOVEMBER)

    [copy] = TaskProgress.objects.filter(plan=adjusted)
    assert (copy.task.content, copy.percent) == (task.content, 50)


@pytest.mark.parametrize(
    "row",
    [
        {"state": State.DONE, "done_on": None},
        {"state": State.UNDER_WAY, "done_on": date(2025, 11, 1)},
        {"state": State.UNDER_WAY, "percent": 100},
        {"state": State.DONE, "percent": 99},
        {"state": State.UNDER_WAY, "percent": 101},
    ],
)
def test_the_database_refuses_what_contradicts_itself(row, period, task):
    with pytest.raises(IntegrityError), transaction.atomic():
        told(task, period, **row)
