"""How far a plan's money is shared out: in all, by source and nature, and line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.above import comparisons
from budgets.cells import kinds_of
from budgets.columns import PlanLine
from budgets.cube import SourceNode
from budgets.sharing import AllocationCube
from planning.formats import MoneyUnit, amount, number
from planning.plans.reading import Reading

PERCENT_DECIMALS = 1
BESIDE = "(không cộng vào tổng số)"


@dataclass(frozen=True)
class Standing:
    """A line, or all of them: its words and its amounts as they are shown."""

    headings: tuple[str, ...]
    given: str
    shared: str
    left: str
    percent: str
    document: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Given:
    """Money of one source and nature as the level above gave it, and as the plan has it."""

    words: str
    given: str
    own: str
    difference: str


def above_rows(reading: Reading) -> list[Given]:
    """What the level above gave, source by source, against the plan's own lines."""
    unit = reading.plan.unit_of_money
    return [
        Given(each.words, _told(each.given, unit), _told(each.own, unit), signed(each.difference, unit))
        for each in comparisons(reading)
    ]


def signed(dong: Decimal, unit: MoneyUnit) -> str:
    """A difference with its sign: `+5`, `-2,5`, `0`."""
    return f"{'+' if dong > 0 else ''}{amount(dong, unit)}"


def _told(dong: Decimal | None, unit: MoneyUnit) -> str:
    return "" if dong is None else amount(dong, unit)


def kind_rows(
    lines: list[PlanLine], sharing: AllocationCube, tops: Iterable[SourceNode], unit: MoneyUnit
) -> list[Standing]:
    """What counts as spending in all, and then the money of each source and nature; nothing where there is none."""
    total = sharing.given.total()
    rows = [] if total is None else [_standing(("Tổng số", ""), total, sharing.shared.total(), unit, is_total=True)]
    return rows + list(_kinds(lines, sharing, tops, unit))


def _kinds(
    lines: list[PlanLine], sharing: AllocationCube, tops: Iterable[SourceNode], unit: MoneyUnit
) -> Iterator[Standing]:
    everywhere = sharing.given.below(sharing.given.root)
    for node, nature in kinds_of(tops):
        own, alike = {node.source.pk}, [line for line in lines if (line.source, line.nature) == (node, nature)]
        given = sharing.given.within(everywhere, own, nature)
        if given is not None:
            name = node.source.name if alike[0].is_counted else f"{node.source.name} {BESIDE}"
            documents = "; ".join(dict.fromkeys(line.document for line in alike if line.document))
            shared = sharing.shared.within(everywhere, own, nature)
            yield _standing((name, nature.label if nature else ""), given, shared, unit, documents)


def standing_rows(lines: list[PlanLine], sharing: AllocationCube, unit: MoneyUnit) -> list[Standing]:
    """A row for each line in force."""
    shared = sharing.shared.lines
    return [
        _standing((*line.headings, "")[:3], line.amount, shared.get(line.line), unit, line.document) for line in lines
    ]


def _standing(
    headings: tuple[str, ...],
    given: Decimal,
    shared: Decimal | None,
    unit: MoneyUnit,
    document: str = "",
    *,
    is_total: bool = False,
) -> Standing:
    """Nothing shared out is blank; of nothing given there is no percentage."""
    out = shared or Decimal(0)
    percent = f"{number(out * 100 / given, PERCENT_DECIMALS)} %" if given and shared is not None else ""
    left = amount(given - out, unit)
    return Standing(headings, amount(given, unit), _told(shared, unit), left, percent, document, is_total)
