"""What the lines of a plan for several years have for each of them."""

from collections import defaultdict
from decimal import Decimal

from budgets.cube import BudgetCube, Line, cube_of, exact_cube_of
from budgets.models import BudgetLine, YearAmount
from budgets.rounding import foot, nearest, step_of
from planning.plans.plans import Plan
from planning.plans.reading import Reading

ByYear = dict[Line, dict[int, Decimal]]


def years_of(plan: Plan) -> tuple[int, ...]:
    """The years a plan's money may be spread over; none for a plan of one year."""
    years = tuple(range(plan.first_year, plan.last_year + 1))
    return years if len(years) > 1 else ()


def spread_of(plan: Plan) -> ByYear:
    """What each line in force has for which years, in đồng."""
    rows = YearAmount.objects.of_plan(plan).filter(line__in=BudgetLine.objects.in_force(plan))
    spread: defaultdict[Line, dict[int, Decimal]] = defaultdict(dict)
    names = ("line__component", "line__source", "line__nature", "year", "amount")
    for component, source, nature, year, amount in rows.order_by("year").values_list(*names):
        spread[component, source, nature][year] = amount
    return dict(spread)


def printed_spread(reading: Reading) -> ByYear:
    """The same as it prints: the years of a line add up to the line as it prints, where they do exactly."""
    spread, step = reading.once(spread_of), step_of(reading.plan)
    if step is None:
        return spread
    exact, printed = exact_cube_of(reading).lines, cube_of(reading).lines
    wholes = {
        line: printed[line] if sum(years.values()) == exact[line] else nearest(sum(years.values(), Decimal(0)), step)
        for line, years in spread.items()
    }
    return {line: foot(years, step, wholes[line]) for line, years in spread.items()}


def cubes_by_year(reading: Reading) -> dict[int, BudgetCube]:
    """For each year of a plan its money as it prints, a cube like the plan's own."""
    spread = reading.made(printed_spread)
    return {
        year: cube_of(reading).holding({line: years[year] for line, years in spread.items() if year in years})
        for year in years_of(reading.plan)
    }
