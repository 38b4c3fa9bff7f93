"""What keeps a line from being lowered or taken away: it has been shared out, or spread over years."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from budgets.cube import Line
from budgets.models import BudgetLine, Stage
from planning.formats import MoneyUnit, amount
from planning.plans.plans import Plan

LAST_OF_STAGE = (
    "Không xóa được khoản cuối cùng của giai đoạn này, vì số của giai đoạn trước sẽ có hiệu lực lại. "
    "Nếu không còn vốn, vui lòng ghi số 0."
)


@dataclass(frozen=True)
class Bond:
    """What hangs on a line: how much of it is shared out, in how many shares, and to how many years it is spread.

    With the last line of a stage the stage itself would go, and what was expected before it be in force again.
    """

    shared_out: Decimal
    shares: int
    years: int
    is_last_of_stage: bool = False

    def refusal(self, new: Decimal | None, unit: MoneyUnit) -> str:
        """Why the line cannot become `new` đồng, None being no line at all; empty where it can."""
        if new is None:
            return self._removal(unit)
        if new < self.shared_out:
            out = f"{amount(self.shared_out, unit)} {unit.label}"
            return f"Không được thấp hơn số đã phân bổ là {out}. Vui lòng giảm số phân bổ trước."
        return ""

    def _removal(self, unit: MoneyUnit) -> str:
        if self.shares:
            out = f"{amount(self.shared_out, unit)} {unit.label} cho {self.shares} đơn vị, cơ quan"
            return f"Không xóa được: khoản này đã phân bổ {out}. Vui lòng bỏ phân bổ trước."
        if self.years:
            return "Không xóa được: khoản này đã chia theo năm. Vui lòng bỏ số chia theo năm trước."
        return LAST_OF_STAGE if self.is_last_of_stage else ""


FREE = Bond(Decimal(0), 0, 0)


def bonds_of(plan: Plan) -> dict[Line, Bond]:
    """What hangs on each line in force of a plan."""
    counts = {"shares": Count("allocations", distinct=True), "years": Count("year_amounts", distinct=True)}
    rows = BudgetLine.objects.in_force(plan).annotate(**counts)
    names = ("component", "source", "nature", "stage", "shared_out", "shares", "years")
    found = list(rows.values_list(*names))
    return {
        (component, source, nature): Bond(out, shares, years, stage > Stage.EXPECTED and len(found) == 1)
        for component, source, nature, stage, out, shares, years in found
    }
