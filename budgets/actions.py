"""Writes on a plan's money."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from budgets.bonds import FREE, bonds_of, empties_its_stage
from budgets.cube import Line, lines_of, sources_of
from budgets.models import Allocation, BudgetLine, FundingSource, Nature, Stage, YearAmount, stage_in_force
from budgets.rules import (
    a_component_carries_its_kinds_of_capital,
    a_line_belongs_to_the_plans_programme,
    a_source_is_divided_as_it_is_declared,
    money_comes_from_a_budget_that_exists,
    money_is_entered_once,
)
from budgets.stages import document_in_force
from planning.people.users import User
from planning.plans.actions import hold_open, record
from planning.plans.legal import LegalDocument
from planning.plans.parts import PlanEvent
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import Problem
from planning.upserts import delete_rows, save_rows
from projects.models import Component
from projects.tree import tree_of

NOTE_MAX = 200
RULES_OF_ENTRY = (
    a_component_carries_its_kinds_of_capital,
    a_line_belongs_to_the_plans_programme,
    a_source_is_divided_as_it_is_declared,
    money_comes_from_a_budget_that_exists,
    money_is_entered_once,
)


class FiguresContradict(ValueError):
    """The write would make the plan's money contradict itself; `messages` say how."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


class NothingToTakeOn(ValueError):
    """A plan without money cannot go on to another stage of it."""


class StageIsPast(ValueError):
    """Money goes on from stage to stage, never back."""


def contradictions(reading: Reading) -> set[Problem]:
    """Problems of entry in the lines of a reading."""
    return {problem for check in RULES_OF_ENTRY for problem in check(reading)}


def would_contradict(reading: Reading, after: Mapping[Line, Decimal]) -> list[str]:
    """What the plan's lines could not become `after` for, in words: by the very rules of entry on the screen."""
    if emptied := empties_its_stage(reading, after):
        return [emptied]
    then = Reading(reading.plan)
    then.keep(lines_of, after)
    then.keep(tree_of, reading.once(tree_of))
    then.keep(sources_of, reading.once(sources_of))
    return sorted(problem.message for problem in contradictions(then) - contradictions(reading))


@transaction.atomic
def set_amount(
    plan: Plan,
    component: Component,
    source: FundingSource,
    nature: Nature,
    amount: Decimal | None,
    *,
    by: User,
    document: LegalDocument | None = None,
) -> BudgetLine | None:
    """Enter an amount of đồng and the document it rests on, or take the line away with None: blank, not zero.

    Raises PlanIsNotOpen, or FiguresContradict when the plan would gain a contradiction, or less than is shared out
    already; then nothing is written.
    """
    plan = hold_open(plan, by=by)
    at, reading = (component.pk, source.pk, nature.value), Reading(plan)
    if why := bonds_of(plan).get(at, FREE).refusal(amount, plan.unit_of_money):
        raise FiguresContradict([why])
    after = {line: dong for line, dong in reading.once(lines_of).items() if line != at}
    if against := would_contradict(reading, after if amount is None else after | {at: amount}):
        raise FiguresContradict(against)
    cell = {"plan": plan, "stage": stage_in_force(plan), "component": component, "source": source, "nature": nature}
    return _entered(BudgetLine.objects.filter(**cell).first() or BudgetLine(**cell), amount, document)


def _entered(line: BudgetLine, amount: Decimal | None, document: LegalDocument | None) -> BudgetLine | None:
    """Save a line, or delete it where its amount becomes blank."""
    if amount is not None:
        line.amount, line.document = amount, document
        line.save()
        return line
    if line.pk:
        line.delete()
    return None


@transaction.atomic
def enter_lines(plan: Plan, amounts: Mapping[Line, Decimal | None], *, by: User, at: datetime, reason: str) -> None:
    """Enter many amounts of đồng at once, or take lines away with None; new ones rest on the document of their stage.

    The caller holds the plan open, and has found that nothing contradicts. Raises FiguresContradict where less would
    be left of a line than hangs on it; then nothing is written.
    """
    bonds, unit = bonds_of(plan), plan.unit_of_money
    if held := {bonds.get(cell, FREE).refusal(dong, unit) for cell, dong in amounts.items()} - {""}:
        raise FiguresContradict(sorted(held))
    rows = {(row.component_id, row.source_id, row.nature): row for row in BudgetLine.objects.in_force(plan)}
    stage, document = stage_in_force(plan), document_in_force(plan)
    changed = []
    for cell, dong in amounts.items():
        if dong is not None:
            row = rows.get(cell) or _at_cell(plan, stage, document, *cell)
            row.amount = dong
            changed.append(row)
    removed = [rows[cell] for cell, dong in amounts.items() if dong is None and cell in rows]
    delete_rows(removed, by=by, at=at, reason=reason)
    save_rows(changed, ["amount"], by=by, at=at, reason=reason)


def _at_cell(
    plan: Plan, stage: int, document: LegalDocument | None, component: int, source: int, nature: str
) -> BudgetLine:
    return BudgetLine(
        plan=plan, stage=stage, document=document, component_id=component, source_id=source, nature=nature
    )


@transaction.atomic
def enter_stage(plan: Plan, stage: Stage, document: LegalDocument, *, by: User, at: datetime) -> list[BudgetLine]:
    """Take a plan's lines in force to a later stage, each under `document`; shares and years go along.

    The lines of the former stage stay as they are, to be compared with. Raises PlanIsNotOpen, NothingToTakeOn, or
    StageIsPast.
    """
    plan = hold_open(plan, by=by)
    former = list(BudgetLine.objects.in_force(plan).select_for_update().order_by("pk"))
    if not former:
        raise NothingToTakeOn("Kế hoạch chưa có khoản kinh phí nào.")
    if stage <= former[0].stage:
        raise StageIsPast(f"Kinh phí đã ở giai đoạn {former[0].get_stage_display().lower()}, không quay lại được.")
    later = [_at_stage(line, stage, document) for line in former]
    save_rows(later, [], by=by, at=at, reason=stage.label)
    becomes = dict(zip([line.pk for line in former], later, strict=True))
    _take_along(list(Allocation.objects.filter(line__in=former)), becomes, by, at, stage.label)
    _take_along(list(YearAmount.objects.filter(line__in=former)), becomes, by, at, stage.label)
    keep_shared_out([*former, *later])
    record(plan, PlanEvent.Verb.STAGED, by=by, at=at, note=f"{stage.label}: {document}"[:NOTE_MAX])
    return later


def _at_stage(line: BudgetLine, stage: Stage, document: LegalDocument) -> BudgetLine:
    return BudgetLine(
        plan_id=line.plan_id,
        stage=stage,
        component_id=line.component_id,
        source_id=line.source_id,
        nature=line.nature,
        amount=line.amount,
        document=document,
    )


def _take_along(
    rows: Sequence[Allocation] | Sequence[YearAmount],
    later: dict[int, BudgetLine],
    by: User,
    at: datetime,
    reason: str,
) -> None:
    """Let what hangs on the former lines hang on the later ones."""
    for row in rows:
        row.line = later[row.line_id]
    save_rows(rows, ["line"], by=by, at=at, reason=reason)


def keep_shared_out(lines: Collection[BudgetLine]) -> None:
    """Add up anew what is shared out of lines; the database refuses a sum above the line's amount."""
    own = Allocation.objects.filter(line=OuterRef("pk")).order_by().values("line")
    total = Subquery(own.annotate(total=Sum("amount")).values("total"))
    BudgetLine.objects.filter(pk__in=[line.pk for line in lines]).update(shared_out=Coalesce(total, Decimal(0)))
