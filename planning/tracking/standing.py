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
    """One unit's report of one period, as it stands on `today`."""

    period: ReportingPeriod
    unit: Unit
    today: date
    due_on: date | None = None
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
    def sent_on(self) -> date | None:
        """The day of the last sending that was not returned."""
        return localdate(self.submission.sent_at) if self.submission and self.is_sent else None

    @property
    def state(self) -> str:
        """In words, also of a unit that has sent nothing."""
        return str(self.submission.get_state_display()) if self.submission else NOT_SENT

    @property
    def days_left(self) -> int | None:
        """Until the deadline, 0 on its day, negative after it; None without one. A lock ends the counting."""
        if self.due_on is None:
            return None
        locked_on = localdate(self.period.locked_at) if self.period.locked_at else self.today
        return (self.due_on - (self.sent_on or min(self.today, locked_on))).days

    @property
    def days_late(self) -> int:
        """By how many days it was sent, or is not yet sent, after the deadline; 0 where it is in time."""
        return max(0, -(self.days_left or 0))

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it has not been sent."""
        return self.days_late > 0 and not self.is_sent

    @property
    def is_sent_late(self) -> bool:
        """Whether it has been sent, but after its day."""
        return self.days_late > 0 and self.is_sent

    @property
    def is_due(self) -> bool:
        """Whether it is still to be sent."""
        return not self.is_sent and self.period.locked_at is None

    @property
    def time_words(self) -> str:
        """`chậm 3 ngày`, `còn 5 ngày`, `hạn hôm nay`; nothing where there is no deadline, or it was kept."""
        if self.days_late:
            return f"chậm {self.days_late} ngày"
        if self.days_left is None or not self.is_due:
            return "đúng hạn" if self.is_sent and self.due_on else ""
        return f"còn {self.days_left} ngày" if self.days_left else "hạn hôm nay"


Pair = tuple[ReportingPeriod, Unit]


def reporting_pairs(periods: Iterable[ReportingPeriod], units: Iterable[Unit]) -> Iterator[Pair]:
    """Each unit, loaded with its parent, with the periods in which it reports, in the order of the units.

    They are held by it or by a unit above, and it exists on their last day.
    """
    held: dict[int, list[ReportingPeriod]] = {}
    for period in periods:
        held.setdefault(period.unit_id, []).append(period)
    for unit in units:
        above = (unit.parent_id, unit.parent.parent_id) if unit.parent else ()
        asking = (period for holder in (unit.pk, *above) if holder for period in held.get(holder, ()))
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
    due_on = extension.due_on if extension else usual.get((period.pk, unit.kind))
    return Standing(period, unit, today, due_on, extension, sent.get((period.pk, unit.pk)))


@dataclass(frozen=True)
class Count:
    """Of so many units, how many have sent, are overdue with it, sent it too late, had theirs returned."""

    units: int
    sent: int
    late: int
    sent_late: int
    returned: int

    @property
    def missing(self) -> int:
        return self.units - self.sent


def counted(standings: Sequence[Standing]) -> Count:
    """The sums at the head of a board."""
    return Count(
        len(standings),
        sum(each.is_sent for each in standings),
        sum(each.is_overdue for each in standings),
        sum(each.is_sent_late for each in standings),
        sum(each.is_returned for each in standings),
    )
