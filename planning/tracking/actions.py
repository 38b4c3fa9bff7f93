"""Writes on reporting periods and on the way of a unit's report: each is atomic and kept in the rows' history."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localtime

from planning.people.reach import units_of, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.days import can_be_meant, out_of_time
from planning.plans.periods import PeriodKind, ReportingPeriod, wrong_years
from planning.plans.programmes import Programme
from planning.tracking.filling import parts_of_reports
from planning.tracking.refusals import (
    AlreadySent,
    BlanksRemain,
    DatesDisagree,
    NotSent,
    NotTheHolder,
    NotYoursToSend,
    PeriodIsLocked,
    PeriodIsOpen,
    PeriodIsThere,
    ReasonIsMissing,
    UnitIsOfAnotherTime,
)
from planning.tracking.scopes import hold_unit, is_above, units_of_period
from planning.tracking.submissions import CLOSED, Deadline, Extension, Submission
from planning.upserts import REASON_LENGTH, delete_rows, save_rows

# From the highest level down: each is due no later than the one before it.
LEVELS = ("province", "district", "commune")
Deadlines = Mapping[str, date | None]


@transaction.atomic
def open_period(
    unit: Unit,
    programme: Programme,
    *,
    kind: PeriodKind,
    first_year: int,
    last_year: int | None = None,
    ends_on: date,
    opens_on: date,
    occasion: str = "",
    deadlines: Deadlines | None = None,
    by: User,
    at: datetime,
) -> ReportingPeriod:
    """Open a period that `unit` holds; its figures are asked on the map of `ends_on`.

    Raises NotTheHolder, UnitIsOfAnotherTime, PeriodIsThere or DatesDisagree.
    """
    _check_holder(unit, by)
    period = ReportingPeriod(unit=unit, programme=programme, kind=kind, occasion=occasion, opens_on=opens_on)
    period.first_year, period.last_year, period.ends_on = first_year, last_year or first_year, ends_on
    _check_span(period)
    _give_name(period)
    save_rows([period], [], by=by, at=at)
    return set_deadlines(period, deadlines or {}, by=by, at=at)


def _check_span(period: ReportingPeriod) -> None:
    """Raise DatesDisagree or UnitIsOfAnotherTime where the years and days of a period do not fit."""
    _check_meant(period.ends_on, period.opens_on)
    if problems := wrong_years(period.kind, period.first_year, period.last_year, period.ends_on):
        raise DatesDisagree(" ".join(problems.values()))
    if not Unit.objects.existing_on(period.ends_on).filter(pk=period.unit_id).exists():
        raise UnitIsOfAnotherTime(f"Ngày {period.ends_on:%d/%m/%Y} không thuộc thời gian tồn tại của {period.unit}.")


def _give_name(period: ReportingPeriod) -> None:
    """Name a new period; raises PeriodIsThere where the unit holds the same already."""
    # Openings of one unit come one after the other, so that each sees the names the other has given.
    list(Unit.objects.filter(pk=period.unit_id).select_for_update(no_key=True))
    span = {"kind": period.kind, "first_year": period.first_year, "last_year": period.last_year}
    others = ReportingPeriod.objects.filter(unit=period.unit_id, programme=period.programme_id, **span)
    if period.kind != PeriodKind.ADHOC and others.exists():
        raise PeriodIsThere(f"{capfirst(period.unit.full_name)} đã mở kỳ báo cáo {period.words}.")
    period.slug = _free_slug(period)


@transaction.atomic
def set_deadlines(period: ReportingPeriod, deadlines: Deadlines, *, by: User, at: datetime) -> ReportingPeriod:
    """Say by which day each level sends; a level left out keeps its day, one given None has none.

    Raises NotTheHolder, PeriodIsLocked or DatesDisagree.
    """
    _check_holder(period.unit, by)
    held = _held(period)
    known = {row.level: row for row in Deadline.objects.filter(period=held).select_for_update()}
    days = {level: row.due_on for level, row in known.items()} | {str(k): day for k, day in deadlines.items()}
    _check_days(held, days)
    gone = [known[level] for level, day in days.items() if day is None and level in known]
    delete_rows(gone, by=by, at=at)
    changed = []
    for level, day in days.items():
        row = known.get(level) or Deadline(period=held, level=level)
        if day is not None and row.due_on != day:
            row.due_on = day
            changed.append(row)
    save_rows(changed, ["due_on"], by=by, at=at)
    return held


@transaction.atomic
def lock_period(period: ReportingPeriod, *, by: User, at: datetime) -> ReportingPeriod:
    """Close a period for good: whoever is writing is waited for, and nothing is written after.

    Raises NotTheHolder or PeriodIsLocked.
    """
    _check_holder(period.unit, by)
    list(units_of_period(period).order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))
    held = _held(period)
    held.locked_at = at
    save_rows([held], ["locked_at"], by=by, at=at)
    return held


@transaction.atomic
def unlock_period(period: ReportingPeriod, *, reason: str, by: User, at: datetime) -> ReportingPeriod:
    """Open a locked period again, with the reason in its history.

    Raises NotTheHolder, ReasonIsMissing or PeriodIsOpen.
    """
    _check_holder(period.unit, by)
    reason = _said(reason, "mở khóa")
    held = ReportingPeriod.objects.with_names().select_for_update(of=("self",)).get(pk=period.pk)
    if held.locked_at is None:
        raise PeriodIsOpen("Kỳ báo cáo không khóa; không cần mở khóa.")
    held.locked_at = None
    save_rows([held], ["locked_at"], by=by, at=at, reason=reason[:REASON_LENGTH])
    return held


@transaction.atomic
def extend(period: ReportingPeriod, unit: Unit, *, due_on: date, reason: str, by: User, at: datetime) -> Extension:
    """Give one unit more time, or other time than it was given. Raises NotTheHolder, PeriodIsLocked,
    ReasonIsMissing, or DatesDisagree where the day cannot be meant or is no later than that of the unit's level.
    """
    _check_above(period, unit, by)
    reason = _said(reason, "gia hạn")
    _check_meant(due_on)
    held = _hold_report(period, unit, at)
    usual = Deadline.objects.filter(period=held, level=unit.kind).first()
    if usual is not None and due_on <= usual.due_on:
        raise DatesDisagree(f"Ngày gia hạn phải sau hạn chung là {usual.due_on:%d/%m/%Y}.")
    row = Extension.objects.filter(period=held, unit=unit).first() or Extension(period=held, unit=unit)
    row.due_on, row.reason, row.granted_by, row.granted_at = due_on, reason, by, at
    save_rows([row], ["due_on", "reason", "granted_by", "granted_at"], by=by, at=at)
    return row


@transaction.atomic
def send_report(period: ReportingPeriod, unit: Unit, *, knowingly: bool = False, by: User, at: datetime) -> Submission:
    """Send a unit's report: its figures are then closed to it until it is returned.

    An editor of a level above may send what came to it on paper; the row says who did. Raises NotYoursToSend,
    PeriodIsLocked, AlreadySent, or BlanksRemain unless the sender goes on `knowingly`.
    """
    if not units_within(by, Action.EDIT).filter(pk=unit.pk).exists():
        raise NotYoursToSend("Bạn không được gửi báo cáo của đơn vị này.")
    held = _hold_report(period, unit, at)
    row = Submission.objects.filter(period=held, unit=unit).first() or Submission(period=held, unit=unit)
    if row.pk and row.state in CLOSED:
        raise AlreadySent(f"Báo cáo đã gửi lúc {localtime(row.sent_at):%H:%M ngày %d/%m/%Y}.")
    blanks = blanks_of(held, unit)
    if blanks and not knowingly:
        raise BlanksRemain(blanks)
    row.state, row.sent_by, row.sent_at, row.note = Submission.State.SENT, by, at, ""
    told = f"Còn {sum(blanks.values())} ô chưa có số liệu" if blanks else ""
    save_rows([row], ["state", "sent_by", "sent_at", "note"], by=by, at=at, reason=told)
    return row


@transaction.atomic
def return_report(period: ReportingPeriod, unit: Unit, *, reason: str, by: User, at: datetime) -> Submission:
    """Give a report back to be put right, also one that was accepted; the unit may then write again.

    Raises NotTheHolder, PeriodIsLocked, ReasonIsMissing or NotSent.
    """
    _check_above(period, unit, by)
    return _answer(period, unit, Submission.State.RETURNED, _said(reason, "trả lại"), by, at)


@transaction.atomic
def accept_report(period: ReportingPeriod, unit: Unit, *, note: str = "", by: User, at: datetime) -> Submission:
    """Take a report as it is; nobody takes their own. Raises NotTheHolder, PeriodIsLocked or NotSent."""
    if unit.pk == period.unit_id:
        raise NotTheHolder("Đơn vị tổ chức kỳ báo cáo không tự tiếp nhận báo cáo của mình.")
    _check_above(period, unit, by)
    return _answer(period, unit, Submission.State.ACCEPTED, " ".join(note.split()), by, at)


def blanks_of(period: ReportingPeriod, unit: Unit) -> dict[str, int]:
    """How many figures of a unit's report are blank, by the names of its parts; full parts are left out."""
    counts = {part.label: part.count(period, [unit]).get(unit.pk) for part in parts_of_reports()}
    return {label: filled.blanks for label, filled in counts.items() if filled and filled.blanks}


def _answer(
    period: ReportingPeriod, unit: Unit, state: Submission.State, note: str, by: User, at: datetime
) -> Submission:
    held = _hold_report(period, unit, at)
    row = Submission.objects.filter(period=held, unit=unit, state__in=CLOSED - {state}).first()
    if row is None:
        raise NotSent("Đơn vị chưa gửi báo cáo, hoặc báo cáo đã được xử lý.")
    row.state, row.note = state, note
    save_rows([row], ["state", "note"], by=by, at=at)
    return row


def _check_holder(unit: Unit, by: User) -> None:
    """Raise NotTheHolder unless the person edits for the unit that holds the period."""
    if not units_of(by, Action.EDIT).filter(pk=unit.pk).exists():
        raise NotTheHolder("Việc này do đơn vị tổ chức kỳ báo cáo làm.")


def _check_above(period: ReportingPeriod, unit: Unit, by: User) -> None:
    """Raise NotTheHolder unless the person edits for a level above the unit, or holds the period for itself."""
    if not is_above(unit, by):
        if unit.pk != period.unit_id:
            raise NotTheHolder("Việc này do đơn vị cấp trên làm.")
        _check_holder(unit, by)


def _held(period: ReportingPeriod) -> ReportingPeriod:
    """The period's row, locked and fresh; raises PeriodIsLocked."""
    held = ReportingPeriod.objects.with_names().select_for_update(of=("self",)).get(pk=period.pk)
    if held.locked_at is not None:
        raise PeriodIsLocked("Kỳ báo cáo đã khóa.")
    return held


def _hold_report(period: ReportingPeriod, unit: Unit, at: datetime) -> ReportingPeriod:
    """The period as it stands once the unit is locked; raises PeriodIsLocked or UnitIsOfAnotherTime."""
    held = hold_unit(period, unit)
    if held.locked_at is not None:
        raise PeriodIsLocked("Kỳ báo cáo đã khóa.")
    if not held.is_open_at(localtime(at)):
        raise PeriodIsLocked(f"Kỳ báo cáo mở từ ngày {held.opens_on:%d/%m/%Y}.")
    if not units_of_period(held).filter(pk=unit.pk).exists():
        raise UnitIsOfAnotherTime(f"{capfirst(unit.full_name)} không báo cáo trong kỳ này.")
    return held


def _said(reason: str, deed: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise ReasonIsMissing(f"Cần ghi lý do {deed}.")
    return said


def _check_meant(*days: date | None) -> None:
    for day in days:
        if day is not None and not can_be_meant(day):
            raise DatesDisagree(out_of_time(day))


def _check_days(period: ReportingPeriod, days: Deadlines) -> None:
    _check_meant(*days.values())
    told = [day for level in LEVELS if (day := days.get(level)) is not None]
    if told != sorted(told, reverse=True):
        raise DatesDisagree("Hạn gửi của cấp dưới không được sau hạn của cấp trên.")
    if told and min(told) < period.opens_on:
        raise DatesDisagree(f"Hạn gửi không được trước ngày mở kỳ {period.opens_on:%d/%m/%Y}.")


def _free_slug(period: ReportingPeriod) -> str:
    """`51-half-2025`; where a former unit or another programme has it, a number is added from 2 on."""
    years = str(period.first_year)
    if period.last_year != period.first_year:
        years += f"-{period.last_year}"
    if period.kind == PeriodKind.ADHOC:
        years = f"{period.ends_on:%Y-%m-%d}"
    slug = f"{period.unit.code}-{period.kind}-{years}"
    taken = set(ReportingPeriod.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(name for name in (slug, *(f"{slug}-b{count}" for count in range(2, 1_000))) if name not in taken)
