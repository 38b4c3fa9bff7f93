"""Early warnings of tasks, and their days for a calendar: what is overdue, and what is due within a month."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse

from planning.formats import number, short_date
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod
from planning.tracking.calendars import DueDay, provides_dates
from planning.tracking.scopes import report_name
from planning.tracking.tasks.standing import Standing, standings_on
from planning.tracking.warnings import EarlyWarning, warns

SOON = timedelta(days=30)
NAMED = 3
OWN, GIVEN = "Nhiệm vụ", "Nhiệm vụ cấp trên giao"
Awaited = list[tuple[Unit, list[Standing]]]
Periods = Mapping[tuple[int | None, int, int], ReportingPeriod]


@warns
def task_warnings(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """For each unit one warning of all that is overdue and one of all that is due soon.

    What a level above gave many units has titles of its own, so that it hides nothing of the level above itself.
    """
    awaited = _awaited(units, today)
    periods = _periods(awaited, today)
    for unit, standings in awaited:
        own, given = _parted(standings)
        for owner, some in ((OWN, own), (GIVEN, given)):
            overdue = [each for each in some if each.is_overdue]
            soon = [each for each in some if today <= each.due_on <= today + SOON]
            for title, found in ((f"{owner} quá hạn", overdue), (f"{owner} sắp đến hạn", soon)):
                if found:
                    yield _warning(unit, title, found, periods)


@provides_dates
def task_dates(units: UnitQuerySet, since: date) -> Iterator[DueDay]:
    """The days by which tasks of units are due in the year of a day, of those still awaited."""
    awaited = _awaited(units, since)
    periods = _periods(awaited, since)
    for unit, standings in awaited:
        for each in standings:
            if each.due_on >= since:
                part = f"-{unit.code}" if each.teller else ""
                key = f"task-{each.task.key}{part}-{each.occurrence.first_day:%Y}"
                title = f"Hạn nhiệm vụ, {unit.full_name}: {each.task}"
                words = f"{each.task.content}\nCơ quan chủ trì: {each.task.lead}"
                yield DueDay(key, each.due_on, title, words, _address(unit, each, periods), unit)


def _awaited(units: UnitQuerySet, day: date) -> Awaited:
    """The units that exist on a day, each with its tasks of that year that are neither done nor stopped."""
    present = list(units.existing_on(day).select_related("parent"))
    found = standings_on(day, present)
    return [(unit, [each for each in found.get(unit.pk, []) if not each.is_finished]) for unit in present]


def _parted(standings: Iterable[Standing]) -> tuple[list[Standing], list[Standing]]:
    """What stands in plans of the unit itself, and what a level above gave it."""
    own: list[Standing] = []
    given: list[Standing] = []
    for each in standings:
        (given if each.teller else own).append(each)
    return own, given


def _warning(unit: Unit, title: str, standings: Iterable[Standing], periods: Periods) -> EarlyWarning:
    some = sorted(standings, key=lambda each: each.due_on)
    named = [f"{each.task} ({'; '.join(each.leads)}, hạn {short_date(each.due_on)})" for each in some[:NAMED]]
    more = f"; và {number(len(some) - NAMED)} nhiệm vụ khác" if len(some) > NAMED else ""
    words = f"{number(len(some))} nhiệm vụ: {'; '.join(named)}{more}."
    return EarlyWarning(unit, title, words, _address(unit, some[0], periods), some[0].due_on)


def _address(unit: Unit, standing: Standing, periods: Periods) -> str:
    """The unit's tasks in the latest open period of the plan's year; where none is, the matrix."""
    plan = standing.task.plan
    year = min(plan.last_year, standing.on.year)
    holders = (unit.pk, unit.parent_id, unit.parent.parent_id if unit.parent else None)
    found = (periods.get((holder, plan.programme_id, year)) for holder in holders)
    if period := next((each for each in found if each), None):
        return reverse("task-progress", args=[report_name(period, unit)])
    return reverse("task-list", args=[plan.slug])


def _periods(awaited: Awaited, today: date) -> Periods:
    """By holder, programme and year, the open period of that year which ends last."""
    programmes = {each.task.plan.programme_id for _, standings in awaited for each in standings}
    of_a_year = ReportingPeriod.objects.open_on(today).filter(programme__in=programmes, last_year__gte=today.year - 1)
    periods = of_a_year.exclude(kind__in=OF_SEVERAL_YEARS).order_by("ends_on")
    return {(period.unit_id, period.programme_id, period.year): period for period in periods}
