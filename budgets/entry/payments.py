"""The table of payments: who holds what of the budget down, what became of it across."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst

from budgets.models import AMOUNT_DIGITS
from budgets.models.payments import TOLD
from budgets.paying.actions import PaymentsRefused, store_payments
from budgets.paying.doubts import FIELDS, OVER, Against, against, doubt_words, doubtful, doubts_of, together
from budgets.paying.faces import BESIDE, kept_name, undivided_name
from budgets.paying.limits import Fault, fault_words, faults_of, would_be
from budgets.paying.own import Item, OwnMoney
from budgets.paying.places import PERCENT_DECIMALS, Told, asks_for_payments
from budgets.paying.reporting import NOT_PLANNED
from budgets.paying.rounds import round_of
from budgets.paying.sums import Sums
from budgets.paying.telling import told_earlier
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, EntryRefused, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import MoneyUnit, amount, rounded
from planning.people.users import User
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.refusals import PeriodIsLocked
from planning.tracking.scopes import find_report, hold_report
from projects.tree import Node

TOTAL, PERCENT, LEFT = "total", "percent", "left"
# Before a component's code: what is of none of those below it.
UNDIVIDED = "undivided-"
HEADINGS = {
    "given": "Được giao trong năm",
    "carried_in": "Năm trước chuyển sang",
    "paid": "Giải ngân lũy kế",
    PERCENT: "Tỷ lệ giải ngân (%)",
    "settled": "Quyết toán",
    "carried_out": "Chuyển nguồn sang năm sau",
    LEFT: "Còn lại",
}
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("name", ("Nội dung",), "", 40),
)
HOLDER = Column("holder", ("Cơ quan giữ vốn",), "", 16)
FROM_LAST_YEAR = "Lấy theo số chuyển nguồn trong báo cáo của năm trước."
OF_SEVERAL_YEARS = "Kỳ báo cáo nhiều năm lấy số giải ngân từ báo cáo của từng năm, không nhập ở đây."
NOTHING_HELD = "Đơn vị không giữ khoản kinh phí nào trong năm: kế hoạch năm chưa có hiệu lực hoặc chưa có kinh phí."
GONE = "Khoản kinh phí này không còn trong kế hoạch."


def payments_table(scope: Scope) -> EntryTable:
    """What the unit and its agencies hold and have told, exact to the đồng."""
    own = OwnMoney(scope)
    words = (*WORDS, HOLDER) if own.has_agencies else WORDS
    notes = _notes(own) if own.items else (NOTHING_HELD if asks_for_payments(own.period) else OF_SEVERAL_YEARS,)
    return EntryTable(
        title=f"GIẢI NGÂN {own.cube.root.component.name.upper()} {own.period.words.upper()}",
        words=words,
        columns=tuple(_columns(own.money)),
        rows=tuple(_rows(own)),
        cells=dict(_cells(own)),
        unit_line=f"Đơn vị: {own.money.label}",
        notes=notes,
    )


def _notes(own: OwnMoney) -> tuple[str, ...]:
    """What `Giữ lại` means, where rows are called so."""
    if not own.has_agencies:
        return ()
    kept = f"“{kept_name(own.paid.unit)}” là phần chưa giao cho cơ quan hay đơn vị nào"
    below = f", và phần đã giao cho cấp dưới {NOT_PLANNED}" if own.paid.not_planned else ""
    return (f"{kept}{below}.",)


def _columns(unit: MoneyUnit) -> Iterator[EntryColumn]:
    decimals = len(str(unit.factor)) - 1
    for key, heading in HEADINGS.items():
        if key == PERCENT:
            yield EntryColumn(key, (heading,), PERCENT_DECIMALS, shows=PERCENT_DECIMALS, is_entered=False)
        else:
            yield EntryColumn(
                key, (heading,), decimals, unit.factor, digits=AMOUNT_DIGITS, is_entered=key in TOLD, width=11
            )


def _rows(own: OwnMoney) -> Iterator[EntryRow]:
    """The total, then each component with its sum before what it is the sum of."""
    yield _sum_row(own, TOTAL, "", "Tổng số", own.items, RowKind.TOTAL)
    yield from _rows_of(own, own.cube.root)


def _rows_of(own: OwnMoney, node: Node) -> Iterator[EntryRow]:
    """What is below a component, then what stands at it: under a sum of its own where money is below it too."""
    below = own.cube.frame.below(node)
    if node.depth and (items := [item for item in own.items if item.place.line[0] in below]):
        yield _sum_row(own, node.component.code, node.number, node.heading, items)
    for child in node.children:
        yield from _rows_of(own, child)
    at = [item for item in own.items if item.node is node]
    if own.cube.undivided(node) != Sums():
        yield _sum_row(own, f"{UNDIVIDED}{node.component.code}", "", undivided_name(node), at)
    yield from (_row(own, item) for item in at)


def _sum_row(
    own: OwnMoney, key: str, number: str, name: str, items: Iterable[Item], kind: RowKind = RowKind.GROUP
) -> EntryRow:
    blanks = ("",) if own.has_agencies else ()
    return EntryRow(key, (number, name, *blanks), kind, adds=tuple(i.key for i in items if own.is_counted(i)))


def _row(own: OwnMoney, item: Item) -> EntryRow:
    holder = (item.holder or kept_name(own.paid.unit),) if own.has_agencies else ()
    return EntryRow(item.key, ("", f"{item.name}{'' if own.is_counted(item) else BESIDE}", *holder))


def _cells(own: OwnMoney) -> Iterator[tuple[CellKey, EntryCell]]:
    yield from _of_sums(TOTAL, own.cube.total())
    for node in own.cube.root.walk():
        if node.depth:
            yield from _of_sums(node.component.code, own.cube.total(node))
        if (apart := own.cube.undivided(node)) != Sums():
            yield from _of_sums(f"{UNDIVIDED}{node.component.code}", apart)
    words, earlier = told_earlier(round_of(own.period, own.paid.unit))
    by = against(own.period, own.money, words) if own.items else None
    for item in own.items:
        sums = own.cube.places[item.place]
        cells = dict(_of_sums(item.key, sums))
        if item.place in own.paid.carried:
            key = item.key, "carried_in"
            cells[key] = cells[key]._replace(lock=FROM_LAST_YEAR)
        warnings = _warnings(own, item, sums, earlier.get(item.place), by) if by else {}
        yield from ((key, cell._replace(warning=warnings.get(key[1], ""))) for key, cell in cells.items())


def _warnings(own: OwnMoney, item: Item, sums: Sums, earlier: Decimal | None, by: Against) -> dict[str, str]:
    """What is to be looked at in a row, by column."""
    told: dict[str, list[str]] = {
        "given": [_not_planned(own.paid.holdings.not_planned.get(item.place), own.money)],
        "carried_in": [_differs(own.paid.told.get(item.place), sums.carried_in, own.money)]
        if item.place in own.paid.carried
        else [],
    }
    for kind, _ in doubts_of(sums, earlier, by):
        told.setdefault(FIELDS[kind], []).append(doubt_words(kind, sums, earlier, by))
    return {column: " ".join(filter(None, words)) for column, words in told.items()}


def _not_planned(dong: Decimal | None, unit: MoneyUnit) -> str:
    return f"Gồm {amount(dong, unit)} {unit.label} đã giao cho cấp dưới, {NOT_PLANNED}." if dong else ""


def _of_sums(row: str, sums: Sums) -> Iterator[tuple[CellKey, EntryCell]]:
    for key in HEADINGS:
        value: Decimal | None = getattr(sums, key)
        if key == PERCENT and value is not None:
            value = rounded(value, PERCENT_DECIMALS)
        yield (row, key), EntryCell(value)


def _differs(stored: Told | None, carried_in: Decimal | None, unit: MoneyUnit) -> str:
    """What stood here before last year's report was changed; the next figure saved in the row brings it up to date."""
    if stored is None or stored.carried_in == carried_in:
        return ""
    was = "trống" if stored.carried_in is None else f"{amount(stored.carried_in, unit)} {unit.label}"
    return f"Khi ghi số giải ngân, số năm trước chuyển sang là {was}; báo cáo năm trước đã thay đổi."


def would_contradict(
    scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]
) -> Mapping[CellKey, str]:
    """Which new values would tell of more paid than there was, or more settled than was paid."""
    own = OwnMoney(scope)
    known_values = {key: value for key, value in values.items() if key[0] in own.item_at and key[1] in TOLD}
    known = {place: own.known_at(place) for place in own.cube.places}
    faults = faults_of(known, own.would_be(known_values))
    words = {fault: capfirst(fault_words(fault[1], sums, own.money)) for fault, sums in faults.items()}
    return _by_cell(words, own, known_values)


def _by_cell(faults: Mapping[Fault, str], own: OwnMoney, values: Iterable[CellKey]) -> dict[CellKey, str]:
    """The faults at the cells that were typed; where another cell of the row is at fault, at all typed of the row."""
    found: dict[CellKey, str] = {}
    for (place, name), words in faults.items():
        typed = [key for key in values if own.item_at[key[0]].place == place]
        found |= {key: words for key in typed if key[1] == name} or {
            key: words for key in typed if not any((place, each) in faults for _, each in typed)
        }
    return found


def worth_a_look(scope: Scope, values: Mapping[CellKey, Decimal | None]) -> Iterator[str]:
    """What of new values may well be so, and is told before they are written; what cannot be so is refused."""
    own = OwnMoney(scope)
    known = {key: value for key, value in values.items() if key[0] in own.item_at and key[1] in TOLD}
    words, earlier = told_earlier(round_of(own.period, own.paid.unit))
    by = against(own.period, own.money, words)
    places = {place: would_be(own.known_at(place), told) for place, told in own.would_be(known).items()}
    names = {item.place: ", ".join(filter(None, (item.name, item.holder))) for item in own.items}
    for kind, rows in doubtful(places, earlier, by).items():
        if kind != OVER:
            yield together(rows, names, by)


def write_payments(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
) -> None:
    """Store what was typed; raises EntryRefused, and writes nothing then."""
    own = OwnMoney(scope)
    if gone := {key: GONE for key in values if key[0] not in own.item_at or key[1] not in TOLD}:
        raise EntryRefused(gone)
    try:
        store_payments(own.period, own.would_be(values), by=by, at=at, reason=reason)
    except PaymentsRefused as refusal:
        raise EntryRefused(_by_cell(refusal.faults, own, values)) from refusal
    except PeriodIsLocked as refusal:
        raise ScopeIsNotOpen(scope.closed) from refusal


def hold_payments(scope: Scope, user: User) -> Scope:
    """Hold the unit's own report; raises ScopeIsNotOpen, also for whoever may only vet it."""
    held = hold_report(scope, user)
    if not held.may_enter:
        raise ScopeIsNotOpen(scope.closed)
    return _titled(held)


def find_payments(name: str, user: User) -> Scope:
    """The payments of a unit's report, of which there is one table; raises NoSuchScope."""
    scope = find_report(name, user)
    if scope.subject:
        raise NoSuchScope(name)
    return _titled(scope)


def _titled(scope: Scope) -> Scope:
    return replace(scope, title=f"Giải ngân {scope.reported.words}, {scope.unit.full_name}")


PAYMENTS = provides_entry(
    EntryKind(
        key="payments",
        title="Giải ngân",
        table=payments_table,
        write=write_payments,
        check=would_contradict,
        notes=worth_a_look,
        page=lambda scope: reverse("payments", args=[scope.name]),
        find=find_payments,
        hold=hold_payments,
        figures="payments",
        hints=(
            "Số giải ngân, quyết toán là lũy kế từ đầu năm đến hết ngày cuối của kỳ báo cáo.",
            "Giải ngân và chuyển nguồn sang năm sau cộng lại không vượt số được giao và số năm trước chuyển sang.",
            "Tỷ lệ tính trên số được giao cộng số năm trước chuyển sang; cột tỷ lệ và cột còn lại được tính từ "
            "các cột khác, trong bảng tính là số lúc tải về.",
        ),
    )
)
