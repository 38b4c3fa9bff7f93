"""The map of the country a plan is made for, and the units directly below its own on that map."""

from datetime import date

from planning.places.units import Unit, UnitQuerySet
from planning.plans.plans import Plan


def map_day(plan: Plan) -> date:
    """The last day of the plan's years on which its unit exists: that day's map is the plan's.

    So a plan of 2025 of a province that ended on 30/6/2025 has the districts of that day, and the plan of its
    successor for the same year has the communes of 31/12/2025. A province that no reform ended has the districts
    in what it issued before them, the communes in what it issued since: its day is that of issue, within its years.
    """
    last = date(plan.last_year, 12, 31)
    if plan.unit.valid_to or plan.issued_on is None:
        return min(last, plan.unit.valid_to or last)
    first = max(date(plan.first_year, 1, 1), plan.unit.valid_from or date.min)
    return min(max(plan.issued_on, first), last)


def directly_below(plan: Plan) -> UnitQuerySet:
    """The units directly below the plan's: a province's districts until 30/6/2025, its communes since."""
    return Unit.objects.filter(parent=plan.unit).existing_on(map_day(plan))
