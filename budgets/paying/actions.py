"""Payments written: the database, not this code, refuses more than was given."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from budgets.models import Payment
from budgets.models.payments import TOLD
from budgets.paying.holdings import holdings_of
from budgets.paying.limits import Fault, faults_of, words_of
from budgets.paying.places import ZERO, Place, Told
from budgets.paying.purses import plans_of
from budgets.paying.rounds import round_of
from budgets.paying.sums import Sums
from budgets.paying.telling import carried_over, rows_of, sums_at, told_of
from planning.formats import MoneyUnit
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.in_force import plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.tracking.refusals import PeriodIsLocked
from planning.upserts import delete_rows, save_rows

FIELDS = ("given", *TOLD)
GONE = "Khoản này không có trong kế hoạch của đơn vị."
REFUSED = "Số liệu vượt số được giao, hoặc người khác vừa ghi khoản này. Vui lòng tải lại trang."


class PaymentsRefused(ValueError):
    """What was told contradicts what was given; `faults` says by place and field why. Nothing is written."""

    def __init__(self, faults: Mapping[Fault, str]) -> None:
        super().__init__("; ".join(sorted(set(faults.values()))))
        self.faults = faults


@transaction.atomic
def store_payments(
    period: ReportingPeriod,
    values: Mapping[Place, Told | None],
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Store with history what holders tell of their money; None, or nothing told, takes it back.

    What was given is read from the plans anew, with these held, and kept beside; so is what last year's report says
    is carried over. Raises PaymentsRefused with all faults at once, PeriodIsLocked.
    """
    if not values:
        return
    units = _hold(period, {place.unit for place in values})
    known = _known(period, units, values)
    if faults := faults_of(known, values):
        raise PaymentsRefused(words_of(faults, period.programme, _unit_of_money(period, units)))
    try:
        with transaction.atomic():
            _write(period, units, values, known, by, at, reason)
    except IntegrityError as refusal:
        raise PaymentsRefused(dict.fromkeys(((place, "paid") for place in values), REFUSED)) from refusal


def _write(
    period: ReportingPeriod,
    units: list[Unit],
    values: Mapping[Place, Told | None],
    known: Mapping[Place, Sums],
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    rows = rows_of(period, units)
    removed = [rows[place] for place, told in values.items() if place in rows and _is_blank(told)]
    changed = [_row(period, place, told, known[place], rows) for place, told in values.items() if not _is_blank(told)]
    delete_rows(removed, by=by, at=at, reason=reason)
    save_rows(changed, FIELDS, by=by, at=at, reason=reason)


def _is_blank(told: Told | None) -> bool:
    return told is None or told.is_blank


def _hold(period: ReportingPeriod, keys: Iterable[int]) -> list[Unit]:
    """Lock the units, as the lock of a period does; raises PeriodIsLocked."""
    units = list(Unit.objects.filter(pk__in=set(keys)).order_by("pk").select_for_update(no_key=True))
    if ReportingPeriod.objects.filter(pk=period.pk).exclude(locked_at=None).exists():
        raise PeriodIsLocked("Kỳ báo cáo đã khóa.")
    return units


def _known(period: ReportingPeriod, units: list[Unit], values: Iterable[Place]) -> dict[Place, Sums]:
    """What is given and carried over at each place, the plans it is read from held; PaymentsRefused for no place."""
    asked = round_of(period, units[0] if len(units) == 1 else period.unit)
    plans = sorted({plan.pk for of_unit in plans_of(asked).values() for plan in of_unit})
    list(Plan.objects.filter(pk__in=plans).order_by("pk").select_for_update(no_key=True, of=("self",)).values("pk"))
    known = sums_at(holdings_of(asked).amounts, {}, carried_over(asked))
    gone = [place for place in values if place not in known]
    stored = told_of(asked) if gone else {}
    if faults := {(place, "paid"): GONE for place in gone if place not in stored}:
        raise PaymentsRefused(faults)
    return known | {place: Sums() for place in gone}


def _row(
    period: ReportingPeriod, place: Place, told: Told | None, known: Sums, rows: Mapping[Place, Payment]
) -> Payment:
    component, source, nature = place.line
    row = rows.get(place) or Payment(
        period=period,
        unit_id=place.unit,
        agency_id=place.agency,
        component_id=component,
        source_id=source,
        nature=nature,
    )
    for name in TOLD:
        setattr(row, name, getattr(told, name))
    row.given = known.given or ZERO
    if known.carried_in is not None:
        row.carried_in = known.carried_in
    return row


def _unit_of_money(period: ReportingPeriod, units: list[Unit]) -> MoneyUnit:
    """The unit in which amounts of some units are shown: that of the first plan in force among them."""
    plans = plans_in_force(units, period.programme, PlanKind.ANNUAL, period.year)
    found = (plans[unit.pk].unit_of_money for unit in units if unit.pk in plans)
    return next(found, MoneyUnit.MILLION)
