"""How a figure of a period came about: every value it had, who gave it when, and from which workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from indicators.models import Indicator, PeriodResult, Told
from indicators.models.results import rate_of
from indicators.reporting.actions import FIGURES
from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.sheets.uploads import AppliedSheet
from planning.tracking.scopes import report_name


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
        now = PeriodResult(**({} if row.history_type == "-" else {name: getattr(row, name) for name in FIGURES}))
        found += _changes(before, now, row, files, indicator)
        before = now
    return found[::-1]


def _changes(
    before: PeriodResult, now: PeriodResult, row: Any, files: dict[datetime, str], indicator: Indicator
) -> Iterator[Telling]:
    at: datetime = row.history_date
    user, reason = row.history_user, row.history_change_reason
    for told in Told:
        if _parts(before, told) != _parts(now, told):
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


def _files(period: ReportingPeriod, unit: Unit, indicator: Indicator) -> dict[datetime, str]:
    """The workbooks from which figures of the row came, by the moment of their import."""
    scopes = [report_name(period, unit)]
    if unit.parent:
        scopes.append(report_name(period, unit.parent, indicator.code))
    found = AppliedSheet.objects.filter(sheet__in=("period-results", "period-vetting"), scope__in=scopes)
    return {at: f"({name})" for at, name in found.values_list("at", "file_name")}
