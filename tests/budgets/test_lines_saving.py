"""A plan's own money typed into the grid: what is stored, what is refused, and where that is said."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import enter_stage
from budgets.bonds import LAST_OF_STAGE
from budgets.entry.lines import LINES
from budgets.models import BudgetLine, Stage
from planning.entry.kinds import EntryRefused
from planning.entry.saving import CellState
from planning.plans.plans import Plan
from planning.sheets.scopes import scope_of
from tests.budgets.conftest import NOW, share
from tests.budgets.own_money import INVESTMENT, MILLION, RECURRENT, lines, table_of, text_at


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
            "Số nhập 9 khác với số cộng các dòng thuộc dòng này là 8 triệu đồng. Ô này được tính, không nhập.",
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
        "Đang ghi một số chung, lại ghi riêng từng phần. Chỉ ghi chung hoặc ghi riêng: vui lòng xóa số chung hoặc các "
        "số riêng trước.",
    )
    assert lines(blank_plan) == {("DA1", "local-commune.recurrent"): 2 * MILLION}


def test_all_that_is_wrong_is_said_at_once_each_at_its_cell_and_what_is_sound_is_saved(plan, minh, enter):
    share(plan, minh, [((plan.drafted_by, "DA1.central.recurrent"), 200 * MILLION)])

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


def test_money_of_a_stage_takes_the_document_of_the_stage_and_keeps_its_history(plan, decision, lan, enter):
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)

    enter(plan, {("DA1", "credit."): "5", ("DA2.1", INVESTMENT): "", ("DA1", RECURRENT): "301"})

    new = BudgetLine.objects.get(plan=plan, source__code="credit")
    assert (new.stage, new.document) == (Stage.ASSIGNED, decision)
    history = BudgetLine.history.filter(plan=plan, history_change_reason="Nhập trên màn hình")
    assert {(row.history_type, row.amount, row.history_user) for row in history} == {
        ("+", 5 * MILLION, lan),
        ("-", 1_001 * MILLION, lan),
        ("~", 301 * MILLION, lan),
    }
    assert BudgetLine.objects.filter(plan=plan, stage=Stage.EXPECTED).count() == 3


def test_the_last_money_of_a_stage_is_not_cleared(blank_plan, fund, decision, lan, enter):
    fund(blank_plan, "DA1", "central", "recurrent", MILLION)
    enter_stage(blank_plan, Stage.ASSIGNED, decision, by=lan, at=NOW)

    told = enter(blank_plan, {("DA1", RECURRENT): ""})

    assert told == {("DA1", RECURRENT): (CellState.INVALID, "1", LAST_OF_STAGE)}


def test_an_old_contradiction_is_shown_and_may_be_corrected_in_steps(plan, fund, enter):
    fund(plan, "DA2", "central", "investment", 7 * MILLION)
    table = table_of(plan)

    told = enter(plan, {("DA2", INVESTMENT): "8", ("DA1", RECURRENT): "9"})

    assert [text_at(table, row, INVESTMENT) for row in ("DA2", "DA2.1")] == ["7", "1.001"]
    assert table.cells["DA2", INVESTMENT].warning == (
        "Đang ghi riêng ở Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển: vui lòng xóa các số riêng "
        "trước khi ghi chung."
    )
    assert {state for state, *_ in told.values()} == {CellState.SAVED}


def test_what_contradicts_is_written_in_no_part(blank_plan, lan):
    values = {("DA2", RECURRENT): Decimal(5), ("DA2.1", RECURRENT): Decimal(4), ("DA9", RECURRENT): Decimal(1)}

    with pytest.raises(EntryRefused) as refusal:
        LINES.write(scope_of(blank_plan, may_enter=True), values, by=lan, at=NOW, reason="")

    assert set(refusal.value.cells) == {("DA2", RECURRENT), ("DA9", RECURRENT)}
    assert lines(blank_plan) == {}


def test_without_script_the_form_saves_what_was_typed(client, plan, lan):
    client.force_login(lan)
    grid = reverse("entry-grid", args=[plan.slug, "lines"])
    shown = client.get(grid).context

    place = [column.key for column in shown["table"].columns].index(RECURRENT)
    response = client.post(grid, {"base": shown["base"], f"1.{place}": "299"})

    assert response.status_code == 302
    assert lines(plan)["DA1", RECURRENT] == 299 * MILLION


def test_what_was_typed_without_script_into_a_column_that_went_is_shown_again_with_the_reason(client, blank_plan, lan):
    client.force_login(lan)
    grid = reverse("entry-grid", args=[blank_plan.slug, "lines"])
    shown = client.get(grid).context
    keys = [column.key for column in shown["table"].columns]
    whole, part = (f"1.{keys.index(key)}" for key in ("local.recurrent", "local-commune.recurrent"))

    response = client.post(grid, {"base": shown["base"], whole: "năm", part: "2"})

    cell = response.context["rows"][1].cells[keys.index("local.recurrent")]
    assert (response.status_code, cell.text, cell.state) == (400, "năm", CellState.INVALID)
    assert "local.recurrent" not in client.get(grid).context["table"].column_at


def test_table_and_saving_cost_the_same_with_one_line_and_with_three(plan, enter, django_assert_num_queries):
    with django_assert_num_queries(6) as before:
        table_of(plan)
    with django_assert_num_queries(41) as one:
        enter(plan, {("DA1", RECURRENT): "1"})

    with django_assert_num_queries(len(one)):
        enter(plan, {("DA1", RECURRENT): "2", ("DA2.1", INVESTMENT): "3", ("DA2.2", "local-commune.recurrent"): "4"})
    with django_assert_num_queries(len(before)):
        table_of(plan)
