"""Adjusting a plan in force: its next version begins as a copy of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from planning.people.roles import Action
from planning.people.users import User
from planning.plans.actions import hold_open, record
from planning.plans.copying import copy_rows
from planning.plans.parts import Citation, PlanEvent, Section
from planning.plans.permissions import Status
from planning.plans.plans import Issuing, Plan
from planning.plans.registering import register_paper

# Quotes the appendix of an adjustment in which the changes stand.
CHANGES = "{{ appendix.adjustment }}"
ADJUSTS, ADDS_TO = "Điều chỉnh", "Bổ sung, điều chỉnh"


class IsBeingAdjusted(ValueError):
    """The plan has an adjustment already; `adjustment` is that draft."""

    def __init__(self, adjustment: Plan) -> None:
        super().__init__(f"{adjustment.document_name} đã có bản điều chỉnh.")
        self.adjustment = adjustment


@transaction.atomic
def adjust(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Draft the next version of a plan in force: all it holds is copied, number and date are given anew.

    The copy cites the plan it adjusts and says so in its first line. Raises PlanIsNotOpen, or IsBeingAdjusted.
    """
    plan = hold_open(plan, by=by, action=Action.ADJUST)
    if adjustment := Plan.objects.filter(adjusts=plan).first():
        raise IsBeingAdjusted(adjustment)
    new = _next_version(plan)
    new.save()
    copy_rows(plan, new, by=by, at=at)
    if plan.number and plan.issued_on:
        _cite_former(new, plan)
    record(plan, PlanEvent.Verb.ADJUSTED, by=by, at=at, note=new.slug)
    record(new, PlanEvent.Verb.DRAFTED, by=by, at=at, note=f"điều chỉnh {plan.reference}")
    return new


def _next_version(plan: Plan) -> Plan:
    """The header of the next version, not yet saved."""
    fields = [field.attname for field in Plan._meta.concrete_fields if not field.primary_key]
    kept = {name: getattr(plan, name) for name in fields}
    version = plan.version + 1
    base = plan.slug.removesuffix(f"-{plan.version}") if plan.version > 1 else plan.slug
    return Plan(
        **kept
        | {
            "slug": f"{base}-{version}",
            "version": version,
            "status": Status.DRAFT,
            "adjusts_id": plan.pk,
            "subject": _subject_of_adjustment(plan),
            "number": "",
            "issued_on": None,
        }
    )


def _subject_of_adjustment(plan: Plan) -> str:
    """`Điều chỉnh Kế hoạch thực hiện …`: what the paper says it is about, to be corrected in its header."""
    verb = ADDS_TO if plan.is_report else ADJUSTS
    if plan.subject.startswith(verb):
        return plan.subject
    words = f"{verb} {plan.document_name} {plan.subject[:1].lower()}{plan.subject[1:]}"
    longest = Plan._meta.get_field("subject").max_length
    return words if longest is None or len(words) <= longest else plan.subject


def _cite_former(new: Plan, former: Plan) -> None:
    """Let the adjustment rest on the plan it adjusts, and say in its first line where the changes stand."""
    paper = register_paper(former)
    last = Citation.objects.of_plan(new).aggregate(last=Max("position"))["last"] or 0
    Citation.objects.get_or_create(plan=new, document=paper, defaults={"position": last + 1})
    opening = Section.objects.of_plan(new).filter(part=Section.Part.PLAN).first()
    if opening is None:
        return
    name = "Kế hoạch ban hành kèm theo " if former.issuing == Issuing.BY_DECISION else ""
    this, quote = former.document_name, f"{{{{ document.{paper.reference} }}}}"
    line = f"{this} này điều chỉnh {name}{quote}; nội dung điều chỉnh nêu tại {CHANGES}."
    # The plan that is adjusted may be an adjustment itself, and have such a line.
    others = [each for each in opening.body.split("\n") if CHANGES not in each]
    opening.body = "\n".join([line, *others])
    opening.save()
