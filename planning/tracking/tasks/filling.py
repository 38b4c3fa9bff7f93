"""How much of the part `Nhiệm vụ` of the units' reports is filled in."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled, Part, provides_part
from planning.tracking.scopes import report_name
from planning.tracking.tasks.standing import standings_in


def filled_tasks(period: ReportingPeriod, units: Sequence[Unit]) -> Mapping[int, Filled]:
    """Of the tasks that fall in the period, those of which something was said; a unit without tasks is left out."""
    return {
        unit: Filled(sum(each.said is not None for each in standings), len(standings))
        for unit, standings in standings_in(period, units).items()
        if standings
    }


def tasks_page(period: ReportingPeriod, unit: Unit) -> str:
    """Where a unit reports on its tasks."""
    return reverse("task-progress", args=[report_name(period, unit)])


TASKS = provides_part(Part("tasks", "Nhiệm vụ", tasks_page, filled_tasks))
