"""Papers of levels above that have printed what a unit told: whoever changes it then is told before they do."""

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan


def printed_above(period: ReportingPeriod, unit: Unit) -> list[Plan]:
    """The reports in force on a period that levels above a unit have issued; one query, for a province none."""
    above = {unit.parent_id, unit.parent.parent_id if unit.parent else None} - {None}
    if not above:
        return []
    reports = Plan.objects.reports().filter(unit__in=above, period=period, status=Status.ISSUED)
    return list(reports.with_names().order_by("unit__code", "pk"))
