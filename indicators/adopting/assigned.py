"""What the plans in force of the levels above assign to a plan's unit, or to the units it took over."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from indicators.assigning.assignment import Share, sums_of
from indicators.assigning.together import cannot_words, figure_of
from indicators.judging import Span
from indicators.models import AssignedTarget, Target
from indicators.results.points import Part, added
from planning.formats import rounded
from planning.places.restating import Ways, ways_into
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.territory import map_day


@dataclass(frozen=True)
class Assigned:
    """A target of a plan above, as it falls to this unit; without a `span` it cannot be told, and `why` says so."""

    target: Target
    plan: Plan
    span: Span | None
    why: str = ""


def assigned_to(plan: Plan) -> list[Assigned]:
    """What is assigned for the plan's years, in the order of the document; of each indicator from one plan above.

    That is the plan of the narrowest period, and among equals the one that names the unit itself.
    """
    shares = list(_shares(plan))
    if not shares:
        return []
    ways = ways_into([plan.unit_id])
    by_plan: dict[tuple[int, int], list[AssignedTarget]] = defaultdict(list)
    for share in shares:
        by_plan[share.target.indicator_id, share.plan_id].append(share)
    best: dict[int, list[AssignedTarget]] = {}
    for (indicator, _), found in sorted(by_plan.items(), key=lambda item: _rank(plan, item[1])):
        best.setdefault(indicator, found)
    day = map_day(plan)
    chosen = [fallen_to(plan.unit_id, day, each, ways) for found in best.values() for each in _by_target(plan, found)]
    return sorted(chosen, key=_place)


def _shares(plan: Plan) -> Iterator[AssignedTarget]:
    ours = Q(unit=plan.unit) | Q(unit__successions_out__successor=plan.unit)
    covering = Q(
        plan__status=Status.ISSUED,
        plan__programme=plan.programme_id,
        plan__first_year__lte=plan.first_year,
        plan__last_year__gte=plan.last_year,
    )
    names = ("unit", "plan__unit", "target__indicator__dimension", "target__group")
    yield from AssignedTarget.objects.filter(ours, covering).select_related(*names)


def _rank(plan: Plan, shares: Sequence[AssignedTarget]) -> tuple[int, bool, int]:
    above = shares[0].plan
    is_ours = any(share.unit_id == plan.unit_id for share in shares)
    return above.last_year - above.first_year, not is_ours, -above.pk


def _by_target(plan: Plan, shares: Sequence[AssignedTarget]) -> list[list[AssignedTarget]]:
    """The shares of each target: the unit's own, or where it has none those of the units it took over."""
    found: dict[int, list[AssignedTarget]] = defaultdict(list)
    for share in shares:
        found[share.target_id].append(share)
    return [[each for each in group if each.unit_id == plan.unit_id] or group for group in found.values()]


def _place(assigned: Assigned) -> tuple[int, int, str, int]:
    indicator = assigned.target.indicator
    return indicator.dimension.position, indicator.position, indicator.code, assigned.target.pk


def fallen_to(unit: int, day: date, shares: Sequence[AssignedTarget], ways: Ways) -> Assigned:
    """What falls of a target to a unit (id) on the map of a day: its own share, or what its predecessors' come to.

    Of a range that is put together it is the low end.
    """
    first = shares[0]
    target, steps = first.target, ways.into[unit]
    if first.unit_id == unit or (len(steps) == 1 and not steps[0].is_partial):
        return Assigned(target, first.plan, span_of(target, first))
    into = frozenset({unit})
    parts = [
        Part(share.unit, sums_of(target, share), 1, ways.destinations(share.unit_id, day), into) for share in shares
    ]
    if why := _why_not(parts, len(steps)):
        return Assigned(target, first.plan, None, why)
    sums = added(parts)
    figure = figure_of(target, sums)
    if figure is None:
        return Assigned(target, first.plan, None, cannot_words(target, sums.lacking))
    return Assigned(target, first.plan, Span.of(rounded(figure, target.indicator.decimals), None))


def _why_not(parts: list[Part], predecessors: int) -> str:
    """Why the shares of units of the past do not tell what falls to this one; empty where they do."""
    if any(part.share is None for part in parts):
        return "chỉ tiêu giao cho đơn vị cũ đã chia tách, không chia được"
    if len(parts) < predecessors:
        return f"mới giao cho {len(parts)} trong {predecessors} đơn vị cũ"
    return ""


def span_of(target: Target, share: AssignedTarget | Share) -> Span | None:
    """What a unit is given of a target: the range or value entered, or the rate of its counts as it prints."""
    figure = share.figure
    if figure is None:
        return None
    if share.has_counts:
        return Span.of(rounded(figure, target.indicator.decimals), None)
    return Span.of(figure, share.value_to)
