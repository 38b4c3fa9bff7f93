"""The paper of an issued plan in the register of documents, where other plans find it to cite it."""

from typing import Any

from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.plans import Issuing, Plan


def issuer_of(plan: Plan) -> str:
    """`Ủy ban nhân dân xã Ba Dinh`: who issues the plan, as the register names it."""
    return f"Ủy ban nhân dân {plan.unit.full_name}"


def register_paper(plan: Plan) -> LegalDocument:
    """The row of the plan's paper, made where the register has none; what it replaces is the plan it adjusts.

    The plan has its number and date.
    """
    by_decision = plan.issuing == Issuing.BY_DECISION
    subject = f"{plan.subject[:1].lower()}{plan.subject[1:]}"
    replaced = paper_of(plan.adjusts) if plan.adjusts else None
    paper, _ = LegalDocument.objects.get_or_create(
        **_identity(plan),
        defaults={
            "kind": DocumentKind.DECISION if by_decision else _kind_of(plan),
            "subject": f"ban hành {plan.document_name} {subject}" if by_decision else subject,
            "replaces": replaced,
            "invented_for": plan.unit if plan.unit.is_sample else None,
        },
    )
    return paper


def _kind_of(plan: Plan) -> DocumentKind:
    return DocumentKind.REPORT if plan.is_report else DocumentKind.PLAN


def paper_of(plan: Plan) -> LegalDocument | None:
    """The plan's paper in the register, where it is there."""
    return LegalDocument.objects.filter(**_identity(plan)).first()


def _identity(plan: Plan) -> dict[str, Any]:
    """By what the register knows a paper."""
    return {"reference": plan.reference, "issued_on": plan.issued_on, "issuer": issuer_of(plan)}
