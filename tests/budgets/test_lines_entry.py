"""A plan's own money entered in the grid: components down, sources and natures across."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import enter_stage
from budgets.entry.lines import LINES
from budgets.models import BudgetLine, Stage
from planning.entry.kinds import EntryRefused
from planning.entry.saving import CellState, Typed, save_typed
from planning.entry.tables import BLANK, IS_A_SUM
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.sheets.scopes import scope_of
from tests.budgets.conftest import NOW, share
from tests.conftest import make_plan

RECURRENT, INVESTMENT, PLAIN = "central.recurrent", "central.investment", "central."
MILLION = 10**6


@pytest.fixture
def blank_plan(places, programme, sources):
    return make_plan(places.ba_dinh, programme, "21499-annual-2025")


@pytest.fixture
def enter(lan):
    """Type texts by (component, column) into cells as they stand: `enter(plan, {("DA1", RECURRENT): "300"})`."""

    def typed(plan, texts):
        table = table_of(plan)
        cells = [Typed(row, column, text, text_at(table, row, column)) for (row, column), text in texts.items()]
        saved = save_typed(LINES, scope_of(plan, may_enter=True), cells, by=lan, at=NOW)
        return {(answer.row, answer.column): (answer.state, answer.text, answer.message) for answer in saved.answers}

    return typed


def table_of(plan):
    return LINES.table(scope_of(plan, may_enter=True))


def text_at(table, row, column):
    return table.text(table.row_at[row], table.column_at[column])


def lock_at(table, row, column):
    return table.lock(table.row_at[row], table.column_at[column])


def lines(plan):
    rows = BudgetLine.objects.in_force(plan).values_list("component__code", "source__code", "nature", "amount")
    return {(component, f"{source}.{nature}"): amount for component, source, nature, amount in rows}


def test_the_tree_is_the_rows_and_the_columns_are_those_of_the_appendix_with_every_tier(blank_plan):
    table = table_of(blank_plan)

    assert [row.labels for row in table.rows] == [
        ("", "TỔNG SỐ"),
        ("1", "Dự án 1: Sinh kế"),
        ("2", "Dự án 2: Đào tạo"),
        ("2.1", "Tiểu dự án 1: Dạy nghề"),
        ("2.2", "Tiểu dự án 2: Việc làm"),
    ]
    assert [column.headings for column in table.columns] == [
        ("Tổng số",),
        ("Ngân sách trung ương", "Cộng"),
        ("Ngân sách trung ương", "Đầu tư phát triển"),
        ("Ngân sách trung ương", "Sự nghiệp"),
        ("Ngân sách địa phương", "Cộng"),
        ("Ngân sách địa phương", "Đầu tư phát triển"),
        ("Ngân sách địa phương", "Sự nghiệp"),
        ("Ngân sách địa phương", "Tỉnh, đầu tư phát triển"),
        ("Ngân sách địa phương", "Tỉnh, sự nghiệp"),
        ("Ngân sách địa phương", "Xã, đầu tư phát triển"),
        ("Ngân sách địa phương", "Xã, sự nghiệp"),
        ("Tín dụng",),
        ("Huy động khác",),
    ]


def test_a_page_draws_the_way_local_money_is_entered_and_no_column_that_is_blank_and_closed(plan):
    drawn = LINES.drawn(table_of(plan))

    assert [column.key for column in drawn.columns] == [
        "total",
        "central",
        INVESTMENT,
        RECURRENT,
        "local",
        "local-province.investment",
        "local-province.recurrent",
        "local-commune.investment",
        "local-commune.recurrent",
        "credit.",
        "other.",
    ]


def test_a_blank_table_is_open_in_parents_and_children_but_for_capital_the_programme_does_not_give(blank_plan):
    table = table_of(blank_plan)

    assert [lock_at(table, row.key, RECURRENT) for row in table.rows] == [""] * 5
    assert [lock_at(table, row.key, INVESTMENT) for row in table.rows] == [
        "",
        "Chương trình không bố trí loại vốn này.",
        "",
        "",
        "Chương trình không bố trí loại vốn này.",
    ]


def test_a_child_makes_a_sum_of_its_parents_and_clearing_it_opens_them(blank_plan, enter):
    enter(blank_plan, {("DA2.1", RECURRENT): "2,5"})
    filled = table_of(blank_plan)
    enter(blank_plan, {("DA2.1", RECURRENT): ""})
    cleared = table_of(blank_plan)

    assert [(text_at(filled, row, RECURRENT), lock_at(filled, row, RECURRENT)) for row in ("CT", "DA2", "DA2.2")] == [
        ("2,5", IS_A_SUM),
        ("2,5", IS_A_SUM),
        ("", ""),
    ]
    assert [text_at(filled, "DA2", column) for column in ("central", "total")] == ["2,5", "2,5"]
    assert [lock_at(cleared, row, RECURRENT) for row in ("CT", "DA2", "DA2.1")] == ["", "", ""]


def test_one_number_for_a_project_closes_its_parts_and_says_what_to_take_away_first(blank_plan, enter):
    enter(blank_plan, {("DA2", RECURRENT): "7"})

    table = table_of(blank_plan)

    words = "Đang ghi một số chung ở Dự án 2, ngân sách trung ương, sự nghiệp: vui lòng xóa số đó trước khi ghi riêng."
    assert [lock_at(table, row, RECURRENT) for row in ("DA2.1", "DA2.2", "DA2", "DA1")] == [words, words, "", ""]


def test_local_money_as_one_closes_its_tiers_and_the_tiers_close_the_one(blank_plan, enter):
    enter(blank_plan, {("DA1", "local-commune.recurrent"): "1", ("DA2", "local.recurrent"): "2"})

    table = table_of(blank_plan)

    assert lock_at(table, "DA1", "local.recurrent") == (
        "Đang ghi riêng ở Dự án 1, ngân sách xã, sự nghiệp: vui lòng xóa các số riêng trước khi ghi chung."
    )
    assert lock_at(table, "DA2.1", "local-province.recurrent") == (
        "Đang ghi một số chung ở Dự án 2, ngân sách địa phương, sự nghiệp: vui lòng xóa số đó trước khi ghi riêng."
    )
    assert lock_at(table, "DA2", INVESTMENT) == ""


def test_a_figure_stays_exact_to_the_dong_where_it_prints_rounded(plan, fund, enter):
    fund(plan, "DA1", "local-commune", "recurrent", 1_234_567)
    Plan.objects.filter(pk=plan.pk).update(money_decimals=0)
    plan.refresh_from_db()

    told = enter(plan, {("DA2.2", "local-commune.recurrent"): "2,500001"})

    assert text_at(table_of(plan), "DA1", "local-commune.recurrent") == "1,234567"
    assert text_at(table_of(plan), "CT", "local-commune.recurrent") == "3,734568"
    assert told == {("DA2.2", "local-commune.recurrent"): (CellState.SAVED, "2,500001", "")}
    assert lines(plan)["DA2.2", "local-commune.recurrent"] == 2_500_001


def test_a_pasted_block_leaves_out_sums_that_add_up_and_refuses_one_that_does_not(blank_plan, enter):
    told = enter(
        blank_plan,
        {
            ("CT", RECURRENT): "12",
            ("DA1", RECURRENT): "7",
            ("DA2", RECURRENT): "5",
            ("DA2.1", RECURRENT): "2",
            ("DA2.2", RECURRENT): "3",
            ("DA2", INVESTMENT): "9",
            ("DA2.1", INVESTMENT): "8",
        },
    )

    refused = {cell: answer for cell, answer in told.items() if answer[0] is not CellState.SAVED}
    assert refused == {
        ("DA2", INVESTMENT): (
            CellState.INVALID,
            "8",
            "Dự án 2, ngân sách trung ương, đầu tư phát triển: số nhập 9, số cộng các dòng thuộc dòng này 8 triệu "
            "đồng. Ô này được tính, không nhập.",
        )
    }
    assert told["CT", RECURRENT] == (CellState.SAVED, "12", "")
    assert lines(blank_plan) == {
        ("DA1", RECURRENT): 7 * MILLION,
        ("DA2.1", RECURRENT): 2 * MILLION,
        ("DA2.2", RECURRENT): 3 * MILLION,
        ("DA2.1", INVESTMENT): 8 * MILLION,
    }


def test_one_number_beside_its_parts_of_another_kind_is_refused_at_the_one(blank_plan, enter):
    told = enter(blank_plan, {("DA1", "local.recurrent"): "5", ("DA1", "local-commune.recurrent"): "2"})

    assert told["DA1", "local.recurrent"] == (
        CellState.INVALID,
        "",
        "Dự án 1, ngân sách địa phương, sự nghiệp: đang ghi một số chung, lại ghi riêng từng phần. Chỉ ghi chung hoặc "
        "ghi riêng: vui lòng xóa số chung hoặc các số riêng trước.",
    )
    assert lines(blank_plan) == {("DA1", "local-commune.recurrent"): 2 * MILLION}


def test_all_that_is_wrong_is_said_at_once_each_at_its_cell_and_what_is_sound_is_saved(
    places, plan, minh, enter, sources
):
    office = plan.drafted_by
    share(plan, minh, [((office, "DA1.central.recurrent"), 200 * MILLION)])
    sources["other"].valid_to = places.ba_dinh.valid_from
    sources["other"].save()

    told = enter(
        plan,
        {
            ("DA1", RECURRENT): "199,5",
            ("DA1", INVESTMENT): "1",
            ("DA2.1", INVESTMENT): "1.002",
            ("DA2.2", "local-commune.recurrent"): "một",
        },
    )

    assert told == {
        ("DA1", RECURRENT): (
            CellState.INVALID,
            "300",
            "Không được thấp hơn số đã phân bổ là 200 triệu đồng. Vui lòng giảm số phân bổ trước.",
        ),
        ("DA1", INVESTMENT): (CellState.LOCKED, "", "Chương trình không bố trí loại vốn này."),
        ("DA2.1", INVESTMENT): (CellState.SAVED, "1.002", ""),
        ("DA2.2", "local-commune.recurrent"): (
            CellState.INVALID,
            "2,5",
            "Không phải là số. Cách viết đúng: 1.234,5 (dấu phẩy thập phân).",
        ),
    }
