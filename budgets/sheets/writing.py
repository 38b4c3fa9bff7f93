"""The previewed changes written to the plan's lines, each with its history."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from budgets.models import BudgetLine
from planning.people.users import User
from planning.plans.plans import Plan
from planning.sheets.changes import Change

REASON = "Nhập từ bảng tính"


def write_lines(plan: Plan, changes: Sequence[Change], *, by: User, at: datetime) -> None:
    """Make the changes, inside the caller's transaction."""
    lines = {(line.component_id, line.source_id, line.nature): line for line in BudgetLine.objects.of_plan(plan)}
    new, changed = [], []
    for change in changes:
        if change.new is None:
            _remove(lines[change.target], by=by, at=at)
        elif line := lines.get(change.target):
            line.amount = change.new
            changed.append(line)
        else:
            component, source, nature = change.target
            new.append(_line(plan, component, source, nature, change.new))
    history = {"default_user": by, "default_date": at, "default_change_reason": REASON}
    bulk_create_with_history(new, BudgetLine, **history)
    bulk_update_with_history(changed, BudgetLine, ["amount"], **history)


def _line(plan: Plan, component: int, source: int, nature: str, amount: Decimal) -> BudgetLine:
    return BudgetLine(plan=plan, component_id=component, source_id=source, nature=nature, amount=amount)


def _remove(line: BudgetLine, *, by: User, at: datetime) -> None:
    # Where there is no request the record of history takes these from the row itself.
    for name, value in {"_history_user": by, "_history_date": at, "_change_reason": REASON}.items():
        setattr(line, name, value)
    line.delete()
