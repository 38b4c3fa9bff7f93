"""The previewed changes written to the plan's lines, each with its history."""

from collections.abc import Collection, Sequence
from datetime import datetime

from budgets.actions import would_contradict
from budgets.bonds import FREE, bonds_of
from budgets.cube import lines_of
from budgets.models import BudgetLine, stage_in_force
from budgets.stages import document_in_force
from planning.people.users import User
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.actions import ImportCannotBeUndone
from planning.sheets.changes import Change
from planning.upserts import delete_rows, save_rows

REASON = "Nhập từ bảng tính"


def objections(plan: Plan, changes: Collection[Change]) -> list[str]:
    """What speaks against changes that lead back: money entered since that would be counted twice beside theirs."""
    reading = Reading(plan)
    back = {change.target: change.new for change in changes}
    after = reading.once(lines_of) | back
    return would_contradict(reading, {line: dong for line, dong in after.items() if dong is not None})


def write_lines(plan: Plan, changes: Sequence[Change], *, by: User, at: datetime) -> None:
    """Make the changes, inside the caller's transaction; a preview has found what hangs on a line.

    Raises ImportCannotBeUndone where an import is taken back whose money has been shared out since.
    """
    bonds = bonds_of(plan)
    for change in changes:
        if why := bonds.get(change.target, FREE).refusal(change.new, plan.unit_of_money):
            raise ImportCannotBeUndone(why)
    lines = {(line.component_id, line.source_id, line.nature): line for line in BudgetLine.objects.in_force(plan)}
    stage, document = stage_in_force(plan), document_in_force(plan)
    changed, removed = [], []
    for change in changes:
        line = lines.get(change.target) or _line(plan, stage, document, *change.target)
        if change.new is None:
            removed.append(line)
        else:
            line.amount = change.new
            changed.append(line)
    delete_rows(removed, by=by, at=at, reason=REASON)
    save_rows(changed, ["amount"], by=by, at=at, reason=REASON)


def _line(
    plan: Plan, stage: int, document: LegalDocument | None, component: int, source: int, nature: str
) -> BudgetLine:
    """A new line of the stage in force, on the document on which that stage rests."""
    return BudgetLine(
        plan=plan, stage=stage, document=document, component_id=component, source_id=source, nature=nature
    )
