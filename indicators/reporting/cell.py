"""One figure of a period with all that is behind it: its parts, how it is worked out, those below, its history."""

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.models import Indicator, PeriodResult, Told
from indicators.reporting.account import Account, Outcome
from indicators.reporting.asked import is_from_review
from indicators.reporting.doubts import Doubts, moved_words
from indicators.reporting.judged import gap_text, judged_words, share_text
from indicators.reporting.tracing import Telling, figure_text, formula, formula_of, tellings_of
from indicators.results.points import Point
from indicators.verdicts.words import asked_text, reached_text
from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import PlanKind

FROM_REVIEW = "Lấy từ kết quả rà soát hộ nghèo năm {year}."
OWN = "Số do đơn vị báo cáo."
VETTED = "Số thẩm định của cấp trên."
OF_YEAR = "Số do đơn vị báo cáo trong kết quả năm {year}."
SUM = "Tổng của {units}/{of} đơn vị cấp dưới."
RATE = "Tổng tử số chia tổng mẫu số của {units}/{of} đơn vị cấp dưới: {formula}."


@dataclass(frozen=True)
class CellLook:
    """`told` are the three figures with how each is worked out; `verdicts` are sentences.

    `is_own` says that the figure which counts is no sum over those below, `moved` that the report changed after it
    was vetted; `doubts` are what is out of proportion.
    """

    outcome: Outcome
    told: tuple[tuple[str, str, str], ...]
    text: str
    source: str
    verdicts: tuple[str, ...]
    below: tuple[tuple[Unit, Point, str], ...]
    history: tuple[Telling, ...]
    note: str = ""
    is_own: bool = False
    moved: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_sum(self) -> bool:
        """Whether the figure that counts is put together from those below."""
        return bool(self.below) and not self.is_own and self.outcome.figure.sums.units > 0


def look_at_cell(period: ReportingPeriod, unit: Unit, indicator: Indicator) -> CellLook:
    """What a unit has of an indicator for a period, in a constant number of queries."""
    below = list(
        Unit.objects.filter(parent=unit).existing_on(period.ends_on).select_related("parent").order_by("code")
    )
    account = Account(period, [unit, *below], [indicator])
    outcome = account.outcome(unit, indicator)
    row = account.rollup.own(unit, indicator)
    told = (
        [(each.label, figure_text(row.figure(each), indicator), formula_of(row, each)) for each in Told] if row else []
    )
    return CellLook(
        outcome,
        tuple(told),
        figure_text(outcome.figure.figure, indicator),
        source_words(account, outcome),
        tuple(verdict_sentences(account, unit, outcome)),
        tuple(_below(account, below, indicator)),
        tuple(tellings_of(period, unit, indicator)),
        row.note if row else "",
        account.rollup.is_own(unit, indicator),
        moved_words(row, indicator) if row and row.has_moved else "",
        tuple(doubt.words for doubt in Doubts(account).of_outcome(unit, outcome)),
    )


def _below(account: Account, units: list[Unit], indicator: Indicator) -> Iterator[tuple[Unit, Point, str]]:
    for unit in units:
        point = account.rollup.point(unit, indicator)
        yield unit, point, figure_text(point.figure, indicator)


def source_words(account: Account, outcome: Outcome) -> str:
    """Where the figure that counts comes from."""
    point = outcome.figure
    if point.reason:
        return point.reason
    if point.figure is None:
        return ""
    if is_from_review(outcome.indicator, account.period):
        return FROM_REVIEW.format(year=account.period.year)
    if isinstance(point.unit, Unit) and account.rollup.is_own(point.unit, outcome.indicator):
        return _own_words(outcome.own, account.period)
    counts = {"units": number(point.sums.units), "of": number(point.of)}
    worked_out = formula(point.sums.numerator, point.sums.denominator)
    return RATE.format(formula=worked_out, **counts) if worked_out else SUM.format(**counts)


def _own_words(own: PeriodResult | None, period: ReportingPeriod) -> str:
    """Whose figure it is: vetted above, told by the unit for the period, or its result of the year."""
    if own is None or own.counted is None:
        return OF_YEAR.format(year=period.year)
    return VETTED if own.counted is Told.VETTED else OWN


def verdict_sentences(account: Account, unit: Unit, outcome: Outcome) -> list[str]:
    """The verdicts on both plans, each with what is asked and what was reached."""
    found = []
    for judged, kind in ((outcome.annual, PlanKind.ANNUAL), (outcome.whole, PlanKind.PERIOD)):
        if judged and judged.verdict:
            plan = account.binding.plan_words(unit, kind)
            asked = asked_text(judged.target)
            words = judged_words(judged, plan, asked, share_text(judged), gap_text(judged))
            reached = reached_text(judged.target, judged.reached)
            found.append(f"{words[0].upper()}{words[1:]}{f': {reached}' if reached else ''}.")
    return found
