"""What forms may take from indicators and from the household review, for many units at once."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from django.db.models import Sum

from indicators.models import HouseholdReview, Indicator, PeriodResult, Result, ResultTotal, ReviewCount, Told
from planning.official.sources import Source, provides_source
from planning.places.units import Unit
from planning.plans.periods import PeriodKind, ReportingPeriod

VALUE, NUMERATOR, DENOMINATOR, ESTIMATE = "value", "numerator", "denominator", "estimate"
PARTS = (VALUE, NUMERATOR, DENOMINATOR, ESTIMATE)
Found = dict[tuple[int, str], Decimal]


def answer_indicators(period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]) -> Found:
    """Figures of units that count for a period: what was reported or vetted; for a year else the year's result of
    the unit, or the total of those below it."""
    codes = {name.rpartition(".")[0] for name in names}
    found: Found = {}
    if period.kind == PeriodKind.YEAR:
        for kept in (ResultTotal, Result):
            rows = kept.objects.filter(unit__in=_ids(units), year=period.year, indicator__code__in=codes)
            for result in rows.order_by().select_related("indicator"):
                _put(found, names, result.unit_id, result.indicator.code, _of_year(result))
    told = PeriodResult.objects.filter(period=period, unit__in=_ids(units), indicator__code__in=codes)
    for row in told.order_by().select_related("indicator"):
        _put(found, names, row.unit_id, row.indicator.code, _of_period(row))
    return found


def problem_of_indicator(name: str) -> str:
    """What is wrong with `<code>.<part>`."""
    code, _, part = name.rpartition(".")
    if part not in PARTS:
        return f"Nguồn “indicator:{name}” chưa đúng; sau mã chỉ tiêu cần một trong: {', '.join(PARTS)}."
    return "" if Indicator.objects.filter(code=code).exists() else f"Danh mục không có chỉ tiêu mã “{code}”."


def answer_reviews(period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]) -> Found:
    """Counts of the review of the period's year, town and country together."""
    counts = [name for name in names if name in ReviewCount.values]
    if not counts:
        return {}
    reviews = HouseholdReview.objects.of(_ids(units), [period.year]).order_by().values("unit")
    sums = reviews.annotate(**{f"sum_{name}": Sum(name) for name in counts})
    return {
        (unit, name): Decimal(value)
        for unit, *values in sums.values_list("unit", *(f"sum_{name}" for name in counts))
        for name, value in zip(counts, values, strict=True)
        if value is not None
    }


def problem_of_review(name: str) -> str:
    """What is wrong with the name of a count."""
    known = ", ".join(ReviewCount.values)
    return "" if name in ReviewCount.values else f"Kết quả rà soát không có số “{name}”; có: {known}."


def _ids(units: Sequence[Unit]) -> list[int]:
    return [unit.pk for unit in units]


def _put(found: Found, names: Collection[str], unit: int, code: str, parts: Mapping[str, Decimal | None]) -> None:
    for part, value in parts.items():
        if value is not None and f"{code}.{part}" in names:
            found[unit, f"{code}.{part}"] = value


def _of_year(result: Result | ResultTotal) -> dict[str, Decimal | None]:
    return {VALUE: result.figure, NUMERATOR: result.numerator, DENOMINATOR: result.denominator}


def _of_period(row: PeriodResult) -> dict[str, Decimal | None]:
    estimate = {ESTIMATE: row.figure(Told.ESTIMATE)}
    if row.counted is None:
        return estimate
    numerator, denominator = row.counts(row.counted)
    return estimate | {VALUE: row.figure(row.counted), NUMERATOR: numerator, DENOMINATOR: denominator}


provides_source(
    Source(
        "indicator",
        "Chỉ tiêu",
        "indicator:<mã chỉ tiêu>.<phần>; phần là value (kết quả), numerator (tử số), denominator (mẫu số) hoặc "
        "estimate (ước thực hiện).",
        answer_indicators,
        problem_of_indicator,
    )
)
provides_source(
    Source(
        "review",
        "Rà soát hộ nghèo",
        "review:<số đếm>, ví dụ review:poor_households: số của kết quả rà soát trong năm của kỳ.",
        answer_reviews,
        problem_of_review,
    )
)
