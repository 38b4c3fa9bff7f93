"""What stands above the table: whose figures these are, and in which unit of money."""

from planning.formats import MoneyUnit
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.plans import Plan
from planning.sheets.money import money_unit_above
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import SheetTable
from planning.sheets.titles import SCOPE_LINE, UNIT_LINE, money_unit_of

MONEY_UNITS = {unit.factor: unit for unit in MoneyUnit}
UNITS_EXPECTED = "Cần một trong: đồng, triệu đồng, tỷ đồng."


def problem_of_scope(table: SheetTable, plan: Plan, user: User) -> CellProblem | None:
    """The problem of a table of another unit than the plan's; a table that names no unit has none."""
    found = table.line_above(SCOPE_LINE)
    if found is None or found[1][1] == plan.unit.code:
        return None
    place, match = found
    value = table.sheet.seen(place)
    return problem_at(table.sheet.name, place, value, _another_unit(match[1], plan, user))


def _another_unit(code: str, plan: Plan, user: User) -> str:
    ours = f"Kế hoạch này là của {plan.unit.full_name} (mã {plan.unit.code})."
    if not Unit.objects.filter(code=code).exists():
        return f"Không có đơn vị hành chính nào mang mã {code}. {ours}"
    if not units_of(user, Action.IMPORT).filter(code=code).exists():
        return f"Bảng này của đơn vị mà bạn không được nhập số liệu. {ours}"
    return f"Bảng này của đơn vị khác. {ours}"


def unit_of_amounts(table: SheetTable, plan: Plan) -> tuple[MoneyUnit, CellProblem | None]:
    """The unit the amounts are in, one of those in which the plan may be; the plan's where there is a problem."""
    factor, problem = money_unit_above(table, UNITS_EXPECTED)
    if problem:
        return plan.unit_of_money, problem
    if unit := MONEY_UNITS.get(factor):
        return unit, None
    place = next(place for place, match in table.lines_above(UNIT_LINE) if money_unit_of(match[1]))
    message = f"Không rõ đơn vị tiền. {UNITS_EXPECTED}"
    return plan.unit_of_money, problem_at(table.sheet.name, place, table.sheet.seen(place), message)
