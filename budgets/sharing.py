"""What is shared out of a plan's money, to whom, and what remains: the one place where shares are added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from budgets.cube import BudgetCube, Line, SourceNode, cube_of, exact_cube_of
from budgets.holders import agency_key, unit_key
from budgets.models import Allocation, BudgetLine, Nature
from budgets.rounding import foot, forced, step_of
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from projects.tree import Node

# A line and the key of who holds a part of it.
Share = tuple[Line, str]
# Who holds what remains.
REST = ""


class AllocationCube:
    """Sums over the shares of a plan's lines, by component, source, nature and holder.

    The money of some holders is a BudgetCube like the plan's own. A sum over no share is None: blank, not zero.
    """

    def __init__(self, given: BudgetCube, shares: Mapping[Share, Decimal]) -> None:
        self.given = given
        self._shares = shares
        self._by_holder: defaultdict[str, dict[Line, Decimal]] = defaultdict(dict)
        for (line, holder), amount in shares.items():
            self._by_holder[holder][line] = amount

    @property
    def holders(self) -> frozenset[str]:
        """The keys of all who hold a share."""
        return frozenset(self._by_holder)

    @cached_property
    def shared(self) -> BudgetCube:
        """What all holders have together."""
        return self.of(self._by_holder)

    def of(self, holders: Iterable[str]) -> BudgetCube:
        """What some holders have together."""
        together: dict[Line, Decimal] = {}
        for holder in holders:
            for line, amount in self._by_holder.get(holder, {}).items():
                together[line] = together.get(line, Decimal(0)) + amount
        return self.given.holding(together)

    def share(self, line: Line, holder: str) -> Decimal | None:
        """What one holder has of one line."""
        return self._shares.get((line, holder))

    def of_line(self, line: Line) -> dict[str, Decimal]:
        """What each holder has of one line."""
        shares = ((holder, self.share(line, holder)) for holder in sorted(self.holders))
        return {holder: amount for holder, amount in shares if amount is not None}

    def remaining(
        self, node: Node | None = None, source: SourceNode | None = None, nature: Nature | None = None
    ) -> Decimal | None:
        """What was given and is not shared out; None where nothing was given."""
        given = self.given.total(node, source, nature)
        return None if given is None else given - (self.shared.total(node, source, nature) or Decimal(0))

    @cached_property
    def left(self) -> BudgetCube:
        """What remains of each line."""
        shared = self.shared.lines
        return self.given.holding(
            {line: amount - shared.get(line, Decimal(0)) for line, amount in self.given.lines.items()}
        )


def shares_of(plan: Plan) -> dict[Share, Decimal]:
    """The shares of a plan's lines in force, in đồng."""
    rows = Allocation.objects.of_plan(plan).filter(line__in=BudgetLine.objects.in_force(plan))
    names = ("line__component", "line__source", "line__nature", "unit", "agency", "amount")
    return {
        ((component, source, nature), unit_key(unit) if unit else agency_key(agency)): amount
        for component, source, nature, unit, agency, amount in rows.values_list(*names)
    }


def exact_sharing_of(reading: Reading) -> AllocationCube:
    """The shares of a reading's plan beside what was given, exact to the đồng."""
    return reading.made(_made_exact)


def sharing_of(reading: Reading) -> AllocationCube:
    """The shares as they print: those of a line, and what remains of it, add up to the line as it prints."""
    return reading.made(_made_printed)


def forced_shares(reading: Reading) -> list[Share]:
    """The shares that print a unit away from their own nearest value, so that the printed sums hold."""
    step, exact = step_of(reading.plan), reading.once(shares_of)
    printed = sharing_of(reading)
    return forced(exact, {share: printed.share(*share) or Decimal(0) for share in exact}, step) if step else []


def _made_exact(reading: Reading) -> AllocationCube:
    return AllocationCube(exact_cube_of(reading), reading.once(shares_of))


def _made_printed(reading: Reading) -> AllocationCube:
    exact, step = exact_sharing_of(reading), step_of(reading.plan)
    if step is None:
        return exact
    given = cube_of(reading)
    printed: dict[Share, Decimal] = {}
    for line, left in exact.left.lines.items():
        parts = {
            holder: amount for holder in sorted(exact.holders) if (amount := exact.share(line, holder)) is not None
        }
        footed = foot(parts | {REST: left}, step, given.lines[line])
        printed |= {(line, holder): footed[holder] for holder in parts}
    return AllocationCube(given, printed)
