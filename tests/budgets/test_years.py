"""Money of a plan for several years: what falls to each year, and that they add up."""

from decimal import Decimal

import pytest

from budgets.actions import enter_stage
from budgets.entry.years import SUM, WHOLE, YEARS
from budgets.models import Stage, YearAmount
from budgets.years import spread_of
from planning.documents.assemble import assemble
from planning.entry.kinds import EntryRefused
from planning.plans.plans import PlanKind
from planning.review.problems import problems_of_plan
from planning.sheets.scopes import scope_of
from planning.text.templates import write_text
from tests.budgets.conftest import NOW
from tests.conftest import make_plan

DA1 = "DA1.central.recurrent"


@pytest.fixture
def period_plan(places, programme, fund):
    """The old province's plan of 2024 and 2025: 300 and 50 triệu, and a loan beside."""
    plan = make_plan(places.old_province, programme, "51-period-2024", 2024, kind=PlanKind.PERIOD)
    plan.last_year = 2025
    plan.save()
    fund(plan, "DA1", "central", "recurrent", 300_000_000)
    fund(plan, "DA2.1", "central", "investment", 50_000_000)
    write_text(plan)
    return plan


@pytest.fixture
def spread(period_plan, minh):
    """Enter triệu for years of the first line: `spread(2024=100)`."""

    def enter(line=DA1, **years):
        values = {
            (line, year.removeprefix("y")): None if million is None else Decimal(million) * 10**6
            for year, million in years.items()
        }
        YEARS.write(scope_of(period_plan, may_enter=True), values, by=minh, at=NOW, reason="")

    return enter


def told(plan):
    return [(p.rule, p.message) for p in problems_of_plan(plan) if p.rule.startswith("years")]


def test_the_table_has_a_line_a_row_and_a_year_a_column(period_plan, spread):
    spread(y2024=100, y2025="200.5")

    table = YEARS.table(scope_of(period_plan, may_enter=True))

    assert [column.key for column in table.columns] == [WHOLE, SUM, "2024", "2025"]
    assert [row.labels for row in table.rows] == [
        ("", "Tổng số", "", ""),
        ("1", "Dự án 1", "Ngân sách trung ương", "Sự nghiệp"),
        ("2", "Tiểu dự án 1 - Dự án 2", "Ngân sách trung ương", "Đầu tư phát triển"),
    ]
    assert table.cells[DA1, SUM].value == 300_500_000
    assert table.cells[DA1, SUM].warning == "Cộng các năm khác kinh phí cả giai đoạn 300 triệu đồng."
    assert table.cells["total", "2025"].value == 200_500_000
    assert table.cells["total", WHOLE].value == 350_000_000


def test_years_that_add_up_are_no_problem_and_print(period_plan, spread):
    spread(y2024=100, y2025=200)

    table = next(table for table in assemble(period_plan).appendices if table.key == "years")

    assert told(period_plan) == []
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "TỔNG SỐ", "300", "100", "200"],
        ["1", "Dự án 1, ngân sách trung ương, sự nghiệp", "300", "100", "200"],
    ]


def test_the_text_names_the_appendix_of_years_once_there_is_one(period_plan, spread):
    assert cited(period_plan) == []

    spread(y2024=100, y2025=200)

    assert cited(period_plan) == ["Kinh phí chia theo từng năm nêu tại Phụ lục III kèm theo."]
    assert "appendix-not-cited" not in {problem.rule for problem in problems_of_plan(period_plan)}


def cited(plan):
    """What the text says of the appendix of years."""
    texts = ["".join(run.text for run in each.runs) for each in assemble(plan).first.paragraphs]
    return [text for text in texts if text.startswith("Kinh phí chia theo")]


def test_a_year_left_out_and_a_sum_that_differs_keep_a_plan_from_being_signed(period_plan, spread):
    spread(y2024=100)
    spread("DA2.1.central.investment", y2024=20, y2025=20)

    assert told(period_plan) == [
        ("years-missing", "Dự án 1, ngân sách trung ương, sự nghiệp: chưa có số của năm 2025."),
        (
            "years-differ",
            "Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển: "
            "cộng các năm là 40, cả giai đoạn là 50 triệu đồng.",
        ),
    ]


def test_years_go_on_with_their_line_to_a_later_stage(period_plan, spread, minh, decision):
    spread(y2024=100, y2025=200)

    enter_stage(period_plan, Stage.ASSIGNED, decision, by=minh, at=NOW)

    assert list(spread_of(period_plan).values()) == [{2024: 100 * 10**6, 2025: 200 * 10**6}]


def test_a_blank_takes_a_year_away(spread):
    spread(y2024=100, y2025=0)

    spread(y2024=None)

    assert list(YearAmount.objects.values_list("year", "amount")) == [(2025, 0)]


def test_a_year_outside_the_plan_is_refused(spread):
    with pytest.raises(EntryRefused, match="không còn trong kế hoạch"):
        spread(y2026=1)


def test_a_plan_of_one_year_is_not_spread(plan):
    table = YEARS.table(scope_of(plan, may_enter=True))

    assert table.notes == ("Kế hoạch một năm không chia kinh phí theo năm.",)
    assert [column.key for column in table.columns] == [WHOLE, SUM]
    assert [row.key for row in table.rows] == ["total"]
