"""The report papers of a period: which unit has issued its own, which is still drafting it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from planning.formats import short_date
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan


def issued_in(period: ReportingPeriod, units: Collection[Unit]) -> Mapping[int, tuple[Plan, ...]]:
    """The reports in force of some units for a period, by the ids of the units; one query."""
    found: defaultdict[int, tuple[Plan, ...]] = defaultdict(tuple)
    reports = Plan.objects.filter(period=period, status=Status.ISSUED, unit__in=[unit.pk for unit in units])
    for report in reports.order_by("kind"):
        found[report.unit_id] += (report,)
    return found


def draft_in(period: ReportingPeriod, unit: Unit) -> Plan | None:
    """The report a unit is drafting for a period, of which it is told before it sends; None where there is none."""
    return Plan.objects.filter(period=period, unit=unit, status=Status.DRAFT).order_by("kind", "pk").first()


def named(report: Plan) -> str:
    """`Báo cáo giám sát số 12/BC-UBND ngày 02/12/2025`."""
    day = f" ngày {short_date(report.issued_on)}" if report.issued_on else ""
    return f"{report.get_kind_display()} số {report.reference}{day}"
