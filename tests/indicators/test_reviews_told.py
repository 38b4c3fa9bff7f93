"""What a report says of the household review of its year: opening, exits, entries, closing, against last year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.reviews.telling import review_told
from planning.documents.assemble import assemble
from planning.plans.periods import PeriodKind
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.reports.drafting import draft_report
from planning.review.problems import problems_of_plan
from planning.text.explaining import explain
from tests.indicators.reporting import make_period
from tests.indicators.reviewing import NOW, counted, recognised, reviewed, ward_of

HEADING = "Rà soát hộ nghèo, hộ cận nghèo"


@pytest.fixture
def report(places, programme, lan):
    """Draft Ba Dinh's report on a period of 2025."""

    def draft(kind=PeriodKind.YEAR):
        period = make_period(places.province, programme, kind)
        return draft_report(places.ba_dinh, period, PlanKind.MONITORING, by=lan, at=NOW)

    return draft


def told(report):
    """What stands below the heading of the review, what people write aside."""
    lines = [paragraph.text for paragraph in assemble(report).paragraphs]
    below = lines[lines.index(HEADING) + 1 :]
    return below[: next(place for place, line in enumerate(below) if line.startswith("[Cần viết:"))]


def test_a_review_is_told_from_its_opening_to_its_closing(report, places):
    reviewed(places.ba_dinh)

    assert told(report()) == [
        "Kết quả rà soát năm 2025 chưa được công nhận:",
        "Hộ nghèo: đầu năm có 55 hộ (245 khẩu), trong năm có 21 hộ (90 khẩu) ra khỏi danh sách và 6 hộ (25 khẩu) vào "
        "danh sách, cuối năm có 40 hộ (180 khẩu);",
        "Hộ cận nghèo: đầu năm có 35 hộ (140 khẩu), trong năm có 14 hộ (59 khẩu) ra khỏi danh sách và 9 hộ (39 khẩu) "
        "vào danh sách, cuối năm có 30 hộ (120 khẩu).",
    ]


def test_a_review_is_compared_with_last_years_in_the_words_of_its_figures(report, places):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)
    for unit, poor, persons in ((places.old_ba_dinh, 20, 100), (places.ba_giang, 35, 145)):
        counted(unit, 2024, households=250, persons=1000, poor_households=poor, poor_persons=persons,
                near_poor_households=15, near_poor_persons=50)  # fmt: skip

    lines = told(report())

    assert lines[0] == "Kết quả rà soát năm 2025 đã được công nhận:"
    assert [line.rpartition(", ")[0].rpartition(", ")[2] for line in lines[1:]] == [
        "so với cuối năm 2024 số hộ giảm 15 hộ",
        "so với cuối năm 2024 số hộ không thay đổi",
    ]
    assert [line.rpartition(", ")[2] for line in lines[1:]] == ["số khẩu giảm 65 khẩu;", "số khẩu tăng 20 khẩu."]


def test_without_movements_and_persons_the_closing_is_told_alone(report, places):
    counted(places.ba_dinh, poor_households=40, near_poor_households=0)

    assert told(report())[1:] == ["Hộ nghèo: cuối năm có 40 hộ;", "Hộ cận nghèo: cuối năm có 0 hộ."]


def test_where_there_is_no_review_a_plain_sentence_says_so(report, places):
    assert told(report()) == ["Chưa có kết quả rà soát hộ nghèo, hộ cận nghèo năm 2025."]


def test_nine_months_do_not_tell_of_the_review_at_the_end_of_the_year(report, places):
    reviewed(places.ba_dinh)

    assert told(report(PeriodKind.NINE)) == [
        "Việc rà soát hộ nghèo, hộ cận nghèo năm 2025 được thực hiện vào cuối năm."
    ]


def test_a_province_adds_up_the_communes_that_are_entered_and_says_how_many(places, programme, minh):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)
    counted(places.ba_to, households=90)
    period = make_period(places.province, programme, PeriodKind.YEAR)

    lines = told(draft_report(places.province, period, PlanKind.MONITORING, by=minh, at=NOW))

    assert lines[0] == "Năm 2025, 1/2 đơn vị có kết quả rà soát, kết quả này đã được công nhận:"
    assert lines[1].endswith("cuối năm có 40 hộ (180 khẩu);")


def test_a_province_says_when_none_or_all_of_its_reviews_are_recognised(places, programme, minh):
    period = make_period(places.province, programme, PeriodKind.YEAR)
    paper = draft_report(places.province, period, PlanKind.MONITORING, by=minh, at=NOW)
    reviewed(places.ba_dinh)

    said = [told(paper)[0]]
    recognised(places.ba_dinh)
    said.append(told(paper)[0])
    reviewed(places.ba_to)
    recognised(places.ba_to)
    said.append(told(paper)[0])

    assert said == [
        "Năm 2025, 1/2 đơn vị có kết quả rà soát, chưa đơn vị nào được công nhận kết quả:",
        "Năm 2025, 1/2 đơn vị có kết quả rà soát, kết quả này đã được công nhận:",
        "Năm 2025, 2/2 đơn vị có kết quả rà soát, tất cả đã được công nhận:",
    ]


def test_a_figure_of_the_review_leads_to_the_review(report, places):
    reviewed(places.ba_dinh)

    explanation = explain(Reading(report()), "reviews.poor.households.exits")

    assert (explanation.text, explanation.address) == ("21 hộ", "/reviews/21499-2025/")
    assert explanation.label == "Hộ nghèo, số hộ ra khỏi danh sách trong năm"


def test_the_text_with_a_review_quotes_nothing_unknown(report, places):
    reviewed(places.ba_dinh)

    assert [each for each in problems_of_plan(report()) if each.rule == "unknown-figure"] == []


def test_a_review_is_told_in_as_many_queries_for_three_communes_as_for_one(places, programme, minh):
    period = make_period(places.province, programme, PeriodKind.YEAR)
    report = draft_report(places.province, period, PlanKind.MONITORING, by=minh, at=NOW)
    asked = []
    for communes in ([places.ba_dinh], [places.ba_to, ward_of(places.province)]):
        for commune in communes:
            reviewed(commune)
        with CaptureQueriesContext(connection) as queries:
            found = review_told(report)
        asked.append((found.entered, len(queries)))

    assert asked == [(1, asked[0][1]), (3, asked[0][1])]
