"""What the units below made of the targets a plan assigns: what each was given beside what its own plan sets."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.adopting.adoption import Adopted, Adoption, adoption_of, span_words
from indicators.adopting.assigned import Assigned, span_of
from indicators.assigning.assignment import Assignment, assignment_of
from indicators.models import Explanation, Target
from planning.places.units import Unit
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading

NO_PLAN = "chưa có kế hoạch"


@dataclass(frozen=True)
class Below:
    """A unit that was given a target; there is no `adoption` until it has a plan of its own of the same years."""

    unit: Unit
    assigned: Assigned
    plan: Plan | None
    adoption: Adoption | None

    @property
    def assigned_words(self) -> str:
        """What the unit was given: `giảm 1,50 điểm %`."""
        return span_words(self.assigned.target, self.assigned.span)

    @property
    def adopted_words(self) -> str:
        """What its plan asks; empty where it has none."""
        return self.adoption.adopted_words if self.adoption else ""

    @property
    def difference(self) -> Decimal | None:
        """By how much the plan differs from that."""
        return self.adoption.difference if self.adoption else None

    @property
    def explanation(self) -> str:
        """Why it asks less."""
        return self.adoption.explanation if self.adoption else ""

    @property
    def words(self) -> str:
        """The verdict, or that there is no plan yet."""
        return self.adoption.words if self.adoption else NO_PLAN

    @property
    def lacks_explanation(self) -> bool:
        """Whether the plan asks less than it was given, without a word."""
        return self.adoption is not None and self.adoption.lacks_explanation

    @property
    def needs_explanation(self) -> bool:
        """Whether the plan asks less than it was given."""
        return self.adoption is not None and self.adoption.needs_explanation


@dataclass(frozen=True)
class Taken:
    """A target and the units it was given to; who asks less stands first, without a reason before those with one."""

    target: Target
    below: tuple[Below, ...]

    @cached_property
    def _counts(self) -> Mapping[Adopted | None, int]:
        found: dict[Adopted | None, int] = defaultdict(int)
        for each in self.below:
            found[each.adoption.verdict if each.adoption else None] += 1
        return found

    @property
    def met(self) -> int:
        """How many units ask at least what they were given."""
        return self._counts[Adopted.MET]

    @property
    def less(self) -> int:
        """How many ask less."""
        return self._counts[Adopted.BELOW]

    @property
    def left_out(self) -> int:
        """How many have a plan without the target."""
        return self._counts[Adopted.MISSING]

    @property
    def apart(self) -> int:
        """How many say it in a way that is not compared."""
        return self._counts[Adopted.APART]

    @property
    def without_plan(self) -> int:
        """How many have no plan yet."""
        return self._counts[None]

    @property
    def unexplained(self) -> int:
        """How many ask less, or nothing, without a reason."""
        return sum(each.lacks_explanation for each in self.below)


def taken_below(reading: Reading, units: Collection[Unit]) -> list[Taken]:
    """What `units` made of each target the plan assigns, in a fixed number of queries."""
    assignment = reading.made(assignment_of)
    plans = _plans_of(reading.plan, units)
    own, words = _targets_of(plans.values()), _words_of(plans.values())
    return [
        Taken(target, below)
        for target in assignment.targets
        if (below := _below(assignment, target, units, _Own(plans, own, words)))
    ]


@dataclass(frozen=True)
class _Own:
    """The plans of units (ids), and by plan and indicator their targets and explanations."""

    plans: Mapping[int, Plan]
    targets: Mapping[tuple[int, int], list[Target]]
    words: Mapping[tuple[int, int], str]


def _below(assignment: Assignment, target: Target, units: Collection[Unit], own: _Own) -> tuple[Below, ...]:
    found = []
    for unit in units:
        if share := assignment.share(target, unit):
            plan = own.plans.get(unit.pk)
            assigned = Assigned(target, assignment.plan, span_of(target, share))
            found.append(Below(unit, assigned, plan, _adoption(assigned, plan, own) if plan else None))
    return tuple(sorted(found, key=lambda each: (not each.lacks_explanation, not each.needs_explanation)))


def _adoption(assigned: Assigned, plan: Plan, own: _Own) -> Adoption:
    key = plan.pk, assigned.target.indicator_id
    return adoption_of(assigned, own.targets.get(key, []), plan, own.words.get(key, ""))


def _plans_of(above: Plan, units: Collection[Unit]) -> dict[int, Plan]:
    """The plan of each unit (id) for the same years: that in force, or while there is none its draft."""
    plans = Plan.objects.plans().filter(
        programme=above.programme_id,
        kind=above.kind,
        first_year=above.first_year,
        last_year=above.last_year,
        unit__in=[unit.pk for unit in units],
    )
    in_force_last = sorted(plans, key=lambda each: (each.status == Status.ISSUED, each.version))
    return {each.unit_id: each for each in in_force_last}


def _targets_of(plans: Collection[Plan]) -> Mapping[tuple[int, int], list[Target]]:
    """Targets of the whole territory, by plan and indicator."""
    found: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in Target.objects.filter(plan__in=[plan.pk for plan in plans], group=None).with_names():
        found[target.plan_id, target.indicator_id].append(target)
    return found


def _words_of(plans: Collection[Plan]) -> Mapping[tuple[int, int], str]:
    given = Explanation.objects.filter(plan__in=[plan.pk for plan in plans])
    return {(each.plan_id, each.indicator_id): each.words for each in given}
