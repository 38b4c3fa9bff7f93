"""What must hold of a plan's targets, of what it assigns of them, and of what it was assigned itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from indicators.adopting.adoption import Adopted, Adoption, adoptions_of
from indicators.adopting.starting import other_starts, start_words
from indicators.assigning.assignment import assignment_of, shares_of
from indicators.assigning.comparing import Clash, Overreach, clashes_of, overreaches_of
from indicators.assigning.standing import standings_of
from indicators.models import Comparator
from indicators.words import lowered, target_name, targets_of
from planning.formats import number, rounded
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule

PLACE, TAB = "Chỉ tiêu", "target-list"
ASSIGNED, ASSIGNED_TAB = "Giao chỉ tiêu", "assignment"


@rule
def a_target_has_its_value(reading: Reading) -> Iterator[Problem]:
    """Every comparator but `phấn đấu` binds a number."""
    for target in reading.once(targets_of):
        if target.value is None and target.comparator != Comparator.STRIVE:
            yield Problem("target-without-value", PLACE, f"Chỉ tiêu “{target.indicator}”: chưa có giá trị.", tab=TAB)


@rule
def a_rate_is_within_a_hundred(reading: Reading) -> Iterator[Problem]:
    """A rate above one hundred percent is a slip of the pen."""
    for target in reading.once(targets_of):
        values = [value for value in (target.value, target.value_to) if value is not None]
        if target.indicator.unit_of_measure == "%" and any(value > 100 for value in values):
            yield Problem("rate-over-hundred", PLACE, f"Chỉ tiêu “{target.indicator}”: tỷ lệ lớn hơn 100%.", tab=TAB)


@rule
def a_plan_sets_targets(reading: Reading) -> Iterator[Problem]:
    """A plan without a target has no second appendix to sign."""
    if reading.plan.is_report or reading.plan.kind == PlanKind.ACTION:
        return
    if not reading.once(targets_of):
        yield Problem("no-targets", PLACE, "Chưa nhập chỉ tiêu nào.", tab=TAB)


@rule
def a_value_prints_as_it_is_stored(reading: Reading) -> Iterator[Problem]:
    """A value with more decimals than its indicator prints would be one number in the data, another on paper."""
    for target in reading.once(targets_of):
        values = [value for value in (target.value, target.value_to, target.baseline) if value is not None]
        if any(rounded(value, target.indicator.decimals) != value for value in values):
            words = f"Chỉ tiêu “{target.indicator}”: giá trị có nhiều chữ số thập phân hơn chỉ tiêu cho phép."
            yield Problem("value-rounded", PLACE, words, tab=TAB)


@rule
def a_target_starts_from_the_result(reading: Reading) -> Iterator[Problem]:
    """A plan may not say of a year's end something else than the results of that year do, unless somebody looks."""
    starts = reading.made(other_starts)
    for target in reading.once(targets_of):
        if (result := starts.get(target.pk)) is not None:
            words = f"Chỉ tiêu “{target_name(target)}”: {lowered(start_words(target, result))}"
            yield Problem("baseline-not-the-result", PLACE, words, is_note=True, tab=TAB)


@rule
def an_indicator_is_in_use_in_the_plans_years(reading: Reading) -> Iterator[Problem]:
    """A new circular brings new indicators; those of the old one are not planned with any more."""
    plan = reading.plan
    for target in reading.once(targets_of):
        if not target.indicator.is_valid_during(plan.first_year, plan.last_year):
            words = f"chỉ áp dụng {target.indicator.validity_words}, kế hoạch là {plan.period_words}"
            yield Problem("indicator-not-in-use", PLACE, f"Chỉ tiêu “{target.indicator}”: {words}.", tab=TAB)


@rule
def what_is_assigned_is_enough(reading: Reading) -> Iterator[Problem]:
    """The shares of the units below should come to the plan's own target, or do more than it asks."""
    for standing in standings_of(reading) if reading.once(shares_of) else ():
        if standing.is_short:
            words = f"“{target_name(standing.target)}”: tổng giao cho các đơn vị {standing.words}."
            yield Problem("assigned-short", ASSIGNED, words, is_note=True, tab=ASSIGNED_TAB)


@rule
def what_is_for_a_group_is_given_to_its_members(reading: Reading) -> Iterator[Problem]:
    """A target for some units, given to another, is a share too many or a member the group lacks."""
    if not reading.once(shares_of):
        return
    assignment = reading.made(assignment_of)
    for target in assignment.targets:
        if outside := assignment.outside(target):
            words = f"{outside[0].full_name} được giao mà không thuộc {target.group}{_and_others(outside[1:])}"
            told = f"“{target_name(target)}”: {words}."
            yield Problem("assigned-outside", ASSIGNED, told, is_note=True, tab=ASSIGNED_TAB)


@rule
def counts_of_one_unit_agree(reading: Reading) -> Iterator[Problem]:
    """One unit has one number of households, whichever target it is the denominator of."""
    alike: dict[str, list[Clash]] = defaultdict(list)
    for clash in reading.made(clashes_of) if reading.once(shares_of) else ():
        alike[clash.what].append(clash)
    for first, *others in alike.values():
        words = f"{first.words}{_and_others(others)}."
        yield Problem("assigned-counts-differ", ASSIGNED, words, is_note=True, tab=ASSIGNED_TAB)


@rule
def no_more_is_taken_off_than_there_was(reading: Reading) -> Iterator[Problem]:
    """A commune cannot bring more households out of poverty than its review counted."""
    of_target: dict[str, list[Overreach]] = defaultdict(list)
    for each in reading.made(overreaches_of) if reading.once(shares_of) else ():
        of_target[target_name(each.target)].append(each)
    for name, (first, *others) in of_target.items():
        words = f"“{name}”: {first.unit.full_name} được {first.words}{_and_others(others)}."
        yield Problem("assigned-over-review", ASSIGNED, words, is_note=True, tab=ASSIGNED_TAB)


def _and_others(others: Sequence[object]) -> str:
    return f"; và {number(len(others))} đơn vị khác" if others else ""


def _asked(adoption: Adoption) -> str:
    """`“Tỷ lệ hộ nghèo” (các huyện miền núi) giảm 1,50 điểm %`."""
    target = adoption.assigned.target
    territory = f" ({target.group})" if target.group else ""
    return f"“{target.indicator}”{territory} {adoption.assigned_words}"


@rule
def less_than_assigned_is_explained(reading: Reading) -> Iterator[Problem]:
    """A plan may ask less than the level above assigned, or leave an indicator out, only with a reason."""
    for adoption in () if reading.plan.is_report else reading.made(adoptions_of):
        told = f"Cấp trên giao {_asked(adoption)}: {adoption.words}."
        if adoption.lacks_explanation:
            words = f"{told} Đề nghị sửa chỉ tiêu hoặc giải trình."
            yield Problem("adopted-below", PLACE, words, tab=TAB)
        elif adoption.verdict is Adopted.APART or adoption.is_loose:
            kind = "adopted-loose" if adoption.is_loose else "adopted-apart"
            yield Problem(kind, PLACE, told, is_note=True, tab=TAB)
