"""A province with as many communes as wanted, its plan, its period, and what they have told. All is invented."""

from datetime import UTC, datetime
from decimal import Decimal

from indicators.models import Target
from planning.places.units import Unit, UnitKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.text.templates import write_text
from planning.tracking.submissions import Submission
from tests.conftest import FIRST_DAY, make_plan, make_unit
from tests.indicators.reporting import make_period, reported, tell

SENT_AT = datetime(2025, 12, 1, 8, tzinfo=UTC)
STATES = ("sent", "accepted", "returned", None)


def make_province(count, programme, fund, indicator):
    """The province 90 with `count` communes; the first has told a zero, every fifth nothing."""
    province = make_unit("90", "Tỉnh", "Thử", UnitKind.PROVINCE, valid_from=FIRST_DAY)
    rate = indicator("ty-le", "Tỷ lệ hộ nghèo", better="down", adds_up="ratio")
    plan = make_plan(province, programme, "90-annual-2025")
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value="5.57")
    fund(plan, "DA1", "central", "recurrent", 300_000_000)
    fund(plan, "DA2", "local", "recurrent", 100_000_000)
    write_text(plan)
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    period = make_period(province, programme)
    add_communes(province, range(count), period, rate)
    return province


def add_communes(province, numbers, period, rate):
    """Communes with their places, figures and reports."""
    communes = [
        make_unit(
            f"9{number:04}", "Xã", f"Thử {number}", UnitKind.COMMUNE, province, valid_from=FIRST_DAY,
            longitude=Decimal(108) + Decimal(number % 13) / 10, latitude=Decimal(15) + Decimal(number // 13) / 10,
        )
        for number in numbers
    ]  # fmt: skip
    told = [(number, unit) for number, unit in zip(numbers, communes, strict=True) if number % 5 != 4]
    tell(period, rate, {unit: reported(str(number * 3 % 200), "1000") for number, unit in told})
    Submission.objects.bulk_create(
        Submission(period=period, unit=unit, state=STATES[number % 4], sent_at=SENT_AT, resend_by=period.ends_on)
        for number, unit in zip(numbers, communes, strict=True)
        if STATES[number % 4]
    )
    Unit.objects.filter(pk__in=[unit.pk for unit in communes[3:4]]).update(latitude=None, longitude=None)
