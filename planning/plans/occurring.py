"""When a task is to be done: once, or again and again, as the time in its row of the matrix says.

Where the row leaves a year open, the years of the plan stand for it. A day that is written out takes the place of the
last day of the year: each time anew for what recurs, once for what does not.
"""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planning.plans.periods import ReportingPeriod
from planning.plans.tasks import Task, Timing

EVERY: dict[str, int] = {Timing.YEARLY: 1, Timing.TWO_YEARLY: 2}


@dataclass(frozen=True)
class Occurrence:
    """One time a task is to be done: from the first day on which it can be, to the day by which it must."""

    first_day: date
    due_on: date


class Span(NamedTuple):
    """The days a look at tasks is about, both counted in."""

    first_day: date
    last_day: date


def span_of(period: ReportingPeriod) -> Span:
    """From the first day of the period's first year to the day up to which its figures are."""
    return Span(date(period.first_year, 1, 1), period.ends_on)


def recurs(task: Task) -> bool:
    """Whether the task is to be done again and again."""
    return task.timing in EVERY


def occurrences(task: Task) -> list[Occurrence]:
    """All the times a task is to be done, the first at the head; its plan is read with it."""
    return list(_recurring(task)) if recurs(task) else _once_or_twice(task)


def occurrence_in(task: Task, span: Span) -> Occurrence | None:
    """The latest time the task is to be done, wholly or in part, within a span; None where it is not."""
    found = [each for each in occurrences(task) if each.first_day <= span.last_day and each.due_on >= span.first_day]
    return found[-1] if found else None


def occurrence_before(task: Task, span: Span) -> Occurrence | None:
    """The last time a task that does not recur was due before a span: left over from then, unless it was finished."""
    if recurs(task):
        return None
    found = [each for each in occurrences(task) if each.due_on < span.first_day]
    return found[-1] if found else None


def _recurring(task: Task) -> Iterator[Occurrence]:
    """Every year, or every second from the first named, as long as the plan runs."""
    step, day = EVERY[task.timing], task.due_on
    first = task.first_year or (day.year if day and step > 1 else task.plan.first_year)
    for year in range(first, (task.last_year or task.plan.last_year) + 1, step):
        yield Occurrence(date(year, 1, 1), _same_day(day, year) if day else date(year, 12, 31))


def _same_day(day: date, year: int) -> date:
    """The same day and month of another year; the last of February where that year has no 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day and not isleap(year) else day.replace(year=year)


def _once_or_twice(task: Task) -> list[Occurrence]:
    years = list(_years(task))
    found = [Occurrence(date(first, 1, 1), date(last, 12, 31)) for first, last in years]
    if day := task.due_on:
        place = next((place for place, (_, last) in enumerate(years) if day.year <= last), len(years) - 1)
        found[place] = Occurrence(date(min(years[place][0], day.year), 1, 1), day)
    return found


def _years(task: Task) -> Iterator[tuple[int, int]]:
    """First and last year of each time a task that does not recur is to be done."""
    if task.timing == Timing.YEAR:
        year = task.first_year or task.plan.last_year
        yield year, year
        return
    last = task.last_year or task.plan.last_year
    yield min(task.first_year or task.plan.first_year, last), last
    if task.timing == Timing.TWO_PERIODS and task.next_last_year:
        yield last + 1, task.next_last_year
