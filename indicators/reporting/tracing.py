"""How a figure of a period came about: every value it had, who gave it when, and from which workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from indicators.models import Indicator, PeriodResult, Told
from indicators.models.results import rate_of
from indicators.reporting.actions import FIGURES, SEEN
from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.sheets.uploads import AppliedSheet
from planning.tracking.scopes import report_name

# What may count, an estimate never.
COUNTED = tuple(name for name in FIGURES if not name.startswith(Told.ESTIMATE))
BLANKS = (None,) * len(COUNTED)


@dataclass(frozen=True)
class Telling:
    """One change: which of the three figures became what, by whom, when and how."""

    told: str
    text: str
    formula: str
    by: str
    at: datetime
    source: str


def tellings_of(period: ReportingPeriod, unit: Unit, indicator: Indicator) -> list[Telling]:
    """Every change of the figures, the last one first; in two queries."""
    rows = list(
        PeriodResult.history.filter(period=period, unit=unit, indicator=indicator)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    files = _files(period, unit, indicator) if rows else {}
    found: list[Telling] = []
    before = PeriodResult()
    for row in rows:
        # A row taken out has its last values in its history: from then on it is blank.
        parts = () if row.history_type == "-" else (*FIGURES, *SEEN)
        now = PeriodResult(**{name: getattr(row, name) for name in parts})
        found += _changes(before, now, row, files, indicator)
        before = now
    return found[::-1]


def _changes(
    before: PeriodResult, now: PeriodResult, row: Any, files: dict[datetime, str], indicator: Indicator
) -> Iterator[Telling]:
    at: datetime = row.history_date
    user, reason = row.history_user, row.history_change_reason
    for told in Told:
        # Whoever keeps a vetted figure after the report changed has vetted it again.
        is_kept = told is Told.VETTED and before.has_moved and not now.has_moved and before.seen != now.seen
        if is_kept or _parts(before, told) != _parts(now, told):
            text = figure_text(now.figure(told), indicator)
            source = f"{reason or ''} {files.get(at, '')}".strip()
            yield Telling(told.label, text, formula_of(now, told), str(user or ""), at, source)


def _parts(row: PeriodResult, told: Told) -> tuple[Decimal | None, ...]:
    return getattr(row, f"{told}_value"), *row.counts(told)


def figure_text(value: Decimal | None, indicator: Indicator) -> str:
    """A figure with its unit as it prints; a blank says so."""
    if value is None:
        return "để trống"
    unit = indicator.unit_of_measure
    shown = number(value, indicator.decimals)
    return f"{shown}%" if unit == "%" else f"{shown} {unit}"


def formula_of(row: PeriodResult, told: Told) -> str:
    """`60 / 760 × 100` where the figure is worked out from its counts; else nothing."""
    return formula(*row.counts(told))


def formula(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """How a rate is worked out from its counts; nothing where one of them is unknown."""
    if numerator is None or denominator is None or rate_of(numerator, denominator) is None:
        return ""
    return f"{number(numerator)} / {number(denominator)} × 100"


@dataclass(frozen=True)
class LastOfMany:
    """Of so many units that told a figure, the last change: by whom, for which unit, when."""

    units: int
    by: str
    unit: Unit
    at: datetime


def last_below(period: ReportingPeriod, unit: Unit, indicator: Indicator) -> LastOfMany | None:
    """Who told last among the units below whose figures make a sum; None where nobody has. Estimates are no part."""
    below = Unit.objects.under(unit).values("pk")
    rows = (
        PeriodResult.history.filter(period=period, unit__in=below, indicator=indicator)
        .select_related("history_user", "unit")
        .order_by("history_date", "history_id")
    )
    counted: dict[int, tuple[Any, ...]] = {}
    last = None
    for row in rows:
        now = BLANKS if row.history_type == "-" else tuple(getattr(row, name) for name in COUNTED)
        if now != counted.get(row.unit_id, BLANKS):
            last = row
        counted[row.unit_id] = now
    told = sum(any(part is not None for part in parts) for parts in counted.values())
    return LastOfMany(told, str(last.history_user or ""), last.unit, last.history_date) if last else None


def _files(period: ReportingPeriod, unit: Unit, indicator: Indicator) -> dict[datetime, str]:
    """The workbooks from which figures of the row came, by the moment of their import."""
    scopes = [report_name(period, unit)]
    if unit.parent:
        scopes.append(report_name(period, unit.parent, indicator.code))
    found = AppliedSheet.objects.filter(sheet__in=("period-results", "period-vetting"), scope__in=scopes)
    return {at: f"({name})" for at, name in found.values_list("at", "file_name")}
