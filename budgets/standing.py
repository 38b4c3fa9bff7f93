"""How far a plan's money is shared out, line by line and in all."""

from dataclasses import dataclass
from decimal import Decimal

from budgets.above import comparisons
from budgets.columns import PlanLine
from budgets.sharing import AllocationCube
from planning.formats import MoneyUnit, amount, number
from planning.plans.reading import Reading

PERCENT_DECIMALS = 1


@dataclass(frozen=True)
class Standing:
    """A line, or all of them: its words and its amounts as they are shown."""

    headings: tuple[str, ...]
    given: str
    shared: str
    left: str
    percent: str
    document: str = ""


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


def standing_rows(lines: list[PlanLine], sharing: AllocationCube, unit: MoneyUnit) -> list[Standing]:
    """A row for each line in force, and before them one for what counts as spending in all."""
    total = sharing.given.total()
    rows = [_standing(("Tổng số", "", ""), total, sharing.shared.total(), unit)] if total is not None else []
    shared = sharing.shared.lines
    for line in lines:
        headings = (*line.headings, "")[:3]
        rows.append(_standing(headings, line.amount, shared.get(line.line), unit, line.document))
    return rows


def _standing(
    headings: tuple[str, ...], given: Decimal, shared: Decimal | None, unit: MoneyUnit, document: str = ""
) -> Standing:
    """Nothing shared out is blank; of nothing given there is no percentage."""
    out = shared or Decimal(0)
    percent = f"{number(out * 100 / given, PERCENT_DECIMALS)} %" if given and shared is not None else ""
    return Standing(headings, amount(given, unit), _told(shared, unit), amount(given - out, unit), percent, document)
