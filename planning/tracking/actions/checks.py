"""What every deed on periods and reports asks first: who does it, if the period is open, if days can be meant."""

from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.timezone import localtime

from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.days import can_be_meant, out_of_time
from planning.plans.periods import ReportingPeriod
from planning.tracking.refusals import (
    DatesDisagree,
    NotTheHolder,
    PeriodIsLocked,
    ReasonIsMissing,
    UnitIsOfAnotherTime,
)
from planning.tracking.scopes import hold_unit, is_above, units_of_period


def check_holder(unit: Unit, by: User) -> None:
    """Raise NotTheHolder unless the person edits for the unit that holds the period."""
    if not edits_for(unit, by):
        raise NotTheHolder("Việc này do đơn vị tổ chức kỳ báo cáo làm.")


def check_above(period: ReportingPeriod, unit: Unit, by: User) -> None:
    """Raise NotTheHolder unless the person edits for a level above the unit, or holds the period for itself."""
    if not is_above(unit, by):
        if unit.pk != period.unit_id:
            raise NotTheHolder("Việc này do đơn vị cấp trên làm.")
        check_holder(unit, by)


def edits_for(unit: Unit, by: User) -> bool:
    """Whether the person edits for the unit itself, and not only for a level above it."""
    return units_of(by, Action.EDIT).filter(pk=unit.pk).exists()


def held_open(period: ReportingPeriod) -> ReportingPeriod:
    """The period's row, locked and fresh; raises PeriodIsLocked."""
    held = ReportingPeriod.objects.with_names().select_for_update(of=("self",)).filter(pk=period.pk).first()
    if held is None:
        raise PeriodIsLocked("Kỳ báo cáo đã bị xóa.")
    if held.locked_at is not None:
        raise PeriodIsLocked("Kỳ báo cáo đã khóa.")
    return held


def hold_report_open(period: ReportingPeriod, unit: Unit, at: datetime) -> ReportingPeriod:
    """The period as it stands once the unit is locked; raises PeriodIsLocked or UnitIsOfAnotherTime."""
    held = hold_unit(period, unit)
    if held.locked_at is not None:
        raise PeriodIsLocked("Kỳ báo cáo đã khóa.")
    if not held.is_open_at(localtime(at)):
        raise PeriodIsLocked(f"Kỳ báo cáo mở từ ngày {held.opens_on:%d/%m/%Y}.")
    if not units_of_period(held).filter(pk=unit.pk).exists():
        raise UnitIsOfAnotherTime(f"{capfirst(unit.full_name)} không báo cáo trong kỳ này.")
    return held


def said(words: str, what: str) -> str:
    """The words without needless blanks; raises ReasonIsMissing where there are none."""
    told = " ".join(words.split())
    if not told:
        raise ReasonIsMissing(f"Cần ghi {what}.")
    return told


def check_meant(*days: date | None) -> None:
    """Raise DatesDisagree for a day that cannot be meant."""
    for day in days:
        if day is not None and not can_be_meant(day):
            raise DatesDisagree(out_of_time(day))
