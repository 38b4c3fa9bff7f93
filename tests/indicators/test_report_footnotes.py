"""A remark stands once under a table, however many lines it is about. All figures are invented."""

import pytest

from indicators.appendices.results import results_appendix, units_appendix
from indicators.models import Target
from indicators.reporting.footnotes import footnotes
from planning.plans.reading import Reading
from planning.text.explaining import explain
from planning.tracking.submissions import Submission
from tests.conftest import make_plan
from tests.indicators.assigning import issue
from tests.indicators.reporting import NOW, reported, tell, vetted
from tests.indicators.storing import store, value
from tests.indicators.test_report_results import report_on


@pytest.mark.parametrize(
    ("remarks", "marks", "lines"),
    [
        ([[], [], []], ("", "", ""), ()),
        ([["chưa có."], [], []], ("", "", ""), ("A: chưa có.",)),
        ([["tính lại."], ["tính lại."], []], (" (1)", " (1)", ""), ("(1) Tính lại.",)),
        ([["tính lại."], ["tính lại."], ["tính lại."]], ("", "", ""), ("Mọi chỉ tiêu: tính lại.",)),
        (
            [["một.", "hai."], ["một."], ["hai.", "ba."]],
            (" (1, 2)", " (1)", " (2)"),
            ("(1) Một.", "(2) Hai.", "C: ba."),
        ),
    ],
)
def test_a_remark_is_told_once_with_a_mark(remarks, marks, lines):
    found = footnotes(["A", "B", "C"], remarks, "Mọi chỉ tiêu")

    assert (found.marks, found.lines) == (marks, lines)


def test_a_remark_on_the_only_line_bears_its_name():
    assert footnotes(["A"], [["chưa có."]], "Mọi chỉ tiêu").lines == ("A: chưa có.",)


def test_sums_on_paper_say_once_whose_figures_are_in_them_unsent(year, places, two_asked, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5)})
    Submission.objects.create(period=year, unit=places.ba_to, sent_at=NOW)
    reading = Reading(report_on(year, places.province))
    words = "Số tổng hợp tính cả số liệu các đơn vị đã nhập mà chưa gửi: trong đó 1 xã chưa gửi báo cáo: xã Ba Dinh."

    tables = results_appendix(reading), units_appendix(reading)

    assert [table.notes.count(words) for table in tables] == [1, 1]


def test_a_commune_says_on_paper_which_of_its_figures_counts(year, places, two_asked, houses):
    tell(year, houses, {places.ba_dinh: reported(12) | vetted(11)})

    printed = results_appendix(Reading(report_on(year, places.ba_dinh)))

    assert "Kết quả được tính, so sánh là số đã thẩm định; nơi chưa thẩm định là số đơn vị báo cáo." in printed.notes


def test_a_difference_is_explained_by_the_two_figures_and_each_plan_by_its_years(year, places, programme, houses):
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2025")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value=20)
    issue(plan)
    store(houses, 2024, {places.old_ba_dinh: value(5), places.ba_giang: value(4)})
    tell(year, houses, {places.ba_dinh: reported(12)})

    told = explain(Reading(report_on(year, places.ba_dinh)), "result.houses.at-least.difference")

    assert (told.label, told.text) == ("Số nhà được hỗ trợ, chênh lệch so với năm 2024", "tăng 3 nhà")
    assert told.formula == "12 - 9"
    assert [(each.label, each.text) for each in told.inputs] == [
        ("Năm 2024", "9 nhà"),
        ("Kế hoạch năm 2025", "đạt tối thiểu 20 nhà"),
    ]
