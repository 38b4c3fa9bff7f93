"""Writes that take over what the level above assigned."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from indicators.adopting.adoption import Adopted, Adoption, adoptions_of, of_same_time
from indicators.adopting.assigned import Assigned
from indicators.models import Basis, Target
from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.upserts import save_rows


@transaction.atomic
def adopt_assigned(plan: Plan, *, by: User, at: datetime) -> int:
    """Set each target that was assigned and the plan has not, as it was assigned; how many those are.

    What the plan leaves out with a reason stays out. Raises PlanIsNotOpen.
    """
    held = hold_open(plan, by=by)
    targets = [_as_assigned(each.assigned, held) for each in adoptable(adoptions_of(Reading(held)), held)]
    save_rows(targets, (), by=by, at=at)
    return len(targets)


def adoptable(adoptions: Iterable[Adoption], plan: Plan) -> list[Adoption]:
    """What can be set as it was assigned: once for an indicator and comparator, that of all before a group's."""
    found: dict[tuple[int, str], Adoption] = {}
    for each in sorted(adoptions, key=lambda each: each.assigned.target.group_id is not None):
        above = each.assigned.target
        is_left_out = each.verdict is Adopted.MISSING and each.target is None and not each.explanation
        if is_left_out and each.assigned.span and of_same_time(each.assigned, _as_assigned(each.assigned, plan), plan):
            found.setdefault((above.indicator_id, above.comparator), each)
    return list(found.values())


def _as_assigned(assigned: Assigned, plan: Plan) -> Target:
    """The assigned target as one of the plan; an average of several years is what one year has to bring."""
    above, span = assigned.target, assigned.span
    is_one_year = plan.first_year == plan.last_year and assigned.plan.first_year != assigned.plan.last_year
    return Target(
        plan=plan,
        indicator=above.indicator,
        comparator=above.comparator,
        value=span.low if span else None,
        value_to=span.high if span and span.high != span.low else None,
        basis=Basis.YEAR if is_one_year and above.basis == Basis.AVERAGE else above.basis,
    )
