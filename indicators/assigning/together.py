"""What the shares of some units come to together, and what is to be said while some of the units have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.assigning.assignment import Assignment
from indicators.models import AddsUp, Target
from indicators.models.results import rate_of
from indicators.results.adding import Sums
from indicators.words import target_name
from planning.formats import number, rounded
from planning.places.units import Unit
from planning.plans.plans import Plan

DOES_NOT_ADD = "chỉ tiêu không tổng hợp từ đơn vị cấp dưới"
SUM_OF_UNITS = "Cộng các đơn vị"


def own_words(plan: Plan) -> str:
    """`Kế hoạch của tỉnh`: the row of what the plan itself asks, beside the sum of what it assigns."""
    return f"Kế hoạch của {plan.unit.level_word}"


@dataclass(frozen=True)
class Together:
    """The shares of a target in some units; `of` is how many of these should have one.

    The rate of a few units, and the counts behind it, are no figures of all: they stand only when all have theirs.
    A plain sum stands meanwhile, marked as that of a few.
    """

    target: Target
    sums: Sums
    of: int

    @property
    def is_partial(self) -> bool:
        """Whether some units have a share and others not yet."""
        return 0 < self.sums.units < self.of

    @property
    def has_total(self) -> bool:
        """Whether what stands below may be written as one figure."""
        is_rate = self.target.indicator.adds_up == AddsUp.RATIO
        return not (is_rate and (self.is_partial or self.sums.lacking))

    @property
    def figure(self) -> Decimal | None:
        """The sum, or the rate of the summed counts."""
        return figure_of(self.target, self.sums) if self.has_total else None

    @property
    def extent(self) -> str:
        """`mới giao 1/24 đơn vị`; empty while nothing is assigned, and when all of it is."""
        return f"mới giao {number(self.sums.units)}/{number(self.of)} đơn vị" if self.is_partial else ""

    @property
    def warning(self) -> str:
        """What stands beside the sum; empty where it is whole, or where there is nothing to add."""
        if self.target.indicator.adds_up == AddsUp.NOT:
            return ""
        cannot = f"không cộng được: {cannot_words(self.target, self.sums.lacking)}" if self.sums.lacking else ""
        words = "; ".join(filter(None, (self.extent, cannot)))
        return f"{words[:1].upper()}{words[1:]}." if words else ""


def together_of(assignment: Assignment, target: Target, units: Iterable[Unit]) -> Together:
    """What the shares in `units` come to."""
    concerned = assignment.concerned(target, units)
    return Together(target, assignment.sums(target, concerned), len(concerned))


def partial_words(assignment: Assignment, targets: Iterable[Target]) -> str:
    """The targets that only some units have been given yet, as a note below a table; empty where there are none."""
    together = ((target, together_of(assignment, target, assignment.units)) for target in targets)
    told = [f"“{target_name(target)}” {each.extent}" for target, each in together if each.extent]
    return f"Số cộng chưa đủ các đơn vị: {'; '.join(told)}." if told else ""


def cannot_words(target: Target, lacking: int) -> str:
    """Why shares cannot be put together: a rate needs the counts it is worked out from."""
    if target.indicator.adds_up == AddsUp.NOT:
        return DOES_NOT_ADD
    return f"thiếu số đếm của {lacking} đơn vị"


def figure_of(target: Target, sums: Sums) -> Decimal | None:
    """What shares come to: the sum, or the rate of the summed counts to the indicator's decimals."""
    if sums.lacking or not sums.units:
        return None
    if target.indicator.adds_up == AddsUp.RATIO:
        rate = rate_of(sums.numerator, sums.denominator)
        return None if rate is None else rounded(rate, target.indicator.decimals)
    return sums.value
