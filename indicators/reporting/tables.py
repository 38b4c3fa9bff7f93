"""The tables of a period's results: the targets of one unit with their verdicts, and one unit a row below it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from indicators.models import Indicator
from indicators.reporting.account import Account, Judged, Outcome
from indicators.reporting.footnotes import footnotes
from indicators.reporting.judged import judged_label
from indicators.results.points import Point
from indicators.verdicts.verdict import Verdict
from indicators.verdicts.words import asked_text
from indicators.words import lowered
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, roman, rounded
from planning.places.units import Unit, UnitKind
from planning.plans.periods import OF_SEVERAL_YEARS, ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.tracking.unsent import Unsent, unsent_below

BLANK = Cell()
UNIT_COLUMNS = (
    Column("number", ("TT",), "", 5),
    Column("code", ("Mã",), "", 8),
    Column("unit", ("Đơn vị",), "", 24),
)
EVERYTHING = "Mọi chỉ tiêu"
COUNTED = "Kết quả được tính, so sánh là số đã thẩm định; nơi chưa thẩm định là số đơn vị báo cáo."
SEVERAL = "Số thẩm định của đơn vị tổng hợp gồm số đã thẩm định và, nơi chưa thẩm định, số đơn vị báo cáo."
COMPARED = "Đạt, vượt, chưa đạt được xác định theo yêu cầu của chỉ tiêu, so trên số đã làm tròn như in ở biểu."
WHOLE_REACHED = "whole-reached"
REACHED = (
    "Cột đã thực hiện của giai đoạn là số đem so với kế hoạch giai đoạn: cộng các năm của chỉ tiêu cộng dồn, mức giảm "
    "của chỉ tiêu giảm (bình quân năm nếu kế hoạch giao bình quân), số cuối kỳ của chỉ tiêu khác."
)
NOT_DUE = (
    "Kế hoạch chưa đến hạn thì ghi tỷ lệ đã thực hiện so với mức kế hoạch hoặc phần còn thiếu; chỉ ghi đã đạt, đã "
    "vượt khi kết quả đến ngày báo cáo đã tới mức đó."
)


def results_table(account: Account, unit: Unit, title: str) -> Table:
    """The targets: what is asked, expected, reported, vetted, of last year, and the verdict on both plans."""
    outcomes = account.outcomes(unit)
    columns = tuple(_columns(account, unit, outcomes))
    keys = [column.key for column in columns[2:]]
    notes = footnotes([name_of(each) for each in outcomes], [list(_remarks(each)) for each in outcomes], EVERYTHING)
    return Table(
        key="results",
        title=title,
        columns=indexed(columns),
        rows=tuple(_rows(outcomes, notes.marks, keys)),
        is_landscape=True,
        notes=(
            *_given_notes(account, unit),
            *_notes(outcomes),
            *([REACHED] if WHOLE_REACHED in keys else []),
            *unsent_notes(account.period, unit),
            *notes.lines,
        ),
    )


def _columns(account: Account, unit: Unit, outcomes: Sequence[Outcome]) -> Iterator[Column]:
    """The columns; of a plan with no target none, and what was reached of the whole one where that tells more."""
    year = account.period.year
    whole = account.plans[PlanKind.PERIOD].get(unit.pk)
    has_annual, has_whole = any(each.annual for each in outcomes), any(each.whole for each in outcomes)
    results = f"Kết quả năm {year}" if account.period.kind in OF_SEVERAL_YEARS else "Kết quả trong kỳ"
    yield Column("number", ("TT",), "", 5)
    yield Column("indicator", ("Chỉ tiêu",), "", 30)
    yield Column("measure", ("Đơn vị tính",), "", 8)
    if has_annual:
        yield Column("asked", ("Kế hoạch", _asked_heading(account, unit, PlanKind.ANNUAL, f"Năm {year}")), "", 14)
    if has_whole:
        asked = _asked_heading(account, unit, PlanKind.PERIOD, _whole_words(whole))
        yield Column("whole", ("Kế hoạch", asked), "", 14)
    yield Column("before", (f"Năm {year - 1}",), "", 9, is_number=True)
    yield Column("estimate", (results, "Ước thực hiện"), "", 9, is_number=True)
    yield Column("reported", (results, "Thực hiện"), "", 9, is_number=True)
    yield Column("vetted", (results, "Thẩm định"), "", 9, is_number=True)
    if any(_tells_more(each) for each in outcomes):
        yield Column(WHOLE_REACHED, (f"{_whole_words(whole)}, đã thực hiện",), "", 10, is_number=True)
    if has_annual:
        yield Column("annual", ("So với kế hoạch", f"Năm {year}"), "", 10)
    if has_whole:
        yield Column("of-period", ("So với kế hoạch", _whole_words(whole)), "", 10)


def _tells_more(outcome: Outcome) -> bool:
    """Whether what is held against the plan of several years is another number than the figure itself."""
    cell = reached_cell(outcome.whole)
    return bool(cell.text) and cell.value != outcome.printed


def _asked_heading(account: Account, unit: Unit, kind: PlanKind, words: str) -> str:
    """`Năm 2025 (tỉnh giao)` where the unit has no plan of its own."""
    given = account.binding.given_words(unit, kind)
    return f"{words} ({given})" if given else words


def _whole_words(plan: Plan | None) -> str:
    words = plan.period_words if plan else "giai đoạn"
    return f"{words[0].upper()}{words[1:]}"


def _rows(outcomes: Sequence[Outcome], marks: Sequence[str], keys: Sequence[str]) -> Iterator[Row]:
    groups = groupby(zip(outcomes, marks, strict=True), key=lambda each: each[0].indicator.dimension)
    for position, (dimension, members) in enumerate(groups, start=1):
        yield Row(RowKind.GROUP, (Cell(roman(position)), Cell(dimension.name), *[BLANK] * len(keys)))
        for place, (outcome, mark) in enumerate(members, start=1):
            cells = _cells(outcome)
            name = Cell(f"{name_of(outcome)}{mark}")
            yield Row(RowKind.ITEM, (Cell(str(place)), name, *(cells[key] for key in keys)))


def _cells(outcome: Outcome) -> dict[str, Cell]:
    """What stands in each column, by its key."""
    indicator = outcome.indicator
    return {
        "measure": Cell(indicator.unit_of_measure),
        "asked": Cell(asked_text(outcome.annual.target) if outcome.annual else ""),
        "whole": Cell(asked_text(outcome.whole.target) if outcome.whole else ""),
        "before": figure_cell(outcome.before, indicator),
        "estimate": figure_cell(outcome.estimate, indicator),
        "reported": figure_cell(outcome.reported, indicator),
        "vetted": figure_cell(outcome.vetted, indicator),
        "annual": verdict_cell(outcome.annual),
        WHOLE_REACHED: reached_cell(outcome.whole),
        "of-period": verdict_cell(outcome.whole),
    }


def reached_cell(judged: Judged | None) -> Cell:
    """What was reached of a target: of a reduction how much was taken off."""
    if judged is None or judged.reached is None:
        return BLANK
    decimals = judged.target.indicator.decimals
    reached = rounded(judged.reached, decimals)
    return Cell(number(reached, decimals), reached)


def name_of(outcome: Outcome) -> str:
    """The indicator, and for which group of units where it is not for all."""
    return f"{outcome.indicator.name} ({lowered(outcome.group.name)})" if outcome.group else outcome.indicator.name


def figure_cell(point: Point, indicator: Indicator) -> Cell:
    """A figure as it prints; blank is nothing and zero is zero."""
    if point.figure is None:
        return BLANK
    value = rounded(point.figure, indicator.decimals)
    return Cell(number(value, indicator.decimals), value)


def verdict_cell(judged: Judged | None) -> Cell:
    """`Đạt`, `Vượt`, `Chưa đạt`, `46,2% kế hoạch`, `Chưa đủ số liệu`; nothing where no number is asked."""
    words = judged_label(judged) if judged else ""
    return Cell(f"{words[:1].upper()}{words[1:]}")


def _given_notes(account: Account, unit: Unit) -> Iterator[str]:
    """That a unit without a plan of its own is measured by what a level above assigned to it."""
    for kind, plans in account.plans.items():
        if given := account.binding.given_words(unit, kind):
            plan = plans[unit.pk]
            whose = f"theo chỉ tiêu {given} (kế hoạch {plan.period_words} của {plan.unit.full_name})"
            yield f"Đơn vị chưa có kế hoạch {plan.period_words} được ban hành: mức kế hoạch {whose}."


def _notes(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How verdicts are found, and which of two figures counts."""
    judged = [each for outcome in outcomes for each in (outcome.annual, outcome.whole) if each]
    if judged:
        yield COMPARED
    if any(not each.is_due for each in judged):
        yield NOT_DUE
    if any(each.vetted.sums.units for each in outcomes):
        yield COUNTED
    if any(each.vetted.sums.units > 1 for each in outcomes):
        yield SEVERAL


def unsent_notes(period: ReportingPeriod, unit: Unit) -> Iterator[str]:
    """That a sum holds figures of units below which have not sent, with the first of their names."""
    unsent = unsent_below(period, unit) if unit.kind != UnitKind.COMMUNE else Unsent()
    if unsent.units:
        yield f"{unsent.sentence.rstrip('.')}: {unsent.names}."


def _remarks(outcome: Outcome) -> Iterator[str]:
    """Why a figure is blank, over how many units it is, whose plan it is, and on which map last year's stands."""
    if outcome.figure.reason:
        yield lowered(outcome.figure.reason)
    elif outcome.figure.is_incomplete:
        yield f"mới tổng hợp từ {units_words(outcome.figure)} đơn vị."
    if outcome.estimate.is_incomplete:
        yield f"ước thực hiện mới tổng hợp từ {units_words(outcome.estimate)} đơn vị."
    for judged in (outcome.annual, outcome.whole):
        if judged and judged.plan_of:
            yield f"mức kế hoạch “{asked_text(judged.target)}” là của {judged.plan_of}, không so với số của cả đơn vị."
    if outcome.before.is_incomplete:
        yield f"số năm trước mới tổng hợp từ {units_words(outcome.before)} đơn vị."
    if outcome.before.label:
        yield f"số năm trước {outcome.before.label} ({'; '.join(outcome.before.documents)})."


def units_words(point: Point) -> str:
    """`1/2`: over how many of the units that should tell a figure is."""
    return f"{number(point.sums.units)}/{number(point.of)}"


def units_table(
    account: Account, units: Sequence[Unit], indicators: Sequence[Indicator], title: str, notes: Iterable[str] = ()
) -> Table:
    """The units below with their counted figures of some indicators, and the verdict where their plans ask for one.

    `notes` are what is to be said of all of them besides.
    """
    outcomes = {unit.pk: [account.outcome(unit, each) for each in indicators] for unit in units}
    judged = [any(outcomes[unit.pk][place].annual for unit in units) for place in range(len(indicators))]
    of_indicators = (_of_units(each, is_judged) for each, is_judged in zip(indicators, judged, strict=True))
    rows = (
        Row(RowKind.ITEM, tuple(_unit_cells(place, unit, outcomes[unit.pk], judged)))
        for place, unit in enumerate(units, start=1)
    )
    return Table(
        key="results-units",
        title=title,
        columns=indexed((*UNIT_COLUMNS, *(column for columns in of_indicators for column in columns))),
        rows=tuple(rows),
        is_landscape=True,
        notes=(*_units_notes(account, units, [each for found in outcomes.values() for each in found]), *notes),
    )


def _units_notes(account: Account, units: Sequence[Unit], outcomes: Sequence[Outcome]) -> Iterator[str]:
    judged = [each.annual for each in outcomes if each.annual]
    if judged:
        yield COMPARED
    if any(not each.is_due for each in judged):
        yield NOT_DUE
    given = [unit for unit in units if account.binding.is_given(unit, PlanKind.ANNUAL)]
    if judged and given:
        words = account.binding.given_words(given[0], PlanKind.ANNUAL)
        of = f"{number(len(given))}/{number(len(units))}"
        yield f"{of} đơn vị chưa có kế hoạch năm được ban hành: so theo chỉ tiêu {words}."
    if any(each.vetted.sums.units for each in outcomes):
        yield COUNTED


def _of_units(indicator: Indicator, is_judged: bool) -> Iterator[Column]:
    name = f"{indicator.name} ({indicator.unit_of_measure})"
    yield Column(f"{indicator.code}-value", (name, "Kết quả"), "", 10, is_number=True)
    if is_judged:
        yield Column(f"{indicator.code}-verdict", (name, "So với kế hoạch năm"), "", 10)


def _unit_cells(place: int, unit: Unit, outcomes: Sequence[Outcome], judged: Sequence[bool]) -> Iterator[Cell]:
    yield from (Cell(str(place)), Cell(unit.code), Cell(f"{unit.prefix} {unit.name}"))
    for outcome, is_judged in zip(outcomes, judged, strict=True):
        yield figure_cell(outcome.figure, outcome.indicator)
        if is_judged:
            yield verdict_cell(outcome.annual)


def count_of(outcomes: Iterable[Outcome], verdict: Verdict) -> Decimal:
    """On how many targets the verdict is so: against the year's plan, else against that of the whole period."""
    return Decimal(sum(verdict_on(each) is verdict for each in outcomes))


def verdict_on(outcome: Outcome) -> Verdict | None:
    """The verdict that counts: on the target the line is about."""
    judged = outcome.annual or outcome.whole
    return judged.verdict if judged else None
