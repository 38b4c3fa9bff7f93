"""Drafting a report: by whom, on which occasion, with which header, and on which plans it says it rests."""

from datetime import date

import pytest

from planning.documents.assemble import assemble
from planning.plans.parts import Citation, PlanEvent
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.reports.drafting import NotOfThisPeriod, ReportExists, draft_report
from planning.text.drafting import NotYourUnit
from tests.reports.conftest import AT


def first_line(report):
    return assemble(report).paragraphs[0].text


def test_a_report_names_its_period_its_programme_and_its_place(report):
    assert report.document_name == "Báo cáo"
    assert report.reference == "…/BC-UBND"
    assert report.subject == "Kết quả thực hiện Chương trình mẫu năm 2025 trên địa bàn xã Ba Dinh"
    assert (report.slug, report.first_year, report.last_year) == ("21499-monitoring-year-2025", 2025, 2025)
    assert [event.verb for event in report.events.all()] == [PlanEvent.Verb.DRAFTED]


def test_a_report_counts_money_and_is_drafted_as_the_plan_it_reports_on(report, plan_in_force):
    assert report.drafted_by == plan_in_force.drafted_by
    assert report.money_unit == plan_in_force.money_unit


def test_a_report_begins_with_the_papers_of_the_plans_it_reports_on(report):
    assert [str(each) for each in Citation.objects.of_plan(report)] == ["Kế hoạch số 05/KH-UBND ngày 20/8/2025"]
    assert first_line(report).startswith(
        "Thực hiện Kế hoạch số 05/KH-UBND ngày 20/8/2025 của Ủy ban nhân dân xã Ba Dinh thực hiện Chương trình mẫu "
        "năm 2025, Ủy ban nhân dân xã Ba Dinh báo cáo kết quả thực hiện Chương trình mẫu"
    )


def test_a_unit_without_a_plan_reports_all_the_same_and_says_so(places, year, tam):
    report = draft_report(places.ba_to, year, PlanKind.MONITORING, by=tam, at=AT)

    assert first_line(report).startswith("Ủy ban nhân dân xã Ba Tơ báo cáo kết quả")
    assert "Chưa ghi nhận kế hoạch nào của xã Ba Tơ đang có hiệu lực cho kỳ báo cáo này." in [
        paragraph.text for paragraph in assemble(report).paragraphs
    ]


def test_the_holder_of_a_period_reports_on_it_too(places, year, minh):
    report = draft_report(places.province, year, PlanKind.EVALUATION, by=minh, at=AT)

    assert report.subject.startswith("Đánh giá kết quả thực hiện Chương trình mẫu năm 2025")


def test_a_half_and_a_year_have_each_its_report_and_its_text(places, period, minh):
    nine = period(PeriodKind.NINE, ends_on=date(2025, 9, 30))
    reports = [draft_report(places.province, each, PlanKind.MONITORING, by=minh, at=AT) for each in (period(), nine)]

    assert [each.slug for each in reports] == ["51-monitoring-year-2025", "51-monitoring-nine-2025"]
    assert [each.period_words for each in reports] == ["năm 2025", "9 tháng đầu năm 2025"]


def test_the_end_of_a_stage_is_summed_up(places, period, minh):
    final = period(PeriodKind.FINAL, 2021, 2025)

    report = draft_report(places.province, final, PlanKind.SUMMARY, by=minh, at=AT)

    assert (report.slug, report.period_words) == ("51-summary-final-2021-2025", "giai đoạn 2021-2025")
    assert report.subject.startswith("Tổng kết thực hiện Chương trình mẫu giai đoạn 2021-2025")


def test_a_year_is_not_summed_up_and_a_plan_is_no_report(places, year, minh):
    for kind in (PlanKind.SUMMARY, PlanKind.ANNUAL):
        with pytest.raises(NotOfThisPeriod):
            draft_report(places.province, year, kind, by=minh, at=AT)


def test_a_unit_that_was_gone_before_the_period_ended_does_not_report_on_it(places, year, minh):
    with pytest.raises(NotOfThisPeriod):
        draft_report(places.old_province, year, PlanKind.MONITORING, by=minh, at=AT)


def test_nobody_reports_for_another_commune(places, year, tam, hoa):
    for person in (tam, hoa):
        with pytest.raises(NotYourUnit):
            draft_report(places.ba_dinh, year, PlanKind.MONITORING, by=person, at=AT)


def test_a_second_report_of_a_kind_on_a_period_is_refused(report, places, year, lan):
    with pytest.raises(ReportExists):
        draft_report(places.ba_dinh, year, PlanKind.MONITORING, by=lan, at=AT)

    draft_report(places.ba_dinh, year, PlanKind.EVALUATION, by=lan, at=AT)
    assert Plan.objects.reports().filter(status=Status.DRAFT).count() == 2


def test_who_begins_a_report_that_is_there_is_told_which(report, places, year, lan):
    with pytest.raises(ReportExists) as refusal:
        draft_report(places.ba_dinh, year, PlanKind.MONITORING, by=lan, at=AT)

    assert str(refusal.value) == "Đã có báo cáo giám sát năm 2025 của xã Ba Dinh."


def test_a_unit_that_does_not_report_on_a_period_is_named_as_it_is_written(places, programme, lan):
    of_a_neighbour = ReportingPeriod.objects.create(
        slug="21484-year-2025",
        unit=places.ba_to,
        programme=programme,
        kind=PeriodKind.YEAR,
        first_year=2025,
        last_year=2025,
        ends_on=date(2025, 12, 31),
        opens_on=date(2025, 7, 1),
    )

    with pytest.raises(NotOfThisPeriod) as refusal:
        draft_report(places.ba_dinh, of_a_neighbour, PlanKind.MONITORING, by=lan, at=AT)

    assert str(refusal.value) == "Xã Ba Dinh không thuộc phạm vi của kỳ năm 2025."


def test_two_occasions_that_end_on_one_day_are_told_apart(period, places, minh):
    storm, houses = (
        period(PeriodKind.ADHOC, occasion=words, ends_on=date(2025, 10, 31), slug=f"51-adhoc-{number}")
        for number, words in enumerate(("thiệt hại do bão số 5", "nhà tạm"), start=1)
    )

    reports = [draft_report(places.province, each, PlanKind.MONITORING, by=minh, at=AT) for each in (storm, houses)]

    assert [str(each) for each in (storm, houses)] == [
        "Kỳ báo cáo tính đến ngày 31/10/2025 (báo cáo đột xuất: thiệt hại do bão số 5), tỉnh Quảng Ngãi",
        "Kỳ báo cáo tính đến ngày 31/10/2025 (báo cáo đột xuất: nhà tạm), tỉnh Quảng Ngãi",
    ]
    assert [each.slug for each in reports] == ["51-monitoring-adhoc-2025", "51-monitoring-adhoc-2025-b2"]


def test_an_occasion_of_many_words_leaves_the_subject_room_for_the_place(period, places, minh):
    held = period(PeriodKind.ADHOC, occasion="mưa lũ " * 28, ends_on=date(2025, 10, 31))

    report = draft_report(places.province, held, PlanKind.MONITORING, by=minh, at=AT)

    assert len(report.subject) <= 250
    assert report.subject.rpartition("lũ")[2] == "…) trên địa bàn tỉnh Quảng Ngãi"
