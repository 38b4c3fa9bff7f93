"""The rows of a period's tables: the indicators asked of one unit, or the units below it for one indicator."""

from dataclasses import dataclass, replace

from django.utils import timezone

from indicators.entry.periods.columns import ABOVE, OWN
from indicators.models import Indicator
from indicators.reporting.asked import asked_of
from indicators.reporting.asked_units import asked_of_unit
from planning.documents.model import Column
from planning.people.reach import units_of, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.scopes import find_report, hold_unit, may_report, may_vet

# By the code, which nobody reads, a workbook's row is known whatever becomes of the name.
CODE = "key"
KEYS = frozenset({CODE})
INDICATORS = (
    Column(CODE, ("Mã",), "", 9),
    Column("indicator", ("Chỉ tiêu",), "", 34),
    Column("measure", ("Đơn vị tính",), "", 9),
)
UNITS = (Column("code", ("Mã",), "", 8), Column("unit", ("Đơn vị",), "", 26))


@dataclass(frozen=True)
class Line:
    """A row: a unit's figures of an indicator."""

    key: str
    labels: tuple[str, ...]
    unit: Unit
    indicator: Indicator


def find_results(name: str, user: User) -> Scope:
    """A unit's report `<period>__<code>`; raises NoSuchScope. `opens` says which of the figures the person enters."""
    scope = find_report(name, user)
    if scope.subject:
        raise NoSuchScope(name)
    return _opened(scope, scope.reported, user)


def hold_results(scope: Scope, user: User) -> Scope:
    """Lock the unit until the transaction ends; raises ScopeIsNotOpen."""
    return _still_open(_opened(scope, hold_unit(scope.reported, scope.unit), user))


def _opened(scope: Scope, period: ReportingPeriod, user: User) -> Scope:
    """A unit's own editors tell, those of the level above vet; whoever has both posts does both."""
    is_own = units_of(user, Action.EDIT).filter(pk=scope.unit.pk).exists()
    opens = OWN if is_own and may_report(period, scope.unit, user) else frozenset()
    opens |= ABOVE if may_vet(period, scope.unit, user) else frozenset()
    title = f"Kết quả chỉ tiêu {period.words}, {scope.unit.full_name}"
    return replace(scope, title=title, period=period, opens=opens, may_enter=bool(opens))


def find_vetting(name: str, user: User) -> Scope:
    """One indicator of the units below, `<period>__<code>__<indicator>`; raises NoSuchScope."""
    scope = find_report(name, user)
    indicator = next((each for each in asked_of(scope.reported) if each.code == scope.subject), None)
    if indicator is None or not vetted_units(scope).exists():
        raise NoSuchScope(name)
    title = f"Thẩm định “{indicator}” {scope.reported.words}, {scope.unit.full_name}"
    return _vetted(replace(scope, title=title), scope.reported, user)


def hold_vetting(scope: Scope, user: User) -> Scope:
    """Lock the units below, in one order, until the transaction ends; raises ScopeIsNotOpen.

    Only then is read how the period stands: whoever locks it takes these rows too, and in the same order.
    """
    list(vetted_units(scope).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    period = ReportingPeriod.objects.with_names().filter(pk=scope.reported.pk).first()
    if period is None:
        raise ScopeIsNotOpen("Kỳ báo cáo đã bị xóa.")
    return _still_open(_vetted(scope, period, user))


def _vetted(scope: Scope, period: ReportingPeriod, user: User) -> Scope:
    is_open = period.is_open_at(timezone.localtime())
    is_above = units_within(user, Action.EDIT).filter(pk=scope.unit.pk).exists()
    opens = ABOVE if is_open and is_above else frozenset()
    return replace(scope, period=period, opens=opens, may_enter=bool(opens))


def _still_open(scope: Scope) -> Scope:
    if not scope.may_enter:
        raise ScopeIsNotOpen(scope.closed)
    return scope


def vetted_units(scope: Scope) -> UnitQuerySet:
    """The units directly below the scope's, on the map of the period's last day."""
    return Unit.objects.filter(parent=scope.unit).existing_on(scope.reported.ends_on).order_by("code")


def lines_of_report(scope: Scope) -> list[Line]:
    """A row for each indicator asked."""
    return [
        Line(each.code, (each.code, each.name, each.unit_of_measure), scope.unit, each)
        for each in asked_of_unit(scope.reported, scope.unit)
    ]


def lines_of_vetting(scope: Scope) -> list[Line]:
    """A row for each unit directly below."""
    indicator = Indicator.objects.select_related("dimension").get(code=scope.subject)
    return [
        Line(str(unit.pk), (unit.code, f"{unit.prefix} {unit.name}"), unit, indicator)
        for unit in vetted_units(scope).select_related("parent")
    ]
