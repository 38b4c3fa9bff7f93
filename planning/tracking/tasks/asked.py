"""Which tasks a unit is asked after: those of its own plans, and those of plans above that units of its level lead."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from planning.places.units import Unit
from planning.plans.in_force import plans_binding
from planning.plans.occurring import Span
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.plans.tasks import Task, TaskGroup
from planning.tracking.tasks.leads import is_led_by

Plans = Mapping[int, list[Plan]]
Tasks = Mapping[int, list[Task]]


class Asked(NamedTuple):
    """A task a unit is asked after; `teller` is that unit where the plan is of a level above."""

    task: Task
    teller: Unit | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        """The task and the unit by which its rows are told apart."""
        return self.task.pk, self.teller.pk if self.teller else None


def asked_of(units: Collection[Unit], span: Span, programme: Programme | None = None) -> dict[int, list[Asked]]:
    """By the ids of units, the tasks of the plans in force in the years of a span, in five queries.

    A unit's own come first. Those of a level above are each unit's own part: the level above tells of the whole.
    """
    above = _above(units)
    holders = {unit.pk: unit for unit in [*units, *(each for chain in above.values() for each in chain)]}
    binding = plans_binding(holders.values(), span.first_day.year, span.last_day.year, programme)
    tasks = _tasks({plan.pk: plan for plans in binding.values() for plan in plans})
    return {
        unit.pk: [*_own(unit, binding, tasks), *_from_above(unit, above[unit.pk], binding, tasks)] for unit in units
    }


def _above(units: Collection[Unit]) -> Mapping[int, list[Unit]]:
    """The levels above each unit, the next one first; a commune may have two. One query."""
    parents = Unit.objects.select_related("parent").in_bulk({unit.parent_id for unit in units if unit.parent_id})
    chains: defaultdict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        parent = parents.get(unit.parent_id or 0)
        chains[unit.pk] = [each for each in (parent, parent.parent if parent else None) if each]
    return chains


def _own(unit: Unit, binding: Plans, tasks: Tasks) -> Iterator[Asked]:
    for plan in binding.get(unit.pk, ()):
        yield from (Asked(task) for task in tasks[plan.pk])


def _from_above(unit: Unit, above: Collection[Unit], binding: Plans, tasks: Tasks) -> Iterator[Asked]:
    for holder in above:
        is_next = holder.pk == unit.parent_id
        for plan in binding.get(holder.pk, ()):
            led = (task for task in tasks[plan.pk] if is_led_by(task.lead, unit, is_next=is_next))
            yield from (Asked(task, unit) for task in led)


def _tasks(plans: Mapping[int, Plan]) -> Tasks:
    """The tasks of the plans in the order of their matrices; all of a group have one and the same."""
    groups = TaskGroup.objects.filter(plan__in=plans).in_bulk()
    tasks: defaultdict[int, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(plan__in=plans).order_by("plan", "group__position", "position"):
        task.plan, task.group = plans[task.plan_id], groups[task.group_id]
        tasks[task.plan_id].append(task)
    return tasks
