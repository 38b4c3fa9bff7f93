"""Writes on the documents a plan cites."""

from django.db import transaction
from django.db.models import Max

from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan


@transaction.atomic
def cite(plan: Plan, document: LegalDocument, role: Citation.Role, *, by: User) -> Citation:
    """Cite a document after those the plan cites already; one it cites stays as it is."""
    hold_open(plan, by=by)
    if there := Citation.objects.of_plan(plan).filter(document=document).first():
        return there
    last = Citation.objects.of_plan(plan).aggregate(last=Max("position"))["last"] or 0
    return Citation.objects.create(plan=plan, document=document, role=role, position=last + 1)


@transaction.atomic
def register_and_cite(plan: Plan, document: LegalDocument, *, by: User) -> Citation:
    """Enter a document into the register and cite it as a basis, both or neither."""
    hold_open(plan, by=by)
    document.kept_to(plan.unit).save()
    return cite(plan, document, Citation.Role.BASIS, by=by)


@transaction.atomic
def uncite(citation: Citation, *, by: User) -> None:
    """Take a document out of those the plan cites; the register keeps it."""
    hold_open(citation.plan, by=by)
    citation.delete()


@transaction.atomic
def move_citation(citation: Citation, step: int, *, by: User) -> None:
    """Move a citation up (-1) or down (1) among the plan's; past the ends it stays where it is."""
    hold_open(citation.plan, by=by)
    order = list(Citation.objects.of_plan(citation.plan).order_by("position", "id"))
    if citation not in order:
        return
    place = order.index(citation)
    order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    Citation.objects.bulk_update(order, ["position"])
