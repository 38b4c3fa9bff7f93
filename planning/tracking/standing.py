"""How units stand with their reports of periods: due by when, sent when, late by how many days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import CLOSED, Deadline, Extension, Submission

NOT_SENT = "Chưa gửi"


@dataclass(frozen=True)
class Standing:
    """One unit's report of one period, as it stands on `today`.

    Late is who sends for the first time after the deadline, or has sent nothing when it is past; and who was given a
    report back, after the day to send it again. All that counts late units asks here.
    """

    period: ReportingPeriod
    unit: Unit
    today: date
    deadline: date | None = None
    extension: Extension | None = None
    submission: Submission | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the report is with the level above: a returned one is not."""
        return self.submission is not None and self.submission.state in CLOSED

    @property
    def is_returned(self) -> bool:
        return self.submission is not None and self.submission.state == Submission.State.RETURNED

    @property
    def is_due(self) -> bool:
        """Whether it is still to be sent."""
        return not self.is_sent and self.period.locked_at is None

    @property
    def state(self) -> str:
        """In words, also of a unit that has sent nothing."""
        return str(self.submission.get_state_display()) if self.submission else NOT_SENT

    @property
    def due_on(self) -> date | None:
        """The day by which it is to be sent; of a returned one, by which it is to be sent again."""
        return self.submission.resend_by if self.submission and self.is_returned else self.deadline

    @property
    def days_left(self) -> int | None:
        """Until the report that is waited for is due, 0 on its day, negative after it; None where none is.

        A lock ends the counting.
        """
        if self.due_on is None or self.is_sent:
            return None
        locked_on = localdate(self.period.locked_at) if self.period.locked_at else self.today
        return (self.due_on - min(self.today, locked_on)).days

    @property
    def days_sent_late(self) -> int:
        """By how many days its first sending missed the deadline; 0 where it did not, or nothing was sent."""
        return _after(self.deadline, localdate(self.submission.first_at)) if self.submission else 0

    @property
    def days_resent_late(self) -> int:
        """By how many days it was sent again after the day given for that; 0 where it was not."""
        if self.submission is None or not self.is_sent:
            return 0
        return _after(self.submission.resend_by, localdate(self.submission.sent_at))

    @property
    def days_late(self) -> int:
        """By how many days it is not yet sent, or was sent, after its day; 0 where it is in time."""
        if self.is_sent:
            return self.days_sent_late or self.days_resent_late
        return max(0, -(self.days_left or 0))

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it has not been sent, or not again."""
        return self.days_late > 0 and not self.is_sent

    @property
    def is_sent_late(self) -> bool:
        """Whether it was first sent after the deadline, or sent again after the day given for that."""
        return self.days_sent_late > 0 or self.days_resent_late > 0

    @property
    def is_late(self) -> bool:
        return self.is_overdue or self.is_sent_late

    @property
    def lateness(self) -> str:
        """`chậm 3 ngày`, `gửi lại chậm 3 ngày`; nothing where every day was kept so far."""
        if self.days_late:
            again = "gửi lại " if self.is_returned or (self.is_sent and not self.days_sent_late) else ""
            return f"{again}chậm {self.days_late} ngày"
        return f"gửi lần đầu chậm {self.days_sent_late} ngày" if self.days_sent_late else ""

    @property
    def time_words(self) -> str:
        """`chậm 3 ngày`, `còn 5 ngày`, `hạn hôm nay`, `đúng hạn`; nothing where there is no day to keep."""
        if self.days_late:
            return self.lateness
        if self.is_sent:
            return "đúng hạn" if self.deadline else ""
        if self.days_left is None or not self.is_due:
            return ""
        return f"còn {self.days_left} ngày" if self.days_left else "hạn hôm nay"


def _after(day: date | None, done_on: date) -> int:
    return max(0, (done_on - day).days) if day else 0


Pair = tuple[ReportingPeriod, Unit]


def reporting_pairs(periods: Iterable[ReportingPeriod], units: Iterable[Unit]) -> Iterator[Pair]:
    """Each unit, loaded with its parent, with the periods in which it reports, in the order of the units.

    They are held by it or by a unit above, and it exists on their last day.
    """
    held: dict[int, list[ReportingPeriod]] = {}
    for period in periods:
        held.setdefault(period.unit_id, []).append(period)
    for unit in units:
        asking = (period for holder in (unit.pk, *_above(unit)) if holder for period in held.get(holder, ()))
        first, last = unit.valid_from or date.min, unit.valid_to or date.max
        yield from ((period, unit) for period in asking if first <= period.ends_on <= last)


def standings_of(pairs: Iterable[Pair], today: date) -> list[Standing]:
    """How each unit stands in each period, in the order given; three queries for all."""
    pairs = list(pairs)
    periods = {period.pk for period, _ in pairs}
    usual = {(row.period_id, row.level): row.due_on for row in Deadline.objects.filter(period__in=periods)}
    given = _by_unit(Extension.objects.filter(period__in=periods))
    sent = _by_unit(Submission.objects.filter(period__in=periods).select_related("sent_by"))
    return [_standing(pair, today, usual, given, sent) for pair in pairs]


def standing_of(period: ReportingPeriod, unit: Unit, today: date) -> Standing:
    """How one unit stands."""
    return standings_of([(period, unit)], today)[0]


def _by_unit(rows: Iterable) -> dict[tuple[int, int], object]:
    return {(row.period_id, row.unit_id): row for row in rows}


def _standing(pair: Pair, today: date, usual: dict, given: dict, sent: dict) -> Standing:
    period, unit = pair
    extension = given.get((period.pk, unit.pk))
    deadline = extension.due_on if extension else usual.get((period.pk, unit.kind))
    return Standing(period, unit, today, deadline, extension, sent.get((period.pk, unit.pk)))


@dataclass(frozen=True)
class Count:
    """Of so many units, how many have sent, are overdue with it, sent it too late, are to send it again."""

    units: int
    sent: int
    late: int
    sent_late: int
    returned: int

    @property
    def missing(self) -> int:
        return self.units - self.sent


def of_those_below(standings: Sequence[Standing]) -> list[Standing]:
    """Those of units below another that is there too: whoever looks down counts these, and not their own report.

    Where none lies below another, all count.
    """
    there = {each.unit.pk for each in standings}
    below = [each for each in standings if not there.isdisjoint(_above(each.unit))]
    return below or list(standings)


def _above(unit: Unit) -> tuple[int | None, ...]:
    return (unit.parent_id, unit.parent.parent_id) if unit.parent else ()


def counted(standings: Sequence[Standing]) -> Count:
    """The sums wherever units are counted by how they stand."""
    return Count(
        len(standings),
        sum(each.is_sent for each in standings),
        sum(each.is_overdue for each in standings),
        sum(each.is_sent_late for each in standings),
        sum(each.is_returned for each in standings),
    )
