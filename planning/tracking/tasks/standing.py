"""How the tasks of units stand in a span of time: what is due when, what was said of it, what is overdue.

Screen, sentences, appendix, counts of what is filled in and warnings all look through here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planning.places.units import Unit
from planning.plans.occurring import Occurrence, Span, occurrence_before, occurrence_in, span_of
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod
from planning.plans.programmes import Programme
from planning.plans.tasks import Task
from planning.tracking.progress import TaskProgress
from planning.tracking.tasks.asked import Asked, asked_of
from planning.tracking.tasks.leads import leads_of

State = TaskProgress.State
LOOKING_BACK = timedelta(days=90)
UNREPORTED = "Chưa báo cáo"
OVERDUE, LATE = "quá hạn", "chậm so với thời hạn"


@dataclass(frozen=True)
class Standing:
    """A task at the end of the day `on`: `said` is what holds for the span, `before` what was last said earlier.

    `teller` is the unit below that tells of its part; None where whoever has the plan tells.
    """

    task: Task
    occurrence: Occurrence
    on: date
    said: TaskProgress | None = None
    before: TaskProgress | None = None
    teller: Unit | None = None

    @property
    def due_on(self) -> date:
        return self.occurrence.due_on

    @property
    def state(self) -> str:
        """The state, or "" where nobody has said anything: that is no state of its own."""
        return self.said.state if self.said else ""

    @property
    def is_finished(self) -> bool:
        """Whether it is done or stopped."""
        return self.said is not None and self.said.is_finished

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed and the task is neither done nor stopped."""
        return self.due_on < self.on and not self.is_finished

    @property
    def is_late(self) -> bool:
        """Whether it was done, but after its day."""
        return bool(self.said and self.said.done_on and self.said.done_on > self.due_on)

    @property
    def state_words(self) -> str:
        """`Đang thực hiện`, with `(quá hạn)` behind it where that is so."""
        words = State(self.state).label if self.state else UNREPORTED
        remark = OVERDUE if self.is_overdue else LATE if self.is_late else ""
        return f"{words} ({remark})" if remark else words

    @property
    def leads(self) -> list[str]:
        return leads_of(self.task.lead)


def standings_in(
    period: ReportingPeriod, units: Collection[Unit], on: date | None = None
) -> dict[int, list[Standing]]:
    """The tasks asked after in a period, by the ids of the units, in the order of the plans; in six queries.

    In a period of one year a task stands as its report of that period says, or as one that finished it before; in a
    period of several years as the latest report says. `on` is the period's last day unless another is given.
    """
    return _standings(units, span_of(period), on or period.ends_on, period, period.programme)


def standings_on(day: date, units: Collection[Unit]) -> dict[int, list[Standing]]:
    """The tasks of the year of `day` under all programmes, each as the latest report says.

    What fell due in the last months counts too: the plan of a year is over the day after its tasks are due.
    """
    span = Span(min(date(day.year, 1, 1), day - LOOKING_BACK), date(day.year, 12, 31))
    return _standings(units, span, day)


def _standings(
    units: Collection[Unit],
    span: Span,
    on: date,
    period: ReportingPeriod | None = None,
    programme: Programme | None = None,
) -> dict[int, list[Standing]]:
    asked = asked_of(units, span, programme)
    plans = {each.task.plan_id for of_unit in asked.values() for each in of_unit}
    told = _told(plans, units, programme, span.last_day)
    return {
        unit: [standing for each in of_unit if (standing := _standing(each, span, on, told[each.key], period))]
        for unit, of_unit in asked.items()
    }


def _told(
    plans: Collection[int], units: Collection[Unit], programme: Programme | None, last_day: date
) -> Mapping[tuple[int, int | None], list[TaskProgress]]:
    """What was said of tasks in periods that end by a day, by the task and who told, the earliest first."""
    periods = ReportingPeriod.objects.filter(ends_on__lte=last_day)
    known = (periods.filter(programme=programme) if programme else periods).in_bulk()
    told: defaultdict[tuple[int, int | None], list[TaskProgress]] = defaultdict(list)
    rows = TaskProgress.objects.filter(plan__in=plans, period__in=known).told_by(units)
    for row in rows.order_by("period__ends_on", "period__kind", "pk"):
        row.period = known[row.period_id]
        told[row.task_id, row.unit_id].append(row)
    return told


def _standing(
    asked: Asked, span: Span, on: date, told: list[TaskProgress], period: ReportingPeriod | None
) -> Standing | None:
    """How a task stands in a span; None where it is not asked after."""
    task = asked.task
    takes_latest = period is None or period.kind in OF_SEVERAL_YEARS
    earlier = [row for row in told if period is None or row.period.ends_on < period.ends_on]
    occurrence = occurrence_in(task, span)
    if occurrence is None:
        occurrence = occurrence_before(task, span)
        if occurrence is None or _finished_before(span, earlier):
            return None
    here = next((row for row in told if period and row.period_id == period.pk), None)
    known = [row for row in (told if takes_latest else earlier) if row.period.ends_on >= occurrence.first_day]
    latest = known[-1] if known and (takes_latest or known[-1].is_finished) else None
    return Standing(task, occurrence, on, here or latest, earlier[-1] if earlier else None, asked.teller)


def _finished_before(span: Span, told: list[TaskProgress]) -> bool:
    return any(row.is_finished and row.period.ends_on < span.first_day for row in told)


@dataclass(frozen=True)
class AgencyLine:
    """The tasks an agency leads: all, done, overdue. A task of two leads counts with both."""

    name: str
    total: int
    done: int
    overdue: int


@dataclass(frozen=True)
class Summary:
    """The tasks of a unit in a span, counted."""

    standings: tuple[Standing, ...]

    @property
    def total(self) -> int:
        return len(self.standings)

    @property
    def overdue(self) -> list[Standing]:
        """What is overdue, the longest first."""
        return sorted((each for each in self.standings if each.is_overdue), key=lambda each: each.due_on)

    @property
    def unreported(self) -> int:
        return self.count("")

    def count(self, state: str) -> int:
        """How many tasks are in a state; "" counts those of which nothing was said."""
        return sum(each.state == state for each in self.standings)

    @property
    def by_state(self) -> list[tuple[str, str, int]]:
        """Each state with its words and its count, that of nothing said last."""
        return [(state.value, state.label, self.count(state)) for state in State] + [("", UNREPORTED, self.unreported)]

    @property
    def by_agency(self) -> list[AgencyLine]:
        """The agencies that lead, those with most overdue at the head."""
        led: defaultdict[str, list[Standing]] = defaultdict(list)
        for each in self.standings:
            for name in each.leads:
                led[name].append(each)
        lines = [
            AgencyLine(name, len(all_), sum(s.state == State.DONE for s in all_), sum(s.is_overdue for s in all_))
            for name, all_ in led.items()
        ]
        return sorted(lines, key=lambda line: (-line.overdue, -line.total, line.name))
