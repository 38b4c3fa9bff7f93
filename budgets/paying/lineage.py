"""Whose periods tell of a unit's money: its own, and those of all whom it took over, one reform after another."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from planning.places.units import Succession, Unit
from planning.plans.periods import PeriodKind, ReportingPeriod

# The occasions of one year by which payments are told.
SINGLE = (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR)


def line_of(unit: Unit) -> frozenset[int]:
    """The unit, those that bore its code before, and all that it, or one of them, took over as a whole."""
    until = unit.valid_from or unit.valid_to or date.max
    whole = Succession.objects.filter(is_partial=False)
    same_code = Q(code=unit.code, valid_to__lt=until)
    first = Unit.objects.filter(same_code | Q(pk__in=whole.filter(successor=unit.pk).values("predecessor")))
    line, found = {unit.pk}, set(first.values_list("pk", flat=True))
    while found:
        line |= found
        found = set(whole.filter(successor__in=found).values_list("predecessor", flat=True)) - line
    return frozenset(line)


def periods_of_line(period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods of single years of the programme that its holder and those it took over held, the last one first."""
    periods = ReportingPeriod.objects.filter(
        programme=period.programme_id, unit__in=line_of(period.unit), kind__in=SINGLE
    )
    return list(periods.select_related("unit", "programme").order_by("-ends_on", "-pk"))


def side_by_side(periods: Iterable[ReportingPeriod]) -> list[ReportingPeriod]:
    """Of periods, the last one first: the last of each holder that was still there when the very last ended.

    Whoever was taken over by then is told of by the one that took it over.
    """
    last: dict[int, ReportingPeriod] = {}
    for period in periods:
        last.setdefault(period.unit_id, period)
    day = max((period.ends_on for period in last.values()), default=date.min)
    return [each for each in last.values() if each.unit.valid_to is None or each.unit.valid_to >= day]


def periods_before(period: ReportingPeriod) -> list[ReportingPeriod]:
    """The annual periods of the year before, by which money is carried over: one of each who was merged since."""
    annual = (each for each in periods_of_line(period) if each.kind == PeriodKind.YEAR)
    return side_by_side(each for each in annual if each.last_year == period.year - 1)


def not_told_by(unit: Unit, periods: Iterable[ReportingPeriod]) -> list[Unit]:
    """Whom the unit took over, and of whom none of these periods tells what the unit now has.

    Either no such period reached them, or they were split up, so that nobody knows whose their money is.
    """
    periods = list(periods)
    if not periods:
        return []
    line, holders = line_of(unit), {each.unit_id for each in periods}
    pieces = Succession.objects.filter(is_partial=True, successor__in=line).values("predecessor")
    merged = Q(pk__in=line) | Q(pk__in=pieces, valid_to__isnull=False)
    there = Unit.objects.filter(merged).existing_on(max(each.ends_on for each in periods)).select_related("parent")
    return [each for each in there if each.pk not in line or not holders & _ladder(each)]


def _ladder(unit: Unit) -> set[int | None]:
    return {unit.pk, unit.parent_id, unit.parent.parent_id if unit.parent else None} - {None}
