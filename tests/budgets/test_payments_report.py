"""What a report says and prints of money paid: words by the figures, sums that foot, blank apart from zero."""

import pytest

from budgets.models import Payment
from budgets.paying.reporting import remarks_of
from planning.documents.appendices import tables_of
from planning.formats import MoneyUnit
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.review.problems import problems_of
from planning.text.explaining import explain
from planning.text.figures import figures_of
from tests.budgets.paying import MILLION, make_period, place, put_in_force, tell
from tests.conftest import make_plan


def make_report(unit, period, **more):
    return Plan.objects.create(
        unit=unit,
        programme=period.programme,
        slug=f"bao-cao-{unit.code}",
        kind=PlanKind.MONITORING,
        first_year=period.first_year,
        last_year=period.last_year,
        period=period,
        subject="kết quả thực hiện",
        place=unit.name,
        **more,
    )


@pytest.fixture
def report(places, year):
    return make_report(places.ba_dinh, year)


@pytest.fixture
def told(places, year, lan):
    """120 of 300, 0 of 2,5, and nothing said of 1.001 million."""
    tell(
        year,
        lan,
        {
            place(places.ba_dinh, "DA1", "central", "recurrent"): {"paid": 120, "settled": 100},
            place(places.ba_dinh, "DA2.2", "local-commune", "recurrent"): 0,
        },
    )


def printed(report):
    tables = {table.key: table for table in tables_of(Reading(report))}
    table = tables["payments"]
    return {row.cells[1].text: tuple(cell.text for cell in row.cells[2:]) for row in table.rows}


def figure(report, name):
    return figures_of(Reading(report))[name]


def test_a_zero_prints_and_a_blank_does_not(report, told):
    assert printed(report) == {
        "TỔNG SỐ": ("1.303,5", "", "1.303,5", "120", "9,21", "100", "", "182,5"),
        "Dự án 1: Sinh kế": ("300", "", "300", "120", "40,00", "100", "", "180"),
        "Ngân sách trung ương, sự nghiệp": ("300", "", "300", "120", "40,00", "100", "", "180"),
        "Dự án 2: Đào tạo": ("1.003,5", "", "1.003,5", "0", "0,00", "", "", "2,5"),
        "Tiểu dự án 1: Dạy nghề": ("1.001", "", "1.001", "", "", "", "", ""),
        "Ngân sách trung ương, đầu tư phát triển": ("1.001", "", "1.001", "", "", "", "", ""),
        "Tiểu dự án 2: Việc làm": ("2,5", "", "2,5", "0", "0,00", "", "", "2,5"),
        "Ngân sách xã, sự nghiệp": ("2,5", "", "2,5", "0", "0,00", "", "", "2,5"),
    }


def test_what_is_left_says_that_the_untold_is_not_in_it(report, told):
    assert remarks_of(Reading(report)) == ("Số còn lại chưa gồm 1.001 triệu đồng của các khoản chưa có số giải ngân.",)


def test_words_follow_the_figures(report, told):
    assert figure(report, "payments.list").source == (
        "- Dự án 1: Sinh kế: giải ngân {{ payments.DA1 }}, đạt {{ payments.DA1.percent }} kế hoạch năm;\n"
        "- Dự án 2: Đào tạo: chưa giải ngân trên {{ payments.DA2.available }};\n"
        "+ Tiểu dự án 1: Dạy nghề: chưa có số liệu giải ngân;\n"
        "+ Tiểu dự án 2: Việc làm: chưa giải ngân trên {{ payments.DA2.2.available }}."
    )
    assert figure(report, "payments.DA1").text() == "120 triệu đồng"
    assert figure(report, "payments.DA1.percent").text() == "40,00%"
    assert figure(report, "payments.summary").source == (
        "Tổng vốn được sử dụng {{ payments.available }}; giải ngân lũy kế {{ payments.total }}, "
        "đạt {{ payments.percent }} kế hoạch vốn năm; mới có 2/3 khoản có số giải ngân, {{ payments.untold }} chưa "
        "có số liệu; quyết toán {{ payments.settled }}; các khoản đã có số liệu còn lại {{ payments.left }}. "
        "Theo nguồn vốn: ngân sách trung ương giải ngân {{ payments.central }}, đạt {{ payments.central.percent }} "
        "kế hoạch năm; ngân sách địa phương chưa giải ngân trên {{ payments.local.available }}. "
        "Chi tiết nêu tại {{ appendix.payments }} kèm theo."
    )


def test_a_report_has_nothing_of_a_plan_and_a_plan_nothing_of_a_report(report, plan, told):
    names = {name.split(".")[0] for name in figures_of(Reading(report))}
    assert not names & {"budget", "allocation", "years"}
    assert not any(name.startswith("payments") for name in figures_of(Reading(plan)))
    assert {table.key for table in tables_of(Reading(report))} & {"budget", "allocation", "years"} == set()
    assert {table.key for table in tables_of(Reading(plan))} & {"payments", "payments-holders"} == set()


def test_without_any_money_a_report_says_so_and_has_no_appendix(places, year):
    report = make_report(places.ba_to, year)

    assert figure(report, "payments.summary").source == "Chưa có số liệu về kinh phí và giải ngân của kỳ báo cáo."
    assert [table.key for table in tables_of(Reading(report)) if table.key.startswith("payments")] == []


def test_printed_sums_foot_and_percentages_are_of_the_exact_amounts(places, year, plan, lan, component):
    plan.budget_lines.update(amount=1_400_000)
    for code, source, nature in (("DA1", "central", "recurrent"), ("DA2.1", "central", "investment")):
        here = place(places.ba_dinh, code, source, nature)
        Payment.objects.create(
            period=year,
            unit_id=here.unit,
            component_id=here.line[0],
            source_id=here.line[1],
            nature=nature,
            given=1_400_000,
            paid=700_000,
        )
    report = make_report(places.ba_dinh, year, money_decimals=0)

    rows = printed(report)

    # 4,2 million given print as 4 and 1,4 million paid as 1, on every level.
    assert rows["TỔNG SỐ"] == ("4", "", "4", "1", "33,33", "", "", "2")
    assert [rows[name][0] for name in rows if name.startswith("Dự án")] == ["2", "2"]
    (table,) = [table for table in tables_of(Reading(report)) if table.key == "payments"]
    assert table.notes[2].startswith("Số liệu làm tròn đến 1 triệu đồng")


def test_a_province_prints_its_holders_and_pictures(places, programme, year, told):
    report = make_report(places.province, year)

    tables = {table.key: table for table in tables_of(Reading(report))}

    assert "payments-holders" not in tables
    pictures = tables["payments"].pictures
    assert [(picture.key, [series.name for series in picture.series]) for picture in pictures] == [
        ("payments-projects", ["Vốn được sử dụng trong năm", "Đã giải ngân"]),
        ("payments-sources", ["Vốn được sử dụng trong năm", "Đã giải ngân"]),
    ]
    assert [(mark.label, mark.value, mark.text) for mark in pictures[1].series[1].marks] == [
        ("Ngân sách trung ương", 120, "120"),
        ("Ngân sách địa phương", 0, "0"),
    ]
    assert pictures[0].words == (
        "Giải ngân theo dự án. Dự án 1: giải ngân 120 trên 300 triệu đồng, đạt 40,00%; "
        "Dự án 2: giải ngân 0 trên 1.003,5 triệu đồng, đạt 0,00%."
    )


def test_a_report_on_several_years_tells_each_and_counts_what_was_carried_once(
    places, programme, fund, plan, year, told, lan, province_plan
):
    before = make_period(places.old_province, programme, year=2024)
    old = make_plan(places.old_ba_dinh, programme, "21499-annual-2024", year=2024)
    fund(old, "DA1", "central", "recurrent", 100 * MILLION)
    put_in_force(old)
    tell(before, lan, {place(places.old_ba_dinh, "DA1", "central", "recurrent"): {"paid": 60, "carried_out": 40}})
    final = make_period(places.province, programme, PeriodKind.FINAL, first_year=2021, slug="51-final")
    report = make_report(places.ba_dinh, final)

    rows = printed(report)

    assert rows["TỔNG SỐ"] == ("1.403,5", "", "1.403,5", "180", "12,83", "100", "", "222,5")
    assert rows["Năm 2024"] == ("100", "", "100", "60", "60,00", "", "40", "0")
    assert rows["Năm 2025"] == ("1.303,5", "40", "1.343,5", "120", "8,93", "100", "", "222,5")
    assert figure(report, "payments.list").source == (
        "- Năm 2024: giải ngân {{ payments.2024 }}, đạt {{ payments.2024.percent }} kế hoạch;\n"
        "- Năm 2025: giải ngân {{ payments.2025 }}, đạt {{ payments.2025.percent }} kế hoạch."
    )


def test_amounts_in_billions_have_one_number_of_decimals_in_table_and_text(report, told):
    Plan.objects.filter(pk=report.pk).update(money_unit=MoneyUnit.BILLION)
    report = Plan.objects.with_names().get(pk=report.pk)

    rows = printed(report)

    assert rows["TỔNG SỐ"] == ("1,3035", "", "1,3035", "0,1200", "9,21", "0,1000", "", "0,1825")
    assert figure(report, "payments.total").text() == "0,1200 tỷ đồng"
    assert figure(report, "payments.DA2").text() == "0 tỷ đồng"


def test_a_figure_is_explained_by_its_cells_and_by_who_told_them_last(report, told, lan):
    explanation = explain(Reading(report), "payments.DA1.percent")

    assert (explanation.text, explanation.by) == ("40,00%", str(lan))
    assert [(each.label, each.text) for each in explanation.inputs] == [
        ("Dự án 1, ngân sách trung ương, sự nghiệp", "120 / 300 triệu đồng = 40,00%")
    ]
    assert explain(Reading(report), "payments.nothing") is None


def test_money_nobody_told_of_is_a_note_to_whoever_signs(report, told):
    notes = [each for each in problems_of(Reading(report)) if each.rule == "payments-untold"]

    assert [(each.message, each.is_note) for each in notes] == [
        (
            "1 khoản chưa có số giải ngân: Xã Ba Dinh: "
            "Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển.",
            True,
        )
    ]


def test_an_adjusted_plan_may_not_go_below_what_was_paid(plan, year, told, programme, places, fund):
    draft = make_plan(places.ba_dinh, programme, "21499-annual-2025-2", version=2, adjusts=plan)
    fund(draft, "DA1", "central", "recurrent", 119 * MILLION)

    problems = [each for each in problems_of(Reading(draft)) if each.rule == "below-what-was-paid"]

    assert [(each.message, each.is_note) for each in problems] == [
        (
            "Dự án 1, ngân sách trung ương, sự nghiệp, xã Ba Dinh: "
            "đã giải ngân và chuyển nguồn 120, kế hoạch chỉ còn 119 triệu đồng.",
            False,
        )
    ]


def test_a_figure_of_one_source_is_credited_to_who_told_that_source(report, places, year, told, lan, minh):
    tell(year, minh, {place(places.ba_dinh, "DA2.1", "central", "investment"): 5})
    tell(year, lan, {place(places.ba_dinh, "DA2.2", "local-commune", "recurrent"): 1})

    assert explain(Reading(report), "payments.central").by == str(minh)
    assert explain(Reading(report), "payments.local").by == str(lan)
