"""Pictures of a report's targets: how far each is reached, and the poverty rate by year beside its target."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import dropwhile

from indicators.judging import Span, is_reduction, wants_more
from indicators.models import AddsUp, Better, Indicator, OverTime, Target
from indicators.reporting.account import Account, Judged, Outcome
from indicators.reporting.asked import is_part_of_year, part_label, until_words
from indicators.reporting.given import Given
from indicators.reporting.judged import judged_label
from indicators.reporting.tables import name_of, units_words
from indicators.results.points import RESTATED, Point
from indicators.results.series import Ground, Series
from indicators.verdicts.verdict import Verdict
from indicators.verdicts.words import asked_text
from indicators.words import quantity_words, unit_words
from planning.formats import rounded
from planning.pictures.model import Mark, MarkState, Picture, PictureKind
from planning.pictures.model import Series as DrawnSeries
from planning.pictures.parts import parts_of
from planning.places.units import Unit
from planning.plans.in_force import annual_plans_in_force
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import PlanKind

SCALES = (
    "Mỗi chỉ tiêu có thang riêng; vạch đứng là mức kế hoạch, nền màu là phía đạt kế hoạch. Chỉ tiêu giảm: độ dài là "
    "mức đã giảm. Chỉ tiêu càng thấp càng tốt: vẽ bằng điểm, mũi tên đi từ mức trước đó, thang không bắt đầu từ 0."
)
# How many years a line and its dashboard look back, that of the period among them.
LOOKS_BACK = 5
BULLETS, LINE = "results-bullets", "results-line"
DONE, UNTOLD = "Thực hiện", "chưa có số liệu"
SOME_UNITS = "Số đơn vị ghi trong ngoặc: mới tổng hợp từ chừng ấy đơn vị, chưa phải số của cả địa bàn."


def pictures_of(account: Account, unit: Unit, outcomes: Sequence[Outcome]) -> tuple[Picture, ...]:
    """The bullet picture of all targets with a value, and the line of the poverty rate; none where nothing is told.

    Of more targets than fit a page the bullets come in parts.
    """
    found = (bullets(outcomes), poverty_line(account, unit, outcomes))
    return tuple(part for each in found if each for part in parts_of(each))


def bullets(outcomes: Sequence[Outcome]) -> Picture | None:
    """A bar for each target, each with its own scale: of a reduction what was taken off."""
    told = [
        (outcome, judged) for outcome in outcomes if (judged := outcome.annual or outcome.whole) and judged.verdict
    ]
    if not any(judged.reached is not None for _, judged in told):
        return None
    marks = tuple(_bullet(outcome, judged) for outcome, judged in told)
    return Picture(
        key=BULLETS,
        kind=PictureKind.BULLETS,
        title="Mức thực hiện so với kế hoạch của từng chỉ tiêu",
        unit="",
        series=(DrawnSeries(DONE, marks),),
        words=_bullet_words(marks),
        note=f"{SCALES} {SOME_UNITS}" if any(outcome.figure.is_incomplete for outcome, _ in told) else SCALES,
    )


def _bullet(outcome: Outcome, judged: Judged) -> Mark:
    target, decimals = judged.target, outcome.indicator.decimals
    reached = None if judged.reached is None else rounded(judged.reached, decimals)
    label = f"{name_of(outcome)}, mức giảm" if is_reduction(target) else name_of(outcome)
    if outcome.figure.is_incomplete:
        label = f"{label} ({units_words(outcome.figure)} đơn vị)"
    is_down = not wants_more(target)
    start, start_text = _start(outcome, judged) if is_down else (None, "")
    return Mark(
        label=label,
        value=reached,
        text="" if reached is None else quantity_words(reached, target),
        target=_weakest(target),
        target_text=asked_text(target),
        state=MarkState(judged.verdict or ""),
        said=judged_label(judged),
        measure=unit_words(target),
        start=start,
        start_text=start_text,
        is_down=is_down,
        key=outcome.key,
    )


def _start(outcome: Outcome, judged: Judged) -> tuple[Decimal | None, str]:
    """Where what is to come down stood before: at the target's baseline, else in the year before, and in words."""
    target, decimals = judged.target, outcome.indicator.decimals
    if target.baseline is not None:
        start, when = rounded(target.baseline, decimals), "đầu kỳ"
    elif judged is outcome.annual and outcome.is_comparable and outcome.before.figure is not None:
        start, when = rounded(outcome.before.figure, decimals), f"năm {outcome.before.year}"
    else:
        return None, ""
    return start, f"{when} {quantity_words(start, target)}"


def _bullet_words(marks: Sequence[Mark]) -> str:
    parts = []
    for mark in marks:
        said = f"{mark.text} ({mark.said})" if mark.value is not None else Verdict.UNKNOWN.label
        way = "".join(f", {each}" for each in (mark.start_text, "càng thấp càng tốt" if mark.is_down else "") if each)
        parts.append(f"{mark.label}: {said}, kế hoạch {mark.target_text}{way}")
    return f"{'; '.join(parts)}."


def _weakest(target: Target) -> Decimal | None:
    span = Span.of(target.value, target.value_to)
    return span.weakest(wants_more(target)) if span else None


def poverty_line(account: Account, unit: Unit, outcomes: Sequence[Outcome]) -> Picture | None:
    """The first rate of poverty among the targets, by year, with what each year's plan asked it to come down to."""
    indicator = next((each.indicator for each in outcomes if _is_poverty(each)), None)
    return line_of(account, unit, indicator) if indicator else None


def line_of(account: Account, unit: Unit, indicator: Indicator) -> Picture | None:
    """An indicator by year beside what each year's plan asked for; None where fewer than two figures are told."""
    points = [*_years_before(account, unit, indicator), account.figure(unit, indicator)]
    points = list(dropwhile(lambda point: point.figure is None, points))
    if sum(point.figure is not None for point in points) < 2:
        return None
    targets = _targets_of(account, unit, indicator, [point.year for point in points])
    marks = tuple(_marks(targets, indicator, points, account.period))
    apart = {str(year) for year in _stand_apart(account.period, indicator, points)}
    joined = tuple(replace(mark, value=None, text="") if mark.key in apart else mark for mark in marks)
    others = (replace(mark, target=None, target_text="") for mark in marks if mark.key in apart)
    return Picture(
        key=LINE,
        kind=PictureKind.LINES,
        title=f"{indicator.name} qua các năm",
        unit=indicator.unit_of_measure,
        series=(DrawnSeries(indicator.name, joined), *(DrawnSeries(mark.label, (mark,)) for mark in others)),
        words=f"{indicator.name}: {'; '.join(map(_year_words, marks))}.",
        note=" ".join([*_line_notes(account.period, indicator, points), *_given_notes(account, unit)]),
    )


def _years_before(account: Account, unit: Unit, indicator: Indicator) -> list[Point]:
    """The figures of the years before, restated: from before the plans in force, and of the last years in any case."""
    year, day = account.period.year, account.period.ends_on
    years = range(min(account.past_years.start, year - LOOKS_BACK + 1), year)
    series = Series(indicator, (), (), day, Ground([indicator], [unit], years, day))
    return [series.restated(unit, each) for each in years]


def _stand_apart(period: ReportingPeriod, indicator: Indicator, points: Sequence[Point]) -> set[int]:
    """The years no line leads to: sums over some units, and what accumulated in part of a year."""
    found = {point.year for point in points if point.is_incomplete}
    if is_part_of_year(period) and indicator.over_time == OverTime.CUMULATIVE:
        found.add(period.year)
    return found


def _line_notes(period: ReportingPeriod, indicator: Indicator, points: Sequence[Point]) -> Iterator[str]:
    if any(point.label for point in points):
        yield f"Số các năm trước sắp xếp đơn vị hành chính được {RESTATED}."
    if any(point.is_incomplete for point in points):
        yield SOME_UNITS
    if is_part_of_year(period) and indicator.over_time == OverTime.CUMULATIVE:
        yield f"Số năm {period.year} mới tính {until_words(period)}, không nối với số của cả năm."


def _given_notes(account: Account, unit: Unit) -> Iterator[str]:
    """That the unit has no plan of its own, and by whose assignment the line of targets goes."""
    if given := account.binding.given_words(unit, PlanKind.ANNUAL):
        yield f"Mức kế hoạch là chỉ tiêu {given}."


def label_of(point: Point, period: ReportingPeriod) -> str:
    """`2024`, `6 tháng 2025`, `2025 (1/2 đơn vị)`: what a figure is of."""
    label = str(point.year)
    if point.year == period.year and is_part_of_year(period):
        label = part_label(period)
    return f"{label} ({units_words(point)} đơn vị)" if point.is_incomplete else label


def _is_poverty(outcome: Outcome) -> bool:
    """Whether the line is of a rate of the household review that is to go down, over the whole territory."""
    indicator = outcome.indicator
    is_rate = indicator.adds_up == AddsUp.RATIO and indicator.better == Better.DOWN
    return is_rate and bool(indicator.review_numerator) and outcome.group is None


def _year_words(mark: Mark) -> str:
    asked = f" (kế hoạch {mark.target_text})" if mark.target_text else ""
    name = f"năm {mark.label}" if mark.label[:4].isdecimal() else mark.label
    return f"{name} {mark.text or UNTOLD}{asked}"


def _marks(
    targets: Mapping[int, Target], indicator: Indicator, points: Sequence[Point], period: ReportingPeriod
) -> Iterator[Mark]:
    before: Decimal | None = None
    for point in points:
        printed = None if point.figure is None else rounded(point.figure, indicator.decimals)
        target = targets.get(point.year)
        level = None if target is None else level_of(target, before)
        yield Mark(
            label=label_of(point, period),
            value=printed,
            text="" if printed is None else _text(printed, indicator),
            target=level,
            target_text="" if level is None else _text(level, indicator),
            key=str(point.year),
        )
        before = None if point.is_incomplete else printed


def level_of(target: Target, before: Decimal | None) -> Decimal | None:
    """The level a target asks for; a reduction is taken off its baseline, else off the figure of the year before."""
    value = _weakest(target)
    if value is None or not is_reduction(target):
        return value
    start = before if target.baseline is None else target.baseline
    return None if start is None else start - value


def _targets_of(account: Account, unit: Unit, indicator: Indicator, years: Sequence[int]) -> Mapping[int, Target]:
    """What the annual plan of each year asked of the whole territory, else what was assigned to it."""
    plans = annual_plans_in_force(unit, account.period.programme, years[0], years[-1])
    asked = Target.objects.filter(plan__in=plans.values(), indicator=indicator, group=None)
    asked = asked.select_related("indicator").order_by("-position", "-id")
    of_plan = {target.plan_id: target for target in asked if (unit.pk, target) not in account.outgrown}
    own = {year: of_plan[plan.pk] for year, plan in plans.items() if plan.pk in of_plan}
    return {**own, **_given_to(account.period, unit, indicator, [year for year in years if year not in plans])}


def _given_to(period: ReportingPeriod, unit: Unit, indicator: Indicator, years: Iterable[int]) -> Mapping[int, Target]:
    """What plans above assigned of it to a unit below for years in which it had no plan of its own."""
    found = {}
    for year in years if unit.parent_id else ():
        as_year = ReportingPeriod(unit=period.unit, programme=period.programme, ends_on=date(year, 12, 31))
        as_year.first_year = as_year.last_year = year
        given = Given(as_year, [unit], {PlanKind.ANNUAL: {}}, [indicator], on_map_of=period.ends_on)
        for target in given.targets.get((PlanKind.ANNUAL, unit.pk), [])[:1]:
            found[year] = target
    return found


def _text(value: Decimal, indicator: Indicator) -> str:
    return quantity_words(value, Target(indicator=indicator))
