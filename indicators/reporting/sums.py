"""The sums of what communes report for a period, by the unit directly above them: one grouped query."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, When

from indicators.models import AddsUp, Indicator, PeriodResult, Result, Told
from indicators.reporting.counted import counted_figures
from indicators.results.actions import Figures
from indicators.results.adding import NOTHING, Sums, exact, grouped
from planning.places.units import Unit, UnitKind
from planning.plans.periods import ReportingPeriod


class Says(StrEnum):
    """Which figures of a period are put together: expected ones, reported ones, or those that count."""

    ESTIMATE = "estimate"
    REPORTED = "reported"
    COUNTED = "counted"


@dataclass(frozen=True)
class Below:
    """What the communes directly below a unit come to in each way, and how many of them are vetted."""

    sums: dict[Says, Sums]
    vetted: int


# By the unit above and the indicator (ids).
Grouped = dict[tuple[int, int], Below]


def sums_of_communes(
    periods: Collection[ReportingPeriod], above: Collection[int], indicators: Collection[Indicator]
) -> Grouped:
    """The sums over the communes directly below each unit; nothing for figures that do not add up."""
    adding = [each.pk for each in indicators if each.adds_up != AddsUp.NOT]
    rows: Any = (
        PeriodResult.objects.filter(
            period__in=periods, unit__parent__in=above, unit__kind=UnitKind.COMMUNE, indicator__in=adding
        )
        .order_by()
        .values("unit__parent", "indicator", "indicator__adds_up")
        .annotate(vetted=Count("pk", filter=is_told(Told.VETTED)), **_sums_annotated())
    )
    return {(row["unit__parent"], row["indicator"]): _below(row) for row in rows}


def sums_of_results(
    period: ReportingPeriod, above: Collection[int], indicators: Collection[Indicator]
) -> dict[tuple[int, int], Sums]:
    """The same of the year's results of the communes that have told nothing that counts for the period."""
    communes = Unit.objects.filter(parent__in=above, kind=UnitKind.COMMUNE).existing_on(period.ends_on)
    told = PeriodResult.objects.filter(
        is_told(Told.VETTED) | is_told(Told.REPORTED),
        period=period,
        unit=OuterRef("unit"),
        indicator=OuterRef("indicator"),
    )
    adding = [each.pk for each in indicators if each.adds_up != AddsUp.NOT]
    results = Result.objects.filter(~Exists(told), year=period.year, indicator__in=adding)
    return grouped(results.filter(unit__in=communes.order_by().values("pk")).order_by(), "unit__parent")


def own_sums(row: PeriodResult | None, indicator: Indicator, says: Says) -> Sums | None:
    """What a unit has told itself, as sums over one unit; None where it has told nothing."""
    if row is None:
        return None
    figures = counted_figures(row) if says is Says.COUNTED else _figures(row, Told(says))
    if indicator.adds_up == AddsUp.RATIO and None not in (figures.numerator, figures.denominator):
        return Sums(None, figures.numerator, figures.denominator, 1)
    if figures.value is None:
        return None
    return Sums(figures.value, units=1, lacking=int(indicator.adds_up == AddsUp.RATIO))


def for_adding(sums: Sums, indicator: Indicator) -> Sums:
    """Sums to be added to others: a rate without counts is counted as lacking and never added."""
    return replace(sums, value=None) if indicator.adds_up == AddsUp.RATIO else sums


def _figures(row: PeriodResult, told: Told) -> Figures:
    return Figures(getattr(row, f"{told}_value"), *row.counts(told))


def _has_counts(told: Told) -> Q:
    return Q(**{f"{told}_numerator__isnull": False, f"{told}_denominator__isnull": False})


def is_told(told: Told) -> Q:
    """Condition on rows: one of the three figures is known."""
    return Q(**{f"{told}_value__isnull": False}) | _has_counts(told)


def _sums_annotated() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for says in Says:
        told, counts, field = _choosing(says)
        found |= {
            f"{says}_{part}_sum": Sum(field(part), filter=told if part == "value" else counts)
            for part in ("value", "numerator", "denominator")
        }
        found |= {f"{says}_units": Count("pk", filter=told), f"{says}_whole": Count("pk", filter=counts)}
    return found


def _choosing(says: Says) -> tuple[Q, Q, Any]:
    """Which rows tell a figure, which tell its counts, and the column of each part."""
    if says is not Says.COUNTED:
        return is_told(Told(says)), _has_counts(Told(says)), lambda part: F(f"{says}_{part}")
    vetted, reported = is_told(Told.VETTED), is_told(Told.REPORTED)
    counts = _has_counts(Told.VETTED) | ~vetted & _has_counts(Told.REPORTED)
    return (
        vetted | reported,
        counts,
        lambda part: Case(When(vetted, then=F(f"vetted_{part}")), default=F(f"reported_{part}")),
    )


def _below(row: dict[str, Any]) -> Below:
    return Below({says: _sums(row, says) for says in Says}, row["vetted"])


def _sums(row: dict[str, Any], says: Says) -> Sums:
    units = row[f"{says}_units"]
    if not units:
        return NOTHING
    if row["indicator__adds_up"] != AddsUp.RATIO:
        return Sums(exact(row[f"{says}_value_sum"]), units=units)
    counts = exact(row[f"{says}_numerator_sum"]), exact(row[f"{says}_denominator_sum"])
    return Sums(None, *counts, units, units - row[f"{says}_whole"])
