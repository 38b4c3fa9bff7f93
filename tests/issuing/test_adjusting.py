"""Adjusting a plan in force: a copy that is edited, compared, and takes the place of the first."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from budgets.models import BudgetLine
from indicators.models import Target
from planning.documents.actions import issue
from planning.documents.archive import document_for, pdf_for
from planning.documents.assemble import assemble
from planning.documents.issued import IssuedDocument
from planning.jobs.jobs import PrintJob
from planning.places.agencies import Agency, Sector
from planning.plans.actions import PlanIsNotOpen
from planning.plans.adjusting import IsBeingAdjusted, adjust
from planning.plans.copying import copied_models
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, PlanEvent, Section
from planning.plans.permissions import Status
from planning.plans.plans import Issuing, Plan
from planning.plans.tasks import Task, TaskGroup
from planning.review.problems import obstacles, problems_of_plan
from projects.models import ProjectPlan
from tests.issuing.conftest import AT, LATER, signature

NOT_COPIED = {PlanEvent, PrintJob, IssuedDocument}


def hanging_on_a_plan():
    """All tables with a field `plan`, the histories left out."""
    for model in apps.get_models():
        field = next((each for each in model._meta.concrete_fields if each.name == "plan"), None)
        if isinstance(field, ForeignKey) and not model.__name__.startswith("Historical"):
            yield model


def test_every_table_that_hangs_on_a_plan_is_copied_or_known_not_to_be():
    assert set(hanging_on_a_plan()) - NOT_COPIED == set(copied_models())


def test_an_adjustment_is_the_next_version_and_a_draft(signed, adjustment):
    assert (adjustment.slug, adjustment.version, adjustment.status) == ("21499-annual-2025-2", 2, Status.DRAFT)
    assert (adjustment.number, adjustment.issued_on) == ("", None)
    assert adjustment.adjusts == signed
    assert adjustment.subject == "Điều chỉnh Kế hoạch thực hiện Chương trình mẫu năm 2025"
    assert adjustment.recipients == signed.recipients
    assert adjustment.drafted_by == signed.drafted_by


def test_the_plan_stays_in_force_while_it_is_being_adjusted(signed, adjustment):
    signed.refresh_from_db()

    assert signed.status == Status.ISSUED


@pytest.mark.parametrize("model", [BudgetLine, Target, ProjectPlan, Section])
def test_all_rows_go_along_and_the_old_ones_stay(model, signed, adjustment):
    assert model.objects.of_plan(adjustment).count() == model.objects.of_plan(signed).count() > 0


def test_amounts_and_values_are_the_same(signed, adjustment):
    def rows(plan):
        lines = plan.budget_lines.values_list("component__code", "source__code", "nature", "amount")
        targets = plan.targets.values_list("indicator__code", "comparator", "value", "value_to", "basis")
        return set(lines), set(targets)

    assert rows(adjustment) == rows(signed)


def test_the_copies_begin_a_history_of_their_own(signed, adjustment, lan):
    line = adjustment.budget_lines.first()

    assert [(row.history_user, row.history_date, row.history_type) for row in line.history.all()] == [
        (lan, LATER, "+")
    ]


def test_tasks_stand_under_the_copies_of_their_groups(plan, chair, lan, quick_printer):
    group = TaskGroup.objects.create(plan=plan, position=1, title="Nhóm")
    Task.objects.create(plan=plan, group=group, position=1, content="Việc", lead="Phòng Kinh tế")
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)

    new = adjust(plan, by=lan, at=LATER)

    task = Task.objects.get(plan=new)
    assert task.group.plan == new
    assert (task.group.title, task.content) == ("Nhóm", "Việc")
    assert Task.objects.get(plan=plan).group == group


def test_partners_of_a_project_go_along(signed, lan, places):
    health = Agency.objects.create(code="tyt", name="Trạm Y tế", unit=places.ba_dinh, sector=Sector.HEALTH)
    signed.project_plans.get().partners.add(health)

    new = adjust(signed, by=lan, at=LATER)

    assert list(new.project_plans.get().partners.all()) == [health]
    assert list(signed.project_plans.get().partners.all()) == [health]


def test_an_adjustment_rests_on_the_plan_it_adjusts_and_says_so(signed, adjustment):
    paper = LegalDocument.objects.get(reference="05/KH-UBND")

    assert [citation.document.reference for citation in adjustment.citations.all()] == ["90/QĐ-TTg", "05/KH-UBND"]
    assert Citation.objects.get(plan=adjustment, document=paper).role == Citation.Role.BASIS
    assert assemble(adjustment).paragraphs[0].text == (
        "Kế hoạch này điều chỉnh Kế hoạch số 05/KH-UBND; nội dung điều chỉnh nêu tại Phụ lục III."
    )


def test_a_fresh_adjustment_has_nothing_in_its_way(adjustment):
    assert obstacles(problems_of_plan(adjustment)) == []


def test_who_adjusts_is_written_down_on_both(signed, adjustment, lan):
    for plan, verb in ((signed, PlanEvent.Verb.ADJUSTED), (adjustment, PlanEvent.Verb.DRAFTED)):
        assert PlanEvent.objects.get(plan=plan, verb=verb, by=lan, at=LATER)


@pytest.mark.parametrize("person", ["chair", "hoa", "tam", "minh"])
def test_only_who_edits_for_the_unit_adjusts(person, signed, request):
    with pytest.raises(PlanIsNotOpen):
        adjust(signed, by=request.getfixturevalue(person), at=LATER)

    assert Plan.objects.filter(adjusts=signed).count() == 0


def test_a_draft_is_not_adjusted(plan, lan):
    with pytest.raises(PlanIsNotOpen):
        adjust(plan, by=lan, at=LATER)


def test_a_plan_has_one_adjustment_at_a_time(signed, adjustment, lan):
    with pytest.raises(IsBeingAdjusted) as refusal:
        adjust(signed, by=lan, at=LATER)

    assert refusal.value.adjustment == adjustment


def appendix(plan):
    return assemble(plan).appendices[-1]


def test_the_last_appendix_says_old_new_and_difference(signed, adjustment):
    adjustment.budget_lines.filter(component__code="DA1").update(amount=400_000_000)
    adjustment.targets.filter(comparator="down-to").update(value="4.9")

    table = appendix(adjustment)

    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    assert table.label == "Phụ lục III"
    assert table.title == "NỘI DUNG ĐIỀU CHỈNH SO VỚI KẾ HOẠCH SỐ 05/KH-UBND NGÀY 20/8/2025"
    assert rows["Tổng kinh phí (Khoản 1 Mục III)"] == ["triệu đồng", "1.303,5", "1.403,5", "+100"]
    assert rows["TỔNG SỐ: Tổng số (Phụ lục I)"] == ["triệu đồng", "1.303,5", "1.403,5", "+100"]
    assert ["%", "5,57", "4,90", "-0,67 điểm %"] in rows.values()
    assert not any("viec-lam" in name or "việc làm" in name for name in rows)


def test_reworded_lines_stand_below_the_table(signed, adjustment):
    section = adjustment.sections.last()
    section.body = "Kế hoạch có hiệu lực từ ngày ký."
    section.save()

    notes = "\n".join(appendix(adjustment).notes)

    assert "Mới: “Kế hoạch có hiệu lực từ ngày ký./.”" in notes
    assert "Cũ: “Trong quá trình thực hiện" in notes


def test_figures_are_not_repeated_as_lines(signed, adjustment):
    adjustment.budget_lines.filter(component__code="DA1").update(amount=400_000_000)

    assert not any("1.403,5" in note for note in appendix(adjustment).notes)


def test_the_appendix_does_not_speak_of_itself(signed, adjustment):
    table = appendix(adjustment)

    assert table.rows == ()
    assert not any("NỘI DUNG ĐIỀU CHỈNH" in note for note in table.notes)


def test_a_plan_that_adjusts_nothing_has_no_such_appendix(signed):
    assert [table.key for table in document_for(signed).appendices] == ["budget", "targets"]


def test_old_figures_are_those_that_were_signed(signed, adjustment):
    BudgetLine.objects.filter(plan=signed).update(amount=1)
    adjustment.budget_lines.filter(component__code="DA1").update(amount=400_000_000)

    rows = {row.cells[1].text: row.cells[3].value for row in appendix(adjustment).rows}

    assert rows["Tổng kinh phí (Khoản 1 Mục III)"] == Decimal("1303.5")


@pytest.fixture
def in_force(adjustment, chair):
    """The adjustment, issued."""
    issue(adjustment, **signature(number="9", issued_on=date(2025, 10, 2)), by=chair, at=LATER)
    adjustment.refresh_from_db()
    return adjustment


def test_when_an_adjustment_takes_force_the_former_plan_is_superseded(signed, in_force):
    signed.refresh_from_db()

    assert (signed.status, in_force.status) == (Status.SUPERSEDED, Status.ISSUED)


def test_the_former_plan_is_still_served_as_it_was_signed(signed, adjustment, chair):
    before = pdf_for(signed)

    issue(adjustment, **signature(number="9", issued_on=date(2025, 10, 2)), by=chair, at=LATER)

    signed.refresh_from_db()
    assert pdf_for(signed) == before


def test_the_register_knows_what_replaces_what(in_force):
    paper = LegalDocument.objects.get(reference="09/KH-UBND")

    assert paper.replaces.reference == "05/KH-UBND"


def test_a_superseded_plan_is_not_adjusted_again(signed, in_force, lan):
    with pytest.raises(PlanIsNotOpen):
        adjust(signed, by=lan, at=LATER)


def test_an_adjustment_is_adjusted_in_turn(signed, in_force, lan):
    third = adjust(in_force, by=lan, at=LATER)

    first, second = (paragraph.text for paragraph in assemble(third).paragraphs[:2])
    assert (third.slug, third.version) == ("21499-annual-2025-3", 3)
    assert first.startswith("Kế hoạch này điều chỉnh Kế hoạch số 09/KH-UBND;")
    assert second.startswith("Ủy ban nhân dân xã Ba Dinh ban hành")
    assert [table.key for table in assemble(third).appendices] == ["budget", "targets", "adjustment"]


def test_a_plan_behind_a_decision_is_named_by_it(signed, lan):
    Plan.objects.filter(pk=signed.pk).update(issuing=Issuing.BY_DECISION)

    new = adjust(signed, by=lan, at=AT)

    assert "điều chỉnh Kế hoạch ban hành kèm theo " in new.sections.first().body
