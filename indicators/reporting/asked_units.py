"""What each unit of a period is asked: what the period asks of all, what its own plan adds, or what was assigned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from indicators.models import Indicator, Target
from indicators.reporting.asked import asking, is_from_review, kinds_binding
from indicators.reporting.given import Given, given_words
from planning.places.units import Unit
from planning.plans.in_force import plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan


class AskedUnits:
    """What some units are asked for a period, read at once for all.

    A unit whose own plan is in force is asked as all are, and for what its plan has besides; one without such a plan
    for what a plan above assigned to it; and one that has neither as all are.
    """

    def __init__(self, period: ReportingPeriod, units: Collection[Unit]) -> None:
        self.period, self.all = period, asking(period)
        below = [unit for unit in units if unit.pk != period.unit_id]
        kind = kinds_binding(period)[0]
        self._own = plans_in_force(below, period.programme, kind, period.year, on=period.ends_on) if below else {}
        given = Given(period, below, {kind: self._own})
        self._given = {unit: (given.plans[kind][unit], targets) for (_, unit), targets in given.targets.items()}
        self._added = _indicators_of(self._own.values(), {each.pk for each in self.all.indicators})

    def of(self, unit: Unit) -> list[Indicator]:
        """The indicators a unit is asked, in the order of documents."""
        if given := self._given.get(unit.pk):
            return list({target.indicator_id: target.indicator for target in given[1]}.values())
        plan = self._own.get(unit.pk)
        added = self._added.get(plan.pk, []) if plan else []
        return sorted([*self.all.indicators, *added], key=_place) if added else list(self.all.indicators)

    def typed(self, unit: Unit) -> list[Indicator]:
        """Those of them whose figures the unit enters."""
        return [each for each in self.of(unit) if not is_from_review(each, self.period)]

    def words(self, unit: Unit) -> str:
        """On what it rests, in a sentence."""
        if given := self._given.get(unit.pk):
            plan = given[0]
            told = f"hỏi các chỉ tiêu {given_words(plan)} (kế hoạch {plan.period_words} của {plan.unit.full_name})"
            return f"Đơn vị chưa có kế hoạch {plan.period_words} được ban hành: {told}."
        own = self._own.get(unit.pk)
        if own and self._added.get(own.pk):
            return f"{self.all.words} Có thêm các chỉ tiêu riêng của kế hoạch đơn vị."
        return self.all.words


def _indicators_of(plans: Iterable[Plan], known: Collection[int]) -> Mapping[int, list[Indicator]]:
    """The indicators with a target in each plan (id) beside those known."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    ids = {plan.pk for plan in plans}
    targets = Target.objects.filter(plan__in=ids).exclude(indicator__in=known).with_names()
    for target in targets if ids else ():
        if target.indicator not in found[target.plan_id]:
            found[target.plan_id].append(target.indicator)
    return found


def _place(indicator: Indicator) -> tuple[int, int, str]:
    return indicator.dimension.position, indicator.position, indicator.code


def asked_of_unit(period: ReportingPeriod, unit: Unit) -> list[Indicator]:
    """The indicators one unit is asked."""
    return AskedUnits(period, [unit]).of(unit)
