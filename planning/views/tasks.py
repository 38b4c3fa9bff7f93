"""Screens of the task matrix."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from planning.forms.tasks import TaskForm
from planning.plans.assigning import remove_task, set_task
from planning.plans.plans import Plan
from planning.plans.tasks import Task, tasks_of
from planning.views.access import Request, open_plan, render_in_plan, visible_plan

TAB = "task-list"


@require_safe
def task_list(request: Request, slug: str) -> HttpResponse:
    """The plan's tasks under their headings."""
    plan = visible_plan(request, slug)
    groups = [(group, list(members)) for group, members in groupby(tasks_of(plan), key=lambda task: task.group)]
    return render_in_plan(request, plan, "tasks/list.html", {"groups": groups}, tab=TAB)


def task_edit(request: Request, slug: str, group: int = 0, position: int = 0) -> HttpResponse:
    """Correct a task, or add one where none is named."""
    plan = open_plan(request, slug)
    task = _task(plan, group, position) if group else Task(plan=plan)
    form = TaskForm(request.POST or None, instance=task)
    if request.method == "POST" and form.is_valid():
        set_task(form.save(commit=False), new_group=form.cleaned_data["new_group"], by=request.user)
        messages.success(request, "Đã lưu nhiệm vụ.")
        return redirect(TAB, slug=plan.slug)
    context = {"form": form, "group": group, "position": position}
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "tasks/task.html", context, tab=TAB, status=status)


@require_POST
def task_remove(request: Request, slug: str, group: int, position: int) -> HttpResponse:
    """Take a task out of the matrix."""
    plan = open_plan(request, slug)
    remove_task(_task(plan, group, position), by=request.user)
    messages.success(request, "Đã bỏ nhiệm vụ khỏi kế hoạch.")
    return redirect(TAB, slug=plan.slug)


def _task(plan: Plan, group: int, position: int) -> Task:
    tasks = Task.objects.of_plan(plan).select_related("group", "plan")
    return get_object_or_404(tasks, group__position=group, position=position)
