"""The table of shares: holders down, the plan's lines across, above them what was given and what remains."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.urls import reverse

from budgets.columns import PlanLine, plan_lines
from budgets.cube import exact_cube_of
from budgets.entry.sharing_out import share_out
from budgets.excess import Claim, excesses
from budgets.holders import Holder, holders_of
from budgets.models import AMOUNT_DIGITS
from budgets.sharing import AllocationCube, exact_sharing_of
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import MoneyUnit, roman
from planning.plans.reading import Reading
from planning.plans.territory import directly_below
from planning.sheets.scopes import Scope

TOTAL = "total"
GIVEN, SHARED, LEFT = "given", "shared", "left"
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("code", ("Mã",), "", 9),
    Column("name", ("Đơn vị",), "", 24),
)
NO_LINES = "Kế hoạch chưa có khoản kinh phí nào để phân bổ; nhập kinh phí trước ở thẻ “Kinh phí”."


def allocation_table(scope: Scope) -> EntryTable:
    """The shares of a plan's lines in force, exact to the đồng."""
    reading = Reading(scope.plan)
    lines, sharing = plan_lines(reading), exact_sharing_of(reading)
    rows = list(_rows(reading.once(holders_of)))
    programme = exact_cube_of(reading).root.component.name
    return EntryTable(
        title=f"PHÂN BỔ KINH PHÍ {programme.upper()} {scope.plan.period_words.upper()}",
        words=WORDS,
        columns=tuple(_columns(lines, scope.plan.unit_of_money)),
        rows=tuple(rows),
        cells=dict(_cells(lines, sharing, rows)),
        unit_line=f"Đơn vị: {scope.plan.unit_of_money.label}",
        notes=() if lines else (NO_LINES,),
    )


def _columns(lines: list[PlanLine], unit: MoneyUnit) -> Iterator[EntryColumn]:
    decimals = len(str(unit.factor)) - 1
    counted = tuple(line.key for line in lines if line.is_counted)
    yield EntryColumn(TOTAL, ("Tổng số",), decimals, unit.factor, is_entered=False, adds=counted)
    for line in lines:
        yield EntryColumn(line.key, line.headings, decimals, unit.factor, digits=AMOUNT_DIGITS)


def _rows(holders: list[Holder]) -> Iterator[EntryRow]:
    """What was given, is shared out and remains; then each group of holders with its sum."""
    groups: dict[str, list[Holder]] = {}
    for holder in holders:
        groups.setdefault(holder.group, []).append(holder)
    yield EntryRow(GIVEN, ("", "", "Kinh phí kế hoạch"), RowKind.TOTAL)
    yield EntryRow(SHARED, ("", "", "Đã phân bổ"), RowKind.TOTAL, adds=tuple(holder.key for holder in holders))
    yield EntryRow(LEFT, ("", "", "Còn lại"), RowKind.TOTAL, remains=(GIVEN, SHARED))
    for place, (group, members) in enumerate(groups.items(), start=1):
        keys = tuple(member.key for member in members)
        yield EntryRow(f"group-{place}", (roman(place), "", group), RowKind.GROUP, adds=keys)
        for number, member in enumerate(members, start=1):
            labels = (str(number), member.code, member.name)
            yield EntryRow(member.key, labels, names=(member.name, *member.names))


def _cells(
    lines: list[PlanLine], sharing: AllocationCube, rows: list[EntryRow]
) -> Iterator[tuple[CellKey, EntryCell]]:
    sums = {GIVEN: sharing.given, SHARED: sharing.shared, LEFT: sharing.left}
    keys = {line.line: line.key for line in lines}
    for row in rows:
        cube = sums.get(row.key) or sharing.of(row.adds or (row.key,))
        yield (row.key, TOTAL), EntryCell(cube.total())
        for line, amount in cube.lines.items():
            if line in keys:
                yield (row.key, keys[line]), EntryCell(amount)


def would_exceed(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> dict[CellKey, str]:
    """Which of new values would share out more than was given, and by how much."""
    claims = [
        Claim(key, key[1], table.cells[key].value if key in table.cells else None, value)
        for key, value in values.items()
        if key[1] in table.column_at
    ]
    return excesses(scope.plan.unit_of_money, claims, _standings(table))


def _standings(table: EntryTable) -> dict[str, tuple[str, Decimal, Decimal]]:
    """For each column its name, what was given, and what is shared out."""
    blank = EntryCell()
    return {
        column.key: (
            column.label,
            table.cells.get((GIVEN, column.key), blank).value or Decimal(0),
            table.cells.get((SHARED, column.key), blank).value or Decimal(0),
        )
        for column in table.columns
    }


ALLOCATION = provides_entry(
    EntryKind(
        key="allocation",
        title="Phân bổ kinh phí",
        table=allocation_table,
        write=share_out,
        check=would_exceed,
        page=lambda scope: reverse("allocation", args=[scope.name]),
        tab="allocation",
        size=lambda scope: directly_below(scope.plan).count(),
        hints=(
            "Mỗi cột là một khoản kinh phí của kế hoạch; mỗi dòng là một đơn vị hoặc cơ quan được phân bổ.",
            "Ô để trống là không phân bổ; số 0 được ghi là 0. Mỗi cột không được phân bổ quá kinh phí kế hoạch.",
            "Các dòng Kinh phí kế hoạch, Đã phân bổ, Còn lại và các dòng nhóm được tính, không nhập.",
        ),
    )
)
