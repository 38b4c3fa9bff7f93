"""Starting a plan: its header, its text from the template, and the bases it inherits from the level above."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from planning.formats import MoneyUnit
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.actions import hold_open, record
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, PlanEvent
from planning.plans.permissions import Status
from planning.plans.plans import Issuing, Plan, PlanKind
from planning.plans.programmes import Programme
from planning.plans.registering import paper_of
from planning.text.templates import write_text


class NotYourUnit(PermissionDenied):
    """The person may not draft a plan for this unit."""


class PlanExists(ValueError):
    """The unit has a plan of this kind for these years already."""


@transaction.atomic
def draft(
    unit: Unit, programme: Programme, kind: PlanKind, first_year: int, last_year: int, *, by: User, at: datetime
) -> Plan:
    """Start a unit's plan: header and text from the template, bases from above, figures blank.

    A plan for a period is issued by a decision and counts in tỷ đồng; both can be changed in its header.
    """
    if not units_of(by, Action.DRAFT).filter(pk=unit.pk).exists():
        raise NotYourUnit("Bạn không được lập kế hoạch cho đơn vị này.")
    take_turns(unit)
    plan = Plan(unit=unit, programme=programme, kind=kind, first_year=first_year, last_year=last_year)
    _refuse_a_second(plan)
    plan.slug = free_slug(f"{unit.code}-{kind}-{span(first_year, last_year)}")
    _set_header(plan)
    plan.save()
    _inherit_bases(plan)
    write_text(plan)
    record(plan, PlanEvent.Verb.DRAFTED, by=by, at=at)
    return plan


@transaction.atomic
def discard_draft(plan: Plan, *, by: User) -> None:
    """Throw a draft away with all that hangs on it; its rows stay in their histories.

    Raises PlanIsNotOpen for any plan that was ever issued: those are kept for good.
    """
    hold_open(plan, by=by).delete()


def take_turns(unit: Unit) -> None:
    """Let those who draft for a unit come one after the other: each sees what the other has begun."""
    list(Unit.objects.filter(pk=unit.pk).select_for_update(no_key=True))


def span(first_year: int, last_year: int) -> str:
    """`2025` or `2021-2025`, as a slug says it."""
    return str(first_year) if first_year == last_year else f"{first_year}-{last_year}"


def free_slug(slug: str) -> str:
    """`51-annual-2025`; where a former unit or another programme has it, a number is added from 2 on."""
    taken = set(Plan.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    free = (name for name in (slug, *(f"{slug}-b{count}" for count in range(2, 100))) if name not in taken)
    return next(free)


def _refuse_a_second(plan: Plan) -> None:
    """A unit has one plan of a kind for the same years; raises PlanExists."""
    years = {"first_year": plan.first_year, "last_year": plan.last_year}
    if Plan.objects.filter(unit=plan.unit, programme=plan.programme, kind=plan.kind, **years).exists():
        raise PlanExists(f"Đã có kế hoạch loại này của {plan.unit.full_name} cho các năm đã chọn.")


def _set_header(plan: Plan) -> None:
    plan.place = plan.unit.name
    plan.subject = f"Thực hiện {plan.programme.name} trên địa bàn {plan.unit.full_name} {plan.period_words}"
    plan.recipients = "Lưu: VT"
    plan.parent = _plan_above(plan)
    if plan.kind == PlanKind.PERIOD:
        plan.issuing, plan.symbol, plan.money_unit = Issuing.BY_DECISION, "QĐ-UBND", MoneyUnit.BILLION


def _plan_above(plan: Plan) -> Plan | None:
    """The plan in force of a level above that covers the years: of the same kind first, then the latest."""
    above = Plan.objects.filter(
        status=Status.ISSUED,
        programme=plan.programme,
        unit__in=Unit.objects.above(plan.unit),
        first_year__lte=plan.first_year,
        last_year__gte=plan.first_year,
    )
    same_kind = above.filter(kind=plan.kind)
    return (same_kind or above).order_by("-issued_on").first()


def _inherit_bases(plan: Plan) -> None:
    """Rest the plan on what the plan above rests on, and on that plan itself."""
    if plan.parent is None:
        return
    bases = LegalDocument.objects.filter(citations__plan=plan.parent, citations__role=Citation.Role.BASIS)
    documents = list(bases.order_by("citations__position"))
    if paper := paper_of(plan.parent):
        documents.append(paper)
    for position, document in enumerate(dict.fromkeys(documents), start=1):
        Citation.objects.create(plan=plan, document=document, position=position)
