"""Issuing a plan: what is checked, printed and stored is one reading of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from planning.documents.archive import archive
from planning.documents.assemble import document_of
from planning.documents.freezing import canonical, fingerprint, freeze
from planning.documents.issued import IssuedDocument
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.actions import hold_open, record
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.registering import register_paper
from planning.plans.story import story_of
from planning.review.problems import Problem, obstacles, problems_of


class CannotBeIssued(ValueError):
    """Something stands in the way of issuing; the message says what, in the officer's words."""


class HeaderIsIncomplete(CannotBeIssued):
    """A plan is issued with a number and the name of who signs."""


class NumberIsTaken(CannotBeIssued):
    """Another paper of the unit bears this number and symbol in the same year."""


class AnotherPlanIsInForce(CannotBeIssued):
    """A second plan for the same period is issued only as an adjustment of the first."""


class PlanContradictsItself(CannotBeIssued):
    """Nothing is signed that contradicts itself; `problems` says where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"Văn bản còn {len(problems)} điểm phải sửa trước khi ban hành.")
        self.problems = problems


class ChangedSinceSeen(CannotBeIssued):
    """Nobody signs what they have not seen."""


def sight_of(plan: Plan) -> str:
    """The fingerprint of a draft as it prints now: what a signer had before their eyes."""
    return sight_in(Reading(plan))


def sight_in(reading: Reading) -> str:
    """The same of a reading that is at hand."""
    return fingerprint(canonical(freeze(document_of(reading))))


@transaction.atomic
def issue(
    plan: Plan,
    *,
    number: str,
    issued_on: date,
    signatory: str,
    capacity: str = "",
    seen: str | None = None,
    by: User,
    at: datetime,
) -> IssuedDocument:
    """Issue a draft: give it number, date and signatory, lock it, and store its document and PDF for ever.

    A blank `capacity` keeps the plan's own; `seen` is the sight of what the signer saw, where a person signs. The
    plan it adjusts is superseded, and the paper becomes citable. Raises PlanIsNotOpen or one of CannotBeIssued;
    then nothing is written.
    """
    plan = hold_open(plan, by=by, action=Action.ISSUE)
    if seen is not None and seen != sight_of(plan):
        raise ChangedSinceSeen(_changed_words(plan))
    plan.number, plan.issued_on, plan.signatory = number.strip().lstrip("0"), issued_on, signatory.strip()
    plan.capacity = capacity.strip() or plan.capacity
    return _signed(plan, by, at)


def _signed(plan: Plan, by: User, at: datetime) -> IssuedDocument:
    if not (plan.number and plan.signatory and plan.issued_on):
        raise HeaderIsIncomplete("Cần có số và họ tên người ký.")
    _check_other_papers(plan, plan.issued_on)
    plan.status = Status.ISSUED
    reading = Reading(plan)
    if problems := obstacles(problems_of(reading)):
        raise PlanContradictsItself(problems)
    _supersede(plan.adjusts)
    plan.save()
    register_paper(plan)
    record(plan, PlanEvent.Verb.ISSUED, by=by, at=at, note=plan.reference)
    return archive(plan, document_of(reading), by=by, at=at)


def _changed_words(plan: Plan) -> str:
    words = f"{plan.document_name} vừa được sửa sau khi bạn mở trang này"
    if last := story_of(plan, most=1):
        words += f" ({localtime(last[0].at):%H:%M ngày %d/%m/%Y}, {last[0].by})"
    return f"{words}. Vui lòng xem lại bản in, rồi bấm Ban hành lần nữa nếu đồng ý."


def _check_other_papers(plan: Plan, issued_on: date) -> None:
    """Raise NumberIsTaken or AnotherPlanIsInForce."""
    # Two plans of one unit are issued one after the other, so that each sees the other's number.
    Unit.objects.select_for_update().get(pk=plan.unit_id)
    if _number_is_taken(plan, issued_on):
        raise NumberIsTaken(f"Số {plan.reference} của năm {issued_on.year} đã dùng cho văn bản khác.")
    names = ("unit", "programme", "kind", "first_year", "last_year", "period")
    span = {name: getattr(plan, name) for name in names}
    in_force = Plan.objects.filter(status=Status.ISSUED, **span).exclude(adjusted_by=plan).first()
    if in_force is not None:
        raise AnotherPlanIsInForce(
            f"{plan.document_name} số {in_force.reference} của kỳ này đang có hiệu lực; hãy lập bản điều chỉnh."
        )


def _number_is_taken(plan: Plan, issued_on: date) -> bool:
    """Among the unit's issued plans of the same year; the register, which every unit may write to, decides nothing."""
    others = Plan.objects.filter(unit=plan.unit, symbol=plan.symbol, issued_on__year=issued_on.year)
    return any(other.reference == plan.reference for other in others.exclude(status=Status.DRAFT))


def _supersede(former: Plan | None) -> None:
    if former is not None:
        former.status = Status.SUPERSEDED
        former.save()
