"""Early warning of money that will lapse at the year's end: payment that lags behind the year, or is not done."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from budgets.holders import unit_key
from budgets.models import Payment
from budgets.paying.cube import PaymentCube
from budgets.paying.figures import partly_told
from budgets.paying.lineage import SINGLE
from budgets.paying.pace import Watch, gone_by, watches
from budgets.paying.paid import Paid, paid_by_many
from budgets.paying.places import PERCENT_DECIMALS, ZERO, line_up
from budgets.paying.sums import Sums
from planning.formats import MoneyUnit, amount, number, short_date
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import report_name
from planning.tracking.warnings import EarlyWarning, warns

TITLE = "Vốn có nguy cơ không giải ngân hết trong năm"
# A period, and the units whose money it tells of.
_Concerned = tuple[ReportingPeriod, list[Unit]]


@dataclass(frozen=True)
class _Pace:
    """How far a year is on the day up to which payments are told, and how far they may lag behind it."""

    period: ReportingPeriod
    today: date
    watch: Watch

    @property
    def told_on(self) -> date:
        return min(self.today, self.period.ends_on)

    @property
    def ends_on(self) -> date:
        return date(self.period.year, 12, 31)

    @property
    def days_left(self) -> int:
        return (self.ends_on - self.today).days

    @property
    def gone(self) -> Decimal:
        """The percentage of the year that has gone by."""
        return gone_by(self.told_on)

    def lag(self, sums: Sums) -> Decimal | None:
        """By how many points payment is behind the year; None where it is not told."""
        return None if sums.percent is None else self.gone - sums.percent


@warns
def money_that_will_lapse(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """For each unit one warning of what it and those below it hold and are not paying fast enough.

    Payment is behind where its share is lower than that of the year gone by, by as many points as the programme's
    watch allows; in the last days of the year whatever is unspent is told.
    """
    present = {unit.pk: unit for unit in units.existing_on(today).select_related("parent")}
    watched = watches()
    for concerned in _rounds(_latest_told(present.values(), today), present.values()):
        asked = [(period, theirs[0] if len(theirs) == 1 else period.unit) for period, theirs in concerned]
        for (period, theirs), paid in zip(concerned, paid_by_many(asked), strict=True):
            pace = _Pace(period, today, watched.get(period.programme_id, Watch()))
            yield from _of_holder(pace, theirs, paid)


def _rounds(periods: Iterable[ReportingPeriod], present: Collection[Unit]) -> list[list[_Concerned]]:
    """The periods with the units they concern, those together whose money is read together: of one programme and day,
    and of holders of one kind, none of which is below another."""
    rounds: dict[tuple[int, date, str], list[_Concerned]] = {}
    for period in periods:
        units = [unit for unit in present if period.unit_id in line_up(unit)]
        rounds.setdefault((period.programme_id, period.ends_on, period.unit.kind), []).append((period, units))
    return list(rounds.values())


def _of_holder(pace: _Pace, units: Iterable[Unit], paid: Paid) -> Iterator[EarlyWarning]:
    cube_of = _cubes(paid)
    for unit in units:
        cube = cube_of(unit)
        if cube and (why := _why(pace, cube.total())):
            yield _warning(pace, unit, cube, why, paid.money)


def _latest_told(units: Iterable[Unit], today: date) -> list[ReportingPeriod]:
    """Of each holder and programme the period of this year that ends last among those that tell of payments."""
    holders = {key for unit in units for key in line_up(unit)}
    told = Payment.objects.exclude(paid=None).values("period")
    periods = ReportingPeriod.objects.filter(
        pk__in=told, unit__in=holders, kind__in=SINGLE, last_year=today.year, opens_on__lte=today
    )
    latest = {(period.unit_id, period.programme_id): period for period in periods.with_names().order_by("ends_on")}
    return list(latest.values())


def _cubes(paid: Paid) -> Callable[[Unit], PaymentCube | None]:
    """What a unit and all below it hold, if anything; the cube is parted once, however many the units."""
    of_branch = paid.cube.parts(paid.holder_of)
    of_one = paid.cube.parts(lambda place: unit_key(place.unit))

    def cube_of(unit: Unit) -> PaymentCube | None:
        if unit.pk == paid.unit.pk:
            return paid.cube
        return (of_branch if unit.pk in paid.branches else of_one).get(unit_key(unit.pk))

    return cube_of


def _why(pace: _Pace, sums: Sums) -> str:
    """What is wrong with the pace; empty where nothing is, or nothing is left or untold."""
    lag = pace.lag(sums)
    if max(sums.left or ZERO, ZERO) + (sums.untold or ZERO) <= 0:
        return ""
    if lag is not None and lag >= pace.watch.behind:
        gone = f"đã qua {number(pace.gone, PERCENT_DECIMALS)}% thời gian của năm"
        return f"{gone}, chậm {number(lag, PERCENT_DECIMALS)} điểm (ngưỡng cảnh báo {pace.watch.behind} điểm)"
    if 0 <= pace.days_left <= pace.watch.last_days:
        return f"chỉ còn {pace.days_left} ngày là hết năm"
    return ""


def _warning(pace: _Pace, unit: Unit, cube: PaymentCube, why: str, money: MoneyUnit) -> EarlyWarning:
    sums = cube.total()
    paid = "chưa có số liệu giải ngân"
    if sums.paid is not None and sums.percent is not None:
        paid = f"giải ngân {amount(sums.paid, money)}, đạt {number(sums.percent, PERCENT_DECIMALS)}%"
    of = f"{paid} trên {amount(sums.available or ZERO, money)} {money.label}"
    known = f"; {partly}" if (partly := partly_told(cube.told)) else ""
    words = f"Đến hết ngày {short_date(pace.told_on)}: {of}{known}; {why}. {' '.join(_at_stake(sums, money))}"
    address = reverse("payments", args=[report_name(pace.period, unit)])
    return EarlyWarning(unit, TITLE, words, address, pace.ends_on)


def _at_stake(sums: Sums, money: MoneyUnit) -> Iterator[str]:
    """What will lapse, and what may: of money nobody has told of it is not known."""
    if sums.left is not None and sums.left > 0:
        yield f"Còn {amount(sums.left, money)} {money.label} sẽ hết thời hạn giải ngân nếu không được chuyển nguồn."
    if sums.untold:
        yield f"Chưa biết đã giải ngân được bao nhiêu trong {amount(sums.untold, money)} {money.label}."
