"""The archive of issued plans: what is put into it, and what every screen, file and command takes out of it."""

from collections.abc import Iterator
from datetime import datetime

from planning.documents import pdf
from planning.documents.assemble import assemble, reading_with
from planning.documents.freezing import canonical, fingerprint, freeze
from planning.documents.issued import DocumentIsDamaged, IssuedDocument
from planning.documents.model import PlanDocument
from planning.people.users import User
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading


def archive(plan: Plan, document: PlanDocument, *, by: User, at: datetime) -> IssuedDocument:
    """Store a document for ever: its frozen value, its PDF, and the fingerprint of each."""
    value, file = freeze(document), pdf.draw(document)
    return IssuedDocument.objects.create(
        plan=plan,
        value=value,
        value_sha256=fingerprint(canonical(value)),
        pdf=file,
        pdf_sha256=fingerprint(file),
        issued_by=by,
        issued_at=at,
    )


def stored(plan: Plan) -> IssuedDocument | None:
    """What was stored when the plan was issued; None for a draft, and for a plan that was signed before it came here.

    Raises DocumentIsDamaged when the plan was issued here and nothing is left of it.
    """
    if plan.status == Status.DRAFT:
        return None
    issued = IssuedDocument.objects.of_plan(plan).without_contents().first()
    if issued:
        issued.plan = plan
    elif PlanEvent.objects.filter(plan=plan, verb=PlanEvent.Verb.ISSUED).exists():
        raise DocumentIsDamaged(plan, "không còn bản đã ký trong kho lưu")
    return issued


def document_for(plan: Plan) -> PlanDocument:
    """The document of a plan: the stored value once it is issued, made from its rows while it is a draft.

    Raises DocumentIsDamaged.
    """
    issued = stored(plan)
    return issued.document if issued else assemble(plan)


def reading_of(plan: Plan) -> Reading:
    """A look at the plan in which its document is the stored one once it is issued. Raises DocumentIsDamaged."""
    issued = stored(plan)
    return reading_with(plan, issued.document) if issued else Reading(plan)


def pdf_for(plan: Plan) -> bytes:
    """The PDF of a plan: the stored bytes once it is issued. Raises DocumentIsDamaged."""
    issued = stored(plan)
    return issued.file if issued else pdf.draw(assemble(plan))


def damages() -> Iterator[DocumentIsDamaged]:
    """Everything that is wrong with the archive, plan by plan."""
    for plan in Plan.objects.exclude(status=Status.DRAFT).with_names().order_by("slug"):
        yield from _damages_of(plan)


def _damages_of(plan: Plan) -> Iterator[DocumentIsDamaged]:
    try:
        issued = stored(plan)
    except DocumentIsDamaged as damage:
        yield damage
        return
    for content in ("document", "file") if issued else ():
        try:
            getattr(issued, content)
        except DocumentIsDamaged as damage:
            yield damage
