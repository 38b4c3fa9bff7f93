"""What a plan's targets should not say of one indicator: two things that cannot both be, or the wrong way."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from indicators.judging import LEVELS_DOWN, LEVELS_UP, Span, is_reduction
from indicators.models import Basis, Better, Target
from indicators.words import target_name, targets_of
from planning.formats import number
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule

PLACE, TAB = "Chỉ tiêu", "target-list"


@rule
def a_target_goes_the_good_way(reading: Reading) -> Iterator[Problem]:
    """Of what should be low nobody asks at least so much, and of what should be high no reduction: a slip, mostly."""
    for target in reading.once(targets_of):
        downward = is_reduction(target) or target.comparator in LEVELS_DOWN
        better = Better(target.indicator.better)
        if (downward and better is Better.UP) or (target.comparator in LEVELS_UP and better is Better.DOWN):
            asked = f"{better.label} mà kế hoạch đặt “{target.get_comparator_display()}”"
            words = f"Chỉ tiêu “{target.indicator}”: {asked}; đề nghị xem lại yêu cầu."
            yield Problem("target-against-its-way", PLACE, words, is_note=True, tab=TAB)


@rule
def a_level_is_what_the_reduction_leads_to(reading: Reading) -> Iterator[Problem]:
    """`giảm 2,00` from 8,77 and `xuống còn 5,00` are not the same plan."""
    of_one: dict[tuple[int, int | None], list[Target]] = defaultdict(list)
    for target in reading.once(targets_of):
        of_one[target.indicator_id, target.group_id].append(target)
    for targets in of_one.values():
        for reduction, level, reached in _at_odds(reading.plan, targets):
            words = (
                f"“{target_name(reduction)}” và “{target_name(level)}” không khớp: từ số đầu kỳ, mức giảm dẫn đến "
                f"{_span_words(reached, reduction)}"
            )
            yield Problem("level-not-the-reduction", PLACE, f"{words}.", is_note=True, tab=TAB)


def _at_odds(plan: Plan, targets: list[Target]) -> Iterator[tuple[Target, Target, Span]]:
    """A reduction and a level of the same span that no figure can both meet, and what the reduction leads to."""
    start = next((each.baseline for each in targets if each.baseline is not None), None)
    asked: Mapping[int, Span | None] = {each.pk: Span.of(each.value, each.value_to) for each in targets}
    if start is None:
        return
    for reduction in filter(is_reduction, targets):
        off = asked[reduction.pk]
        for level in targets:
            on = asked[level.pk]
            if off and on and level.comparator in LEVELS_DOWN and _of_one_span(plan, reduction):
                reached = off.below(start)
                if reached.low > on.high or reached.high < on.low:
                    yield reduction, level, reached


def _of_one_span(plan: Plan, reduction: Target) -> bool:
    """Whether a reduction is that of the plan's whole time, from its start to where a level is reached."""
    return plan.first_year == plan.last_year or reduction.basis == Basis.END


def _span_words(span: Span, target: Target) -> str:
    decimals = target.indicator.decimals
    low, high = number(span.low, decimals), number(span.high, decimals)
    return low if low == high else f"{low} - {high}"
