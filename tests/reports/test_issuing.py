"""A report is signed, kept, corrected and compared as a plan is."""

import pytest
from django.urls import reverse

from planning.documents.actions import AnotherPlanIsInForce, ChangedSinceSeen, issue, sight_of
from planning.documents.archive import stored
from planning.documents.assemble import assemble
from planning.plans.adjusting import adjust
from planning.plans.legal import DocumentKind
from planning.plans.parts import Section
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.registering import paper_of
from planning.reports.drafting import draft_report
from planning.review.problems import obstacles, problems_of_plan
from tests.reports.conftest import AT, write_out


def test_a_report_that_is_written_out_has_nothing_in_its_way(written):
    assert [problem.message for problem in obstacles(problems_of_plan(written))] == []


def test_a_signed_report_is_kept_and_stands_in_the_register_as_a_report(signed):
    assert signed.status == Status.ISSUED
    assert stored(signed).document.first.kind == "BÁO CÁO"
    assert paper_of(signed).kind == DocumentKind.REPORT
    assert str(paper_of(signed)) == "Báo cáo số 12/BC-UBND ngày 25/11/2025"


def test_what_is_signed_is_what_was_seen(written, chair):
    seen = sight_of(written)
    Section.objects.of_plan(written).filter(position=1).update(body="Lời khác.")

    with pytest.raises(ChangedSinceSeen, match="Báo cáo vừa được sửa"):
        issue(written, number="12", issued_on=AT.date(), signatory="A", seen=seen, by=chair, at=AT)


def test_reports_of_a_year_on_other_periods_stand_beside_each_other(signed, places, period, lan, chair):
    nine = draft_report(places.ba_dinh, period("nine"), PlanKind.MONITORING, by=lan, at=AT)
    write_out(nine)

    issue(nine, number="13", issued_on=AT.date(), signatory="Phạm Văn A", by=chair, at=AT)

    assert Plan.objects.reports().filter(status=Status.ISSUED).count() == 2


def test_a_second_report_on_a_period_is_not_issued_beside_the_first(signed, chair):
    second = Plan.objects.get(pk=signed.pk)
    second.pk, second.slug, second.version, second.status, second.number = None, "zwei", 2, Status.DRAFT, ""
    second.save()

    with pytest.raises(AnotherPlanIsInForce, match="Báo cáo số 12/BC-UBND của kỳ này đang có hiệu lực"):
        issue(second, number="13", issued_on=AT.date(), signatory="A", by=chair, at=AT)


def test_a_report_is_corrected_as_a_plan_is_adjusted(signed, lan):
    new = adjust(signed, by=lan, at=AT)

    assert (new.slug, new.version, new.period) == ("21499-monitoring-year-2025-2", 2, signed.period)
    assert new.subject.startswith("Bổ sung, điều chỉnh Báo cáo kết quả thực hiện Chương trình mẫu năm 2025")
    assert assemble(new).paragraphs[0].text == (
        "Báo cáo này điều chỉnh Báo cáo số 12/BC-UBND; nội dung điều chỉnh nêu tại "
        f"{assemble(new).appendices[-1].label}."
    )


def test_what_a_correction_changes_stands_in_its_last_appendix(signed, lan):
    new = adjust(signed, by=lan, at=AT)
    last = Section.objects.of_plan(new).last()
    last.body = "Lời kết đã sửa."
    last.save()

    table = assemble(new).appendices[-1]

    assert table.key == "adjustment"
    assert table.title == "NỘI DUNG ĐIỀU CHỈNH SO VỚI BÁO CÁO SỐ 12/BC-UBND NGÀY 25/11/2025"
    assert any("Lời kết đã sửa" in note for note in table.notes)


def test_the_chair_signs_a_report_on_screen(client, written, chair, monkeypatch):
    client.force_login(chair)
    page = client.get(reverse("plan-issue", args=[written.slug]))

    assert "Ban hành báo cáo" in page.content.decode()
    assert page.context["problems"] == []
