"""The appendix of shares: holders down, sources and natures across; the share of each line is in the workbook."""

from collections.abc import Iterator

from budgets.appendices.budget import MoneyColumn, columns_for
from budgets.appendices.cells import evened, money_cell
from budgets.cube import BudgetCube, sources_of
from budgets.holders import Holder, holders_of
from budgets.notes import rounded_shares
from budgets.sharing import AllocationCube, sharing_of
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import MoneyUnit, amount, roman
from planning.plans.reading import Reading


@appendix(position=4)
def allocation_appendix(reading: Reading) -> Table | None:
    """Phụ lục: what each unit and agency gets of each source and nature; none where nothing is shared out."""
    sharing, unit = sharing_of(reading), reading.plan.unit_of_money
    if not sharing.holders:
        return None
    shared = sharing.shared
    money = columns_for(shared, [top for top in reading.once(sources_of) if shared.has(top)])
    holders = [holder for holder in reading.once(holders_of) if holder.key in sharing.holders]
    table = Table(
        key="allocation",
        title=f"PHÂN BỔ KINH PHÍ {reading.plan.period_words.upper()} CHO CÁC ĐƠN VỊ",
        columns=indexed(_columns(money)),
        rows=tuple(_rows(sharing, money, holders, unit)),
        unit_line=f"Đơn vị: {unit.label}",
        is_landscape=True,
        notes=(*_left(sharing, unit), *rounded_shares(reading)),
    )
    return evened(table, unit)


def _columns(money: list[MoneyColumn]) -> Iterator[Column]:
    yield Column("number", ("TT",), "", 5)
    yield Column("name", ("Đơn vị",), "", 24)
    for column in money:
        yield Column(column.key, column.headings, "", 8, is_number=True, adds=column.adds)


def _rows(sharing: AllocationCube, money: list[MoneyColumn], holders: list[Holder], unit: MoneyUnit) -> Iterator[Row]:
    """All, then each group with those in it: a row adds the rows that stand below it."""
    groups: dict[str, list[Holder]] = {}
    for holder in holders:
        groups.setdefault(holder.group, []).append(holder)
    heads, place = [], 1
    for members in groups.values():
        heads.append(place)
        place += len(members) + 1
    yield _row(RowKind.TOTAL, "", "TỔNG SỐ", sharing.shared, money, unit, tuple(heads))
    for number, (head, (group, members)) in enumerate(zip(heads, groups.items(), strict=True), start=1):
        together = sharing.of(member.key for member in members)
        below = tuple(range(head + 1, head + 1 + len(members)))
        yield _row(RowKind.GROUP, roman(number), group, together, money, unit, below)
        for place, member in enumerate(members, start=1):
            yield _row(RowKind.ITEM, str(place), member.name, sharing.of([member.key]), money, unit)


def _row(
    kind: RowKind,
    number: str,
    name: str,
    cube: BudgetCube,
    money: list[MoneyColumn],
    unit: MoneyUnit,
    adds: tuple[int, ...] = (),
) -> Row:
    amounts = [column.value(cube, cube.root) for column in money]
    return Row(kind, (Cell(number), Cell(name), *(money_cell(dong, unit) for dong in amounts)), adds)


def _left(sharing: AllocationCube, unit: MoneyUnit) -> Iterator[str]:
    """What is kept back, where anything is."""
    if left := sharing.remaining():
        yield f"Kinh phí còn lại chưa phân bổ: {amount(left, unit)} {unit.label}."
