"""The texts a report starts from: every occasion has one, in which every quote finds its figure."""

import pytest

from planning.documents.assemble import assemble
from planning.plans.periods import PeriodKind
from planning.plans.plans import PlanKind
from planning.reports.drafting import OCCASIONS, draft_report
from planning.review.problems import problems_of_plan
from tests.reports.conftest import AT, write_out

EVERY = [(kind, occasion) for kind, occasions in OCCASIONS.items() for occasion in sorted(occasions)]
OF_SEVERAL_YEARS = {PeriodKind.START, PeriodKind.MIDTERM, PeriodKind.FINAL}
OF_THE_TEXT = {"unknown-figure", "empty-title", "appendix-not-cited", "stray-brace", "to-be-written"}


def headings(report):
    return [p.text for p in assemble(report).paragraphs if p.level.name == "PART"]


def wrongs(report):
    return [f"{each.place}: {each.message}" for each in problems_of_plan(report) if each.rule in OF_THE_TEXT]


@pytest.fixture
def made(period):
    """Make a period of an occasion."""
    return lambda occasion: period(occasion, 2021 if occasion in OF_SEVERAL_YEARS else 2025, 2025)


@pytest.mark.parametrize(("kind", "occasion"), EVERY)
def test_every_occasion_has_a_text_that_only_waits_for_what_people_know(kind, occasion, made, places, minh):
    report = draft_report(places.province, made(occasion), kind, by=minh, at=AT)
    write_out(report)

    assert wrongs(report) == []


def test_the_text_of_a_commune_with_a_plan_only_waits_for_what_people_know(written):
    assert wrongs(written) == []


def test_a_commune_reports_in_fewer_parts_than_a_province(report, places, minh):
    province = draft_report(places.province, report.period, PlanKind.MONITORING, by=minh, at=AT)

    assert headings(report) == [
        "CHỈ ĐẠO, ĐIỀU HÀNH",
        "KẾT QUẢ THỰC HIỆN",
        "SỬ DỤNG VỐN",
        "KIỂM TRA, GIÁM SÁT",
        "KHÓ KHĂN, ĐỀ XUẤT",
    ]
    assert len(headings(province)) == 6


def test_the_text_of_a_half_looks_to_the_other_half(made, places, minh):
    report = draft_report(places.province, made(PeriodKind.HALF), PlanKind.MONITORING, by=minh, at=AT)

    assert "NHIỆM VỤ 6 THÁNG CUỐI NĂM VÀ ĐỀ XUẤT" in headings(report)
