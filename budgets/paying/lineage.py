"""Whose periods tell of a unit's money: its own, and those of all whom it took over, one reform after another."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q

from budgets.paying.places import line_up
from planning.places.units import Succession, Unit
from planning.plans.periods import PeriodKind, ReportingPeriod

# The occasions of one year by which payments are told.
SINGLE = (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR)


def line_of(unit: Unit) -> frozenset[int]:
    """The unit, those that bore its code before, and all that it, or one of them, took over as a whole."""
    return lines_of([unit])[unit.pk]


def lines_of(units: Collection[Unit]) -> dict[int, frozenset[int]]:
    """The same of several units, by their ids: as many queries as there were reforms one after another."""
    former = Unit.objects.filter(code__in={unit.code for unit in units}).exclude(valid_to=None)
    ended = list(former.values_list("pk", "code", "valid_to"))
    lines = {unit.pk: {unit.pk, *_of_same_code(unit, ended)} for unit in units}
    owners = {key: unit for unit, line in lines.items() for key in line}
    found = set(owners)
    while found:
        whole = Succession.objects.filter(is_partial=False, successor__in=found)
        pairs = [pair for pair in whole.values_list("predecessor", "successor") if pair[0] not in owners]
        for predecessor, successor in pairs:
            owners[predecessor] = owners[successor]
            lines[owners[successor]].add(predecessor)
        found = {predecessor for predecessor, _ in pairs}
    return {unit: frozenset(line) for unit, line in lines.items()}


def _of_same_code(unit: Unit, ended: Iterable[tuple[int, str, date | None]]) -> Iterator[int]:
    until = unit.valid_from or unit.valid_to or date.max
    return (key for key, code, valid_to in ended if code == unit.code and valid_to and valid_to < until)


def periods_of_line(period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods of single years of the programme that its holder and those it took over held, the last one first."""
    return periods_of_lines([period])[period.pk]


def periods_of_lines(periods: Collection[ReportingPeriod]) -> dict[int, list[ReportingPeriod]]:
    """The same for periods of several holders and one programme, by the ids of the periods."""
    lines = lines_of([period.unit for period in periods])
    programmes, units = {period.programme_id for period in periods}, set().union(*lines.values())
    found = ReportingPeriod.objects.filter(programme__in=programmes, unit__in=units, kind__in=SINGLE)
    told = list(found.select_related("unit", "programme").order_by("-ends_on", "-pk"))
    return {period.pk: [each for each in told if each.unit_id in lines[period.unit_id]] for period in periods}


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
    return periods_before_each([period])[period.pk]


def periods_before_each(periods: Collection[ReportingPeriod]) -> dict[int, list[ReportingPeriod]]:
    """The same for periods of several holders and one programme and year, by the ids of the periods."""
    return {
        key: side_by_side(each for each in line if each.kind == PeriodKind.YEAR and each.last_year == year - 1)
        for (key, line), year in zip(
            periods_of_lines(periods).items(), (period.year for period in periods), strict=True
        )
    }


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
    return [each for each in there if each.pk not in line or not holders.intersection(line_up(each))]
