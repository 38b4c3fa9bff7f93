"""Screens of payments: the cube of a unit's report with totals on every face, and one cell of it with its history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgets.appendices.cells import money_cell
from budgets.appendices.payments import MONEY, RATE_WORDS, face_row
from budgets.cells import cell_code, cell_words
from budgets.cube import BudgetCube
from budgets.entry.payments import find_payments
from budgets.models import Payment
from budgets.models.payments import TOLD
from budgets.paying.faces import FaceRow, by_holder, by_project, by_source, names_of
from budgets.paying.paid import Paid, paid_by
from budgets.paying.places import asks_for_payments
from budgets.paying.reporting import remarks
from budgets.paying.sums import added
from budgets.paying.telling import place_of
from budgets.views.budget import source_and_nature
from planning.documents.headings import header_rows, indexed
from planning.documents.model import Cell, Column, RowKind
from planning.formats import MoneyUnit, amount
from planning.reports.moving import moved_in
from planning.sheets.scopes import NoSuchScope, Scope
from planning.tracking.scopes import report_name
from planning.views.access import Request
from projects.tree import Node

FACES = (("project", "Theo dự án"), ("source", "Theo nguồn vốn"), ("holder", "Theo đơn vị giữ vốn"))
NAME = Column("name", ("Nội dung",), "", 24)
OWN = (
    Column("planned", ("Kế hoạch của đơn vị", "Kinh phí"), "", 9, is_number=True),
    Column("shared", ("Kế hoạch của đơn vị", "Đã phân bổ"), "", 9, is_number=True),
)
SHOWN = ("given", *TOLD)
MOST_DEEDS = 200
SIGNS = {"+": "Nhập mới", "~": "Sửa", "-": "Xóa"}


@dataclass(frozen=True)
class Drawn:
    """A row on the screen: its cells, and where its name leads."""

    kind: RowKind
    name: str
    cells: tuple[Cell, ...]
    address: str = ""


@dataclass(frozen=True)
class Deed:
    """One change of what a holder told: when, by whom, and what stood there then."""

    at: datetime
    by: str
    holder: str
    reason: str
    amounts: tuple[str, ...]


@never_cache
@require_safe
def payments(request: Request, scope: str) -> HttpResponse:
    """What became of a unit's money up to the end of a period, by project, by source or by holder."""
    found = _found(request, scope)
    period, unit = found.reported, found.unit
    paid, asks = paid_by(period, unit), asks_for_payments(period)
    asked = request.GET.get("by", "")
    face = asked if asked in dict(FACES) else FACES[0][0]
    own = _own(paid) if face == "project" else {}
    columns = (NAME, *(OWN if own else ()), *MONEY)
    context = {
        "scope": found,
        "moved": moved_in(period, unit, "payments"),
        "period": period,
        "paid": paid,
        "faces": FACES,
        "face": face,
        "header": header_rows(indexed(columns)),
        "rows": list(_drawn(found, paid, _rows(face, paid), paid.money, own)),
        "unit_line": f"Đơn vị: {paid.money.label}",
        "note": RATE_WORDS,
        "remarks": remarks(paid, paid.money) if asks else (),
        "asks": asks,
        "width": len(columns),
    }
    return render(request, "budgets/payments.html", context)


@never_cache
@require_safe
def payment_cell(request: Request, scope: str, component: str, cell: str) -> HttpResponse:
    """One cell of the budget: who holds it, what each has told, and every change of that."""
    found = _found(request, scope)
    paid = paid_by(found.reported, found.unit)
    node = next((each for each in paid.cube.root.walk() if each.component.code == component), None)
    source, nature = source_and_nature(cell)
    at = next((each for top in paid.tops for each in top.walk() if each.source == source), None)
    if node is None or at is None or (line := (node.component.pk, source.pk, nature.value)) not in paid.cube.lines:
        raise Http404
    shown = paid.cube.where(lambda place: place.line == line)
    only = replace(paid, cube=shown)
    money = paid.money
    context = {
        "scope": found,
        "words": cell_words(node, source, nature),
        "header": header_rows(indexed((NAME, *MONEY))),
        "rows": list(_drawn(found, only, _holders_of_cell(only, node), money, {})),
        "deeds": list(_deeds(only, money)),
        "unit_line": f"Đơn vị: {money.label}",
        "note": RATE_WORDS,
    }
    return render(request, "budgets/payment_cell.html", context)


def _found(request: Request, name: str) -> Scope:
    try:
        return find_payments(name, request.user)
    except NoSuchScope as unknown:
        raise Http404 from unknown


def _own(paid: Paid) -> dict[str, BudgetCube]:
    """What the unit plans and shares out, for a level that shares out anything."""
    return {"planned": paid.planned, "shared": paid.shared} if paid.shared.lines else {}


def _rows(face: str, paid: Paid) -> list[FaceRow]:
    if face == "holder":
        return by_holder(paid, paid.cube, None)
    return by_source(paid, paid.cube) if face == "source" else by_project(paid, paid.cube)


def _drawn(
    scope: Scope, paid: Paid, rows: Iterable[FaceRow], money: MoneyUnit, own: Mapping[str, BudgetCube]
) -> Iterator[Drawn]:
    for row in rows:
        as_printed = face_row(row, money)
        number, name, *cells = as_printed.cells
        told = [money_cell(_value(cube, row), money) for cube in own.values()]
        sign = f"{number.text}." if number.text.isalnum() or "." in number.text else number.text
        words = f"{sign} {name.text}".strip()
        yield Drawn(as_printed.kind, words, (*told, *cells), _address(scope, paid, row))


def _value(cube: BudgetCube, row: FaceRow) -> Decimal | None:
    if row.line:
        return cube.lines.get(row.line)
    if row.is_undivided and row.node:
        return cube.within({row.node.component.pk}, cube.counted)
    return cube.total(row.node)


def _address(scope: Scope, paid: Paid, row: FaceRow) -> str:
    """Where a row leads: to its cell of the budget, or to the unit below, or to that cell of the unit."""
    report = scope.name if row.unit is None else report_name(paid.period, row.unit)
    if row.line is None or row.node is None:
        return "" if row.unit is None else reverse("payments", args=[report])
    source = next(each.source for top in paid.tops for each in top.walk() if each.source.pk == row.line[1])
    return reverse("payment-cell", args=[report, row.node.component.code, cell_code(source.code, row.line[2])])


def _holders_of_cell(paid: Paid, node: Node) -> list[FaceRow]:
    """Every place of the cell by itself, below their sum; a cell of loans has one too."""
    units = {unit.pk: unit for unit in paid.units}
    names = names_of(paid, paid.cube.places)
    places = sorted(paid.cube.places, key=lambda place: (place.unit != paid.unit.pk, place.agency or 0, place.unit))
    whole = added(paid.cube.places.values())
    rows = [FaceRow(RowKind.TOTAL, "", "TỔNG SỐ", whole, whole)]
    for place in places:
        sums = paid.cube.places[place]
        unit = units[place.unit] if place.unit != paid.unit.pk else None
        line = place.line if unit else None
        rows.append(FaceRow(RowKind.ITEM, "", names[place], sums, sums, node=node, line=line, unit=unit))
    return rows


def _deeds(paid: Paid, money: MoneyUnit) -> Iterator[Deed]:
    """Every change of what is told of these places, the last one first."""
    (line,) = {place.line for place in paid.cube.places}
    rows = Payment.history.filter(
        period=paid.period,
        unit__in=[unit.pk for unit in paid.units],
        component=line[0],
        source=line[1],
        nature=line[2],
    )
    told = list(rows.select_related("history_user")[:MOST_DEEDS])
    # Also of holders who hold nothing of it any more.
    names = names_of(paid, map(place_of, told))
    for row in told:
        deed = SIGNS[row.history_type]
        reason = f"{deed}: {row.history_change_reason}" if row.history_change_reason else deed
        amounts = tuple("" if (dong := getattr(row, name)) is None else amount(dong, money) for name in SHOWN)
        yield Deed(row.history_date, str(row.history_user or ""), names[place_of(row)], reason, amounts)
