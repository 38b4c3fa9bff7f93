"""Tasks of plans in force, as the tests of progress begin with them. All of them are invented for the tests."""

from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.tasks import Task, TaskGroup, Timing
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import find_report, report_name
from tests.conftest import make_plan

State = TaskProgress.State


def in_force(plan):
    """The plan, issued."""
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    plan.refresh_from_db()
    return plan


def action_plan(unit, programme, first_year=2021, last_year=2025, slug="action"):
    """An action plan in force."""
    years = {"last_year": last_year, "status": Status.ISSUED}
    plan = make_plan(unit, programme, f"{unit.code}-{slug}", kind=PlanKind.ACTION)
    Plan.objects.filter(pk=plan.pk).update(first_year=first_year, **years)
    plan.refresh_from_db()
    return plan


def add_task(plan, content="Rà soát hộ nghèo", lead="Phòng Kinh tế", group="Lãnh đạo, chỉ đạo", **more):
    """A task at the end of a group of the plan's matrix; yearly, unless `more` says otherwise."""
    heading, _ = TaskGroup.objects.get_or_create(
        plan=plan, title=group, defaults={"position": plan.task_groups.count() + 1}
    )
    position = heading.tasks.count() + 1
    return Task.objects.create(plan=plan, group=heading, position=position, content=content, lead=lead, **more)


def of_one_year(plan, year, **more):
    """A task of a single year."""
    return add_task(plan, timing=Timing.YEAR, first_year=year, **more)


def told(task, period, state=State.UNDER_WAY, **more):
    """What was said of a task in a period."""
    if state == State.DONE:
        more = {"done_on": period.ends_on} | more
    return TaskProgress.objects.create(plan=task.plan, task=task, period=period, state=state, **more)


def report_of(period, unit, person):
    """The unit's report of the period, as the person finds it."""
    return find_report(report_name(period, unit), person)
