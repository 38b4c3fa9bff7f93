"""What keeps a line from being lowered or taken away: it has been shared out, spread over years, or is the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from budgets.cube import Line, lines_of
from budgets.models import BudgetLine, Stage, stage_in_force
from planning.formats import MoneyUnit, amount
from planning.plans.plans import Plan
from planning.plans.reading import Reading

LAST_OF_STAGE = (
    "Không xóa được khoản cuối cùng của giai đoạn này, vì số của giai đoạn trước sẽ có hiệu lực lại. "
    "Nếu không còn vốn, vui lòng ghi số 0; nếu ghi riêng từng dự án thay cho số chung, vui lòng nhập cả hai thay đổi "
    "trong một bảng tính."
)


@dataclass(frozen=True)
class Bond:
    """What hangs on a line: how much of it is shared out, in how many shares, and to how many years it is spread."""

    shared_out: Decimal
    shares: int
    years: int

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
        return ""


FREE = Bond(Decimal(0), 0, 0)


def bonds_of(plan: Plan) -> dict[Line, Bond]:
    """What hangs on each line in force of a plan."""
    counts = {"shares": Count("allocations", distinct=True), "years": Count("year_amounts", distinct=True)}
    rows = BudgetLine.objects.in_force(plan).annotate(**counts)
    names = ("component", "source", "nature", "shared_out", "shares", "years")
    return {
        (component, source, nature): Bond(out, shares, years)
        for component, source, nature, out, shares, years in rows.values_list(*names)
    }


def empties_its_stage(reading: Reading, after: Mapping[Line, Decimal]) -> str:
    """Why a plan cannot have only the lines `after`: with the last line of a later stage the stage itself would go,
    and what was expected before it be in force again. Empty where some line stays."""
    if after or not reading.once(lines_of):
        return ""
    return LAST_OF_STAGE if reading.once(stage_in_force) > Stage.EXPECTED else ""
