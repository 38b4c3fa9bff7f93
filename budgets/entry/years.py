"""The table of years: the plan's lines down, its years across, beside what each line has in all."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from budgets.columns import PlanLine, plan_lines
from budgets.cube import BudgetCube, exact_cube_of
from budgets.models import AMOUNT_DIGITS, BudgetLine, YearAmount
from budgets.years import spread_of, years_of
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, EntryRefused, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import MoneyUnit, amount
from planning.people.users import User
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope
from planning.upserts import delete_rows, save_rows

WHOLE, SUM = "whole", "sum"
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("name", ("Nội dung",), "", 20),
    Column("source", ("Nguồn vốn",), "", 14),
    Column("nature", ("Tính chất vốn",), "", 12),
)
ONE_YEAR = "Kế hoạch một năm không chia kinh phí theo năm."
GONE = "Khoản kinh phí hoặc năm này không còn trong kế hoạch."


def years_table(scope: Scope) -> EntryTable:
    """What each line has for each year, exact to the đồng."""
    plan, years = scope.plan, years_of(scope.plan)
    reading = Reading(plan)
    lines = plan_lines(reading) if years else []
    return EntryTable(
        title=f"KINH PHÍ THEO NĂM {plan.period_words.upper()}",
        words=WORDS,
        columns=tuple(_columns(years, plan.unit_of_money)),
        rows=tuple(_rows(lines)),
        cells=dict(_cells(reading, lines, years)),
        unit_line=f"Đơn vị: {plan.unit_of_money.label}",
        notes=() if years else (ONE_YEAR,),
    )


def _columns(years: tuple[int, ...], unit: MoneyUnit) -> Iterator[EntryColumn]:
    decimals, keys = len(str(unit.factor)) - 1, tuple(str(year) for year in years)
    yield EntryColumn(WHOLE, ("Kinh phí cả giai đoạn",), decimals, unit.factor, is_entered=False)
    yield EntryColumn(SUM, ("Cộng các năm",), decimals, unit.factor, is_entered=False, adds=keys)
    for key in keys:
        yield EntryColumn(key, (f"Năm {key}",), decimals, unit.factor, digits=AMOUNT_DIGITS, spellings=((key,),))


def _rows(lines: list[PlanLine]) -> Iterator[EntryRow]:
    """The sum of what counts as spending, then each line."""
    counted = tuple(line.key for line in lines if line.is_counted)
    yield EntryRow("total", ("", "Tổng số", "", ""), RowKind.TOTAL, adds=counted)
    for place, line in enumerate(lines, start=1):
        name, source, nature = (*line.headings, "")[:3]
        yield EntryRow(line.key, (str(place), name, source, nature))


def _cells(reading: Reading, lines: list[PlanLine], years: tuple[int, ...]) -> Iterator[tuple[CellKey, EntryCell]]:
    cube, unit = exact_cube_of(reading), reading.plan.unit_of_money
    spread = reading.once(spread_of)
    by_year = {year: cube.holding({line: of[year] for line, of in spread.items() if year in of}) for year in years}
    for year in years:
        yield ("total", str(year)), EntryCell(by_year[year].total())
    yield ("total", WHOLE), EntryCell(cube.total())
    yield ("total", SUM), EntryCell(_sum([by_year[year].total() for year in years]))
    for line in lines:
        own = [_own(by_year[year], line) for year in years]
        together = _sum(own)
        for year, value in zip(years, own, strict=True):
            yield (line.key, str(year)), EntryCell(value)
        yield (line.key, WHOLE), EntryCell(line.amount)
        yield (line.key, SUM), EntryCell(together, warning=_warning(together, line.amount, unit))


def _own(cube: BudgetCube, line: PlanLine) -> Decimal | None:
    return cube.own(line.node, line.source, line.nature)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _warning(together: Decimal | None, whole: Decimal, unit: MoneyUnit) -> str:
    if together is None or together == whole:
        return ""
    return f"Cộng các năm khác kinh phí cả giai đoạn {amount(whole, unit)} {unit.label}."


def spread_over_years(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
) -> None:
    """Store amounts by (line, year), in đồng; None takes one away. Raises EntryRefused."""
    years = {str(year): year for year in years_of(scope.plan)}
    with transaction.atomic():
        rows = BudgetLine.objects.in_force(scope.plan).select_related("component", "source")
        lines = {f"{row.component.code}.{row.source.code}.{row.nature}": row for row in rows}
        if gone := {cell: GONE for cell in values if cell[0] not in lines or cell[1] not in years}:
            raise EntryRefused(gone)
        known = YearAmount.objects.filter(line__in=list(lines.values()))
        held = {(row.line_id, row.year): row for row in known}
        removed, changed = [], []
        for (row, column), value in values.items():
            line, year = lines[row], years[column]
            entry = held.get((line.pk, year)) or YearAmount(plan=scope.plan, line=line, year=year)
            if value is not None:
                entry.amount = value
                changed.append(entry)
            elif entry.pk:
                removed.append(entry)
        delete_rows(removed, by=by, at=at, reason=reason)
        save_rows(changed, ["amount"], by=by, at=at, reason=reason)


YEARS = provides_entry(
    EntryKind(
        key="years",
        title="Kinh phí theo năm",
        table=years_table,
        write=spread_over_years,
        page=lambda scope: reverse("budget", args=[scope.name]),
        tab="budget",
        hints=(
            "Mỗi dòng là một khoản kinh phí của kế hoạch; mỗi cột là một năm. Cộng các năm phải bằng kinh phí cả "
            "giai đoạn của khoản đó.",
            "Ô để trống là chưa có số; số 0 được ghi là 0.",
        ),
    )
)
