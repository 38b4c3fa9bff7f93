"""Early warnings of reports themselves, and their days for the calendar: due, overdue, returned, twice late."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import capfirst

from planning.places.units import UnitKind, UnitQuerySet
from planning.plans.periods import PeriodKind, PeriodQuerySet, ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.tracking.calendars import DueDay, provides_dates
from planning.tracking.papers import named
from planning.tracking.standing import Standing, reporting_pairs, standings_of
from planning.tracking.submissions import Deadline, Submission
from planning.tracking.warnings import EarlyWarning, warns

SOON = timedelta(days=7)
# Periods that ended earlier say nothing of how a unit reports now.
LOOK_BACK = timedelta(days=3 * 366)
# The kinds that follow one another in every year.
RUNNING = (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR)
DUE_SOON, OVERDUE, LATE_TWICE = "Báo cáo sắp đến hạn", "Báo cáo quá hạn chưa gửi", "Hai kỳ liền gửi chậm"
RETURNED, ISSUED = "Báo cáo bị trả lại, chờ gửi lại", "Báo cáo đã ban hành nhưng chưa gửi"


@warns
def report_warnings(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """Reports of open periods that are returned, due within a week, or overdue; four queries and that of the units."""
    for each in _standings(units, ReportingPeriod.objects.open_on(today), today):
        if each.due_on is None or each.is_sent:
            continue
        if each.is_returned:
            note = each.submission.note if each.submission else ""
            yield _warning(each, RETURNED, f"báo cáo {each.period.words} {each.time_words}: {note}")
        elif each.is_overdue:
            yield _warning(each, OVERDUE, f"báo cáo {each.period.words} {each.time_words}.")
        elif each.due_on - today <= SOON:
            yield _warning(each, DUE_SOON, f"báo cáo {each.period.words} {each.time_words}.")


@warns
def issued_and_not_sent(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """Units that signed their report paper and have yet to send their figures; one query and that of the units."""
    sent = Submission.objects.sent().filter(period=OuterRef("period"), unit=OuterRef("unit"))
    open_periods = ReportingPeriod.objects.open_on(today)
    papers = Plan.objects.filter(status=Status.ISSUED, period__in=open_periods, unit__in=units.values("pk"))
    for paper in papers.exclude(Exists(sent)).with_names().order_by("unit__code", "pk"):
        if period := paper.period:
            words = f"{named(paper)} đã ban hành; bước tiếp theo là gửi báo cáo {period.words}."
            address = reverse("period-unit", args=[period.slug, paper.unit.code])
            yield EarlyWarning(paper.unit, ISSUED, words, address)


@warns
def late_twice_running(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """Units that missed the deadline in the last two periods of one holder and programme that were due."""
    recent = ReportingPeriod.objects.filter(kind__in=RUNNING, ends_on__gt=today - LOOK_BACK, opens_on__lte=today)
    known = _standings(units, recent, today)
    due = [each for each in known if each.deadline and (each.deadline < today or each.submission)]
    due.sort(key=_succession)
    for _, found in groupby(due, key=lambda each: _succession(each)[:3]):
        *_, former, last = [None, *found]
        if former and former.is_late and last.is_late:
            words = f"kỳ {former.period.words} {former.lateness}, kỳ {last.period.words} {last.lateness}."
            yield _warning(last, LATE_TWICE, words)


def _succession(each: Standing) -> tuple[int, int, int, date, str]:
    """What puts the periods of a unit one after another: holder and programme, then the day on which they were due."""
    return each.unit.pk, each.period.unit_id, each.period.programme_id, each.deadline or date.max, each.period.slug


@provides_dates
def report_dates(units: UnitQuerySet, since: date) -> Iterator[DueDay]:
    """The days by which units send, and those by which the levels below send to a unit that holds a period."""
    periods = ReportingPeriod.objects.filter(locked_at=None)
    for each in _standings(units, periods, since):
        if each.due_on and each.due_on >= since and not each.is_sent:
            again = " lại" if each.is_returned else ""
            title = f"Hạn gửi{again} báo cáo {each.period.words}, {each.unit.full_name}"
            key = f"report-{each.period.slug}-{each.unit.code}"
            yield DueDay(key, each.due_on, title, _words(each), _address(each), each.unit)
    rows = Deadline.objects.filter(period__in=periods.filter(unit__in=units), due_on__gte=since)
    for row in rows.exclude(level=UnitKind.PROVINCE).select_related("period__unit"):
        title = f"Hạn {row.get_level_display().lower()} gửi báo cáo {row.period.words}"
        address = reverse("period", args=[row.period.slug])
        key, unit = f"deadline-{row.period.slug}-{row.level}", row.period.unit
        yield DueDay(key, row.due_on, title, address=address, unit=unit)


def _standings(units: UnitQuerySet, periods: PeriodQuerySet, today: date) -> list[Standing]:
    """How units stand in those of the periods in which they report."""
    return standings_of(reporting_pairs(periods.with_names(), units.select_related("parent")), today)


def _warning(each: Standing, title: str, words: str) -> EarlyWarning:
    return EarlyWarning(each.unit, title, capfirst(words), _address(each), each.due_on)


def _address(each: Standing) -> str:
    return reverse("period-unit", args=[each.period.slug, each.unit.code])


def _words(each: Standing) -> str:
    extension = f" Đã gia hạn: {each.extension.reason}." if each.extension else ""
    returned = f" Bị trả lại: {each.submission.note}." if each.submission and each.is_returned else ""
    return f"Số liệu tính đến hết ngày {each.period.ends_on:%d/%m/%Y}.{extension}{returned}"
