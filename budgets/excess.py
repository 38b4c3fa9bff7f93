"""Where more would be shared out than was given: in the words of whoever has to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.entry.tables import CellKey
from planning.formats import MoneyUnit, amount

# Name, given, shared out.
Standing = tuple[str, Decimal, Decimal]


@dataclass(frozen=True)
class Claim:
    """A share of the line `line` that would go from `old` to `new` đồng; None is blank."""

    cell: CellKey
    line: str
    old: Decimal | None
    new: Decimal | None

    @property
    def more(self) -> Decimal:
        return (self.new or Decimal(0)) - (self.old or Decimal(0))


def excesses(unit: MoneyUnit, claims: Iterable[Claim], standings: Mapping[str, Standing]) -> dict[CellKey, str]:
    """A message for each claim that asks for more of a line of which the claims together ask too much."""
    by_line: dict[str, list[Claim]] = {}
    for claim in claims:
        by_line.setdefault(claim.line, []).append(claim)
    messages: dict[CellKey, str] = {}
    for line, asked in by_line.items():
        name, given, shared = standings[line]
        over = shared + sum(claim.more for claim in asked) - given
        if over > 0:
            words = excess_words(name, given, shared, over, unit)
            messages |= {claim.cell: words for claim in asked if claim.more > 0}
    return messages


def excess_words(name: str, given: Decimal, shared: Decimal, over: Decimal, unit: MoneyUnit) -> str:
    """What was given of a line, what is shared out, what remains, and by how much it would not be enough."""
    return (
        f"{name}: kế hoạch có {amount(given, unit)}, đã phân bổ {amount(shared, unit)}, "
        f"còn lại {amount(given - shared, unit)}; số nhập vượt {amount(over, unit)} {unit.label}."
    )
