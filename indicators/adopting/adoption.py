"""A plan's targets held against what the level above assigns: met, below, missing, or not to be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.adopting.assigned import Assigned, assigned_to
from indicators.judging import Span, excess, is_loose, is_reduction, is_strict, shortfall, wants_more
from indicators.models import Basis, Explanation, Target
from indicators.words import difference_words, quantity_words, targets_of
from planning.formats import number, short_date
from planning.plans.plans import Plan
from planning.plans.reading import Reading


class Adopted(StrEnum):
    """How a plan's target stands to what was assigned; BELOW and MISSING call for an explanation."""

    MET = "met"
    BELOW = "below"
    MISSING = "missing"
    APART = "apart"


@dataclass(frozen=True)
class Adoption:
    """An assigned target and what the plan adopts of it; `difference` is in the terms of what was assigned.

    It lies between the ends that ask least; `is_better` is what does more than the most that was assigned.
    """

    assigned: Assigned
    target: Target | None
    verdict: Adopted
    difference: Decimal | None = None
    explanation: str = ""
    why: str = ""
    is_better: bool = False

    @property
    def needs_explanation(self) -> bool:
        """Whether the plan asks less than was assigned."""
        return self.verdict in (Adopted.BELOW, Adopted.MISSING)

    @property
    def lacks_explanation(self) -> bool:
        """Whether it does so without a word."""
        return self.needs_explanation and not self.explanation

    @property
    def assigned_words(self) -> str:
        """`giảm 1,50 điểm %`: what was assigned."""
        return span_words(self.assigned.target, self.assigned.span)

    @property
    def plan_words(self) -> str:
        """`Kế hoạch năm 2025, tỉnh Mẫu, số 12/KH-UBND ngày 05/12/2024`: there may be two plans of a year."""
        plan = self.assigned.plan
        reference = f", số {plan.reference}" if plan.number else ""
        day = f" ngày {short_date(plan.issued_on)}" if plan.issued_on else ""
        return f"{plan}{reference}{day}"

    @property
    def adopted_words(self) -> str:
        """`xuống còn 5,57 %`, as the plan has it; empty where it has nothing."""
        target = self.target
        return span_words(target, Span.of(target.value, target.value_to)) if target else ""

    @property
    def is_loose(self) -> bool:
        """Whether the number is enough but `khoảng` or `phấn đấu` stands before it, which was not assigned so."""
        if self.target is None or self.verdict is not Adopted.MET or self.is_better:
            return False
        return is_loose(self.target) and not is_loose(self.assigned.target)

    @property
    def words(self) -> str:
        """The verdict as an officer says it."""
        match self.verdict:
            case Adopted.MISSING:
                return "kế hoạch chưa ghi mức" if self.target else "kế hoạch chưa đặt chỉ tiêu này"
            case Adopted.APART:
                return f"không so sánh trực tiếp được: {self.why}"
            case Adopted.MET:
                return f"{self._met_words}{f', nhưng chỉ ghi {self._own_comparator}' if self.is_loose else ''}"
        target = self.assigned.target
        if not self.difference:
            asked = target.get_comparator_display()
            return f"chưa bằng mức được giao (cấp trên giao “{asked}”, kế hoạch chỉ đặt {self._own_comparator})"
        return f"chưa bằng mức được giao, lệch {difference_words(abs(self.difference), target)}"

    @property
    def _met_words(self) -> str:
        if self.is_better:
            return "tốt hơn mức được giao"
        return "trong khoảng được giao" if self.difference else "bằng mức được giao"

    @property
    def _own_comparator(self) -> str:
        return f"“{self.target.get_comparator_display()}”" if self.target else ""


def span_words(target: Target, span: Span | None) -> str:
    """`giảm 1,00 - 1,50 điểm %`; a value that cannot be told is left out."""
    comparator = target.get_comparator_display()
    if span is None:
        return comparator
    start = "" if span.low == span.high else f"{number(span.low, target.indicator.decimals)} - "
    return f"{comparator} {start}{quantity_words(span.high, target)}"


def explanations_of(plan: Plan) -> dict[int, str]:
    """A plan's explanations by indicator."""
    return {each.indicator_id: each.words for each in Explanation.objects.of_plan(plan)}


def adoptions_of(reading: Reading) -> list[Adoption]:
    """Each target assigned to the plan's unit, and what the plan makes of it."""
    assigned = reading.once(assigned_to)
    explanations = reading.once(explanations_of) if assigned else {}
    targets = reading.once(targets_of) if assigned else []
    return [
        adoption_of(
            each,
            [target for target in targets if target.indicator_id == each.target.indicator_id and not target.group_id],
            reading.plan,
            explanations.get(each.target.indicator_id, ""),
        )
        for each in assigned
    ]


def adoption_of(assigned: Assigned, targets: list[Target], plan: Plan, explanation: str = "") -> Adoption:
    """What `targets`, the plan's own of the indicator, make of an assigned one: the first that can be compared."""
    bound = [target for target in targets if target.value is not None]
    if not bound:
        return Adoption(assigned, targets[0] if targets else None, Adopted.MISSING, explanation=explanation)
    if assigned.span is None:
        why = assigned.why or "cấp trên chưa ghi mức giao"
        return Adoption(assigned, bound[0], Adopted.APART, explanation=explanation, why=why)
    more, asked = wants_more(assigned.target), assigned.span
    for target in sorted(bound, key=lambda each: is_reduction(each) != is_reduction(assigned.target)):
        own = comparable(assigned, target, plan, targets)
        if own is not None:
            verdict = Adopted.BELOW if _is_less(assigned, target, shortfall(asked, own, more)) else Adopted.MET
            difference, is_better = own.weakest(more) - asked.weakest(more), excess(asked, own, more) > 0
            return Adoption(assigned, target, verdict, difference, explanation, is_better=is_better)
    why = "cần số đầu kỳ, hoặc chỉ tiêu của cùng kỳ" if _one_is_a_reduction(assigned, bound[0]) else "khác kỳ tính"
    return Adoption(assigned, bound[0], Adopted.APART, explanation=explanation, why=why)


def _is_less(assigned: Assigned, target: Target, short: Decimal) -> bool:
    """Whether the plan asks less; the very number is less where what lies beyond it was assigned (`trên 20`)."""
    return short > 0 or (short == 0 and is_strict(assigned.target) and not is_strict(target))


def _one_is_a_reduction(assigned: Assigned, target: Target) -> bool:
    return is_reduction(assigned.target) != is_reduction(target)


def comparable(assigned: Assigned, target: Target, plan: Plan, targets: Iterable[Target] = ()) -> Span | None:
    """A target in the terms of the assigned one: a level becomes a reduction, or the other way, by the baseline."""
    own = Span.of(target.value, target.value_to)
    if own is None or not of_same_time(assigned, target, plan):
        return None
    if not _one_is_a_reduction(assigned, target):
        return own
    starts = [each.baseline for each in (target, *targets) if each.baseline is not None]
    return own.below(starts[0]) if starts else None


def of_same_time(assigned: Assigned, target: Target, plan: Plan) -> bool:
    """Whether both speak of one span: a reduction a year is one for each year, a level is that of the last year."""
    above, is_one_year = assigned.plan, plan.first_year == plan.last_year
    if (above.first_year, above.last_year) == (plan.first_year, plan.last_year):
        return is_one_year or assigned.target.basis == target.basis
    if is_reduction(assigned.target):
        return is_one_year and assigned.target.basis != Basis.END
    return above.last_year == plan.last_year
