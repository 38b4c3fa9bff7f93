"""A small table to fill in, for tests: a plan's central money by project, with a limit, a lock and a sum."""

from decimal import Decimal

from budgets.models import BudgetLine, FundingSource
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, EntryRefused
from planning.entry.tables import EntryCell, EntryColumn, EntryRow, EntryTable
from projects.models import Component

MILLION = 10**6
ROWS, NATURES = ("DA1", "DA2.1", "DA2.2"), ("recurrent", "investment")
LOCKED = {("DA1", "investment"): "Dự án này không có vốn đầu tư."}
ABOVE = {("DA1", "recurrent"): Decimal(250 * MILLION)}
MOST_OF_A_CELL, MOST_TOGETHER = 5_000 * MILLION, 9_000 * MILLION
OVER, TOO_MUCH = "Vượt 5.000 triệu đồng.", "Cả dự án vượt 9.000 triệu đồng."


def amounts(plan):
    """What is stored, by project and nature."""
    lines = BudgetLine.objects.filter(plan=plan, source__code="central", component__code__in=ROWS)
    return {(line.component.code, line.nature): line.amount for line in lines.select_related("component")}


def table(scope):
    stored = amounts(scope.plan)
    keys = [(row, nature) for row in ROWS for nature in NATURES]
    cells = {key: EntryCell(stored.get(key), LOCKED.get(key, ""), ABOVE.get(key)) for key in keys}
    for row in ROWS:
        cells[row, "total"] = EntryCell(total(cells[row, nature].value for nature in NATURES))
    for column in (*NATURES, "total"):
        cells["all", column] = EntryCell(total(cells[row, column].value for row in ROWS))
    return EntryTable(
        title="KINH PHÍ",
        words=(Column("code", ("Mã",), "", 6), Column("name", ("Dự án",), "", 20)),
        columns=(
            EntryColumn("recurrent", ("Trung ương", "Sự nghiệp"), 6, MILLION),
            EntryColumn("investment", ("Trung ương", "Đầu tư"), 6, MILLION),
            EntryColumn("total", ("Tổng số",), 6, MILLION, is_entered=False, adds=NATURES),
        ),
        rows=(
            EntryRow("all", ("", "Cộng"), RowKind.TOTAL, adds=ROWS),
            *(EntryRow(code, (code, f"Dự án {code}")) for code in ROWS),
        ),
        cells=cells,
        unit_line="Đơn vị: triệu đồng",
    )


def total(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def check(scope, table, values):
    return {key: OVER for key, value in values.items() if value is not None and value > MOST_OF_A_CELL}


def write(scope, values, *, by, at, reason):
    together = amounts(scope.plan) | values
    for row in ROWS:
        if (total(together.get((row, nature)) for nature in NATURES) or 0) > MOST_TOGETHER:
            raise EntryRefused({(row, nature): TOO_MUCH for nature in NATURES if (row, nature) in values})
    for (row, nature), value in values.items():
        component, source = Component.objects.get(code=row), FundingSource.objects.get(code="central")
        line = BudgetLine(plan=scope.plan, component=component, source=source, nature=nature, amount=value)
        BudgetLine.objects.filter(plan=scope.plan, component=component, source=source, nature=nature).delete()
        if value is not None:
            line.save()


MONEY = EntryKind("money", "Kinh phí trung ương", table, write, lambda scope: "/", check, tab="budget")
