"""The previewed changes written to the plan's lines, each with its history."""

from collections.abc import Collection, Sequence
from datetime import datetime

from budgets.actions import FiguresContradict, enter_lines, would_contradict
from budgets.cube import lines_of
from planning.people.users import User
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.actions import ImportCannotBeUndone
from planning.sheets.changes import Change

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
    try:
        enter_lines(plan, {change.target: change.new for change in changes}, by=by, at=at, reason=REASON)
    except FiguresContradict as refusal:
        raise ImportCannotBeUndone(str(refusal)) from refusal
