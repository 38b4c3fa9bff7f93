"""Shares written: the database, not this code, refuses more than was given."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NoReturn

from django.db import IntegrityError, transaction

from budgets.actions import keep_shared_out
from budgets.columns import PlanLine, plan_lines
from budgets.cube import Line
from budgets.excess import Claim, excesses
from budgets.holders import Holder, holders_of
from budgets.models import Allocation, BudgetLine
from planning.entry.kinds import EntryRefused
from planning.entry.tables import CellKey
from planning.people.users import User
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope
from planning.upserts import delete_rows, save_rows

Lines = Mapping[str, PlanLine]
Held = dict[tuple[int, int | None, int | None], Allocation]
GONE = "Khoản kinh phí hoặc đơn vị này không còn trong kế hoạch."


def share_out(scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str) -> None:
    """Store shares by (holder, line), in đồng; None takes a share back. Raises EntryRefused, and writes nothing then.

    The lines are locked first, so that whoever shares out the same money at once waits, and then sees what is left.
    """
    reading = Reading(scope.plan)
    lines = {line.key: line for line in plan_lines(reading)}
    holders = {holder.key: holder for holder in holders_of(scope.plan)}
    if gone := {cell: GONE for cell in values if cell[0] not in holders or cell[1] not in lines}:
        raise EntryRefused(gone)
    with transaction.atomic():
        rows = _locked(scope.plan, [lines[column] for _, column in values])
        held = _held(rows.values())
        shares = {cell: _share(scope.plan, rows[lines[cell[1]].line], holders[cell[0]], held) for cell in values}
        claims = [Claim(cell, cell[1], shares[cell].amount, value) for cell, value in values.items()]
        changed, removed = _become(shares, values)
        try:
            with transaction.atomic():
                delete_rows(removed, by=by, at=at, reason=reason)
                save_rows(changed, ["amount"], by=by, at=at, reason=reason)
                keep_shared_out(rows.values())
        except IntegrityError as refusal:
            _refuse(scope.plan, claims, lines, rows, refusal)


def _become(
    shares: Mapping[CellKey, Allocation], values: Mapping[CellKey, Decimal | None]
) -> tuple[list[Allocation], list[Allocation]]:
    """The shares with their new amounts, and those that are taken back."""
    changed = []
    for cell, value in values.items():
        if value is not None:
            shares[cell].amount = value
            changed.append(shares[cell])
    return changed, [share for cell, share in shares.items() if values[cell] is None and share.pk]


def _refuse(
    plan: Plan, claims: list[Claim], lines: Lines, rows: Mapping[Line, BudgetLine], refusal: IntegrityError
) -> NoReturn:
    """Say why the database refused: which cells ask for more than there is."""
    standings = {
        key: (line.words, rows[line.line].amount, rows[line.line].shared_out)
        for key, line in lines.items()
        if line.line in rows
    }
    messages = excesses(plan.unit_of_money, claims, standings)
    raise EntryRefused(messages) if messages else refusal


def _locked(plan: Plan, lines: Collection[PlanLine]) -> dict[Line, BudgetLine]:
    """The rows of lines in force, locked in one order until the transaction ends."""
    wanted = {line.line for line in lines}
    rows = BudgetLine.objects.in_force(plan).order_by("pk").select_for_update()
    at = {(row.component_id, row.source_id, row.nature): row for row in rows}
    return {line: at[line] for line in wanted}


def _held(lines: Collection[BudgetLine]) -> Held:
    rows = Allocation.objects.filter(line__in=[line.pk for line in lines])
    return {(row.line_id, row.unit_id, row.agency_id): row for row in rows}


def _share(plan: Plan, line: BudgetLine, holder: Holder, held: Held) -> Allocation:
    """The share a holder has of a line, or a new one not yet saved."""
    known = held.get((line.pk, holder.unit, holder.agency))
    return known or Allocation(plan=plan, line=line, unit_id=holder.unit, agency_id=holder.agency)
