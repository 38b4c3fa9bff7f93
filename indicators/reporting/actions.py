"""Writes on what units report for a period: what counts of a year's report becomes the year's result with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from indicators.models import AddsUp, Indicator, PeriodResult, Told
from indicators.reporting.asked import is_from_review
from indicators.reporting.carrying import PeriodKey, results_following
from indicators.reporting.counted import PARTS, counted_figures
from indicators.results.actions import NotARate, store_results
from indicators.results.adding import chunks
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.refusals import PeriodIsLocked
from planning.upserts import BATCH, delete_rows, save_rows

# New values by the names of the row's fields; what is not named stays as it is, None is blank.
Changes = Mapping[str, Decimal | str | None]
FIGURES = tuple(f"{told}_{part}" for told in Told.values for part in PARTS)
FIELDS = (*FIGURES, "note")
# What was reported when the figure was vetted; nobody names these, they follow.
SEEN = tuple(f"seen_{part}" for part in PARTS)
STORED = (*FIELDS, *SEEN)
TAKEN = "Lấy số báo cáo mới"
KEPT = "Giữ số thẩm định"


class TakenFromReview(ValueError):
    """The household review answers the indicator in this period; the figure is not entered a second time."""


@transaction.atomic
def store_period_results(
    values: Mapping[PeriodKey, Changes], *, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Store what units report, with its history, and the results of the year that follow from it.

    Whoever names a vetted figure, be it the same, has seen what is reported now. Writers wait for each other at the
    units they have in common, as whoever locks a period does. Raises PeriodIsLocked, TakenFromReview, NotARate; a
    LookupError where a period, unit or indicator does not exist.
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
    store_results(results_following(before, rows, periods), by=by, at=at, reason=reason)


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
    save_rows(changed, STORED, by=by, at=at, reason=reason)
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
    before = [getattr(row, name) for name in STORED]
    for name, value in changes.items():
        setattr(row, name, value)
    if any(name.startswith(Told.VETTED) for name in changes):
        is_vetted = row.figure(Told.VETTED) is not None
        for part, name in zip(PARTS, SEEN, strict=True):
            setattr(row, name, getattr(row, f"{Told.REPORTED}_{part}") if is_vetted else None)
    return before != [getattr(row, name) for name in STORED]


def settle_vetted(key: PeriodKey, *, takes: bool, by: User, at: datetime) -> None:
    """Answer a report that changed after it was vetted: take the reported figure, or keep the vetted one knowingly.

    Inside the caller's transaction, with the unit held. Raises LookupError where nothing is vetted.
    """
    period, unit, indicator = key
    row = PeriodResult.objects.filter(period=period, unit=unit, indicator=indicator).first()
    if row is None or row.figure(Told.VETTED) is None:
        raise LookupError(key)
    told = Told.REPORTED if takes else Told.VETTED
    changes = {f"{Told.VETTED}_{part}": getattr(row, f"{told}_{part}") for part in PARTS}
    store_period_results({key: changes}, by=by, at=at, reason=TAKEN if takes else KEPT)
