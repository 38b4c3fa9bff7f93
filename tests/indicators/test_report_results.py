"""What a report says of its targets: figures, passages, appendices, pictures. All figures are invented."""

from datetime import date

import pytest

from indicators.appendices.results import results_appendix, units_appendix, years_appendix
from indicators.models import Target
from indicators.reporting.sayings import account_of, outcomes_of
from planning.documents.assemble import document_of
from planning.plans.periods import PeriodKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.text.explaining import explain
from planning.text.figures import Form, figures_of
from tests.conftest import make_plan
from tests.indicators.assigning import issue, make_communes
from tests.indicators.reporting import make_period, reported, tell, vetted
from tests.indicators.storing import counts, store, value


@pytest.fixture
def poor(indicator):
    return indicator(
        "poor", "Tỷ lệ hộ nghèo", adds_up="ratio", better="down", review_numerator="poor_households", position=1
    )


@pytest.fixture
def jobs(indicator):
    return indicator(
        "jobs", "Số người có việc làm", unit="người", decimals=0, adds_up="sum", over_time="cumulative", position=2
    )


@pytest.fixture
def rates(places, poor):
    """The rate of the commune and of all, last year of the two it was made from."""
    store(poor, 2024, {places.old_ba_dinh: counts(60, 500), places.ba_giang: counts(20, 250)})
    store(poor, 2025, {places.ba_dinh: counts(61, 760), places.ba_to: counts(30, 300)})


@pytest.fixture
def plans(places, programme, poor, jobs):
    annual = make_plan(places.ba_dinh, programme, "ba-dinh-2025")
    Target.objects.create(plan=annual, indicator=poor, comparator="reduce-by", value="2.21")
    Target.objects.create(plan=annual, indicator=jobs, comparator="at-least", value="20")
    whole = make_plan(places.ba_dinh, programme, "ba-dinh-2021-2025", year=2021, kind=PlanKind.PERIOD)
    Plan.objects.filter(pk=whole.pk).update(last_year=2025)
    Target.objects.create(plan=whole, indicator=poor, comparator="down-to", value="8.03")
    Target.objects.create(plan=whole, indicator=jobs, comparator="at-least", value="100")
    issue(annual)
    issue(whole)
    return annual, whole


@pytest.fixture
def year(places, programme):
    return make_period(places.province, programme)


def report_on(period, unit, kind=PlanKind.MONITORING):
    plan = Plan.objects.create(
        unit=unit, programme=period.programme, kind=kind, period=period, slug=f"{unit.code}-{kind}-x",
        first_year=period.first_year, last_year=period.last_year, subject="Kết quả", place=unit.name,
    )  # fmt: skip
    return Plan.objects.with_names().get(pk=plan.pk)


def bound(plan, name):
    """A passage as it prints."""
    reading = Reading(plan)
    found = figures_of(reading)
    text = found[name].source
    for key, figure in found.items():
        for form, words in (("", None), (" | số", "số")):
            if hasattr(figure, "text"):
                text = text.replace(f"{{{{ {key}{form} }}}}", figure.text(words and Form.BARE))
    return text


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_words_of_a_report_follow_comparator_and_figures(year, places, plans, rates, jobs):
    for told, number in ((2021, 15), (2022, 25), (2023, 20), (2024, 22)):
        store(jobs, told, {places.old_ba_dinh: value(number), places.ba_giang: value(0)})
    tell(year, jobs, {places.ba_dinh: reported(18)})
    report = report_on(year, places.ba_dinh)

    assert bound(report, "results.summary") == (
        "Trong 2 chỉ tiêu có mức kế hoạch: 1 chỉ tiêu vượt kế hoạch, 1 chỉ tiêu chưa đạt kế hoạch."
    )
    assert bound(report, "results.list").splitlines() == [
        "a) Giảm nghèo:",
        "- Tỷ lệ hộ nghèo: 8,03%, giảm 2,64 điểm % so với năm 2024, vượt kế hoạch năm 2025 (giảm 2,21 điểm %), "
        "đạt kế hoạch giai đoạn 2021-2025 (xuống còn 8,03%);",
        "- Số người có việc làm: 18 người, giảm 4 người so với năm 2024, chưa đạt kế hoạch năm 2025 "
        "(đạt tối thiểu 20 người), đạt kế hoạch giai đoạn 2021-2025 "
        "(đạt tối thiểu 100 người; cộng dồn đạt 100 người).",
    ]
    assert bound(report, "results.missed") == (
        "- Số người có việc làm: 18 người, kế hoạch đạt tối thiểu 20 người, còn thiếu 2 người."
    )


def test_half_a_year_is_not_compared_with_the_whole_year_before(places, programme, plans, rates, jobs):
    half = make_period(places.province, programme, PeriodKind.HALF)
    store(jobs, 2024, {places.old_ba_dinh: value(22), places.ba_giang: value(0)})
    tell(half, jobs, {places.ba_dinh: reported(12)})

    words = bound(report_on(half, places.ba_dinh), "results.list").splitlines()[-1]

    assert words.startswith("- Số người có việc làm: 12 người, đạt 60,0% kế hoạch năm 2025 (đạt tối thiểu 20 người), ")


def test_half_a_year_counts_apart_what_has_not_come_to_the_years_plan(places, programme, plans, rates, jobs, poor):
    half = make_period(places.province, programme, PeriodKind.HALF)
    tell(half, jobs, {places.ba_dinh: reported(20)})
    tell(half, poor, {places.ba_dinh: reported(70, 760)})

    report = report_on(half, places.ba_dinh)

    assert bound(report, "results.summary") == (
        "Trong 2 chỉ tiêu có mức kế hoạch: 1 chỉ tiêu đã đạt kế hoạch năm, 1 chỉ tiêu chưa đến mức kế hoạch năm."
    )
    assert bound(report, "results.list").splitlines()[1] == (
        "- Tỷ lệ hộ nghèo: 9,21%, giảm 1,46 điểm % so với năm 2024, còn cách kế hoạch năm 2025 (giảm 2,21 điểm %) "
        "0,75 điểm %, còn cách kế hoạch giai đoạn 2021-2025 (xuống còn 8,03%) 1,18 điểm %;"
    )


def test_half_a_year_is_compared_with_the_plan_in_force_on_its_last_day(places, programme, plans, rates, jobs):
    annual, _ = plans
    half = make_period(places.province, programme, PeriodKind.HALF)
    tell(half, jobs, {places.ba_dinh: reported(20)})
    Plan.objects.filter(pk=annual.pk).update(status=Status.SUPERSEDED, issued_on=date(2025, 1, 10))
    later = make_plan(places.ba_dinh, programme, "ba-dinh-2025-2", version=2, issued_on=date(2025, 10, 1))
    Target.objects.create(plan=later, indicator=jobs, comparator="at-least", value="40")
    issue(later)

    of_half = bound(report_on(half, places.ba_dinh), "results.list").splitlines()[-1]
    year = make_period(places.province, programme)
    of_year = outcomes_of(Reading(report_on(year, places.ba_dinh, PlanKind.EVALUATION)))

    assert of_half.startswith("- Số người có việc làm: 20 người, đã đạt kế hoạch năm 2025 (đạt tối thiểu 20 người), ")
    assert [outcome.target.value for outcome in of_year] == [40]


def test_a_report_on_all_years_tells_what_came_together_and_since_when(places, programme, plans, rates, jobs):
    for told, number in ((2021, 15), (2022, 25), (2023, 20), (2024, 22)):
        store(jobs, told, {places.old_ba_dinh: value(number), places.ba_giang: value(0)})
    Target.objects.filter(comparator="down-to").update(baseline="15.5")
    final = make_period(places.province, programme, PeriodKind.FINAL, first_year=2021)
    tell(final, jobs, {places.ba_dinh: reported(16)})

    report = report_on(final, places.ba_dinh, PlanKind.SUMMARY)

    assert bound(report, "results.list").splitlines()[1:] == [
        "- Tỷ lệ hộ nghèo: 8,03%, giảm 7,47 điểm % so với đầu kỳ, đạt kế hoạch giai đoạn 2021-2025 (xuống còn 8,03%);",
        "- Số người có việc làm: cộng dồn 98 người, chưa đạt kế hoạch giai đoạn 2021-2025 (đạt tối thiểu 100 người).",
    ]
    assert bound(report, "results.missed") == (
        "- Số người có việc làm: cộng dồn 98 người, kế hoạch đạt tối thiểu 100 người, còn thiếu 2 người."
    )
    # The table shows what is held against the plan, and nothing of a year's plan that is not judged.
    table = results_appendix(Reading(report))
    assert [row[-2:] for row in rows_of(table)[1:]] == [["8,03", "Đạt"], ["98", "Chưa đạt"]]
    assert {"asked", "annual"} & {column.key for column in table.columns} == set()
    assert rows_of(years_appendix(Reading(report)))[0][4:] == ["15,50", "", "", "", "10,67", "8,03", "Đạt"]


def test_a_blank_is_said_to_be_unknown_and_a_zero_is_a_figure(year, places, plans, jobs):
    unknown = bound(report_on(year, places.ba_dinh), "results.list").splitlines()
    tell(year, jobs, {places.ba_dinh: reported(0)})
    zero = bound(Plan.objects.reports().get(), "results.list").splitlines()

    assert unknown[-1] == (
        "- Số người có việc làm: chưa có số liệu, chưa đủ số liệu để so với kế hoạch năm 2025 "
        "(đạt tối thiểu 20 người), chưa đủ số liệu để so với kế hoạch giai đoạn 2021-2025 (đạt tối thiểu 100 người)."
    )
    assert zero[-1].startswith("- Số người có việc làm: 0 người, chưa đạt kế hoạch năm 2025")


def test_a_report_without_a_plan_says_so_and_a_plan_says_nothing(year, places, programme):
    plan = make_plan(places.ba_to, programme, "ba-to-2025")

    words = bound(report_on(year, places.ba_to), "results.list")

    assert words == "Không có chỉ tiêu nào của kế hoạch đã ban hành để so sánh với kết quả của kỳ này."
    assert "results.list" not in figures_of(Reading(plan))
    assert results_appendix(Reading(plan)) is None


def test_the_appendix_shows_what_was_reported_beside_what_was_vetted(year, places, plans, rates, jobs):
    tell(year, jobs, {places.ba_dinh: reported(22) | vetted(19) | {"estimate_value": 25}})

    table = results_appendix(Reading(report_on(year, places.ba_dinh)))

    assert rows_of(table)[1:] == [
        ["1", "Tỷ lệ hộ nghèo", "%", "giảm 2,21 điểm %", "xuống còn 8,03%", "10,67", "", "8,03", "", "Vượt", "Đạt"],
        ["2", "Số người có việc làm", "người", "đạt tối thiểu 20 người", "đạt tối thiểu 100 người", "", "25", "22",
         "19", "Chưa đạt", "Chưa đủ số liệu"],
    ]  # fmt: skip
    assert [picture.key for picture in table.pictures] == ["results-bullets", "results-line"]


def test_the_line_of_the_poverty_rate_is_restated_and_says_so(year, places, plans, rates):
    line = results_appendix(Reading(report_on(year, places.ba_dinh))).pictures[1]

    [series] = line.series
    assert [(mark.label, mark.text, mark.target_text) for mark in series.marks][-2:] == [
        ("2024", "10,67%", ""),
        ("2025", "8,03%", "8,46%"),
    ]
    assert line.note == "Số các năm trước sắp xếp đơn vị hành chính được tính lại theo địa giới mới."


def test_the_units_below_stand_in_a_table_of_their_own(year, places, programme, plans, rates, jobs):
    tell(year, jobs, {places.ba_dinh: reported(19)})

    table = units_appendix(Reading(report_on(year, places.province)))

    assert rows_of(table) == [
        ["1", "21484", "Xã Ba Tơ", "10,00", "", "", ""],
        ["2", "21499", "Xã Ba Dinh", "8,03", "Vượt", "19", "Chưa đạt"],
    ]
    assert units_appendix(Reading(report_on(year, places.ba_dinh))) is None


def test_a_summary_tells_year_by_year_and_judges_the_whole_period(places, programme, plans, rates, jobs):
    final = make_period(
        places.province, programme, PeriodKind.FINAL, first_year=2021, last_year=2025, ends_on=date(2025, 12, 31)
    )
    tell(final, jobs, {places.ba_dinh: reported(30)})
    report = report_on(final, places.ba_dinh, PlanKind.SUMMARY)

    rows = rows_of(years_appendix(Reading(report)))

    assert rows[0] == ["1", "Tỷ lệ hộ nghèo", "%", "xuống còn 8,03%", "", "", "", "10,67", "8,03", "Đạt"]
    assert bound(report, "results.summary") == (
        "Trong 2 chỉ tiêu có mức kế hoạch: 1 chỉ tiêu đạt kế hoạch, 1 chỉ tiêu chưa đủ số liệu."
    )


def test_a_figure_of_the_report_is_explained(year, places, plans, rates, jobs, lan):
    tell(year, jobs, {places.ba_dinh: reported(19)}, by=lan)
    reading = Reading(report_on(year, places.ba_dinh))

    told, rate = explain(reading, "result.jobs.at-least.plan"), explain(reading, "result.poor.reduce-by")

    assert (told.text, told.by, told.source) == ("19 người", "Lan", "Số do đơn vị báo cáo.")
    assert rate.formula == "61 / 760 × 100"
    assert rate.source == "Lấy từ kết quả rà soát hộ nghèo năm 2025."
    assert explain(reading, "result.nothing") is None


def test_the_whole_report_assembles_with_its_figures_bound(year, places, plans, rates, jobs):
    report = report_on(year, places.ba_dinh)
    report.sections.create(position=1, body="{{ results.summary }}\n{{ results.list }}\n{{ results.missed }}")

    document = document_of(Reading(Plan.objects.with_names().get(pk=report.pk)))

    assert [run.text for run in document.runs if run.state in ("blank", "unknown")] == []
    assert [table.key for table in document.appendices] == ["results"]


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(year, places, plans, rates, jobs, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    tell(year, jobs, {unit: reported(3) for unit in communes})
    report = report_on(year, places.province)

    with django_assert_num_queries(53):
        reading = Reading(report)
        reading.once(account_of)
        reading.made(outcomes_of)
        units_appendix(reading)


def test_a_sum_over_some_units_says_over_how_many(year, places, programme, jobs):
    plan = make_plan(places.province, programme, "51-2025")
    Target.objects.create(plan=plan, indicator=jobs, comparator="at-least", value="20")
    issue(plan)
    tell(year, jobs, {places.ba_dinh: reported(22) | {"estimate_value": 25}, places.ba_to: {"estimate_value": None}})

    table = results_appendix(Reading(report_on(year, places.province)))

    assert table.notes[2:] == (
        "Số người có việc làm: mới tổng hợp từ 1/2 đơn vị.",
        "Số người có việc làm: ước thực hiện mới tổng hợp từ 1/2 đơn vị.",
    )
