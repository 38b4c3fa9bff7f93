"""Writes on reporting periods: opened, given deadlines, locked, unlocked, taken away; kept in the history of rows."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.text import capfirst

from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import PeriodKind, ReportingPeriod, wrong_years
from planning.plans.programmes import Programme
from planning.tracking.actions.checks import check_holder, check_meant, held_open, said
from planning.tracking.mistaken import what_holds
from planning.tracking.refusals import DatesDisagree, PeriodIsInUse, PeriodIsOpen, PeriodIsThere, UnitIsOfAnotherTime
from planning.tracking.scopes import units_of_period
from planning.tracking.submissions import Deadline, Extension
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
    check_holder(unit, by)
    period = ReportingPeriod(unit=unit, programme=programme, kind=kind, occasion=occasion, opens_on=opens_on)
    period.first_year, period.last_year, period.ends_on = first_year, last_year or first_year, ends_on
    _check_span(period)
    _give_name(period)
    save_rows([period], [], by=by, at=at)
    return set_deadlines(period, deadlines or {}, by=by, at=at)


def _check_span(period: ReportingPeriod) -> None:
    """Raise DatesDisagree or UnitIsOfAnotherTime where the years and days of a period do not fit."""
    check_meant(period.ends_on, period.opens_on)
    if problems := wrong_years(
        period.kind, period.first_year, period.last_year, period.ends_on, programme=period.programme
    ):
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

    The holder does not put off its own day: more time is given to it. Raises NotTheHolder, PeriodIsLocked or
    DatesDisagree.
    """
    check_holder(period.unit, by)
    held = held_open(period)
    known = {row.level: row for row in Deadline.objects.filter(period=held).select_for_update()}
    days = {level: row.due_on for level, row in known.items()} | {str(k): day for k, day in deadlines.items()}
    _check_days(held, days)
    _check_own(held, known.get(held.unit.kind), days.get(held.unit.kind))
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
    check_holder(period.unit, by)
    list(units_of_period(period).order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))
    held = held_open(period)
    held.locked_at = at
    save_rows([held], ["locked_at"], by=by, at=at)
    return held


@transaction.atomic
def delete_period(period: ReportingPeriod, *, reason: str, by: User, at: datetime) -> None:
    """Take away a period opened by mistake, with its deadlines; what it was stays in the history, with the reason.

    Raises NotTheHolder, ReasonIsMissing, PeriodIsLocked, or PeriodIsInUse where anything hangs on it.
    """
    check_holder(period.unit, by)
    reason = said(reason, "lý do xóa kỳ")[:REASON_LENGTH]
    # Whoever is writing holds the row of their unit, and is waited for.
    list(units_of_period(period).order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))
    held = held_open(period)
    if holding := what_holds(held):
        raise PeriodIsInUse(f"Không xóa được: kỳ này đã có {', '.join(holding)}.")
    for model in (Deadline, Extension):
        delete_rows(list(model.objects.filter(period=held)), by=by, at=at, reason=reason)
    delete_rows([held], by=by, at=at, reason=reason)


@transaction.atomic
def unlock_period(period: ReportingPeriod, *, reason: str, by: User, at: datetime) -> ReportingPeriod:
    """Open a locked period again, with the reason in its history.

    Raises NotTheHolder, ReasonIsMissing or PeriodIsOpen.
    """
    check_holder(period.unit, by)
    reason = said(reason, "lý do mở khóa")
    held = ReportingPeriod.objects.with_names().select_for_update(of=("self",)).get(pk=period.pk)
    if held.locked_at is None:
        raise PeriodIsOpen("Kỳ báo cáo không khóa; không cần mở khóa.")
    held.locked_at = None
    save_rows([held], ["locked_at"], by=by, at=at, reason=reason[:REASON_LENGTH])
    return held


def _check_days(period: ReportingPeriod, days: Deadlines) -> None:
    check_meant(*days.values())
    told = [day for level in LEVELS if (day := days.get(level)) is not None]
    if told != sorted(told, reverse=True):
        raise DatesDisagree("Hạn gửi của cấp dưới không được sau hạn của cấp trên.")
    if told and min(told) < period.opens_on:
        raise DatesDisagree(f"Hạn gửi không được trước ngày mở kỳ {period.opens_on:%d/%m/%Y}.")


def _check_own(period: ReportingPeriod, known: Deadline | None, day: date | None) -> None:
    if known is not None and (day is None or day > known.due_on):
        raise DatesDisagree(
            f"{capfirst(period.unit.full_name)} không tự lùi hạn của mình ({known.due_on:%d/%m/%Y}); "
            "nếu được cấp trên cho thêm thời gian thì ghi gia hạn ở trang báo cáo của đơn vị."
        )


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
