"""Whose report of which period an address names, who finds it, and who may enter in it or vet it."""

from datetime import datetime

from django.utils import timezone

from planning.people.reach import units_below, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.submissions import CLOSED, Submission

# `<period>__<unit's code>`, and `__<what of it>` where a table is about one indicator or form.
APART = "__"


def report_name(period: ReportingPeriod, unit: Unit, subject: str = "") -> str:
    """What an address calls a unit's report of a period."""
    return APART.join(part for part in (period.slug, unit.code, subject) if part)


def find_report(name: str, user: User) -> Scope:
    """The report `<period>__<code>[__<subject>]`; raises NoSuchScope, also where the person does not see the unit.

    `may_enter` says that the unit's own report is open to the person.
    """
    slug, code, subject = [*name.split(APART, 2), "", ""][:3]
    period = ReportingPeriod.objects.visible_to(user).with_names().filter(slug=slug).first()
    if period is None:
        raise NoSuchScope(name)
    units = units_below(user).existing_on(period.ends_on).select_related("parent", "parent__parent")
    unit = units.filter(code=code).filter(pk__in=units_of_period(period).values("pk")).first()
    if unit is None:
        raise NoSuchScope(name)
    return _scope(period, unit, subject, may_enter=may_report(period, unit, user))


def hold_report(scope: Scope, user: User) -> Scope:
    """Lock the unit until the transaction ends; raises ScopeIsNotOpen.

    The period's lock takes the same rows, so nothing is written behind it.
    """
    period = hold_unit(scope.reported, scope.unit)
    if not (may_report(period, scope.unit, user) or may_vet(period, scope.unit, user)):
        raise ScopeIsNotOpen(scope.name)
    return _scope(period, scope.unit, scope.subject, may_enter=may_report(period, scope.unit, user))


def hold_unit(period: ReportingPeriod, unit: Unit) -> ReportingPeriod:
    """Lock the unit until the transaction ends, and only then read how the period stands."""
    list(Unit.objects.filter(pk=unit.pk).select_for_update(no_key=True).values_list("pk", flat=True))
    return ReportingPeriod.objects.with_names().get(pk=period.pk)


def units_of_period(period: ReportingPeriod) -> UnitQuerySet:
    """The unit that holds the period and all below it, on the map of the period's last day."""
    below = Unit.objects.under(period.unit) | Unit.objects.filter(pk=period.unit_id)
    return below.existing_on(period.ends_on)


def may_report(period: ReportingPeriod, unit: Unit, user: User, at: datetime | None = None) -> bool:
    """Whether the person may change what the unit reports: the period is open and the report not sent."""
    if not period.is_open_at(timezone.localtime(at)):
        return False
    if Submission.objects.filter(period=period, unit=unit, state__in=CLOSED).exists():
        return False
    return units_within(user, Action.EDIT).filter(pk=unit.pk).exists()


def may_vet(period: ReportingPeriod, unit: Unit, user: User, at: datetime | None = None) -> bool:
    """Whether the person may write vetted figures beside those of the unit: an editor of a level above it."""
    return period.is_open_at(timezone.localtime(at)) and is_above(unit, user)


def is_above(unit: Unit, user: User) -> bool:
    """Whether the person edits for a level above the unit."""
    return unit.parent_id is not None and units_within(user, Action.EDIT).filter(pk=unit.parent_id).exists()


def _scope(period: ReportingPeriod, unit: Unit, subject: str, *, may_enter: bool) -> Scope:
    title = f"Báo cáo {period.words}, {unit.full_name}"
    return Scope(
        report_name(period, unit, subject), title, unit, may_enter, period.year, period=period, subject=subject
    )
