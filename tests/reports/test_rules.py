"""What is asked of a report before it is signed, and what only of a plan."""

from datetime import UTC, date, datetime

import pytest

from planning.plans.parts import Section
from planning.plans.plans import PlanKind
from planning.reports.drafting import draft_report
from planning.review.problems import obstacles, problems_of_plan
from planning.text.instructions import asked_in
from planning.tracking.submissions import Submission
from tests.reports.conftest import AT

OF_PLANS = {
    "no-basis",
    "no-targets",
    "no-money",
    "adopted-below",
    "adopted-apart",
    "differs-from-above",
    "counterpart",
}


def rules(plan):
    return {problem.rule for problem in problems_of_plan(plan)}


def messages(plan, rule):
    return [problem.message for problem in problems_of_plan(plan) if problem.rule == rule]


@pytest.fixture
def province_report(places, year, minh):
    return draft_report(places.province, year, PlanKind.MONITORING, by=minh, at=AT)


def send(period, *units):
    for unit in units:
        Submission.objects.create(period=period, unit=unit, sent_at=AT)


def test_nothing_is_asked_of_a_report_that_only_a_plan_can_have(report):
    assert rules(report) & OF_PLANS == set()


def test_what_only_people_know_is_asked_for_until_it_is_written(report):
    asked = messages(report, "to-be-written")

    Section.objects.of_plan(report).filter(body__startswith="V. KHÓ KHĂN").update(
        body="V. KHÓ KHĂN, ĐỀ XUẤT\nVốn về chậm. Đề nghị giao vốn từ đầu năm."
    )

    assert asked[-1] == "Chưa viết: khó khăn, nguyên nhân và những việc đề nghị cấp trên hỗ trợ, giải quyết."
    assert messages(report, "to-be-written") == asked[:-1]


def test_what_is_asked_for_stands_under_its_heading_and_leads_to_its_section(report):
    (problem,) = [each for each in problems_of_plan(report) if each.message.startswith("Chưa viết: văn bản của xã")]

    assert problem.place == "1. Văn bản, phân công và tuyên truyền"
    assert problem.section == 2
    assert problem in obstacles([problem])


@pytest.mark.parametrize(
    ("text", "asked"),
    [("[Cần viết: nguyên nhân]", "nguyên nhân"), ("[Cần viết: nguyên nhân]./.", "nguyên nhân"), ("[1] Ghi chú", "")],
)
def test_an_instruction_is_told_from_words_in_brackets(text, asked):
    assert asked_in(text) == asked


def test_who_signs_is_told_how_many_communes_have_not_sent(province_report, year, places):
    send(year, places.ba_to)

    assert messages(province_report, "not-sent") == ["Còn 1 trong số 2 đơn vị cấp dưới chưa gửi báo cáo: xã Ba Dinh."]


def test_nothing_is_said_of_communes_once_all_have_sent(province_report, year, places):
    send(year, places.ba_to, places.ba_dinh)

    assert messages(province_report, "not-sent") == []


def test_a_report_of_before_the_end_and_of_an_open_period_is_noted_and_not_stopped(report):
    report.issued_on = date(2025, 11, 25)

    notes = [each for each in problems_of_plan(report) if each.rule in {"before-the-end", "not-locked"}]

    assert [each.message for each in notes] == [
        "Báo cáo ghi ngày trước ngày cuối kỳ (31/12/2025); số liệu cả kỳ là ước thực hiện.",
        "Kỳ báo cáo chưa khóa; số liệu còn có thể thay đổi.",
    ]
    assert obstacles(notes) == []


def test_a_report_of_after_the_end_of_a_locked_period_is_final(report, year):
    year.locked_at = datetime(2026, 1, 10, tzinfo=UTC)
    year.save()
    report.issued_on = date(2026, 1, 15)

    assert rules(report) & {"before-the-end", "not-locked"} == set()
