"""The reporting periods of the sample province: opened, filled in by every app, sent, taken and locked."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from planning.places.units import Unit, UnitKind
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.sample.parts import LAST_YEAR, LATE, RETURNED, UNSENT, Sample, add_tracking, moment, officer
from planning.tracking.actions import extend, lock_period, open_period
from planning.tracking.scopes import units_of_period
from planning.tracking.submissions import Submission
from planning.tracking.suggesting import resend_day, suggested
from planning.upserts import know_sizes, save_rows

State = Submission.State
# After the merger the province asks once more in the year.
OF_A_YEAR, OF_THE_LAST = (PeriodKind.HALF, PeriodKind.YEAR), (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR)
# The days of kinds for which no regulation has any; the province gives itself as long as it takes to sum up.
OTHER_DAYS = {
    PeriodKind.NINE: {UnitKind.PROVINCE: date(LAST_YEAR, 10, 5), UnitKind.COMMUNE: date(LAST_YEAR, 9, 20)},
    PeriodKind.FINAL: {UnitKind.COMMUNE: date(LAST_YEAR + 1, 2, 20)},
}
# The periods of the last year that the province itself has not sent yet.
OPEN_ENDED = frozenset({PeriodKind.YEAR, PeriodKind.FINAL})
# Days before the deadline on which units send, how often in a hundred one is late, and by how many days.
EARLY, LATE_OF_HUNDRED, DAYS_LATE = (0, 6), 6, (1, 9)
# Every so many reports of the last year are still to be looked at.
WAITING = 5
RETURN_WORDS = "Đề nghị xem lại số người được kết nối việc làm và gửi lại (ý kiến giả định)."
EXTENSION_WORDS = "Địa bàn bị chia cắt do mưa lũ (lý do giả định)"


def make_periods(sample: Sample) -> Iterator[ReportingPeriod]:
    """Yield the periods of every year and, where the sample has them all, that of the whole programme."""
    for year in sample.years:
        for kind in OF_THE_LAST if year == LAST_YEAR else OF_A_YEAR:
            yield _period(sample, kind, year, year)
    if sample.has_all_years:
        yield _period(sample, PeriodKind.FINAL, sample.programme.first_year, LAST_YEAR)


def _period(sample: Sample, kind: PeriodKind, first_year: int, last_year: int) -> ReportingPeriod:
    period = _opened(sample, kind, first_year, last_year)
    due = {row.level: row.due_on for row in period.deadlines.all()}
    add_tracking(sample, period, at_eight(min(due.values()) - timedelta(days=7)))
    _send(sample, period, due)
    if period.year < LAST_YEAR:
        _extend_one(sample, period, due)
        lock_period(period, by=officer(sample.editor), at=moment(period.year + 1, 3))
    return period


def at_eight(day: date) -> datetime:
    """The morning of a day."""
    return make_aware(datetime.combine(day, time(8)))


def _opened(sample: Sample, kind: PeriodKind, first_year: int, last_year: int) -> ReportingPeriod:
    days = suggested(sample.province.unit.code, kind, first_year, last_year)
    deadlines = dict(days.deadlines) | {str(level): day for level, day in OTHER_DAYS.get(kind, {}).items()}
    opens_on = min(days.opens_on, *(day - timedelta(days=30) for day in deadlines.values()))
    return open_period(
        sample.province.unit,
        sample.programme,
        kind=kind,
        first_year=first_year,
        last_year=last_year,
        ends_on=days.ends_on,
        opens_on=opens_on,
        deadlines=deadlines,
        by=officer(sample.editor),
        at=at_eight(opens_on),
    )


def _send(sample: Sample, period: ReportingPeriod, due: Mapping[str, date]) -> None:
    """Write what every unit sent, and when: by the thousand, so not through the action of one report."""
    units = list(units_of_period(period).order_by("code"))
    rows = [row for number, unit in enumerate(units) if (row := _submission(sample, period, unit, number, due))]
    at = max(row.sent_at for row in rows)
    for row in rows:
        if row.state == State.RETURNED:
            row.resend_by = resend_day(due[row.unit.kind], localdate(at))
    save_rows(rows, (), by=sample.editor, at=at)
    know_sizes(Submission)


def _submission(
    sample: Sample, period: ReportingPeriod, unit: Unit, number: int, due: Mapping[str, date]
) -> Submission | None:
    """What a unit sent; None of who has not: of the whole last year the province and one commune."""
    odd = {place.unit.pk: which for which in (RETURNED, LATE, UNSENT) if (place := sample.commune(which))}
    role, is_last = odd.get(unit.pk), period.year == LAST_YEAR
    is_final = is_last and period.kind == PeriodKind.YEAR
    is_of_province = unit.pk == sample.province.unit.pk and period.kind in OPEN_ENDED
    if (is_last and is_of_province) or (is_final and role == UNSENT):
        return None
    # What the holder sends goes to the level above the province, which is not here to take it.
    is_waiting = unit.pk == period.unit_id or (is_final and number % WAITING == 0)
    state = State.SENT if is_waiting else State.ACCEPTED
    row = Submission(period=period, unit=unit, state=state, sent_by=sample.editor)
    row.sent_at = _sent_at(sample, period, due[unit.kind], number, is_late=role == LATE)
    if is_final and role == RETURNED:
        row.state, row.note = State.RETURNED, RETURN_WORDS
    return row


def _sent_at(sample: Sample, period: ReportingPeriod, due_on: date, number: int, *, is_late: bool) -> datetime:
    dice = sample.dice("sent", period.slug, number)
    if is_late or dice.randint(1, 100) <= LATE_OF_HUNDRED:
        day = due_on + timedelta(days=dice.randint(*DAYS_LATE))
    else:
        day = due_on - timedelta(days=dice.randint(*EARLY))
    return at_eight(day) + timedelta(minutes=dice.randint(0, 480))


def _extend_one(sample: Sample, period: ReportingPeriod, due: Mapping[str, date]) -> None:
    """Give the last commune of the year before the last more time, so that one extension is to be seen."""
    if period.year == LAST_YEAR - 1 and period.kind == PeriodKind.YEAR:
        unit = sample.former[-1].unit
        until, at = due[unit.kind] + timedelta(days=7), at_eight(due[unit.kind])
        extend(period, unit, due_on=until, reason=EXTENSION_WORDS, by=officer(sample.editor), at=at)
