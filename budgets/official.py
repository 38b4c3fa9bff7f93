"""What forms may take from money given and paid, for many units at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from budgets.cube import Line
from budgets.models import FundingSource, Nature
from budgets.paying.paid import paid_by
from budgets.paying.places import asks_for_payments
from planning.official.sources import Source, provides_source
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from projects.models import Component

AMOUNT_WORDS = {
    "given": "được giao",
    "carried_in": "năm trước chuyển sang",
    "paid": "giải ngân",
    "settled": "quyết toán",
    "carried_out": "chuyển năm sau",
}
AMOUNTS = tuple(AMOUNT_WORDS)
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


class _Money:
    """The money of a period as its report has it, and how much of it answers to which name."""

    def __init__(self, period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]) -> None:
        self._paid = paid_by(period, units[0] if len(units) == 1 else period.unit)
        self._above = {unit.pk: unit.parent_id for unit in self._paid.units}
        self._components = _codes_above(Component.objects.filter(programme=period.programme_id))
        self._sources = _codes_above(FundingSource.objects.all())
        self._asked = {name: asked_by(name) for name in names}

    def amounts(self) -> Iterator[tuple[list[int], str, Decimal]]:
        """What is known of each place for each name, with the units it belongs to: its own and those above it."""
        for place, sums in self._paid.cube.places.items():
            units = list(self._ladder(place.unit))
            for name, asked in self._asked.items():
                amount = getattr(sums, asked.amount, None)
                if amount is not None and self._answers(asked, place.line):
                    yield units, name, amount

    def _answers(self, asked: Asked, line: Line) -> bool:
        """Whether a cell is part of what was asked; loans only where their source was."""
        component, source, nature = line
        if asked.nature not in ("", nature):
            return False
        if asked.component and asked.component not in self._components.get(component, ()):
            return False
        if not asked.source:
            return self._paid.cube.faces["given"].counts(line)
        return asked.source in self._sources.get(source, ())

    def _ladder(self, unit: int | None) -> Iterator[int]:
        while unit in self._above:
            yield unit
            unit = self._above[unit]


def answer_payments(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> dict[tuple[int, str], Decimal]:
    """Amounts in đồng, each unit's with all below it; a component stands for all of its tree, a source likewise."""
    found: dict[tuple[int, str], Decimal] = {}
    asking = {unit.pk for unit in units}
    for holders, name, amount in _amounts(period, units, names):
        for unit in asking.intersection(holders):
            found[unit, name] = found.get((unit, name), Decimal(0)) + amount
    return found


def answer_together(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> dict[str, Decimal | None]:
    """The same of several units as one: a unit and one below it have the same money, which counts once."""
    found: dict[str, Decimal | None] = {}
    asking = {unit.pk for unit in units}
    for holders, name, amount in _amounts(period, units, names):
        if asking.intersection(holders):
            found[name] = (found.get(name) or Decimal(0)) + amount
    return found


def _amounts(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Iterator[tuple[list[int], str, Decimal]]:
    """Nothing for a period whose money is told by its years."""
    if names and units and asks_for_payments(period):
        yield from _Money(period, units, names).amounts()


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


def words_of_payments(names: Collection[str]) -> dict[str, str]:
    """`kinh phí giải ngân, dự án DA2, nguồn ngân sách trung ương`, by what is asked; one query."""
    asked = {name: asked_by(name) for name in names}
    found = FundingSource.objects.filter(code__in={each.source for each in asked.values()})
    sources = dict(found.order_by().values_list("code", "name"))
    return {name: _words(each, sources) for name, each in asked.items()}


def _words(asked: Asked, sources: Mapping[str, str]) -> str:
    parts = (
        f"kinh phí {AMOUNT_WORDS.get(asked.amount, asked.amount)}",
        f"dự án {asked.component}" if asked.component else "",
        f"nguồn {sources.get(asked.source, asked.source).lower()}" if asked.source else "",
        f"vốn {Nature(asked.nature).label.lower()}" if asked.nature in (Nature.INVESTMENT, Nature.RECURRENT) else "",
    )
    return ", ".join(filter(None, parts))


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
        "chuyển sang), paid (giải ngân), settled (quyết toán), carried_out (chuyển năm sau); phần để trống là tất cả, "
        "vốn tín dụng chỉ khi nêu nguồn.",
        answer_payments,
        problem_of_payment,
        answer_together,
        words=words_of_payments,
    )
)
