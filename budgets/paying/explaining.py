"""How a figure of payments came about: its cells, how many rows tell of them, who told last and when."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse

from budgets.cells import cell_code, cell_words, cells_of
from budgets.models import BudgetLine, Payment
from budgets.paying.paid import Paid
from budgets.paying.parts import OF_ALL, PERCENT, Part, Quote, parts_of, quotes_of
from budgets.paying.places import PERCENT_DECIMALS
from budgets.paying.reporting import paid_by_year, paid_of, shown_of
from budgets.paying.sums import Sums, over_years
from planning.formats import MoneyUnit, amount, number
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input
from planning.tracking.scopes import report_name

FORMULAS = {
    "given": "Cộng số vốn của mọi đơn vị, cơ quan đang giữ, mỗi khoản một lần",
    "available": "Được giao trong năm + năm trước chuyển sang",
    "left": "Được giao + năm trước chuyển sang - giải ngân - chuyển nguồn, của các khoản đã có số giải ngân",
    "untold": "Được giao + năm trước chuyển sang của các khoản chưa có số giải ngân",
    PERCENT: "Giải ngân × 100 / (được giao + năm trước chuyển sang), tính từ số chính xác đến đồng; "
    "khoản chưa có số giải ngân vẫn tính vào mẫu số",
}
ADDED = "Cộng số lũy kế do các đơn vị, cơ quan giữ vốn báo cáo"
# What is read from plans alone; all else rests on what holders tell.
OF_PLANS = "given"


class Telling(NamedTuple):
    """Where figures come from, in words, and their last change."""

    source: str
    by: str
    at: datetime | None


def explain_payments(reading: Reading, name: str) -> Explanation | None:
    """How a figure `payments.…` of a report came about; None for a name that is none."""
    if not reading.plan.is_report:
        return None
    paid, shown = paid_of(reading), shown_of(reading)
    if paid is None or shown is None:
        return _of_years(reading, name)
    for part in parts_of(paid):
        for quote in part.quotes:
            if quote.name == name:
                return _explanation(paid, part, quote, part.of(shown), reading.plan.unit_of_money)
    return None


def _explanation(paid: Paid, part: Part, quote: Quote, shown: Sums, unit: MoneyUnit) -> Explanation:
    telling = _given_by(paid, part) if quote.measure == OF_PLANS else _told_by(paid, part)
    return Explanation(
        quote.label,
        _text(part.of(paid.cube) if quote.measure == PERCENT else shown, quote.measure, unit, is_whole=True),
        FORMULAS.get(quote.measure, ADDED),
        tuple(_inputs(paid, part, quote.measure, unit)),
        *telling,
        address=_address(paid),
    )


def _inputs(paid: Paid, part: Part, measure: str, unit: MoneyUnit) -> Iterator[Input]:
    """The cells that the formula adds, each with the page of who told it; exact, so that they come to the figure."""
    for node, source, nature in cells_of(paid.cube.root, paid.tops):
        line = node.component.pk, source.source.pk, nature.value
        if part.holds(line) and (text := _text(paid.cube.own(line), measure, unit)):
            cell = [node.component.code, cell_code(source.source.code, nature)]
            address = reverse("payment-cell", args=[report_name(paid.period, paid.unit), *cell])
            yield Input(cell_words(node, source.source, nature), text, address)


def _text(sums: Sums, measure: str, unit: MoneyUnit, *, is_whole: bool = False) -> str:
    """An amount; of a percentage its two sides, and of a cell of which nothing is told that it is only below."""
    if measure != PERCENT:
        dong = getattr(sums, measure)
        return "" if dong is None else f"{amount(dong, unit)} {unit.label}"
    percent = "" if sums.percent is None else f"{number(sums.percent, PERCENT_DECIMALS)}%"
    if is_whole:
        return percent
    if sums.available is None and sums.paid is None:
        return ""
    told = "chưa có số" if sums.paid is None else amount(sums.paid, unit)
    sides = f"{told} / {amount(sums.available or 0, unit)} {unit.label}"
    return f"{sides} = {percent}" if percent else sides


def _told_by(paid: Paid, part: Part) -> Telling:
    """The rows in which holders tell of a part of the money, and the last change of any: of no other money."""
    of_part = {
        "period": paid.period,
        "unit__in": {place.unit for place in paid.cube.places},
        "component__in": part.components,
        "source__in": part.sources,
    }
    rows = Payment.objects.filter(**of_part).order_by()
    count = rows.aggregate(rows=Count("pk"), units=Count("unit", distinct=True))
    last = Payment.history.filter(**of_part).select_related("history_user").first()
    told = f"{number(count['rows'])} khoản do {number(count['units'])} đơn vị báo cáo"
    return Telling(
        f"Báo cáo giải ngân {paid.period.words}: {told if count['rows'] else 'chưa có khoản nào'}",
        str(last.history_user or "") if last else "",
        last.history_date if last else None,
    )


def _given_by(paid: Paid, part: Part) -> Telling:
    """The plans that give a part of the money, and the last change of their lines."""
    plans = {plan.pk for of_unit in paid.holdings.plans.values() for plan in of_unit}
    of_part = {"plan__in": plans, "component__in": part.components, "source__in": part.sources}
    last = BudgetLine.history.filter(**of_part).select_related("history_user").first()
    return Telling(
        f"Kế hoạch năm {paid.period.year} đang có hiệu lực của {number(len(plans))} đơn vị và số cấp trên phân bổ",
        str(last.history_user or "") if last else "",
        last.history_date if last else None,
    )


def _of_years(reading: Reading, name: str) -> Explanation | None:
    """A figure of several years: each year, and each of those who are one unit now."""
    by_year, unit = reading.once(paid_by_year), reading.plan.unit_of_money
    years = {year: paid.cube.total() for year, paid in by_year.items()}
    of = {quote: (over_years(list(years.values())), list(years)) for quote in OF_ALL}
    for year, sums in years.items():
        of |= dict.fromkeys(quotes_of(f"payments.{year}", f"Giải ngân năm {year}"), (sums, [year]))
    found = next((quote for quote in of if quote.name == name), None)
    if found is None:
        return None
    sums, chosen = of[found]
    inputs = tuple(_inputs_of_years(reading, found.measure, chosen))
    text = _text(sums, found.measure, unit, is_whole=True)
    return Explanation(found.label, text, FORMULAS.get(found.measure, ADDED), inputs)


def _inputs_of_years(reading: Reading, measure: str, years: list[int]) -> Iterator[Input]:
    """Only its own report can be asked of a unit."""
    for year in years:
        parts = reading.once(paid_by_year)[year].parts
        for paid in parts:
            if text := _text(paid.cube.total(), measure, reading.plan.unit_of_money):
                name = f"Năm {year}, {paid.unit.full_name}" if len(parts) > 1 else f"Năm {year}"
                yield Input(name, text, _address(paid) if paid.unit.code == reading.plan.unit.code else "")


def _address(paid: Paid) -> str:
    return reverse("payments", args=[report_name(paid.period, paid.unit)])
