"""The texts a report starts from: every occasion has one, in which every quote finds its figure."""

from datetime import date

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

STORM = "thiệt hại do bão số 5"
WORDS = {
    PeriodKind.HALF: "6 tháng đầu năm 2025",
    PeriodKind.NINE: "9 tháng đầu năm 2025",
    PeriodKind.YEAR: "năm 2025",
    PeriodKind.START: "đầu kỳ giai đoạn 2021-2025",
    PeriodKind.MIDTERM: "giữa kỳ giai đoạn 2021-2025",
    PeriodKind.FINAL: "giai đoạn 2021-2025",
    PeriodKind.ADHOC: "tính đến ngày 31/10/2025 (báo cáo đột xuất: thiệt hại do bão số 5)",
}


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


def test_a_commune_reports_on_a_half_in_the_words_of_a_commune(made, places, minh, lan):
    half = made(PeriodKind.HALF)
    commune = draft_report(places.ba_dinh, half, PlanKind.MONITORING, by=lan, at=AT)
    province = draft_report(places.province, half, PlanKind.MONITORING, by=minh, at=AT)
    write_out(commune)

    assert headings(commune) == [
        "CHỈ ĐẠO, ĐIỀU HÀNH",
        "KẾT QUẢ 6 THÁNG ĐẦU NĂM",
        "SỬ DỤNG VỐN",
        "KIỂM TRA, GIÁM SÁT",
        "KHÓ KHĂN VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM",
    ]
    assert len(headings(province)) == 6
    assert wrongs(commune) == []


@pytest.mark.parametrize(("occasion", "words"), WORDS.items())
def test_every_occasion_has_words_that_stand_in_the_sentences_of_its_report(occasion, words, period, places, minh):
    first = 2021 if occasion in OF_SEVERAL_YEARS else 2025
    held = period(occasion, first, 2025, ends_on=date(2025, 10, 31), occasion=STORM)
    report = draft_report(places.province, held, PlanKind.MONITORING, by=minh, at=AT)
    told = [paragraph.text for paragraph in assemble(report).paragraphs]
    rest = " và nhiệm vụ 6 tháng cuối năm" if occasion == PeriodKind.HALF else ""

    assert report.subject == f"Kết quả thực hiện Chương trình mẫu {words} trên địa bàn tỉnh Quảng Ngãi"
    assert told[0] == (
        f"Ủy ban nhân dân tỉnh Quảng Ngãi báo cáo kết quả thực hiện Chương trình mẫu (sau đây gọi là Chương trình) "
        f"{words}{rest} như sau (số liệu tính đến hết ngày 31/10/2025):"
    )
    assert str(held) == f"Kỳ báo cáo {words}, tỉnh Quảng Ngãi"
