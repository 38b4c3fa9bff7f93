"""Writes on what units report for a period: what counts of a year's report becomes the year's result with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from indicators.models import AddsUp, Indicator, PeriodResult, Result, Told
from indicators.reporting.asked import is_from_review
from indicators.results.actions import BLANK, Figures, NotARate, ResultKey, store_results
from indicators.results.adding import chunks
from planning.people.users import User
from planning.places.units import Unit, line_up
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.tracking.refusals import PeriodIsLocked
from planning.upserts import BATCH, delete_rows, save_rows

# A row by its period, unit and indicator (ids).
PeriodKey = tuple[int, int, int]
# New values by the names of the row's fields; what is not named stays as it is, None is blank.
Changes = Mapping[str, Decimal | str | None]
PARTS = ("value", "numerator", "denominator")
FIGURES = tuple(f"{told}_{part}" for told in Told.values for part in PARTS)
FIELDS = (*FIGURES, "note")


class TakenFromReview(ValueError):
    """The household review answers the indicator in this period; the figure is not entered a second time."""


@transaction.atomic
def store_period_results(
    values: Mapping[PeriodKey, Changes], *, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Store what units report, with its history, and the results of the year that follow from it.

    Writers wait for each other at the units they have in common, as whoever locks a period does. Raises
    PeriodIsLocked, TakenFromReview, NotARate; a LookupError where a period, unit or indicator does not exist.
    """
    if not values:
        return
    _hold_units({unit for _, unit, _ in values})
    periods = ReportingPeriod.objects.select_related("unit__parent").in_bulk({period for period, _, _ in values})
    indicators = Indicator.objects.in_bulk({indicator for _, _, indicator in values})
    for (period, _, indicator), changes in values.items():
        _check(periods[period], indicators[indicator], changes, at)
    rows = _stored(values)
    before = {key: counted_figures(row) for key, row in rows.items()}
    _write(values, rows, indicators, by, at, reason)
    _carry_over(before, rows, periods, by, at, reason)


def counted_figures(row: PeriodResult | None) -> Figures:
    """The figures that count of a row: the vetted ones, else the reported ones; blank where there are neither."""
    told = row.counted if row else None
    return Figures(*(getattr(row, f"{told}_{part}") for part in PARTS)) if told else BLANK


def _hold_units(ids: Collection[int]) -> None:
    for chunk in chunks(sorted(ids), BATCH):
        held = Unit.objects.filter(pk__in=chunk).order_by("pk").select_for_update(no_key=True)
        if len(held.values_list("pk", flat=True)) != len(chunk):
            raise LookupError(chunk)


def _check(period: ReportingPeriod, indicator: Indicator, changes: Changes, at: datetime) -> None:
    if not period.is_open_at(timezone.localtime(at)):
        raise PeriodIsLocked(f"{period} chưa mở hoặc đã khóa.")
    if is_from_review(indicator, period) and changes.keys() & set(FIGURES):
        raise TakenFromReview(f"“{indicator}” lấy từ kết quả rà soát hộ nghèo.")


def _stored(keys: Iterable[PeriodKey]) -> dict[PeriodKey, PeriodResult]:
    """The rows of the keys, new ones for those there are not yet."""
    wanted = set(keys)
    of_period: dict[int, set[int]] = defaultdict(set)
    for period, unit, _ in wanted:
        of_period[period].add(unit)
    found = {}
    for period, units in of_period.items():
        for chunk in chunks(sorted(units), BATCH):
            for row in PeriodResult.objects.filter(period=period, unit__in=chunk).order_by():
                found[period, row.unit_id, row.indicator_id] = row
    blank = {key: PeriodResult(period_id=key[0], unit_id=key[1], indicator_id=key[2]) for key in wanted - found.keys()}
    return blank | {key: found[key] for key in wanted & found.keys()}


def _write(
    values: Mapping[PeriodKey, Changes],
    rows: Mapping[PeriodKey, PeriodResult],
    indicators: Mapping[int, Indicator],
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    changed, gone = [], []
    for key, changes in values.items():
        row = rows[key]
        if not _change(row, _kept(changes, indicators[key[2]])):
            continue
        if not row.note and all(getattr(row, name) is None for name in FIGURES):
            gone += [row] if row.pk else []
        else:
            changed.append(row)
    save_rows(changed, FIELDS, by=by, at=at, reason=reason)
    delete_rows(gone, by=by, at=at, reason=reason)


def _kept(changes: Changes, indicator: Indicator) -> Changes:
    """What is stored of the changes: only a ratio has counts, and it is of something."""
    strange = changes.keys() - set(FIELDS)
    if strange:
        raise LookupError(sorted(strange))
    if indicator.adds_up != AddsUp.RATIO:
        return {name: value for name, value in changes.items() if name == "note" or name.endswith("_value")}
    for told in Told.values:
        whole = changes.get(f"{told}_denominator")
        if isinstance(whole, Decimal) and whole <= 0:
            raise NotARate(whole)
    return changes


def _change(row: PeriodResult, changes: Changes) -> bool:
    """Give a row its new values; say whether that changed it."""
    is_changed = any(getattr(row, name) != value for name, value in changes.items())
    for name, value in changes.items():
        setattr(row, name, value)
    return is_changed


def _carry_over(
    before: Mapping[PeriodKey, Figures],
    rows: Mapping[PeriodKey, PeriodResult],
    periods: Mapping[int, ReportingPeriod],
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Let what counts in a year's report be the year's result, and take back only what came from there.

    Of several rounds of one year that of the highest holder speaks; and what one has fixed by its lock, or still
    tells when another takes its own back, stands.
    """
    leading = leading_periods(periods.values())
    changed: dict[ResultKey, tuple[PeriodKey, Figures]] = {}
    for key, row in rows.items():
        now = counted_figures(row)
        if key[0] in leading and now != before[key]:
            changed[key[1], key[2], periods[key[0]].year] = key, now
    results: dict[ResultKey, Figures | None] = {}
    blanked: dict[ResultKey, tuple[Figures, Figures | None]] = {}
    others = _told_elsewhere({result: key for result, (key, _) in changed.items()})
    for result, (key, now) in changed.items():
        other = others.get(result)
        if now == BLANK:
            blanked[result] = before[key], counted_figures(other) if other else None
        elif other is None or other.period.locked_at is None:
            results[result] = now
    stored = _results(blanked)
    results |= {key: other for key, (was, other) in blanked.items() if stored.get(key) == was}
    store_results(results, by=by, at=at, reason=reason)


def leading_periods(periods: Iterable[ReportingPeriod]) -> set[int]:
    """Those that tell of a year while nobody above their holder asks for the same year of the same programme."""
    of_years = [period for period in periods if period.kind == PeriodKind.YEAR]
    above = {period.pk: line_up(period.unit) - {period.unit_id} for period in of_years}
    rounds = ReportingPeriod.objects.filter(
        kind=PeriodKind.YEAR, unit__in=set().union(*above.values()), ends_on__year__in={each.year for each in of_years}
    )
    held = set(rounds.order_by().values_list("unit", "programme", "ends_on__year"))
    return {
        period.pk
        for period in of_years
        if not any((unit, period.programme_id, period.year) in held for unit in above[period.pk])
    }


def _told_elsewhere(keys: Mapping[ResultKey, PeriodKey]) -> dict[ResultKey, PeriodResult]:
    """What counts of the same in another leading round of the year: one that is locked before one that is not."""
    units, indicators, years = _parts_of(keys)
    found: dict[ResultKey, PeriodResult] = {}
    rows = PeriodResult.objects.filter(
        unit__in=units, indicator__in=indicators, period__kind=PeriodKind.YEAR, period__ends_on__year__in=years
    ).select_related("period__unit__parent")
    told = [row for row in rows.order_by("period") if row.counted]
    leading = leading_periods({row.period_id: row.period for row in told}.values())
    for row in sorted(told, key=lambda row: row.period.locked_at is None):
        key = row.unit_id, row.indicator_id, row.period.year
        if key in keys and row.period_id != keys[key][0] and row.period_id in leading:
            found.setdefault(key, row)
    return found


def _results(keys: Collection[ResultKey]) -> dict[ResultKey, Figures]:
    units, indicators, years = _parts_of(keys)
    found = Result.objects.filter(unit__in=units, indicator__in=indicators, year__in=years).order_by()
    rows = {(row.unit_id, row.indicator_id, row.year): row for row in found}
    return {key: Figures(row.value, row.numerator, row.denominator) for key, row in rows.items() if key in set(keys)}


def _parts_of(keys: Collection[ResultKey]) -> tuple[set[int], set[int], set[int]]:
    """The units, the indicators and the years of results."""
    return {key[0] for key in keys}, {key[1] for key in keys}, {key[2] for key in keys}
