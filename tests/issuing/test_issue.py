"""Issuing a plan: who may, what is refused, what is written."""

from datetime import date

import pytest

from budgets.actions import set_amount
from budgets.models import FundingSource, Nature
from indicators.actions import remove_target
from planning.documents.actions import (
    AnotherPlanIsInForce,
    HeaderIsIncomplete,
    NumberIsTaken,
    PlanContradictsItself,
    issue,
)
from planning.documents.archive import document_for
from planning.documents.assemble import assemble
from planning.documents.freezing import canonical, fingerprint
from planning.documents.issued import IssuedDocument
from planning.plans.actions import PlanIsNotOpen
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.parts import PlanEvent, Section
from planning.plans.permissions import Status
from planning.plans.plans import Issuing, Plan
from planning.review.problems import problems_of_plan
from projects.models import Component
from tests.conftest import make_plan
from tests.issuing.conftest import AT, LATER, SIGNED_ON, signature

pytestmark = pytest.mark.usefixtures("quick_printer")


def nothing_was_written(plan):
    plan.refresh_from_db()
    return (plan.status, plan.number) == (Status.DRAFT, "") and not IssuedDocument.objects.exists()


def test_an_issued_plan_has_number_date_and_signatory(plan, chair):
    issue(plan, **signature(capacity="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"), by=chair, at=AT)

    plan.refresh_from_db()
    assert (plan.reference, plan.issued_on, plan.signatory) == ("05/KH-UBND", SIGNED_ON, "Phạm Văn A")
    assert plan.capacity == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert plan.status == Status.ISSUED


def test_without_another_capacity_the_plans_own_stays(signed):
    assert signed.capacity == "CHỦ TỊCH"


def test_what_is_stored_is_the_document_as_it_is_signed(signed):
    stored = signed.issued_document

    assert stored.document == assemble(signed)
    assert stored.document.first.reference == "Số: 05/KH-UBND"
    assert stored.document.first.dateline == "Ba Dinh, ngày 20 tháng 8 năm 2025"
    assert not stored.document.is_draft


def test_value_and_file_bear_their_fingerprints(signed):
    stored = IssuedDocument.objects.get()

    assert stored.value_sha256 == fingerprint(canonical(stored.value))
    assert stored.pdf_sha256 == fingerprint(bytes(stored.pdf))


def test_it_is_written_down_who_issued_and_when(signed, chair):
    event = PlanEvent.objects.get(plan=signed, verb=PlanEvent.Verb.ISSUED)

    assert (event.by, event.at, event.note) == (chair, AT, "05/KH-UBND")
    assert (signed.issued_document.issued_by, signed.issued_document.issued_at) == (chair, AT)


def test_the_plans_history_holds_the_signature(signed):
    assert [row.status for row in signed.history.all()][:2] == [Status.ISSUED, Status.DRAFT]


def test_an_issued_plan_can_be_cited(signed):
    paper = LegalDocument.objects.get(reference="05/KH-UBND")

    assert paper.full_citation == (
        "Kế hoạch số 05/KH-UBND ngày 20/8/2025 của Ủy ban nhân dân xã Ba Dinh thực hiện Chương trình mẫu năm 2025"
    )


def test_a_plan_that_others_have_cited_already_is_registered_once(plan, chair):
    LegalDocument.objects.create(
        kind=DocumentKind.PLAN, reference="05/KH-UBND", issued_on=SIGNED_ON, issuer="Ủy ban nhân dân xã Ba Dinh"
    )

    issue(plan, **signature(), by=chair, at=AT)

    assert LegalDocument.objects.filter(reference="05/KH-UBND").count() == 1


def test_a_plan_behind_a_decision_is_cited_as_the_decision(plan, chair):
    plan.issuing, plan.symbol = Issuing.BY_DECISION, "QĐ-UBND"
    plan.save()
    Section.objects.create(
        plan=plan, position=90, part=Section.Part.DECISION, body="Điều 1. Ban hành {{ plan.title }}."
    )

    issue(plan, **signature(), by=chair, at=AT)

    paper = LegalDocument.objects.get(reference="05/QĐ-UBND")
    assert paper.kind == DocumentKind.DECISION
    assert paper.subject == "ban hành Kế hoạch thực hiện Chương trình mẫu năm 2025"


@pytest.mark.parametrize("person", ["lan", "hoa", "tam", "minh"])
def test_only_who_signs_for_the_unit_issues(person, plan, request):
    with pytest.raises(PlanIsNotOpen):
        issue(plan, **signature(), by=request.getfixturevalue(person), at=AT)

    assert nothing_was_written(plan)


def test_a_plan_is_issued_once(signed, chair):
    with pytest.raises(PlanIsNotOpen):
        issue(signed, **signature(number="6"), by=chair, at=LATER)


def test_nothing_is_signed_that_contradicts_itself(plan, chair):
    plan.targets.update(value=None)

    with pytest.raises(PlanContradictsItself) as refusal:
        issue(plan, **signature(), by=chair, at=AT)

    assert "target-without-value" in {problem.rule for problem in refusal.value.problems}
    assert nothing_was_written(plan)


def test_the_date_of_signing_is_checked_with_the_rest(plan, chair):
    with pytest.raises(PlanContradictsItself) as refusal:
        issue(plan, **signature(issued_on=date(2021, 1, 4)), by=chair, at=AT)

    assert "basis-later" in {problem.rule for problem in refusal.value.problems}


@pytest.mark.parametrize("blank", ["number", "signatory"])
def test_nothing_is_signed_without_number_or_name(blank, plan, chair):
    with pytest.raises(HeaderIsIncomplete):
        issue(plan, **signature(**{blank: "  "}), by=chair, at=AT)

    assert nothing_was_written(plan)


@pytest.mark.parametrize("number", ["5", "05"])
def test_a_number_is_given_once_a_year(number, signed, chair, programme):
    other = copied_draft(signed, programme, year=2024)

    with pytest.raises(NumberIsTaken, match="05/KH-UBND của năm 2025"):
        issue(other, **signature(number=number), by=chair, at=LATER)


def test_the_next_year_counts_afresh(signed, chair, programme):
    other = copied_draft(signed, programme, year=2024)

    issue(other, **signature(issued_on=date(2026, 1, 5)), by=chair, at=LATER)

    other.refresh_from_db()
    assert other.status == Status.ISSUED


def test_a_number_of_another_paper_in_the_register_is_a_note_and_stops_nobody(plan, chair):
    LegalDocument.objects.create(
        kind=DocumentKind.PLAN,
        reference="05/KH-UBND",
        issued_on=date(2025, 2, 1),
        issuer="Ủy ban nhân dân xã Ba Dinh",
        subject="phòng, chống thiên tai",
    )

    Plan.objects.filter(pk=plan.pk).update(number="5", issued_on=SIGNED_ON)
    noted = problems_of_plan(Plan.objects.get(pk=plan.pk))
    assert [problem.rule for problem in noted if problem.is_note] == ["number-in-register"]
    issue(plan, **signature(), by=chair, at=AT)


def test_another_units_number_is_free(plan, province_plan, chair):
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED, number="5", issued_on=SIGNED_ON)

    issue(plan, **signature(), by=chair, at=AT)

    plan.refresh_from_db()
    assert plan.status == Status.ISSUED


def test_a_second_plan_for_the_period_is_refused(signed, chair, programme):
    other = copied_draft(signed, programme, year=2025)

    with pytest.raises(AnotherPlanIsInForce, match="05/KH-UBND"):
        issue(other, **signature(number="6"), by=chair, at=LATER)


def test_figures_and_text_of_an_issued_plan_are_locked(signed, lan, sources):
    component, source = Component.objects.get(code="DA1"), FundingSource.objects.get(code="central")

    with pytest.raises(PlanIsNotOpen):
        set_amount(signed, component, source, Nature.RECURRENT, 1, by=lan)
    with pytest.raises(PlanIsNotOpen):
        remove_target(signed.targets.first(), by=lan)


def test_a_draft_is_assembled_and_an_issued_plan_is_taken_from_the_archive(plan, chair):
    assert document_for(plan) == assemble(plan)

    issue(plan, **signature(), by=chair, at=AT)
    plan.refresh_from_db()
    Section.objects.filter(plan=plan).update(body="Đã sửa sau lưng.")

    assert document_for(plan) == plan.issued_document.document != assemble(plan)


def copied_draft(plan, programme, year):
    """A second plan of the unit that could be issued but for the first."""
    other = make_plan(plan.unit, programme, f"khac-{year}", year, version=9, recipients="Lưu: VT")
    for rows in (plan.budget_lines, plan.targets, plan.citations, plan.sections, plan.project_plans):
        for row in rows.all():
            row.pk, row.plan, row._state.adding = None, other, True
            row.save()
    return other
