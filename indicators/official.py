"""What forms may take from indicators and from the household review, for many units at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from django.db.models import Sum

from indicators.models import AddsUp, HouseholdReview, Indicator, ReviewCount
from indicators.reporting.rollup import RollUp
from indicators.reporting.sums import Says, for_adding
from indicators.results.adding import NOTHING, Sums
from indicators.results.points import own_point
from planning.official.sources import Source, provides_source
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

VALUE, NUMERATOR, DENOMINATOR, ESTIMATE = "value", "numerator", "denominator", "estimate"
PARTS = (VALUE, NUMERATOR, DENOMINATOR, ESTIMATE)
PART_WORDS = {VALUE: "kết quả", NUMERATOR: "tử số", DENOMINATOR: "mẫu số", ESTIMATE: "ước thực hiện"}
COUNTS = (NUMERATOR, DENOMINATOR)


class _Told:
    """What units come to in the indicators that forms name, above the communes the roll-up of the period; in a
    constant number of queries."""

    def __init__(self, period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]) -> None:
        self.period, self.units = period, units
        found = Indicator.objects.filter(code__in={name.rpartition(".")[0] for name in names})
        self._indicators = {each.code: each for each in found}
        self._rolled_up = RollUp(period, units, list(found))

    def named(self, names: Collection[str]) -> Iterator[tuple[str, Indicator, str]]:
        """The names of figures there are, each with its indicator and the part it asks for."""
        for name in names:
            code, _, part = name.rpartition(".")
            if code in self._indicators and part in PARTS:
                yield name, self._indicators[code], part

    def sums(self, unit: Unit, indicator: Indicator, part: str) -> Sums:
        """What one unit comes to."""
        return self._rolled_up.point(unit, indicator, Says.ESTIMATE if part == ESTIMATE else Says.COUNTED).sums

    def together(self, indicator: Indicator, part: str) -> Sums:
        """What the units come to together in a rate: the sums of its counts."""
        each = (for_adding(self.sums(unit, indicator, part), indicator) for unit in self.units)
        return sum(each, NOTHING)

    def figure(self, sums: Sums, part: str) -> Decimal | None:
        """The part of sums that was asked for; a rate without all of its counts is unknown."""
        if part in COUNTS:
            return sums.numerator if part == NUMERATOR else sums.denominator
        return own_point(self.period.unit, self.period.year, sums, 1).figure


def answer_indicators(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Mapping[tuple[int, str], Decimal]:
    """Figures of units that count for a period: told by themselves, or rolled up from those below."""
    told = _Told(period, units, names)
    return {
        (unit.pk, name): value
        for name, indicator, part in told.named(names)
        for unit in units
        if (value := told.figure(told.sums(unit, indicator, part), part)) is not None
    }


def answer_together(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Mapping[str, Decimal | None]:
    """Rates of several units from their counts; nothing for what does not add up at all."""
    told = _Told(period, units, names)
    return {
        name: None if indicator.adds_up == AddsUp.NOT else told.figure(told.together(indicator, part), part)
        for name, indicator, part in told.named(names)
        if indicator.adds_up == AddsUp.NOT or (indicator.adds_up == AddsUp.RATIO and part not in COUNTS)
    }


def problem_of_adding(name: str) -> str:
    """Why an indicator cannot stand in a column that adds."""
    if not Indicator.objects.filter(code=name.rpartition(".")[0], adds_up=AddsUp.NOT).exists():
        return ""
    return f"chỉ tiêu “{name.rpartition('.')[0]}” không cộng được từ các đơn vị, cột này không được cộng lên cấp trên."


def problem_of_indicator(name: str) -> str:
    """What is wrong with `<code>.<part>`."""
    code, _, part = name.rpartition(".")
    if part not in PARTS:
        return f"Nguồn “indicator:{name}” chưa đúng; sau mã chỉ tiêu cần một trong: {', '.join(PARTS)}."
    return "" if Indicator.objects.filter(code=code).exists() else f"Danh mục không có chỉ tiêu mã “{code}”."


def answer_reviews(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Mapping[tuple[int, str], Decimal]:
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


def words_of_indicators(names: Collection[str]) -> dict[str, str]:
    """`Tỷ lệ hộ nghèo (kết quả)`, by `<code>.<part>`."""
    found = Indicator.objects.filter(code__in={name.rpartition(".")[0] for name in names})
    called = dict(found.order_by().values_list("code", "name"))
    return {
        name: f"chỉ tiêu “{called[code]}” ({PART_WORDS[part]})"
        for name in names
        for code, _, part in [name.rpartition(".")]
        if code in called and part in PART_WORDS
    }


def words_of_counts(names: Collection[str]) -> dict[str, str]:
    """`rà soát: số hộ nghèo`, by the name of a count."""
    known = {value: str(label) for value, label in ReviewCount.choices}
    return {name: f"rà soát: {known[name][:1].lower()}{known[name][1:]}" for name in names if name in known}


def _ids(units: Sequence[Unit]) -> list[int]:
    return [unit.pk for unit in units]


provides_source(
    Source(
        "indicator",
        "Chỉ tiêu",
        "indicator:<mã chỉ tiêu>.<phần>; phần là value (kết quả), numerator (tử số), denominator (mẫu số) hoặc "
        "estimate (ước thực hiện).",
        answer_indicators,
        problem_of_indicator,
        answer_together,
        problem_of_adding,
        words_of_indicators,
    )
)
provides_source(
    Source(
        "review",
        "Rà soát hộ nghèo",
        "review:<số đếm>, ví dụ review:poor_households: số của kết quả rà soát trong năm của kỳ.",
        answer_reviews,
        problem_of_review,
        words=words_of_counts,
    )
)
