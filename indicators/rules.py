"""What must hold of a plan's targets."""

from collections.abc import Iterator

from indicators.figures import targets_of
from indicators.models import Comparator
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule

PLACE = "Chỉ tiêu"


@rule
def a_target_has_its_value(reading: Reading) -> Iterator[Problem]:
    """Every comparator but `phấn đấu` binds a number."""
    for target in reading.once(targets_of):
        if target.value is None and target.comparator != Comparator.STRIVE:
            yield Problem("target-without-value", PLACE, f"Chỉ tiêu “{target.indicator}”: chưa có giá trị.")


@rule
def a_rate_is_within_a_hundred(reading: Reading) -> Iterator[Problem]:
    """A rate above one hundred percent is a slip of the pen."""
    for target in reading.once(targets_of):
        values = [value for value in (target.value, target.value_to) if value is not None]
        if target.indicator.unit_of_measure == "%" and any(value > 100 for value in values):
            yield Problem("rate-over-hundred", PLACE, f"Chỉ tiêu “{target.indicator}”: tỷ lệ lớn hơn 100%.")


@rule
def a_plan_sets_targets(reading: Reading) -> Iterator[Problem]:
    """A plan without a target has no second appendix to sign."""
    if reading.plan.kind != PlanKind.ACTION and not reading.once(targets_of):
        yield Problem("no-targets", PLACE, "Chưa nhập chỉ tiêu nào.")


@rule
def a_value_prints_as_it_is_stored(reading: Reading) -> Iterator[Problem]:
    """A value with more decimals than its indicator prints would be one number in the data, another on paper."""
    for target in reading.once(targets_of):
        values = [value for value in (target.value, target.value_to) if value is not None]
        if any(round(value, target.indicator.decimals) != value for value in values):
            words = f"Chỉ tiêu “{target.indicator}”: giá trị có nhiều chữ số thập phân hơn chỉ tiêu cho phép."
            yield Problem("value-rounded", PLACE, words)
