"""Writes on the tasks of a plan."""

from django.db import transaction
from django.db.models import Max

from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.plans import Plan
from planning.plans.tasks import Task, TaskGroup


@transaction.atomic
def add_group(plan: Plan, title: str, *, by: User) -> TaskGroup:
    """Add a heading after those the matrix has."""
    hold_open(plan, by=by)
    last = TaskGroup.objects.of_plan(plan).aggregate(last=Max("position"))["last"] or 0
    return TaskGroup.objects.create(plan=plan, position=last + 1, title=title)


@transaction.atomic
def set_task(task: Task, *, new_group: str = "", by: User) -> Task:
    """Save a task, under a new heading where one is named.

    A new one, or one that changes its group, goes to the end of the group; an emptied heading goes.
    """
    hold_open(task.plan, by=by)
    before = Task.objects.select_related("group").filter(pk=task.pk).first() if task.pk else None
    if new_group:
        task.group = add_group(task.plan, new_group, by=by)
    if before is None or before.group_id != task.group_id:
        last = Task.objects.filter(group=task.group).aggregate(last=Max("position"))["last"] or 0
        task.position = last + 1
    task.save()
    if before and not before.group.tasks.exists():
        before.group.delete()
    return task


@transaction.atomic
def remove_task(task: Task, *, by: User) -> None:
    """Take a task out of the matrix, and its heading with the last one under it."""
    hold_open(task.plan, by=by)
    group = task.group
    task.delete()
    if not group.tasks.exists():
        group.delete()
