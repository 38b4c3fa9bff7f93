"""The table of a plan's own money: components down, sources and natures across; what is open, and why not."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from budgets.actions import would_contradict
from budgets.appendices import line_key
from budgets.columns import places_of
from budgets.cube import lines_of
from budgets.entry.lines import LINES
from planning.entry.saving import CellState
from planning.entry.tables import IS_A_SUM
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.plans.reading import Reading
from tests.budgets.conftest import share
from tests.budgets.own_money import INVESTMENT, MILLION, PLAIN, RECURRENT, lock_at, table_of, text_at
from tests.conftest import make_plan


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


def test_the_tab_of_money_leads_to_the_grid_and_the_grid_to_the_workbook_of_money(client, plan, lan):
    client.force_login(lan)
    grid = reverse("entry-grid", args=[plan.slug, "lines"])

    tab = client.get(reverse("budget", args=[plan.slug])).content.decode()
    page = client.get(grid).content.decode()

    assert f'href="{grid}"' in tab
    for name in ("sheet-template", "sheet-upload"):
        assert f'href="{reverse(name, args=[plan.slug, "budget"])}"' in page
    assert client.get(reverse("sheet-template", args=[plan.slug, "lines"])).status_code == 404


def test_a_plan_of_a_programme_without_projects_says_what_is_missing(places, sources):
    bare = Programme.objects.create(code="CT-MOI", name="Chương trình mới", first_year=2021, last_year=2030)

    table = table_of(make_plan(places.ba_dinh, bare, "21499-annual-2025-moi"))

    assert table.rows == ()
    assert table.notes[0].startswith("Chương trình chưa có dự án")
