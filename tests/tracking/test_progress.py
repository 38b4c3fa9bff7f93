"""How tasks stand in a period: what is asked, what was said, what is overdue, what carries over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.places.units import Unit
from planning.plans.adjusting import adjust
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled
from planning.tracking.tasks.filling import filled_tasks
from planning.tracking.tasks.standing import AgencyLine, Summary, standings_in
from planning.tracking.tasks.warnings import task_dates, task_warnings
from tests.conftest import make_plan, make_unit
from tests.issuing.conftest import AT
from tests.tracking.matrix import State, action_plan, add_task, in_force, of_one_year, told
from tests.tracking.rounds import opened


@pytest.fixture
def binding(plan):
    """Ba Dinh's plan of 2025, in force."""
    return in_force(plan)


@pytest.fixture
def actions(places, programme):
    """Ba Dinh's action plan of 2021 to 2025, in force."""
    return action_plan(places.ba_dinh, programme)


@pytest.fixture
def earlier(places, programme):
    """The annual period of 2024."""
    days = {"ends_on": date(2024, 12, 31), "opens_on": date(2024, 10, 1)}
    return ReportingPeriod.objects.create(
        slug="2024", unit=places.old_province, programme=programme, first_year=2024, last_year=2024, **days
    )


def stand(period, unit, on=None):
    return {each.task.content: each for each in standings_in(period, [unit], on).get(unit.pk, [])}


def test_the_tasks_of_all_plans_in_force_are_asked_after(period, places, binding, actions):
    add_task(binding, "Báo cáo năm")
    add_task(actions, "Tập huấn")
    of_one_year(actions, 2026, content="Năm sau")

    assert list(stand(period, places.ba_dinh)) == ["Tập huấn", "Báo cáo năm"]


def test_a_draft_binds_nobody(period, places, plan):
    add_task(plan, "Báo cáo năm")

    assert stand(period, places.ba_dinh) == {}


def test_a_unit_is_bound_by_the_plan_of_the_one_it_took_over_until_it_has_its_own(period, places, programme):
    add_task(action_plan(places.old_province, programme), "Của tỉnh trước sắp xếp")
    inherited = list(stand(period, places.province))
    add_task(action_plan(places.province, programme, first_year=2025, slug="own"), "Của tỉnh")

    assert inherited == ["Của tỉnh trước sắp xếp"]
    assert list(stand(period, places.province)) == ["Của tỉnh"]


def test_of_a_task_nothing_was_said_of_nothing_is_known(period, places, binding):
    add_task(binding)

    [standing] = stand(period, places.ba_dinh).values()

    assert (standing.said, standing.state, standing.state_words) == (None, "", "Chưa báo cáo")


def test_nought_percent_is_said_and_a_blank_is_not(period, places, binding):
    told(add_task(binding, "Không phần trăm"), period, State.NOT_BEGUN, percent=0)
    told(add_task(binding, "Để trống"), period, State.NOT_BEGUN)

    standings = stand(period, places.ba_dinh)

    assert (standings["Không phần trăm"].said.percent, standings["Để trống"].said.percent) == (0, None)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (date(2025, 6, 30), "", "Chưa báo cáo"),
        (date(2025, 7, 1), "", "Chưa báo cáo (quá hạn)"),
        (date(2025, 7, 1), State.UNDER_WAY, "Đang thực hiện (quá hạn)"),
        (date(2025, 7, 1), State.NOT_BEGUN, "Chưa thực hiện (quá hạn)"),
        (date(2025, 7, 1), State.STOPPED, "Dừng thực hiện"),
        (date(2025, 12, 31), State.DONE, "Đã hoàn thành (chậm so với thời hạn)"),
    ],
)
def test_a_task_is_overdue_from_the_day_after_its_own(on, state, words, period, places, binding):
    task = add_task(binding, due_on=date(2025, 6, 30))
    if state:
        told(task, period, state)

    [standing] = stand(period, places.ba_dinh, on).values()

    assert standing.state_words == words


def test_a_task_done_on_its_day_is_not_late(period, places, binding):
    told(add_task(binding, due_on=date(2025, 11, 1)), period, State.DONE, done_on=date(2025, 11, 1))

    [standing] = stand(period, places.ba_dinh).values()

    assert standing.state_words == "Đã hoàn thành"


def test_what_was_left_over_is_asked_after_until_it_is_finished(period, places, actions, earlier):
    of_one_year(actions, 2022, content="Bỏ quên")
    told(of_one_year(actions, 2023, content="Đã xong"), period, State.DONE)
    told(of_one_year(actions, 2024, content="Đang làm"), earlier)
    told(of_one_year(actions, 2023, content="Xong trước"), earlier, State.DONE)

    standings = stand(period, places.ba_dinh)

    assert {content: each.state_words for content, each in standings.items()} == {
        "Bỏ quên": "Chưa báo cáo (quá hạn)",
        "Đã xong": "Đã hoàn thành (chậm so với thời hạn)",
        "Đang làm": "Chưa báo cáo (quá hạn)",
    }
    assert standings["Đang làm"].before.state == State.UNDER_WAY


def test_what_recurs_begins_anew_each_year(period, places, actions, earlier):
    told(add_task(actions), earlier, State.DONE, percent=100)

    [standing] = stand(period, places.ba_dinh).values()

    assert (standing.state, standing.before.state) == ("", State.DONE)


def test_what_was_done_by_the_half_year_is_done_in_the_year(period, places, programme, binding, minh):
    half = opened(places.province, programme, minh, kind="nine", ends_on=date(2025, 9, 30), deadlines={})
    told(add_task(binding, "Xong sớm"), half, State.DONE)
    told(add_task(binding, "Đang làm"), half)

    assert {content: each.state for content, each in stand(period, places.ba_dinh).items()} == {
        "Xong sớm": State.DONE,
        "Đang làm": "",
    }


def test_over_several_years_the_latest_report_counts(period, places, programme, actions, minh):
    told(add_task(actions), period)
    final = opened(places.province, programme, minh, kind="final", first_year=2021, last_year=2025, deadlines={})

    [standing] = stand(final, places.ba_dinh).values()

    assert standing.state == State.UNDER_WAY


def test_what_was_said_of_several_years_does_not_stand_for_their_last_one(period, places, programme, actions, minh):
    final = opened(places.province, programme, minh, kind="final", first_year=2021, last_year=2025, deadlines={})
    told(add_task(actions), final, State.DONE)

    [standing] = stand(period, places.ba_dinh).values()

    assert (standing.said, standing.before) == (None, None)


def test_tasks_are_counted_by_state_and_by_agency(period, places, binding):
    told(add_task(binding, "Một", "Sở Y tế; Phòng Kinh tế", due_on=date(2025, 3, 1)), period)
    told(add_task(binding, "Hai", "Sở Y tế"), period, State.DONE)
    add_task(binding, "Ba", "Phòng Kinh tế", due_on=date(2025, 2, 1))

    summary = Summary(tuple(stand(period, places.ba_dinh).values()))

    assert [(label, count) for _, label, count in summary.by_state] == [
        ("Chưa thực hiện", 0),
        ("Đang thực hiện", 1),
        ("Đã hoàn thành", 1),
        ("Dừng thực hiện", 0),
        ("Chưa báo cáo", 1),
    ]
    assert [each.task.content for each in summary.overdue] == ["Ba", "Một"]
    assert summary.by_agency == [
        AgencyLine("Phòng Kinh tế", total=2, done=0, overdue=2),
        AgencyLine("Sở Y tế", total=2, done=1, overdue=1),
    ]


def test_an_adjusted_plan_takes_its_progress_with_it(period, places, binding, lan):
    told(add_task(binding), period, percent=40)

    adjusted = adjust(binding, by=lan, at=AT)
    type(binding).objects.filter(pk=binding.pk).update(status="superseded")
    in_force(adjusted)

    [standing] = stand(period, places.ba_dinh).values()
    assert (standing.task.plan, standing.said.percent) == (adjusted, 40)


def test_what_is_filled_in_is_what_something_was_said_of(period, places, binding):
    told(add_task(binding, "Một"), period, State.NOT_BEGUN, percent=0)
    add_task(binding, "Hai")

    assert filled_tasks(period, [places.ba_dinh, places.ba_to]) == {places.ba_dinh.pk: Filled(given=1, asked=2)}


def test_a_warning_names_what_is_overdue_and_what_is_due_soon(period, places, binding):
    today = date(2025, 11, 20)
    add_task(binding, "Một", due_on=date(2025, 11, 19))
    add_task(binding, "Hai", due_on=date(2025, 12, 20))
    add_task(binding, "Ba", due_on=date(2025, 12, 21))
    told(add_task(binding, "Bốn", due_on=date(2025, 11, 1)), period, State.DONE, done_on=date(2025, 11, 1))

    warnings = list(task_warnings(Unit.objects.filter(pk=places.ba_dinh.pk), today))

    assert [(each.title, each.words, each.due_on) for each in warnings] == [
        ("Nhiệm vụ quá hạn", "1 nhiệm vụ: Một (Phòng Kinh tế, hạn 19/11/2025).", date(2025, 11, 19)),
        ("Nhiệm vụ sắp đến hạn", "1 nhiệm vụ: Hai (Phòng Kinh tế, hạn 20/12/2025).", date(2025, 12, 20)),
    ]
    assert {each.address for each in warnings} == {f"/tasks/{period.slug}__21499/"}


@pytest.mark.parametrize(
    ("today", "titles"),
    [
        (date(2025, 11, 30), []),
        (date(2025, 12, 1), ["Nhiệm vụ sắp đến hạn"]),
        (date(2025, 12, 31), ["Nhiệm vụ sắp đến hạn"]),
        (date(2026, 1, 1), ["Nhiệm vụ quá hạn"]),
        (date(2026, 3, 31), ["Nhiệm vụ quá hạn"]),
        (date(2026, 4, 1), []),
    ],
)
def test_what_the_last_year_left_is_warned_of_for_some_months(today, titles, period, places, binding):
    add_task(binding)

    warnings = list(task_warnings(Unit.objects.filter(pk=places.ba_dinh.pk), today))

    assert [each.title for each in warnings] == titles
    assert {each.address for each in warnings} <= {f"/tasks/{period.slug}__21499/"}


def test_the_calendar_has_the_days_still_to_come(places, binding):
    add_task(binding, "Một", due_on=date(2025, 11, 19))
    add_task(binding, "Hai", due_on=date(2025, 12, 20))

    days = list(task_dates(Unit.objects.filter(pk=places.ba_dinh.pk), date(2025, 11, 20)))

    assert [(each.day, each.title) for each in days] == [(date(2025, 12, 20), "Hạn nhiệm vụ, xã Ba Dinh: Hai")]
    assert days[0].address == "/plans/21499-annual-2025/tasks/"


def queries_of(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_three_units_and_nine_tasks_cost_no_more_queries_than_one(period, places, programme, binding):
    told(add_task(binding), period)
    units = [places.ba_dinh]

    def fill():
        return filled_tasks(period, units)

    def warn():
        return list(task_warnings(Unit.objects.filter(pk__in=[unit.pk for unit in units]), date(2025, 12, 20)))

    of_one = queries_of(fill), queries_of(warn)

    for count in range(2):
        unit = make_unit(f"2160{count}", "Xã", f"Xã {count}", "commune", places.province)
        other = in_force(make_plan(unit, programme, f"other-{count}"))
        for place in range(4):
            told(add_task(other, f"Việc {place}"), period)
        units.append(unit)

    assert (queries_of(fill), queries_of(warn)) == of_one
    assert len(warn()) == 3
