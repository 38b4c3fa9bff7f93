"""What forms may take from money given and paid, for many units at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Sum

from budgets.models import FundingSource, Nature, Payment
from planning.official.sources import Source, provides_source
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from projects.models import Component

AMOUNTS = ("given", "carried_in", "paid", "settled", "carried_out")
NATURES = {Nature.INVESTMENT.value, Nature.RECURRENT.value, ""}


class Asked(NamedTuple):
    """`paid/DA2.1/central/recurrent`: an amount of a component, a source and a nature, each blank for all."""

    amount: str
    component: str
    source: str
    nature: str


def asked_by(name: str) -> Asked:
    """What a name asks for; parts left out are all."""
    return Asked(*[*name.split("/", 3), "", "", ""][:4])


def answer_payments(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> dict[tuple[int, str], Decimal]:
    """Amounts in đồng; a component stands for all of its tree, a source for all below it."""
    payments = Payment.objects.filter(period=period, unit__in=[unit.pk for unit in units]).order_by()
    rows = list(
        payments.values("unit", "component", "source", "nature").annotate(
            **{f"sum_{amount}": Sum(amount) for amount in AMOUNTS}
        )
    )
    components = _codes_above(Component.objects.filter(programme=period.programme_id))
    sources = _codes_above(FundingSource.objects.all())
    found: dict[tuple[int, str], Decimal] = {}
    for name in names:
        for unit, amount in _amounts(rows, asked_by(name), components, sources):
            found[unit, name] = found.get((unit, name), Decimal(0)) + amount
    return found


def problem_of_payment(name: str) -> str:
    """What is wrong with `<amount>/<component>/<source>/<nature>`."""
    asked = asked_by(name)
    if asked.amount not in AMOUNTS:
        return f"Nguồn “budget:{name}” chưa đúng; cần bắt đầu bằng một trong: {', '.join(AMOUNTS)}."
    if asked.component and not Component.objects.filter(code=asked.component).exists():
        return f"Danh mục không có dự án, tiểu dự án mã “{asked.component}”."
    if asked.source and not FundingSource.objects.filter(code=asked.source).exists():
        return f"Danh mục không có nguồn vốn mã “{asked.source}”."
    return "" if asked.nature in NATURES else "Tính chất vốn là investment hoặc recurrent."


def _amounts(
    rows: Iterable[Mapping[str, Any]],
    asked: Asked,
    components: Mapping[int, frozenset[str]],
    sources: Mapping[int, frozenset[str]],
) -> Iterator[tuple[int, Decimal]]:
    for row in rows:
        amount = row.get(f"sum_{asked.amount}")
        if amount is None or (asked.nature and row["nature"] != asked.nature):
            continue
        of_component = not asked.component or asked.component in components.get(row["component"], ())
        if of_component and (not asked.source or asked.source in sources.get(row["source"], ())):
            yield row["unit"], amount


def _codes_above(nodes: Iterable[Any]) -> dict[int, frozenset[str]]:
    """For each node of a tree its own code and those of all above it."""
    known = {node.pk: node for node in nodes}

    def codes(node: Any) -> frozenset[str]:
        above = known.get(node.parent_id)
        return frozenset({node.code}) | (codes(above) if above else frozenset())

    return {pk: codes(node) for pk, node in known.items()}


provides_source(
    Source(
        "budget",
        "Kinh phí",
        "budget:<khoản>/<mã dự án>/<mã nguồn vốn>/<tính chất>; khoản là given (được giao), carried_in (năm trước "
        "chuyển sang), paid (giải ngân), settled (quyết toán), carried_out (chuyển năm sau); phần để trống là tất cả.",
        answer_payments,
        problem_of_payment,
    )
)
