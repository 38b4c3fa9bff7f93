"""Writes on what a plan assigns."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from indicators.models import AssignedTarget, Target
from indicators.words import target_key, targets_of
from planning.entry.tables import CellKey
from planning.people.users import User
from planning.plans.plans import Plan
from planning.sheets.scopes import Scope
from planning.upserts import delete_rows, save_rows

FIELDS = ("value", "value_to", "numerator", "denominator")


def assign(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str = ""
) -> None:
    """Store what units are assigned, by the keys of the table's rows and columns; a share left blank is removed.

    The caller holds the plan's lock and the transaction, and has checked the values.
    """
    plan = scope.plan
    shares = _shares(plan, values)
    for (row, column), value in values.items():
        name, _, field = column.rpartition("/")
        setattr(shares[row, name], field, value)
    kept: list[AssignedTarget] = []
    blank: list[AssignedTarget] = []
    for share in shares.values():
        is_blank = all(getattr(share, field) is None for field in FIELDS)
        (blank if is_blank else kept).append(share)
    delete_rows([share for share in blank if share.pk], by=by, at=at, reason=reason)
    save_rows(kept, FIELDS, by=by, at=at, reason=reason)


def _shares(plan: Plan, values: Mapping[CellKey, Decimal | None]) -> dict[CellKey, AssignedTarget]:
    """The shares that are written to, by row and key of the target: those stored, and new ones."""
    targets: dict[str, Target] = {target_key(target): target for target in targets_of(plan)}
    units = {row: int(row.removeprefix("unit-")) for row, _ in values}
    stored = AssignedTarget.objects.of_plan(plan).filter(unit__in=set(units.values()))
    known = {(each.unit_id, each.target_id): each for each in stored}
    found: dict[CellKey, AssignedTarget] = {}
    for row, column in values:
        name = column.rpartition("/")[0]
        unit, target = units[row], targets[name]
        if (row, name) not in found:
            new = AssignedTarget(plan=plan, target=target, unit_id=unit)
            found[row, name] = known.get((unit, target.pk), new)
    return found
