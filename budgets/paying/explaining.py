"""How a figure of payments came about: of which projects or cells it is the sum, who told them last and when."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from budgets.models import Payment
from budgets.paying.cube import Paid, PaymentCube
from budgets.paying.figures import MEASURES, figures_of_payments
from budgets.paying.limits import line_names
from budgets.paying.places import PERCENT_DECIMALS
from budgets.paying.reporting import paid_by_year, paid_of
from budgets.paying.telling import Sums
from planning.formats import MoneyUnit, amount, number
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input
from planning.text.figures import Amount, Quantity
from planning.tracking.scopes import report_name

FORMULAS = {
    "available": "Được giao trong năm + năm trước chuyển sang",
    "left": "Được giao + năm trước chuyển sang - giải ngân - chuyển nguồn, của các khoản đã có số giải ngân",
    "untold": "Được giao + năm trước chuyển sang của các khoản chưa có số giải ngân",
    "percent": "Giải ngân × 100 / (được giao + năm trước chuyển sang), tính từ số chính xác đến đồng",
    "given": "Cộng số vốn của mọi đơn vị, cơ quan đang giữ, mỗi khoản một lần",
}
ADDED = "Cộng số lũy kế do các đơn vị, cơ quan giữ vốn báo cáo"


def explain_payments(reading: Reading, name: str) -> Explanation | None:
    """How a figure `payments.…` of a report came about; None for a name that is none."""
    figures = {each.name: each for each in figures_of_payments(reading)} if reading.plan.is_report else {}
    figure = figures.get(name)
    if not isinstance(figure, Amount | Quantity):
        return None
    _, *path = name.split(".")
    part, measure = _measure(path)
    formula = FORMULAS.get(measure, ADDED)
    paid = paid_of(reading)
    if paid is None:
        inputs = tuple(_of_years(reading, measure, part))
        return Explanation(figure.label, figure.text(), formula, inputs)
    cube = paid.cube if not part else _cube_of(paid, part)
    last = _last_change(paid, cube)
    return Explanation(
        figure.label,
        figure.text(),
        formula,
        tuple(_inputs(paid, cube, measure, reading.plan.unit_of_money)),
        source=f"Báo cáo giải ngân {paid.period.words}",
        by=str(last.history_user or "") if last else "",
        at=last.history_date if last else None,
        address=_address(paid),
    )


def _measure(path: list[str]) -> tuple[str, str]:
    """What part of the money a name is of, empty for all, and which measure."""
    if len(path) == 1 and path[0] in (*MEASURES, "percent"):
        return "", path[0]
    if path[-1] in ("available", "percent"):
        return ".".join(path[:-1]), path[-1]
    return ".".join(path), "total"


def _cube_of(paid: Paid, part: str) -> PaymentCube:
    """The money of one component with all below it, or of one source."""
    below = {
        each.component.pk for node in paid.cube.root.walk() if node.component.code == part for each in node.walk()
    }
    keys = next((top.keys for top in paid.tops if top.source.code == part), frozenset())
    return paid.cube.where(lambda place: place.line[0] in below or place.line[1] in keys)


def _inputs(paid: Paid, cube: PaymentCube, measure: str, unit: MoneyUnit) -> Iterator[Input]:
    """The cells of the budget it is made of."""
    names = line_names(paid.period.programme, cube.lines)
    for line in sorted(cube.lines, key=lambda line: names.get(line, "")):
        if text := _text(cube.own(line), measure, unit):
            yield Input(names.get(line, ""), text, _address(paid))


def _of_years(reading: Reading, measure: str, part: str) -> Iterator[Input]:
    """Each year, and each of those who are one unit now; only its own report can be asked of a unit."""
    for year, told in reading.once(paid_by_year).items():
        for paid in told.parts if part in ("", str(year)) else ():
            if text := _text(paid.cube.total(), measure, reading.plan.unit_of_money):
                name = f"Năm {year}, {paid.unit.full_name}" if len(told.parts) > 1 else f"Năm {year}"
                yield Input(name, text, _address(paid) if paid.unit.code == reading.plan.unit.code else "")


def _text(sums: Sums, measure: str, unit: MoneyUnit) -> str:
    """Of a percentage its two sides are told."""
    if measure == "percent":
        if sums.percent is None:
            return ""
        paid, available = amount(sums.paid or 0, unit), amount(sums.available or 0, unit)
        return f"{paid} / {available} {unit.label} = {number(sums.percent, PERCENT_DECIMALS)}%"
    dong = getattr(sums, MEASURES[measure][0])
    return "" if dong is None else f"{amount(dong, unit)} {unit.label}"


def _last_change(paid: Paid, cube: PaymentCube) -> Any:
    """The last row of history of what it is made of, cell by cell: other money of a holder is not its concern."""
    units = {place.unit for place in cube.places}
    lines = {place.line for place in cube.places}
    cells = Q(*(Q(component=line[0], source=line[1], nature=line[2]) for line in lines), _connector=Q.OR)
    rows = Payment.history.filter(cells, period=paid.period, unit__in=units)
    return rows.select_related("history_user").first()


def _address(paid: Paid) -> str:
    return reverse("payments", args=[report_name(paid.period, paid.unit)])
