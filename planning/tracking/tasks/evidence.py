"""Files as the evidence of tasks: a file stays with its task when the plan is adjusted."""

from collections.abc import Collection, Mapping
from uuid import UUID

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.tasks import Task
from planning.tracking.subjects import APART, Subject, provides_subject
from planning.tracking.tasks.standing import standings_in


def subject_of(task: Task) -> str:
    """What a file that shows how far a task is says it is about."""
    return f"{TASKS.kind}{APART}{task.key}"


def words_of(names: Collection[str]) -> Mapping[str, str]:
    """The tasks of some keys by their words, those of the latest version of each plan."""
    keys = [key for name in names if (key := _key(name))]
    tasks = Task.objects.filter(key__in=keys).order_by("plan__version", "pk")
    return {str(task.key): f"nhiệm vụ “{task}”" for task in tasks}


def is_asked(period: ReportingPeriod, unit: Unit, name: str) -> bool:
    """Whether the task of a key is one that the unit is asked after in the period."""
    standings = standings_in(period, [unit]).get(unit.pk, [])
    return name in {str(each.task.key) for each in standings}


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


TASKS = provides_subject(Subject("task", words_of, is_asked))
