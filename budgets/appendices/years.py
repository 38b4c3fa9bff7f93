"""The appendix of years: the plan's lines down, its years across."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.appendices.cells import evened, money_cell
from budgets.columns import PlanLine, plan_lines
from budgets.cube import BudgetCube
from budgets.years import cubes_by_year, spread_of, years_of
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import MoneyUnit
from planning.plans.reading import Reading

TOTAL = "total"


@appendix(position=6)
def years_appendix(reading: Reading) -> Table | None:
    """Phụ lục: money by year, for a plan that says what falls to each."""
    if not years_of(reading.plan) or not reading.once(spread_of):
        return None
    spread, cubes, unit = reading.once(spread_of), cubes_by_year(reading), reading.plan.unit_of_money
    lines = [line for line in plan_lines(reading) if line.line in spread]
    table = Table(
        key="years",
        title=f"KINH PHÍ TỪNG NĂM {reading.plan.period_words.upper()}",
        columns=indexed(_columns(list(cubes))),
        rows=tuple(_rows(lines, list(cubes.values()), unit)),
        unit_line=f"Đơn vị: {unit.label}",
        is_landscape=True,
    )
    return evened(table, unit)


def _columns(years: list[int]) -> Iterator[Column]:
    yield Column("number", ("TT",), "", 5)
    yield Column("name", ("Khoản kinh phí",), "", 30)
    keys = tuple(str(year) for year in years)
    yield Column(TOTAL, ("Tổng số",), "", 9, is_number=True, adds=keys)
    for key in keys:
        yield Column(key, (f"Năm {key}",), "", 9, is_number=True)


def _rows(lines: list[PlanLine], cubes: list[BudgetCube], unit: MoneyUnit) -> Iterator[Row]:
    """The sum of what counts as spending, then each line."""
    counted = tuple(place for place, line in enumerate(lines, start=1) if line.is_counted)
    yield _row(RowKind.TOTAL, "", "TỔNG SỐ", [cube.total() for cube in cubes], unit, counted)
    for place, line in enumerate(lines, start=1):
        amounts = [cube.own(line.node, line.source, line.nature) for cube in cubes]
        yield _row(RowKind.ITEM, str(place), line.words, amounts, unit)


def _row(
    kind: RowKind, number: str, name: str, years: list[Decimal | None], unit: MoneyUnit, adds: tuple[int, ...] = ()
) -> Row:
    known = [dong for dong in years if dong is not None]
    whole = sum(known, Decimal(0)) if known else None
    return Row(kind, (Cell(number), Cell(name), *(money_cell(dong, unit) for dong in (whole, *years))), adds)
