"""What is told of a report's results before it is signed. All figures are invented."""

import pytest

from indicators.models import Target
from planning.plans.plans import Plan, PlanKind
from planning.review.problems import obstacles, problems_of_plan
from tests.conftest import make_plan
from tests.indicators.assigning import issue
from tests.indicators.reporting import reported, tell, vetted


@pytest.fixture
def report(year, places, programme, houses, rate):
    plan = make_plan(places.province, programme, "51-annual-2025")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value=20)
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value=5)
    issue(plan)
    report = Plan.objects.create(
        unit=places.province, programme=programme, kind=PlanKind.MONITORING, period=year, slug="51-report",
        first_year=2025, last_year=2025, subject="Kết quả", place="Quảng Ngãi",
    )  # fmt: skip
    return Plan.objects.with_names().get(pk=report.pk)


def told(report):
    """The problems of results: by rule, in words."""
    return {each.rule: each.message for each in problems_of_plan(report) if each.rule.startswith("result-")}


def test_blanks_and_sums_over_some_units_are_worth_a_look(report, year, places, houses, rate):
    tell(year, houses, {places.ba_dinh: reported(12)})

    assert told(report) == {
        "result-blank": "Chỉ tiêu “Tỷ lệ hộ nghèo”: chưa có số liệu.",
        "result-incomplete": "Chỉ tiêu “Số nhà được hỗ trợ”: mới tổng hợp từ 1/2 đơn vị.",
    }
    assert {each.rule for each in obstacles(problems_of_plan(report))} & set(told(report)) == set()


def test_a_figure_vetted_otherwise_is_told_with_its_note(report, year, places, houses, rate):
    tell(year, houses, {places.province: reported(30) | vetted(28) | {"note": "Trùng danh sách"}})
    tell(year, rate, {places.ba_dinh: reported(10, 100), places.ba_to: reported(10, 100)})

    assert told(report) == {
        "result-vetted-otherwise": (
            "Chỉ tiêu “Số nhà được hỗ trợ”: đơn vị báo cáo 30, thẩm định 28. Ghi chú: Trùng danh sách"
        )
    }


def test_another_figure_of_the_unit_itself_than_the_sum_below_is_told(report, year, places, houses, rate):
    tell(year, houses, {places.province: reported(30), places.ba_dinh: reported(12), places.ba_to: reported(5)})
    tell(year, rate, {places.ba_dinh: reported(10, 100), places.ba_to: reported(10, 100)})

    assert told(report) == {
        "result-not-the-sum": (
            "Chỉ tiêu “Số nhà được hỗ trợ”: đơn vị nhập 30, báo cáo in số tổng hợp của cấp dưới 17."
        )
    }


def test_a_rate_above_a_hundred_is_not_signed(report, year, places, houses, rate):
    tell(year, houses, {places.province: reported(20)})
    tell(year, rate, {places.province: reported("104.5")})

    assert told(report) == {"result-doubtful": "Chỉ tiêu “Tỷ lệ hộ nghèo”: tỷ lệ 104,50% lớn hơn 100%."}
    assert "result-doubtful" in {each.rule for each in obstacles(problems_of_plan(report))}


def test_a_plan_hears_nothing_of_results(report, places):
    plan = Plan.objects.with_names().get(slug="51-annual-2025")

    assert told(plan) == {}
