"""What a form for many tasks brings, whichever tasks are asked after by the time it comes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from planning.forms.progress import ProgressForm
from planning.people.users import User
from planning.plans.tasks import Task
from planning.tracking.tasks.saying import FIELDS
from planning.tracking.tasks.standing import Standing, Summary

NAME = re.compile(r"task-(\d{1,18})-(\w+)")
UNKNOWN = "Nhiệm vụ không còn"


@dataclass(frozen=True)
class Lost:
    """What was typed of a task that is no longer asked after: by the heading of each field what stood there."""

    task: str
    typed: list[tuple[str, str]]


@dataclass(frozen=True)
class Posted:
    """What was typed of tasks asked after, under their present names; and what was typed of others.

    `is_moved` says that an adjustment took force in between, whose tasks took over what was typed.
    """

    data: QueryDict
    standings: list[Standing]
    lost: list[Lost]
    is_moved: bool


def posted_of(sent: QueryDict, summary: Summary, user: User) -> Posted:
    """Find the tasks a form names among those asked after, the task of an adjustment in the place of the former."""
    typed = _typed(sent)
    asked = {each.task.pk: each for each in summary.standings}
    others = typed.keys() - asked.keys()
    former = Task.objects.visible_to(user).in_bulk(others) if others else {}
    heirs = _heirs(former.values(), [each for each in summary.standings if each.task.pk not in typed])
    data = sent.copy()
    for pk, heir in heirs.items():
        data.update({f"task-{heir}-{name}": value for name, value in typed[pk].items()})
    named = typed.keys() | set(heirs.values())
    lost = list(_lost({pk: typed[pk] for pk in sorted(others - heirs.keys())}, former))
    return Posted(data, [each for each in summary.standings if each.task.pk in named], lost, bool(heirs))


def heir_of(pk: int, summary: Summary, user: User) -> Standing | None:
    """The task of a key as it is asked after now, also where an adjustment took its place."""
    former = Task.objects.visible_to(user).filter(pk=pk).first()
    return next((each for each in summary.standings if former and each.task.key == former.key), None)


def _typed(sent: QueryDict) -> dict[int, dict[str, str]]:
    """By the database's numbers of tasks, what was sent of each."""
    typed: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name in sent:
        if found := NAME.fullmatch(name):
            typed[int(found[1])][found[2]] = str(sent[name])
    return dict(typed)


def _heirs(former: Iterable[Task], standings: Iterable[Standing]) -> dict[int, int]:
    """Which of the tasks asked after took the place of which former one."""
    present = {each.task.key: each.task.pk for each in standings}
    return {task.pk: present[task.key] for task in former if task.key in present}


def _lost(typed: Mapping[int, Mapping[str, str]], former: Mapping[int, Task]) -> Iterator[Lost]:
    for pk, values in typed.items():
        told = [(name, values[name].strip()) for name in FIELDS if values.get(name, "").strip()]
        if told:
            labels = [(str(ProgressForm.base_fields[name].label), value) for name, value in told]
            yield Lost(str(former.get(pk, UNKNOWN)), labels)
