"""Plans that bind a unit although they were made for a smaller one of the same code: their counts are not its own."""

from collections.abc import Mapping

from django.db.models import Count

from indicators.models import AddsUp, Target
from planning.places.units import Succession
from planning.plans.plans import Plan


class Outgrown:
    """Which of the plans in force of some units, by the units' ids, were made before these took in others."""

    def __init__(self, *plans: Mapping[int, Plan]) -> None:
        inherited = {(unit, plan.pk) for each in plans for unit, plan in each.items() if plan.unit_id != unit}
        grown = Succession.objects.filter(successor__in={unit for unit, _ in inherited}).order_by()
        taken_over = dict(grown.values_list("successor").annotate(Count("predecessor", distinct=True)))
        self._plans = {(unit, plan) for unit, plan in inherited if taken_over.get(unit, 0) > 1}

    def __contains__(self, asked: tuple[int, Target]) -> bool:
        """Whether a target asks less of the unit than of its whole territory: of counts, not of rates and levels."""
        unit, target = asked
        return target.indicator.adds_up == AddsUp.SUM and (unit, target.plan_id) in self._plans
