"""Days proposed when a period is opened. They are proposals and no rules: whoever opens it sets their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planning.places.units import Unit, UnitKind
from planning.plans.periods import OF_SEVERAL_YEARS, PeriodKind, ReportingPeriod
from planning.tracking.submissions import Deadline

# The month and day on which the figures of a year's period end.
ENDS = {PeriodKind.HALF: (6, 30), PeriodKind.NINE: (9, 30), PeriodKind.YEAR: (12, 31)}
# Provinces report before 1 June and before 1 December (circular 10/2022/TT-BLĐTBXH, art. 4).
PROVINCE_DUE = {PeriodKind.HALF: (5, 31), PeriodKind.YEAR: (11, 30)}
# No regulation says how much earlier those below send: these are ours, until the holder has set its own once.
EARLIER = {UnitKind.DISTRICT: timedelta(days=10), UnitKind.COMMUNE: timedelta(days=20)}
OPEN_BEFORE = timedelta(days=30)
# Who has a report returned has so long to put it right, or until the deadline.
RESEND_WITHIN = timedelta(days=5)
BY_CIRCULAR = "Hạn cấp tỉnh theo Thông tư 10/2022/TT-BLĐTBXH (trước 01/6, trước 01/12); hạn cấp dưới là gợi ý."
BY_LAST = "Hạn theo kỳ cùng loại gần nhất của đơn vị."
UNKNOWN = "Chưa có hạn chung cho loại kỳ này; vui lòng tự ghi."


@dataclass(frozen=True)
class Suggestion:
    """Days to begin with; a level without a known deadline is left out. `basis` says where they come from."""

    ends_on: date
    opens_on: date
    deadlines: Mapping[str, date]
    basis: str


def suggested(code: str, kind: PeriodKind, first_year: int, last_year: int) -> Suggestion:
    """Days for a period that the unit of a code holds: those of its last one of the kind, else of the circular."""
    ends_on = _end(kind, first_year, last_year)
    deadlines, basis = _as_last_time(code, kind, ends_on), BY_LAST
    if not deadlines:
        deadlines = _by_circular(kind, ends_on)
        basis = BY_CIRCULAR if deadlines else UNKNOWN
    if not _has_districts(code, ends_on):
        deadlines.pop(UnitKind.DISTRICT, None)
    opens_on = min([ends_on, *(day - OPEN_BEFORE for day in deadlines.values())])
    return Suggestion(ends_on, opens_on, deadlines, basis)


def _end(kind: PeriodKind, first_year: int, last_year: int) -> date:
    year = (first_year + last_year) // 2 if kind == PeriodKind.MIDTERM else last_year
    if kind == PeriodKind.START:
        year = first_year
    month, day = ENDS.get(kind, (12, 31))
    return date(year, month, day)


def _as_last_time(code: str, kind: PeriodKind, ends_on: date) -> dict[str, date]:
    """The deadlines of the unit's last period of a year's kind, moved on to the year."""
    if kind in OF_SEVERAL_YEARS or kind == PeriodKind.ADHOC:
        return {}
    last = ReportingPeriod.objects.filter(unit__code=code, kind=kind, ends_on__lt=ends_on).first()
    rows = Deadline.objects.filter(period=last) if last else Deadline.objects.none()
    return {row.level: _moved(row.due_on, ends_on.year - row.period.ends_on.year) for row in rows}


def _moved(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 28."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)


def _by_circular(kind: PeriodKind, ends_on: date) -> dict[str, date]:
    if kind not in PROVINCE_DUE:
        return {}
    province = date(ends_on.year, *PROVINCE_DUE[kind])
    earlier: dict[str, date] = {level: province - days for level, days in EARLIER.items()}
    return earlier | {UnitKind.PROVINCE: province}


def _has_districts(code: str, day: date) -> bool:
    return Unit.objects.filter(parent__code=code, kind=UnitKind.DISTRICT).existing_on(day).exists()


def resend_day(deadline: date | None, returned_on: date) -> date:
    """The day proposed for a returned report to be sent again."""
    return max(deadline or date.min, returned_on + RESEND_WITHIN)
