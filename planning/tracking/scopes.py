"""Whose report of which period an address names, who finds it, and who may enter in it or vet it."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst

from planning.people.reach import units_below, units_of, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.submissions import Submission

# `<period>__<unit's code>`, and `__<what of it>` where a table is about one indicator or form.
APART = "__"


def report_name(period: ReportingPeriod, unit: Unit, subject: str = "") -> str:
    """What an address calls a unit's report of a period."""
    return APART.join(part for part in (period.slug, unit.code, subject) if part)


def find_report(name: str, user: User) -> Scope:
    """The report `<period>__<code>[__<subject>]`; raises NoSuchScope, also where the person does not see the unit.

    `may_enter` says that the unit's own report is open to the person, `is_for_another` that it is not theirs.
    """
    slug, code, subject = [*name.split(APART, 2), "", ""][:3]
    period = ReportingPeriod.objects.visible_to(user).with_names().filter(slug=slug).first()
    if period is None:
        raise NoSuchScope(name)
    units = units_below(user).existing_on(period.ends_on).select_related("parent", "parent__parent")
    unit = units.filter(code=code).filter(pk__in=units_of_period(period).values("pk")).first()
    if unit is None:
        raise NoSuchScope(name)
    scope = _scope(period, unit, subject, closed=why_closed(period, unit, user))
    is_own = not scope.may_enter or units_of(user, Action.EDIT).filter(pk=unit.pk).exists()
    return replace(scope, is_for_another=not is_own)


def hold_report(scope: Scope, user: User) -> Scope:
    """Lock the unit until the transaction ends; raises ScopeIsNotOpen.

    The period's lock takes the same rows, so nothing is written behind it.
    """
    period = hold_unit(scope.reported, scope.unit)
    closed = why_closed(period, scope.unit, user)
    if closed and not may_vet(period, scope.unit, user):
        raise ScopeIsNotOpen(closed)
    return _scope(period, scope.unit, scope.subject, closed=closed)


def hold_unit(period: ReportingPeriod, unit: Unit) -> ReportingPeriod:
    """Lock the unit until the transaction ends, and only then read how the period stands.

    Raises ScopeIsNotOpen where the period was taken away meanwhile.
    """
    list(Unit.objects.filter(pk=unit.pk).select_for_update(no_key=True).values_list("pk", flat=True))
    held = ReportingPeriod.objects.with_names().filter(pk=period.pk).first()
    if held is None:
        raise ScopeIsNotOpen("Kỳ báo cáo đã bị xóa.")
    return held


def units_of_period(period: ReportingPeriod) -> UnitQuerySet:
    """The unit that holds the period and all below it, on the map of the period's last day."""
    below = Unit.objects.under(period.unit) | Unit.objects.filter(pk=period.unit_id)
    return below.existing_on(period.ends_on)


def units_below_in(period: ReportingPeriod, unit: Unit) -> UnitQuerySet:
    """The units below one that report in a period: who sums up their figures asks how many of these have sent."""
    return Unit.objects.under(unit).existing_on(period.ends_on)


def may_report(period: ReportingPeriod, unit: Unit, user: User, at: datetime | None = None) -> bool:
    """Whether the person may change what the unit reports: the period is open and the report not sent."""
    return not why_closed(period, unit, user, at)


def why_closed(period: ReportingPeriod, unit: Unit, user: User, at: datetime | None = None) -> str:
    """Why the person may not change what the unit reports, and what they may do; empty where they may change it."""
    if period.locked_at is not None:
        asked = f"đề nghị {period.unit.full_name} mở khóa kỳ"
        return f"Kỳ báo cáo đã khóa lúc {_moment(period.locked_at)}; cần sửa thì {asked}."
    if not period.is_open_at(timezone.localtime(at)):
        return f"Kỳ báo cáo mở nhập số liệu từ ngày {period.opens_on:%d/%m/%Y}."
    if not units_within(user, Action.EDIT).filter(pk=unit.pk).exists():
        return "Bạn chỉ xem được báo cáo của đơn vị này."
    if ended := why_no_more(unit, user, at):
        return ended
    sent = Submission.objects.sent().filter(period=period, unit=unit).first()
    return f"{_sent_words(sent)}; {_way_back(unit, user)}." if sent else ""


def why_no_more(unit: Unit, user: User, at: datetime | None = None) -> str:
    """Why a unit that is no more is not spoken for by its own people; empty for those of the units after it."""
    today = timezone.localdate(at)
    if unit.valid_to is None or unit.valid_to >= today or units_within(user, Action.EDIT, today).contains(unit):
        return ""
    after = ", ".join(step.successor.full_name for step in unit.successions_out.select_related("successor"))
    return (
        f"{capfirst(unit.full_name)} đã kết thúc hoạt động sau ngày {unit.valid_to:%d/%m/%Y}; "
        f"báo cáo kỳ này do đơn vị tiếp nhận lập thay{f' ({after})' if after else ''}."
    )


def _sent_words(sent: Submission) -> str:
    words = f"Báo cáo đã gửi lúc {_moment(sent.sent_at)}"
    return f"{words} và đã được tiếp nhận" if sent.state == Submission.State.ACCEPTED else words


def _way_back(unit: Unit, user: User) -> str:
    """Who returns the report, so that its figures can be put right."""
    if is_above(unit, user):
        return "muốn đơn vị sửa thì trả lại báo cáo ở trang báo cáo của đơn vị"
    if unit.parent is None:
        return "cần sửa thì tự lấy lại báo cáo ở trang báo cáo của đơn vị"
    return f"cần sửa thì đề nghị {unit.parent.full_name} trả lại"


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M ngày %d/%m/%Y}"


def may_vet(period: ReportingPeriod, unit: Unit, user: User, at: datetime | None = None) -> bool:
    """Whether the person may write vetted figures beside those of the unit: an editor of a level above it."""
    return period.is_open_at(timezone.localtime(at)) and is_above(unit, user)


def is_above(unit: Unit, user: User) -> bool:
    """Whether the person edits for a level above the unit."""
    return unit.parent_id is not None and units_within(user, Action.EDIT).filter(pk=unit.parent_id).exists()


def _scope(period: ReportingPeriod, unit: Unit, subject: str, *, closed: str) -> Scope:
    title, name = f"Báo cáo {period.words}, {unit.full_name}", report_name(period, unit, subject)
    return Scope(name, title, unit, not closed, period.year, period=period, subject=subject, closed=closed)
