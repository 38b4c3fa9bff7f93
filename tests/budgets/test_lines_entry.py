"""A plan's own money entered in the grid: components down, sources and natures across."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import enter_stage, would_contradict
from budgets.appendices import line_key
from budgets.bonds import LAST_OF_STAGE
from budgets.columns import places_of
from budgets.cube import lines_of
from budgets.entry.lines import LINES
from budgets.models import BudgetLine, Stage
from planning.entry.kinds import EntryRefused
from planning.entry.saving import CellState, Typed, save_typed
from planning.entry.tables import IS_A_SUM
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.plans.reading import Reading
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


def test_a_blank_cell_is_open_where_the_rules_of_money_let_one_enter_and_nowhere_else(plan, fund, sources):
    sources["credit"].valid_to = date(2024, 12, 31)
    sources["credit"].save()
    fund(plan, "CT", "other", "", MILLION)
    fund(plan, "CT", "credit", "", MILLION)
    fund(plan, "DA1", "local", "recurrent", MILLION)
    fund(plan, "DA2.1", "central", "", MILLION)
    reading, table = Reading(plan), table_of(plan)
    held = reading.once(lines_of)
    places = {(place.node.component.code, line_key(place.source, place.nature)): place for place in places_of(reading)}
    blank = {key: place for key, place in places.items() if key[1] in table.column_at and place.line not in held}

    open_cells = {key for key in blank if not lock_at(table, *key)}

    assert open_cells == {
        key for key, place in blank.items() if not would_contradict(reading, {**held, place.line: Decimal(1)})
    }
    assert (len(open_cells), len(blank)) == (16, 48)


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


def test_a_cell_says_what_the_level_above_shared_out_where_the_plan_has_something_else(
    places, programme, province_plan, fund, minh
):
    share(
        province_plan,
        minh,
        [((places.district, "CT.central.recurrent"), 900), ((places.district, "CT.central.investment"), MILLION)],
    )
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED)
    district_plan = make_plan(places.district, programme, "535-annual-2025")
    fund(district_plan, "DA1", "central", "recurrent", 900)

    table = table_of(district_plan)

    top, (recurrent, investment) = table.row_at["CT"], (table.column_at[key] for key in (RECURRENT, INVESTMENT))
    assert [table.above(top, column) for column in (recurrent, investment)] == ["", "1"]
    assert table.above_words == "Cấp trên phân bổ"
    assert lock_at(table, "CT", RECURRENT) == IS_A_SUM


def test_a_budget_that_ended_before_the_plan_has_no_column_unless_money_stands_in_it(plan, sources, fund):
    sources["local-province"].valid_to = date(2025, 6, 30)
    sources["local-province"].save()
    before = table_of(plan)

    fund(plan, "DA1", "local-province", "recurrent", MILLION)
    after = table_of(plan)

    assert [key for key in before.column_at if key.startswith("local-province")] == []
    assert [key for key in after.column_at if key.startswith("local-province")] == ["local-province.recurrent"]
    assert lock_at(after, "DA1", "local-province.recurrent") == ""
    assert lock_at(after, "DA2", "local-province.recurrent") == "Nguồn vốn này chỉ có đến hết ngày 30/6/2025."


def test_a_column_of_undivided_money_stays_when_its_last_figure_is_cleared(plan, fund, enter):
    fund(plan, "CT", "central", "", MILLION).delete()
    fund(plan, "DA2.2", "local", "", MILLION)

    enter(plan, {("DA2.2", "local."): ""})
    told = enter(plan, {("DA1", "local."): "3"})

    assert told["DA1", "local."] == (CellState.SAVED, "3", "")
    assert PLAIN in table_of(plan).column_at


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


def test_the_tab_of_money_leads_to_the_grid_and_the_grid_to_the_workbook_of_money(client, plan, lan):
    client.force_login(lan)
    grid = reverse("entry-grid", args=[plan.slug, "lines"])

    tab = client.get(reverse("budget", args=[plan.slug])).content.decode()
    page = client.get(grid).content.decode()

    assert f'href="{grid}"' in tab
    for name in ("sheet-template", "sheet-upload"):
        assert f'href="{reverse(name, args=[plan.slug, "budget"])}"' in page
    assert client.get(reverse("sheet-template", args=[plan.slug, "lines"])).status_code == 404


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


def test_a_plan_of_a_programme_without_projects_says_what_is_missing(places, sources):
    bare = Programme.objects.create(code="CT-MOI", name="Chương trình mới", first_year=2021, last_year=2030)

    table = table_of(make_plan(places.ba_dinh, bare, "21499-annual-2025-moi"))

    assert table.rows == ()
    assert table.notes[0].startswith("Chương trình chưa có dự án")


def test_table_and_saving_cost_the_same_with_one_line_and_with_three(plan, enter, django_assert_num_queries):
    with django_assert_num_queries(6) as before:
        table_of(plan)
    with django_assert_num_queries(41) as one:
        enter(plan, {("DA1", RECURRENT): "1"})

    with django_assert_num_queries(len(one)):
        enter(plan, {("DA1", RECURRENT): "2", ("DA2.1", INVESTMENT): "3", ("DA2.2", "local-commune.recurrent"): "4"})
    with django_assert_num_queries(len(before)):
        table_of(plan)
