"""How far a plan's money is shared out, line by line and in all."""

from dataclasses import dataclass
from decimal import Decimal

from budgets.columns import PlanLine
from budgets.sharing import AllocationCube
from planning.formats import MoneyUnit, amount, number

PERCENT_DECIMALS = 1


@dataclass(frozen=True)
class Standing:
    """A line, or all of them: its words and its amounts as they are shown."""

    headings: tuple[str, ...]
    given: str
    shared: str
    left: str
    percent: str


def standing_rows(lines: list[PlanLine], sharing: AllocationCube, unit: MoneyUnit) -> list[Standing]:
    """A row for each line in force, and before them one for what counts as spending in all."""
    total = sharing.given.total()
    rows = [_standing(("Tổng số", "", ""), total, sharing.shared.total(), unit)] if total is not None else []
    shared = sharing.shared.lines
    for line in lines:
        headings = (*line.headings, "")[:3]
        rows.append(_standing(headings, line.amount, shared.get(line.line), unit))
    return rows


def _standing(headings: tuple[str, ...], given: Decimal, shared: Decimal | None, unit: MoneyUnit) -> Standing:
    """Nothing shared out is blank; of nothing given there is no percentage."""
    out = shared or Decimal(0)
    percent = f"{number(out * 100 / given, PERCENT_DECIMALS)}%" if given and shared is not None else ""
    told = "" if shared is None else amount(shared, unit)
    return Standing(headings, amount(given, unit), told, amount(given - out, unit), percent)
