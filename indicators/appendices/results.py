"""The appendices of a report: targets and what came of them, year by year, and unit by unit."""

from collections.abc import Iterator
from dataclasses import replace

from indicators.models import AddsUp, Indicator
from indicators.reporting.account import Account, Outcome
from indicators.reporting.pictures import pictures_of
from indicators.reporting.sayings import account_of, outcomes_of
from indicators.reporting.tables import figure_cell, name_of, results_table, units_table, unsent_notes, verdict_cell
from indicators.reviews.scopes import reviewers
from indicators.verdicts.words import asked_text
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, rounded
from planning.places.units import Unit
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading

# Of so many indicators the figures of all communes stand side by side on paper.
MAIN = 6
BY_YEARS = frozenset({PlanKind.EVALUATION, PlanKind.SUMMARY})


@appendix(position=110)
def results_appendix(reading: Reading) -> Table | None:
    """Phụ lục: targets with plan, estimate, reported, vetted and verdicts; with their pictures."""
    account, outcomes = reading.once(account_of), reading.made(outcomes_of)
    if account is None or not outcomes:
        return None
    unit, period = reading.plan.unit, account.period
    title = f"KẾT QUẢ THỰC HIỆN CHỈ TIÊU {period.programme.name.upper()} {period.words.upper()}"
    return replace(results_table(account, unit, title), pictures=pictures_of(account, unit, outcomes))


@appendix(position=111)
def years_appendix(reading: Reading) -> Table | None:
    """Phụ lục: figures of each year of the plan and the verdict on its end; of reports that evaluate or sum up."""
    account, outcomes = reading.once(account_of), reading.made(outcomes_of)
    if account is None or reading.plan.kind not in BY_YEARS or not outcomes:
        return None
    unit = reading.plan.unit
    past = [_past_cells(account, unit, each) for each in outcomes]
    # Nothing may be known of the year before the plan began.
    skipped = 0 if any(cells[0].text for cells in past) else 1
    years = [*account.past_years, account.period.year][skipped:]
    columns = (
        Column("number", ("TT",), "", 5),
        Column("indicator", ("Chỉ tiêu",), "", 30),
        Column("measure", ("Đơn vị tính",), "", 8),
        Column("whole", ("Kế hoạch giai đoạn",), "", 16),
        *(Column(f"year-{year}", ("Kết quả", f"Năm {year}"), "", 9, is_number=True) for year in years),
        Column("of-period", ("So với kế hoạch giai đoạn",), "", 12),
    )
    return Table(
        key="results-years",
        title=f"KẾT QUẢ CHỈ TIÊU QUA CÁC NĂM {years[0]}-{years[-1]}",
        columns=indexed(columns),
        rows=tuple(_year_rows(outcomes, [cells[skipped:] for cells in past])),
        is_landscape=True,
        notes=(*_begun(account, unit, outcomes), *_restated(account, unit, outcomes)),
    )


def _past_cells(account: Account, unit: Unit, outcome: Outcome) -> list[Cell]:
    """The years before that of the period; before the first of the plan its baseline, where nothing else is told."""
    points = [account.past(unit, outcome.indicator, year, outcome.group) for year in account.past_years]
    cells = [figure_cell(point, outcome.indicator) for point in points]
    if outcome.start is not None and not cells[0].text:
        start = rounded(outcome.start, outcome.indicator.decimals)
        cells[0] = Cell(number(start, outcome.indicator.decimals), start)
    return cells


def _begun(account: Account, unit: Unit, outcomes: list[Outcome]) -> Iterator[str]:
    """That figures of the year before the plan are those with which it begins."""
    year = account.past_years[0]
    told = [each for each in outcomes if each.start is not None]
    if any(account.past(unit, each.indicator, year, each.group).figure is None for each in told):
        yield f"Số năm {year} chưa có kết quả báo cáo thì lấy theo số đầu kỳ ghi trong kế hoạch giai đoạn."


def _year_rows(outcomes: list[Outcome], past: list[list[Cell]]) -> Iterator[Row]:
    for place, (outcome, cells) in enumerate(zip(outcomes, past, strict=True), start=1):
        yield Row(
            RowKind.ITEM,
            (
                Cell(str(place)),
                Cell(name_of(outcome)),
                Cell(outcome.indicator.unit_of_measure),
                Cell(asked_text(outcome.whole.target) if outcome.whole else ""),
                *cells,
                figure_cell(outcome.figure, outcome.indicator),
                verdict_cell(outcome.whole),
            ),
        )


def _restated(account: Account, unit: Unit, outcomes: list[Outcome]) -> Iterator[str]:
    """Which years stand on another map than that on which they were reported, told once for all targets."""
    labels = {
        (year, point.label, "; ".join(point.documents))
        for outcome in outcomes
        for year in account.past_years
        if (point := account.past(unit, outcome.indicator, year, outcome.group)).label
    }
    for year, label, documents in sorted(labels):
        yield f"Số năm {year} {label} ({documents})."


@appendix(position=112)
def units_appendix(reading: Reading) -> Table | None:
    """Phụ lục: the main indicators of each commune below; none for a commune's own report."""
    account, outcomes = reading.once(account_of), reading.made(outcomes_of)
    if account is None:
        return None
    period, main = account.period, main_indicators(outcomes)
    below = (reviewers() & Unit.objects.under(reading.plan.unit)).existing_on(period.ends_on)
    units = list(below.select_related("parent").order_by("parent__code", "code"))
    if not units or not main:
        return None
    title = f"KẾT QUẢ MỘT SỐ CHỈ TIÊU CỦA CÁC ĐƠN VỊ {period.words.upper()}"
    return units_table(Account(period, units, main), units, main, title, unsent_notes(period, reading.plan.unit))


def main_indicators(outcomes: list[Outcome]) -> list[Indicator]:
    """The first of the report's indicators that have a figure of each unit and are no part of another."""
    found = {each.indicator.pk: each.indicator for each in outcomes if each.group is None}
    chosen = [each for each in found.values() if each.adds_up != AddsUp.NOT and each.part_of_id is None]
    return chosen[:MAIN]
