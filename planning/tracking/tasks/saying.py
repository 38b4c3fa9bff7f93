"""Writing down how far tasks are: all that is wrong is told at once, and then nothing is written."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from planning.people.users import User
from planning.places.units import Unit
from planning.plans.occurring import Span
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.tasks import Task
from planning.sheets.scopes import Scope, ScopeIsNotOpen
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import hold_report
from planning.tracking.tasks.standing import Standing, standings_in
from planning.upserts import delete_rows, save_rows

State = TaskProgress.State
FIELDS = ("state", "percent", "done_on", "words", "evidence")
WHOLE = 100


@dataclass(frozen=True)
class Said:
    """What is said of a task; all blank takes back what was said, and a blank `percent` is no zero.

    `seen` is the mark of what stood there when the person began; None where they did not look.
    """

    task: int
    state: str = ""
    percent: int | None = None
    done_on: date | None = None
    words: str = ""
    evidence: str = ""
    seen: str | None = None

    @property
    def values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in FIELDS)

    @property
    def is_blank(self) -> bool:
        return all(value in ("", None) for value in self.values)

    @property
    def mark(self) -> str:
        """Tells one content from another."""
        words = "\0".join("" if value is None else str(value) for value in self.values)
        return hashlib.sha256(words.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with what is said of a task, and with which field."""

    task: int
    field: str
    message: str


class ProgressIsWrong(ValueError):
    """What is said contradicts itself, the day or somebody else's writing; `wrongs` has all of it."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__("; ".join(wrong.message for wrong in wrongs))
        self.wrongs = wrongs


class TaskIsNotAsked(LookupError):
    """A task that the unit is not asked after in the period."""


def said_of(row: TaskProgress | None, task: int) -> Said:
    """What a row says; of no row, nothing."""
    return Said(task, *(getattr(row, name) for name in FIELDS)) if row else Said(task)


@transaction.atomic
def say(scope: Scope, sayings: Sequence[Said], *, by: User, at: datetime) -> int:
    """Write down how far tasks are in the period of a unit's report; returns of how many this changes something.

    Raises ScopeIsNotOpen, TaskIsNotAsked, or ProgressIsWrong; then nothing is written.
    """
    held = hold_report(scope, by)
    if not held.may_enter:
        raise ScopeIsNotOpen(scope.closed)
    period = held.reported
    standings = {each.task.pk: each for each in standings_in(period, [held.unit]).get(held.unit.pk, [])}
    if not {said.task for said in sayings} <= set(standings):
        raise TaskIsNotAsked(scope.name)
    asked = {pk: each.task for pk, each in standings.items()}
    rows = rows_here(period, standings.values())
    changed = [said for said in sayings if is_changed(said, rows.get(said.task))]
    if wrongs := list(_wrongs(changed, asked, rows, min(timezone.localdate(at), period.ends_on))):
        raise ProgressIsWrong(wrongs)
    told = [Saying(asked[said.task], said, standings[said.task].teller) for said in changed]
    _write(told, rows, period, by=by, at=at)
    _write_in_adjustments(told, period, by=by, at=at)
    return len(changed)


def rows_here(period: ReportingPeriod, standings: Collection[Standing]) -> dict[int, TaskProgress]:
    """By the tasks of a unit's standings, what that unit said of them in the period; one query."""
    tellers = {each.task.pk: each.teller for each in standings}
    rows = TaskProgress.objects.filter(period=period, task__in=tellers)
    units = {unit.pk for unit in tellers.values() if unit}
    found = rows.filter(Q(unit=None) | Q(unit__in=units))
    return {row.task_id: row for row in found if row.unit_id == _pk(tellers[row.task_id])}


def _pk(unit: Unit | None) -> int | None:
    return unit.pk if unit else None


def is_changed(said: Said, row: TaskProgress | None) -> bool:
    """Whether the person typed something new: what they left as they found it stays, whoever wrote meanwhile."""
    return said.mark not in (said.seen, said_of(row, said.task).mark)


def days_of(task: Task, last_day: date) -> Span:
    """The days on which a task can have been done: from the first year of its plan, read with it, to `last_day`."""
    return Span(date(task.plan.first_year, 1, 1), last_day)


def _wrongs(
    changed: Sequence[Said], asked: Mapping[int, Task], rows: Mapping[int, TaskProgress], last_day: date
) -> Iterator[Wrong]:
    for said in changed:
        yield from wrongs_of(said, days_of(asked[said.task], last_day), rows.get(said.task))


def wrongs_of(said: Said, days: Span, row: TaskProgress | None = None) -> Iterator[Wrong]:
    """All that is wrong with what is said of one task, which can only have been done on one of the days."""
    if said.seen is not None and said.seen != said_of(row, said.task).mark:
        yield Wrong(
            said.task, "state", f"Vừa có người khác {_now(row)}. Bấm Lưu lần nữa thì ghi đè bằng nội dung của bạn."
        )
    if said.is_blank:
        return
    if said.state not in State.values:
        yield Wrong(said.task, "state", "Hãy chọn tình trạng thực hiện, hoặc để trống cả dòng.")
    yield from _wrongs_of_days(said, days)
    yield from _wrongs_of_percent(said)


def _now(row: TaskProgress | None) -> str:
    """What another made of the row meanwhile, in words."""
    if row is None:
        return "bỏ nội dung của nhiệm vụ này"
    percent = "" if row.percent is None else f", {row.percent}%"
    words = f"; {row.words}" if row.words else ""
    return f"ghi nhiệm vụ này: {State(row.state).label}{percent}{words}"


def _wrongs_of_days(said: Said, days: Span) -> Iterator[Wrong]:
    if said.state == State.DONE and said.done_on is None:
        yield Wrong(said.task, "done_on", "Nhiệm vụ đã hoàn thành phải có ngày hoàn thành.")
    if said.state != State.DONE and said.done_on is not None:
        yield Wrong(said.task, "done_on", "Chỉ ghi ngày hoàn thành khi tình trạng là “Đã hoàn thành”.")
    if said.done_on is None:
        return
    if said.done_on > days.last_day:
        words = f"Ngày hoàn thành {said.done_on:%d/%m/%Y} phải không sau ngày {days.last_day:%d/%m/%Y}."
        yield Wrong(said.task, "done_on", words)
    if said.done_on < days.first_day:
        words = f"Ngày hoàn thành phải từ ngày {days.first_day:%d/%m/%Y}, năm đầu của kế hoạch."
        yield Wrong(said.task, "done_on", words)


def _wrongs_of_percent(said: Said) -> Iterator[Wrong]:
    if said.percent is None:
        return
    if not 0 <= said.percent <= WHOLE:
        yield Wrong(said.task, "percent", f"Mức độ hoàn thành {said.percent} phải từ 0 đến 100.")
    elif said.state == State.DONE and said.percent != WHOLE:
        yield Wrong(said.task, "percent", f"Đã hoàn thành thì mức độ là 100%, không phải {said.percent}%.")
    elif said.state != State.DONE and said.percent == WHOLE:
        yield Wrong(said.task, "percent", "Mức độ 100% thì tình trạng phải là “Đã hoàn thành”.")


class Saying(NamedTuple):
    """What is said of a task, and by which unit below the plan's own, if it is not that one."""

    task: Task
    said: Said
    teller: Unit | None


Sayings = Sequence[Saying]


def _write(
    sayings: Sayings, rows: Mapping[int, TaskProgress], period: ReportingPeriod, *, by: User, at: datetime
) -> None:
    kept, gone = [], []
    for task, said, teller in sayings:
        row = rows.get(task.pk) or TaskProgress(plan_id=task.plan_id, task=task, period=period, unit=teller)
        for name in FIELDS:
            setattr(row, name, getattr(said, name))
        if not said.is_blank:
            kept.append(row)
        elif row.pk:
            gone.append(row)
    save_rows(kept, FIELDS, by=by, at=at)
    delete_rows(gone, by=by, at=at)


def _write_in_adjustments(sayings: Sayings, period: ReportingPeriod, *, by: User, at: datetime) -> None:
    """Say the same in the draft that adjusts the plan, so that nothing is lost when it takes the plan's place.

    A task is found there by its words; one whose words the adjustment changes is reported on anew.
    """
    adjusting = Plan.objects.filter(adjusts__in={each.task.plan_id for each in sayings})
    drafts = dict(adjusting.values_list("pk", "adjusts"))
    others = list(Task.objects.filter(plan__in=drafts))
    counts = Counter(_words(drafts[other.plan_id], other) for other in others)
    named = {words: other for other in others if counts[words := _words(drafts[other.plan_id], other)] == 1}
    same = [
        Saying(named[words], said, teller)
        for task, said, teller in sayings
        if (words := _words(task.plan_id, task)) in named
    ]
    tellers = {(task.pk, _pk(teller)) for task, _, teller in same}
    there = TaskProgress.objects.filter(period=period, plan__in=drafts, task__in={pk for pk, _ in tellers})
    rows = {row.task_id: row for row in there if (row.task_id, row.unit_id) in tellers}
    _write(same, rows, period, by=by, at=at)


def _words(plan: int | None, task: Task) -> tuple[int | None, str, str]:
    return plan, task.content, task.lead
