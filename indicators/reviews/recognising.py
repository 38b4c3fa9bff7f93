"""The decision that closes a review, and the way back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from indicators.models import Recognition
from indicators.reviews.books import CommuneYear, read_year
from indicators.reviews.findings import Finding, Form, obstacles
from indicators.reviews.scopes import hold_review, reviewing_units
from planning.formats import same_words
from planning.people.reach import units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.legal import LegalDocument
from planning.sheets.scopes import Scope
from planning.upserts import delete_rows, save_rows


class ReviewHasProblems(ValueError):
    """A review cannot be recognised while something in it is open; `problems` has what, by commune."""

    def __init__(self, problems: Mapping[Unit, Sequence[Finding]]) -> None:
        super().__init__("; ".join(str(unit) for unit in problems))
        self.problems = problems


class NotRecognised(LookupError):
    """The review has not been recognised, or no longer is."""


class NotForOneself(PermissionError):
    """A recognised review is opened again by the level above, not by the commune itself."""


def may_open_again(unit: Unit, user: User) -> bool:
    """Whether the person may enter for a unit above this one, and so open its recognised review again."""
    return units_within(user, Action.EDIT).filter(children=unit).exists()


@transaction.atomic
def recognise(scope: Scope, codes: Iterable[str], document: LegalDocument, *, by: User, at: datetime) -> int:
    """Recognise the reviews of the communes with these codes by one decision; return how many were open.

    Those recognised before keep their decision. A decision that is new to the register is written down in it.
    Raises ScopeIsNotOpen; ReviewHasProblems, and then none is recognised; LookupError for a commune that is not
    in the scope.
    """
    scope = hold_review(scope, by)
    by_code = {unit.code: unit for unit in reviewing_units(scope.unit, scope.year)}
    reviews = read_year([by_code[code] for code in dict.fromkeys(codes)], scope.year)
    still_open = [review for review in reviews if review.recognition is None]
    if problems := {review.unit: found for review in still_open if (found := _open_points(review))}:
        raise ReviewHasProblems(problems)
    if not still_open:
        return 0
    document = _registered(document.kept_to(scope.unit))
    rows = [Recognition(unit=review.unit, year=scope.year, document=document) for review in still_open]
    save_rows(rows, ["document"], by=by, at=at)
    return len(rows)


@transaction.atomic
def withdraw_recognition(scope: Scope, *, reason: str, by: User, at: datetime) -> None:
    """Open a commune's recognised review again, with the reason in its history.

    That is for the level above: whoever enters the figures does not set aside the decision they stand by alone.
    Raises ScopeIsNotOpen, NotForOneself or NotRecognised.
    """
    scope = hold_review(scope, by)
    if not may_open_again(scope.unit, by):
        raise NotForOneself(scope.name)
    recognition = Recognition.objects.of([scope.unit], [scope.year]).first()
    if recognition is None:
        raise NotRecognised(scope.name)
    delete_rows([recognition], by=by, at=at, reason=reason)


def _registered(document: LegalDocument) -> LegalDocument:
    """The decision in the register: the row it has there, however spaced and capitalised, or a new one."""
    if document.pk is not None:
        return document
    for known in LegalDocument.objects.filter(issued_on=document.issued_on):
        if (same_words(known.reference), same_words(known.issuer)) == (
            same_words(document.reference),
            same_words(document.issuer),
        ):
            return known
    document.save()
    return document


def _open_points(review: CommuneYear) -> list[Finding]:
    """What keeps a review from being recognised; of one that was never begun, just that."""
    return [Finding("Chưa nhập số liệu.", Form.COUNTS)] if review.is_blank else obstacles(review)
