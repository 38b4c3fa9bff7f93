"""Ba Dinh's plan, signed by its chair; and the quick printer of the tests that look at no page."""

from datetime import UTC, date, datetime

import pytest

from planning.documents import pdf
from planning.documents.actions import issue
from planning.documents.freezing import canonical, freeze
from planning.people.roles import Role
from planning.plans.adjusting import adjust
from tests.conftest import make_person

SIGNED_ON = date(2025, 8, 20)
AT = datetime(2025, 8, 20, 3, 30, tzinfo=UTC)
LATER = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)


def signature(**other):
    return {"number": "5", "issued_on": SIGNED_ON, "signatory": "Phạm Văn A"} | other


@pytest.fixture
def quick_printer(monkeypatch):
    """Prints a document's words instead of its pages: laying pages out takes a second."""
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))


@pytest.fixture
def signed(plan, chair, quick_printer):
    """The plan, issued by the chair on 20 August 2025."""
    issue(plan, **signature(), by=chair, at=AT)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def adjustment(signed, lan):
    """The draft with which Lan adjusts the signed plan."""
    return adjust(signed, by=lan, at=LATER)


@pytest.fixture
def make_reader(db):
    """Someone who only reads, in a given unit."""
    return lambda unit: make_person("doc", "Người đọc", Role.VIEWER, unit)
